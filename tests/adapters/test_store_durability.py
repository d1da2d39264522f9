"""Killed at any moment, the program has lost nothing of what it said was committed."""

from pathlib import Path

import pytest

from sessionrunner.adapters.database import open_database
from sessionrunner.core.model import SessionId
from sessionrunner.runtime.ports import VersionMovedError
from tests.adapters.programs import start
from tests.adapters.sessions import a_session, accepted, changed, entry

S1 = SessionId("s1")


@pytest.mark.parametrize("commits", [1, 40, 150])
async def test_what_was_said_to_be_committed_survives_a_kill(tmp_path: Path, commits: int) -> None:
    """After SIGKILL every printed version is there, with its entry and reply, and nothing is half done."""
    url = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    with start("commit_forever", url) as program:
        assert program.stdout is not None
        printed = [int(program.stdout.readline()) for _ in range(commits)]
        program.kill()
        # A last line cut off by the kill was not said.
        printed += [
            int(line) for line in program.stdout.read().splitlines(keepends=True) if line.endswith("\n")
        ]
    database = await open_database(url)
    session = await database.store.load(S1)
    journal = await database.store.journal(S1)
    replies = [await database.store.kept(S1, "host", f"c{version}") for version in printed]
    await database.close()
    assert session is not None
    assert session.version - printed[-1] in {0, 1}
    assert session.title == f"Title {session.version}"
    assert journal == tuple(entry(version) for version in range(1, session.version + 1))
    assert replies == [accepted(version=version).reply for version in printed]


async def test_of_two_processes_one_commits_a_version(tmp_path: Path) -> None:
    """With a file open twice, the second commit from a version is refused and reads what the first wrote."""
    url = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    ours, theirs = await open_database(url), await open_database(url)
    await ours.store.create(a_session(), [])
    for version in range(1, 30):
        before = await theirs.store.load(S1)
        assert before is not None
        first, second = (ours, theirs) if version % 2 else (theirs, ours)
        await first.store.commit(version, changed(before, "first"), [entry(version + 1)], None)
        with pytest.raises(VersionMovedError):
            await second.store.commit(version, changed(before, "second"), [entry(version + 1)], None)
        assert await second.store.load(S1) == changed(before, "first")
    assert len(await ours.store.journal(S1)) == 29
    await ours.close()
    await theirs.close()


async def test_reopening_finds_everything(tmp_path: Path) -> None:
    """A database that was closed in order has the same sessions when it is opened again."""
    url = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    first = await open_database(url)
    await first.store.create(a_session(), [entry(1)])
    await first.close()
    again = await open_database(url)
    assert await again.store.load(S1) == a_session()
    assert await again.store.journal(S1) == (entry(1),)
    await again.close()


async def test_two_processes_may_start_at_once(tmp_path: Path) -> None:
    """Three programs that open the same new file at the same moment all find it ready."""
    url = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    programs = [start("open_when_told", url) for _ in range(3)]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    answers = [program.communicate()[0] for program in programs]
    assert answers == ["open, 0 sessions\n"] * 3
