"""Connections to the database, for reading and for writing, with its faults said in words."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from sessionrunner.runtime.ports import StoreUnavailableError


class Engines:
    """Where statements go: `write` runs one transaction at a time, `read` single statements.

    `explain` turns a fault of the driver into a sentence that names the mend; it belongs to the
    dialect. `release` is called when everything is closed. A broken constraint stays an
    `IntegrityError`: only who wrote knows what it means. `scour` overwrites what is no more in use in the
    database's files; it raises `StoreUnavailableError` when it cannot.
    """

    def __init__(
        self,
        *,
        read: AsyncEngine,
        write: AsyncEngine,
        explain: Callable[[DBAPIError], str],
        scour: Callable[[AsyncEngine], Awaitable[None]],
        release: Callable[[], None] | None = None,
    ) -> None:
        self._read = read
        self._write = write
        self._explain = explain
        self._scour = scour
        self._release = release

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection for reading. Raises `StoreUnavailableError`."""
        with self._in_words():
            async with self._read.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One write transaction: committed at the end, or, after any exception, nothing of it.

        Raises `StoreUnavailableError`.
        """
        with self._in_words():
            async with self._write.begin() as connection:
                yield connection

    async def scour(self) -> None:
        """Leave nothing in the files that is in no table any more. Raises `StoreUnavailableError`."""
        with self._in_words():
            await self._scour(self._write)

    async def close(self) -> None:
        """Close every connection."""
        await self._read.dispose()
        await self._write.dispose()
        if self._release is not None:
            self._release()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except DBAPIError as fault:
            raise StoreUnavailableError(self._explain(fault)) from fault
        except PoolTimeoutError as fault:
            raise StoreUnavailableError(
                "The database is too busy just now, so nothing was changed. Try again in a moment."
            ) from fault
