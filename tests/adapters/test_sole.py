"""One server uses a database: a second one is kept out for as long as the first lives, and no longer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen

import pytest

from sessionrunner.adapters.sole import sole_user
from sessionrunner.adapters.sqlite import DatabaseRefusedError
from tests.adapters.programs import start


@contextmanager
def another(database: Path) -> Iterator[Popen[str]]:
    """Another process that holds `database`; killed in the end if it still runs."""
    with start("hold_when_told", str(database)) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "held\n"
        try:
            yield program
        finally:
            program.kill()


def test_a_second_one_is_refused_under_every_name(tmp_path: Path) -> None:
    """In words, whether it names the file itself or a link to it; another database is free."""
    database, link = tmp_path / "sessions.sqlite3", tmp_path / "link.sqlite3"
    database.touch()
    link.symlink_to(database)
    with another(database):
        for name in (database, link):
            with pytest.raises(DatabaseRefusedError, match="Stop that one first"), sole_user(name):
                pytest.fail("two at once")
        with sole_user(tmp_path / "other.sqlite3"):
            pass


def test_whoever_was_killed_holds_nothing(tmp_path: Path) -> None:
    """However a server ends, the next one can start; only its user may touch the file that is held."""
    database = tmp_path / "sessions.sqlite3"
    with another(database) as program:
        program.kill()
        program.wait()
        with sole_user(database):
            held = tmp_path / "sessions.sqlite3-in-use"
            assert held.stat().st_mode & 0o777 == 0o600


def test_where_nothing_may_be_written(tmp_path: Path) -> None:
    """What cannot be written is named, with the mend."""
    (tmp_path / "sessions.sqlite3-in-use").mkdir()
    with (
        pytest.raises(DatabaseRefusedError, match="Let the server write in that folder"),
        sole_user(tmp_path / "sessions.sqlite3"),
    ):
        pytest.fail("nothing is held")
