"""Sees to it that one server alone uses a database: two would each show their phones half of what happens."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sessionrunner.adapters.sqlite import DatabaseRefusedError, refuse_without_folder

if sys.platform != "win32":
    import fcntl


@contextmanager
def sole_user(database: Path) -> Iterator[None]:
    """Hold a file beside the database for as long as the block lasts, or as this process lives.

    The system lets go of it when the process ends, however it ends. Raises `DatabaseRefusedError` when
    another process holds it. On Windows nothing is held.
    """
    refuse_without_folder(database)
    beside = database.resolve()
    beside = beside.with_name(f"{beside.name}-in-use")
    try:
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fault:
        raise DatabaseRefusedError(
            f"The file {beside} cannot be opened for writing ({fault.strerror}). "
            "Let the server write in that folder, or name another file in the setting `database`."
        ) from fault
    try:
        _hold(descriptor, database)
        yield
    finally:
        os.close(descriptor)


def _hold(descriptor: int, database: Path) -> None:
    if sys.platform == "win32":
        return
    try:
        # Of the kind that a child process does not inherit: a planner that outlives a killed server
        # keeps nobody out.
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        raise DatabaseRefusedError(
            f"Another sessionrunner is using the database {database}. Stop that one first, or name another "
            "file in the setting `database`."
        ) from fault
