"""The disk is full, or another program holds the database: it is said, and nothing is half done."""

import asyncio
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.browser.process import Program, a_program
from tests.faults.hours import Hour, an_hour, announcement, end_in, over

pytestmark = [pytest.mark.server, pytest.mark.timeout(900)]


@contextmanager
def a_full_disk(program: Program) -> Iterator[None]:
    """No file of the program may grow any more."""
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@contextmanager
def a_lock(program: Program) -> Iterator[None]:
    """Another program is writing, and does not stop."""
    with closing(sqlite3.connect(program.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


FAULTS = {"the disk is full": a_full_disk, "the database is locked": a_lock}


@pytest.mark.parametrize("fault", FAULTS)
async def test_nothing_can_be_written(tmp_path: Path, fault: str) -> None:
    """Hosts are told within seconds that nothing was changed; views are there; afterwards everything works.

    A round whose end comes meanwhile ends for every phone by itself, and in the store as soon as it can be.
    """
    async with a_program(tmp_path) as program, an_hour(program) as hour:
        hosts, phones = await hour.hosts_and_phones()
        await hosts[0].command("start")
        before = await end_in(hosts[0], 4)
        view = await hour.ask("GET")
        with FAULTS[fault](program):
            refused = await asyncio.gather(
                *(host.command("announce", text=announcement()) for host in hosts),
                phones[0].command("check_out"),
            )
            for answer in refused:
                assert answer["error"]["code"] == "unavailable", answer
                assert "nothing was changed" in answer["error"]["message"]
            await views_are_served(hour, view)
            await over(hosts[0], before["ends_at"])
        for client in hour.clients:
            await client.until(lambda each=client: each.history.clock["index"] == before["index"] + 1)  # type: ignore[misc]
            assert client.history.clock["started_at"] == before["ends_at"]
        done = await hosts[0].command("announce", text=announcement())
        assert "error" not in done
        await hour.settle_and_check()
        # On a full disk there is no room for the log either.
        assert ("a session cannot be saved" in program.log) == (fault != "the disk is full")


async def test_a_second_server_on_the_same_database(tmp_path: Path) -> None:
    """It is refused in words, and the first goes on; once that is killed, another can take its place."""
    async with a_program(tmp_path) as program, an_hour(program) as hour:
        (tmp_path / "second").mkdir()
        settings = {"SESSIONRUNNER_DATABASE": f"sqlite:///{program.database}"}
        async with ClientSession() as http:
            second = Program(tmp_path / "second", http, **settings)
            assert await second.ends() == 2
            assert "Another sessionrunner is using the database" in second.log
            hosts, _ = await hour.hosts_and_phones()
            await hosts[0].command("start")
            await program.kill()
            await second.start()
            await second.kill()
        await program.start()
        await hour.settle_and_check()


async def test_a_backup_made_while_the_server_runs(tmp_path: Path) -> None:
    """Put in the place of what was lost, it is the session as it was then, and everybody comes back to it."""
    async with a_program(tmp_path) as program, an_hour(program) as hour:
        await hour.ask("POST", "/commands", id="start", type="start")
        kept = await hour.ask("GET")
        backup = tmp_path / "backup.sqlite3"
        with closing(sqlite3.connect(program.database)) as source, closing(sqlite3.connect(backup)) as target:
            source.backup(target)
        await hour.ask("POST", "/commands", id="lost", type="announce", text="Not in the backup")
        await program.kill()
        for end in ("", "-wal", "-shm"):
            program.database.with_name(program.database.name + end).unlink(missing_ok=True)
        backup.replace(program.database)
        await program.start()
        found = await hour.ask("GET")
        for field in ("version", "people", "rounds", "announcement", "clock"):
            assert found[field] == kept[field]
        await hour.hosts_and_phones()
        await hour.settle_and_check()


async def views_are_served(hour: Hour, before: dict[str, object]) -> None:
    """Whoever asks, or connects, sees the session as it was stored last."""
    now = await hour.ask("GET")
    for field in ("version", "people", "rounds", "announcement", "clock"):
        assert now[field] == before[field]
    late = hour.connect("late", hour.host_token)
    await late.until(lambda: late.history.views)
    assert late.history.last_version == before["version"]
