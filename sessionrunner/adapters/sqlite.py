"""What is special about SQLite: the file, the pragmas, its transactions and its faults in words."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from sessionrunner.adapters.engines import Engines
from sessionrunner.runtime.ports import StoreUnavailableError

READERS = 2
"""Connections (each with a thread) that read; more would only wait for Python's one lock."""

_RETRY_SECONDS = 0.02

_WORDS = {
    sqlite3.SQLITE_BUSY: "Another program is holding the database. Close it, then try again.",
    sqlite3.SQLITE_LOCKED: "Another program is holding the database. Close it, then try again.",
    sqlite3.SQLITE_FULL: "The disk is full. Free some space, then try again.",
    sqlite3.SQLITE_READONLY: "The database may not be written to. Give the server's user the right to "
    "write the file and its folder, then try again.",
    sqlite3.SQLITE_PERM: "The server may not open the database. Give its user the right to read and write "
    "the file and its folder, then try again.",
    sqlite3.SQLITE_CANTOPEN: "The database file cannot be opened. See that its folder exists and may be "
    "written to, then try again.",
    sqlite3.SQLITE_IOERR: "The disk reports a fault. See that it is still attached and has space, then try "
    "again.",
    sqlite3.SQLITE_CORRUPT: "The database file is damaged. Stop the server and put a backup in its place.",
    sqlite3.SQLITE_NOTADB: "The file is not a database. Name another file, or move this one away.",
}


class DatabaseRefusedError(Exception):
    """The database that was named cannot be used; the message says why and what to do."""


def explain(fault: DBAPIError) -> str:
    """A sentence about what went wrong and its mend, for whoever runs the server."""
    return f"Nothing was changed. {_words(fault.orig)}"


def _words(fault: BaseException | None) -> str:
    code = getattr(fault, "sqlite_errorcode", None)
    # The low byte is the fault, the rest a detail of it.
    known = None if code is None else _WORDS.get(code & 0xFF)
    return known or f"The database says: {fault}. Try again; if it stays so, start the server anew."


def prepare(path: Path, patience: float) -> None:
    """Make the file if there is none, readable by its owner only, and set it to write ahead.

    Waits up to `patience` seconds for another process that is doing the same. Raises
    `DatabaseRefusedError` for a file that cannot be used, `StoreUnavailableError` if it is held.
    """
    refuse_without_folder(path)
    try:
        # SQLite gives the files it adds beside this one the same permissions.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as fault:
        raise DatabaseRefusedError(
            f"The database file {path} cannot be opened for writing ({fault.strerror}). "
            "Change its permissions, or name another file in the setting `database`."
        ) from fault
    try:
        _write_ahead(path, patience)
    except sqlite3.OperationalError as fault:
        raise StoreUnavailableError(f"The database {path} cannot be opened. {_words(fault)}") from fault
    except sqlite3.DatabaseError as fault:
        raise DatabaseRefusedError(f"{path} cannot be used as the database. {_words(fault)}") from fault


def refuse_without_folder(path: Path) -> None:
    """Raise `DatabaseRefusedError` if the folder that the file at `path` would be in is not there."""
    if not path.parent.is_dir():
        raise DatabaseRefusedError(
            f"The database should be at {path}, but there is no folder {path.parent}. "
            "Make that folder, or name another file in the setting `database`."
        )


def _write_ahead(path: Path, patience: float) -> None:
    give_up = time.monotonic() + patience
    with closing(sqlite3.connect(path, timeout=patience, isolation_level=None)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as fault:
                # While another process switches the mode, SQLite says so at once, whatever its
                # busy timeout is.
                if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
                time.sleep(_RETRY_SECONDS)
            else:
                return


def file_engines(path: Path, patience: float) -> Engines:
    """Engines for the file at `path`, made ready; may block while another process does the same.

    `patience` is how many seconds to wait for a lock. Raises like `prepare`.
    """
    prepare(path, patience)
    return _engines(path, patience, "FULL")


def passing_engines(patience: float) -> Engines:
    """Engines for a database that is gone when they are closed.

    It is a file all the same: of one in memory, a single cancelled statement loses everything
    together with its connection. Nobody waits for the disk, since nothing has to survive.
    """
    folder = TemporaryDirectory(prefix="sessionrunner-")
    path = Path(folder.name) / "passing.sqlite3"
    prepare(path, patience)
    return _engines(path, patience, "OFF", folder.cleanup)


def _engines(
    path: Path, patience: float, synchronous: str, release: Callable[[], None] | None = None
) -> Engines:
    read, write = _engine(path, READERS, patience), _engine(path, 1, patience)
    _on_connect(read, "PRAGMA query_only = ON")
    _on_connect(write, f"PRAGMA synchronous = {synchronous}", "PRAGMA foreign_keys = ON")
    event.listen(write.sync_engine, "begin", _begin_immediate)
    return Engines(read=read, write=write, explain=explain, scour=_scour, release=release)


async def _scour(write: AsyncEngine) -> None:
    """Write the whole file anew, and empty the log of changes, which keeps old pages until it is.

    Nobody else can write meanwhile: about a second for every few hundred megabytes.
    """
    async with write.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        try:
            await driver.execute("VACUUM")
            checkpoint = await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as fault:
            raise StoreUnavailableError(_words(fault)) from fault
    if checkpoint[0][0]:
        raise StoreUnavailableError("Somebody was reading the database all the while.")


def _engine(path: Path, connections: int, patience: float) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        poolclass=AsyncAdaptedQueuePool,
        pool_size=connections,
        max_overflow=0,
        connect_args={"timeout": patience},
    )
    event.listen(engine.sync_engine, "connect", _no_begin_from_the_driver)
    return engine


def _no_begin_from_the_driver(connection: Any, _record: object) -> None:
    # Left to itself, the driver begins a transaction at the first change only, and never before a
    # change of the schema.
    connection.isolation_level = None


def _begin_immediate(connection: Connection) -> None:
    # Taking the write lock first, a transaction cannot read what another one then overwrites.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _on_connect(engine: AsyncEngine, *pragmas: str) -> None:
    def set_up(connection: Any, _record: object) -> None:
        with closing(connection.cursor()) as cursor:
            for pragma in pragmas:
                cursor.execute(pragma)

    event.listen(engine.sync_engine, "connect", set_up)
