"""How alembic reaches the database: by the connection that `stores.database.migrate` hands over."""

from __future__ import annotations

from alembic import context

from stores.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()
