"""Conversations with versions and deletions beside Rasa's events; takes over a database that Rasa made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the change."""
    inspector = sa.inspect(op.get_bind())
    if not inspector.has_table("events"):
        op.create_table(
            "events",
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("sender_id", sa.String(255), nullable=False),
            sa.Column("type_name", sa.String(255), nullable=False),
            sa.Column("timestamp", sa.Float),
            sa.Column("intent_name", sa.String(255)),
            sa.Column("action_name", sa.String(255)),
            sa.Column("data", sa.Text),
        )
        op.create_index("ix_events_sender_id", "events", ["sender_id"])
    op.create_index("ix_events_timestamp", "events", ["timestamp"])
    op.create_table(
        "conversations",
        sa.Column("sender_id", sa.String(255), primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("is_kept", sa.Boolean, nullable=False),
        sa.Column("changed", sa.Float, nullable=False),
    )
    op.create_table(
        "ended",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("until", sa.Float),
    )
    # Before, a deletion was an event of a conversation named after the digest.
    op.execute(
        "INSERT INTO ended (digest, at, until) SELECT SUBSTR(sender_id, 9), 0, MAX(timestamp) FROM events "
        "WHERE sender_id LIKE 'deleted-%' GROUP BY sender_id"
    )
    op.execute("DELETE FROM events WHERE sender_id LIKE 'deleted-%'")
    op.execute(
        "INSERT INTO conversations (sender_id, version, is_kept, changed) "
        "SELECT sender_id, 1, FALSE, MAX(timestamp) FROM events GROUP BY sender_id"
    )
