"""What is finished for long enough is erased: rows, runner, sockets, and every trace in the files."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sessionrunner.core.errors import NotFound
from sessionrunner.core.model import SessionId
from sessionrunner.core.time import minutes
from sessionrunner.runtime.ports import StoreUnavailableError
from sessionrunner.tidying import erase_finished, keep_tidy
from tests.browser.process import Program, a_program
from tests.faults.hours import an_hour
from tests.gateway.house import House, a_house

DAY = 24 * 60
NAME = "Wilhelmina Featherstonehaugh"


async def tidy(house: House, days: int = 30) -> int:
    """Tidy up once."""
    return await erase_finished(house.sessions, house.gateway.drop_session, days)


async def test_a_session_is_erased_when_it_has_been_over_for_long_enough() -> None:
    """Not a day earlier; then nobody finds it, its tokens are worth nothing, and who looked on is let go."""
    async with a_house() as house:
        host = await house.phone("host")
        token = await house.token("stage")
        house.clock.move_by(minutes(100 * DAY))
        assert await tidy(house) == 0, "it has not even begun"
        await house.give("start")
        await house.give("end")
        house.clock.move_by(minutes(30 * DAY))
        assert await tidy(house) == 0
        house.clock.move_by(minutes(1))
        assert await tidy(house) == 1
        assert await host.ended() == 1008
        assert list(house.sessions.loaded) == []
        with pytest.raises(NotFound):
            await house.sessions.get(house.id)
        assert await house.sessions.world.store.journal(house.id) == ()
        assert await house.access._tokens.find(token.encode()) is None


async def test_others_stay() -> None:
    """Only what is over goes."""
    async with a_house() as house:
        gone = house.id
        await house.give("start")
        await house.give("end")
        await house.open()
        house.clock.move_by(minutes(31 * DAY))
        assert await tidy(house) == 1
        assert [each.id for each in await house.sessions.world.store.summaries()] == [house.id]
        assert gone != house.id


async def test_a_database_that_is_held_is_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour without tidying does no harm; the server goes on."""
    tried = asyncio.Event()

    async def down() -> None:
        tried.set()
        raise StoreUnavailableError("held")

    async with a_house() as house:
        monkeypatch.setattr(house.sessions.world.store, "summaries", down)
        task = asyncio.create_task(keep_tidy(house.sessions, house.gateway.drop_session, 30))
        await asyncio.wait_for(tried.wait(), 10)
        assert not task.done()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


@pytest.mark.server
async def test_nothing_identifying_stays_in_the_files(tmp_path: Path) -> None:
    """A month later the server is started: names, title and code of the old session are in no file."""
    async with a_program(tmp_path) as program:
        async with an_hour(program) as hour:
            await hour.ask("POST", "/commands", id="add", type="add_person", name=NAME, years=3)
            await hour.ask("POST", "/commands", id="go", type="start")
            await hour.ask("POST", "/commands", id="over", type="end")
            session, code = SessionId(hour.id), hour.code
        await program.kill()
        assert NAME.encode() in everything(tmp_path)
        with closing(sqlite3.connect(program.database)) as database, database:
            database.execute("UPDATE sessions SET finished_at = finished_at - ?", [31 * DAY * 60_000])
        await program.start()
        await until_erased(program)
        await program.stop()
        left = everything(tmp_path)
        for trace in (NAME, "Faults", code, session, "Mentor 1"):
            assert trace.encode() not in left, trace


def everything(folder: Path) -> bytes:
    """All bytes of all files."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def until_erased(program: Program) -> None:
    """Wait for the server to have erased what there was."""
    async with asyncio.timeout(30):
        while "finished sessions erased" not in program.log:  # noqa: ASYNC110 - a log has no event
            await asyncio.sleep(0.05)
