"""How far staff are with what visitors asked in vain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the change."""
    op.create_table(
        "inbox_marks",
        sa.Column("message", sa.String(12), primary_key=True),
        sa.Column("sender_id", sa.String(255), nullable=False, index=True),
        sa.Column("said_at", sa.Float, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
    )
