"""Opens the database that the setting `database` names, with its schema brought up to date."""

import asyncio
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from sessionrunner.adapters.engines import Engines
from sessionrunner.adapters.migrate import migrate
from sessionrunner.adapters.sqlite import DatabaseRefusedError, file_engines, passing_engines
from sessionrunner.adapters.store import SqlStore
from sessionrunner.adapters.tokens import SqlTokenStore

__all__ = ["Database", "DatabaseRefusedError", "database_path", "open_database"]

MEMORY = ":memory:"
PATIENCE_SECONDS = 5.0


class Database:
    """An open database: sessions in `store`, tokens in `tokens`. Close it in the end."""

    def __init__(self, engines: Engines) -> None:
        self.engines = engines
        self.store = SqlStore(engines)
        self.tokens = SqlTokenStore(engines)

    async def close(self) -> None:
        """Close every connection; what was committed is on the disk."""
        await self.engines.close()


async def open_database(url: str, patience: float = PATIENCE_SECONDS) -> Database:
    """Open the database at `url`: `sqlite:///file`, or `:memory:` for one that is gone afterwards.

    `patience` is how many seconds to wait for another process that writes. Raises
    `DatabaseRefusedError` when the database can never be used as it is, and
    `StoreUnavailableError` when it cannot be used just now.
    """
    path = database_path(url)
    if path is None:
        engines = await asyncio.to_thread(passing_engines, patience)
    else:
        engines = await asyncio.to_thread(file_engines, path, patience)
    try:
        async with engines.writing() as connection:
            await connection.run_sync(migrate)
    except BaseException:
        await engines.close()
        raise
    return Database(engines)


def database_path(url: str) -> Path | None:
    """The file that `url` names; None for one that is gone afterwards. Raises `DatabaseRefusedError`."""
    if url == MEMORY:
        return None
    # The address is not repeated: that of another database may hold a password.
    refused = DatabaseRefusedError(
        "The setting `database` must be `sqlite:///` and a file name, like sqlite:///sessions.sqlite3, "
        "or with four slashes from the root of the disk."
    )
    try:
        parsed = make_url(url)
    except ArgumentError as fault:
        raise refused from fault
    if parsed.drivername != "sqlite" or parsed.host or parsed.query:
        raise refused
    if not parsed.database:
        raise refused
    return None if parsed.database == MEMORY else Path(parsed.database)
