"""Alembic runs this file to apply migrations over the connection that it is handed."""

from alembic import context

from sessionrunner.adapters.schema import SCHEMA_VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=SCHEMA_VERSION_TABLE,
    # Who hands over the connection has begun a transaction that holds all steps together.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
