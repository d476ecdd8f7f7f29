"""Whether a visitor agrees that staff read what was asked in vain: a consent of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the change."""
    # Who agreed to keeping alone was never asked about reading.
    column = sa.Column("is_readable", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("conversations", column)
