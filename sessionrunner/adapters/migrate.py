"""Brings a database to the schema of this program, or refuses one that it does not know."""

import logging

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from sessionrunner.adapters.schema import SCHEMA_VERSION_TABLE
from sessionrunner.adapters.sqlite import DatabaseRefusedError

logging.getLogger("alembic").setLevel(logging.WARNING)  # it announces every step of its own


def migrate(connection: Connection) -> None:
    """Apply the migrations that are missing, in the transaction that `connection` is in.

    That transaction holds the write lock, so that of two processes that start at once the second
    finds the work done. Raises `DatabaseRefusedError` for a schema newer than this program or the
    data of another program, having changed nothing.
    """
    config = Config()
    config.set_main_option("script_location", "sessionrunner.adapters:migrations")
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    applied = _applied(connection)
    known = {script.revision for script in scripts.walk_revisions()}
    if applied is not None and applied not in known:
        raise DatabaseRefusedError(
            "The database was written by a newer sessionrunner than this one. Install the newer "
            "sessionrunner, or name another file in the setting `database`."
        )
    if applied != scripts.get_current_head():
        command.upgrade(config, "head")


def _applied(connection: Connection) -> str | None:
    context = MigrationContext.configure(connection, opts={"version_table": SCHEMA_VERSION_TABLE})
    applied = context.get_current_revision()
    if applied is None and inspect(connection).get_table_names():
        raise DatabaseRefusedError(
            "The database holds the data of another program. Name another file in the setting `database`."
        )
    return applied
