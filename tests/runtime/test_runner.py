"""A running session: one queue, commit before publishing, the same answer to the same command."""

import asyncio
import threading
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from sessionrunner.adapters.database import Database, open_database
from sessionrunner.adapters.schema import sessions
from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.commands import SERVER, Actor, ImportRoster, Join, Order, Tick, parse_command
from sessionrunner.core.decide import Decision, decide
from sessionrunner.core.drawing import placed, unplaced
from sessionrunner.core.errors import NotFound, Rejected, StaleVersion, Unavailable
from sessionrunner.core.events import Extended
from sessionrunner.core.model import Session, SessionId
from sessionrunner.core.planning import PersonId, make_plan
from sessionrunner.core.roster import RosterEntry
from sessionrunner.core.time import minutes
from sessionrunner.runtime import runner
from sessionrunner.runtime.ports import StoreUnavailableError
from sessionrunner.runtime.runner import Refused, SessionRunner, World
from sessionrunner.runtime.sessions import NewSession, Sessions
from tests.core.builders import HOST
from tests.fakes import FakeAlarm, FakeClock, FakePlanner, FakePublisher, FaultyStore

_numbers = count(1)
PEOPLE = tuple(RosterEntry(name=f"Person {n}", years=10 if n < 4 else 1) for n in range(8))


class Live:
    """A session that runs on a real database, with time, alarm and planning in the test's hands."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = FakeClock()
        self.alarm = FakeAlarm()
        self.planner = FakePlanner(make_plan)
        self.wall = FakePublisher()
        self.store = FaultyStore(database.store)
        world = World(
            store=self.store,
            clock=self.clock,
            alarm=self.alarm,
            planner=self.planner,
            publisher=self.wall,
        )
        self.sessions = Sessions(world)
        self.runner: SessionRunner

    async def set_up(self, **settings: Any) -> None:
        """Make the session, with its people."""
        new = NewSession(format="flash", title="Flash", settings=FlashSettings(**settings))
        session = await self.sessions.create(new)
        self.runner = await self.sessions.get(session.id)
        await self.runner.submit(ImportRoster(id="i", mode="add", entries=PEOPLE), SERVER)

    async def host(self, kind: str, id_: str | None = None, **fields: Any) -> Any:
        """A host's command."""
        return await self.runner.submit(command(kind, id_, **fields), HOST)

    async def stored(self) -> Session | None:
        """What a crash would leave behind."""
        return await self.database.store.load(self.runner.session.id)


def command(kind: str, id_: str | None = None, **fields: Any) -> Order:
    """A command as it comes over the wire."""
    return parse_command({"type": kind, "id": id_ or f"c{next(_numbers)}"} | fields)


@pytest.fixture
async def live() -> AsyncIterator[Live]:
    """A session with people that has not started."""
    database = await open_database(":memory:")
    found = Live(database)
    await found.set_up(rounds=3)
    yield found
    await found.sessions.close()
    await database.close()


async def test_the_planner_hears_how_large_a_plan_may_come(live: Live) -> None:
    """As soon as people are there, so that what it takes to make large plans is ready by then."""
    assert live.planner.expected[-1] == (len(PEOPLE), 3)


async def test_what_is_shown_was_stored_before(live: Live) -> None:
    """Nobody is shown what a crash could take back."""
    shown_at_commit: list[int] = []
    live.store.on_commit = lambda after: shown_at_commit.extend(
        version.version for _, version in live.wall.published if version is after
    )
    await live.host("start")
    assert shown_at_commit == []
    assert live.wall.published[-1][1] is live.runner.session
    assert await live.stored() == live.runner.session


async def test_the_alarm_is_set_to_the_next_deadline_and_cleared_when_there_is_none(live: Live) -> None:
    """Running sets it, pausing clears it."""
    await live.host("start")
    session = live.runner.session
    assert live.alarm.armed[session.id] == session.track.clock.ends_at
    await live.host("pause")
    assert session.id not in live.alarm.armed


async def test_the_same_command_sent_again_changes_nothing_and_gets_the_first_answer(live: Live) -> None:
    """A click over bad Wi-Fi counts once."""
    first = await live.host("start", "click")
    again = await live.host("start", "click")
    assert again == first
    assert live.runner.session.version == first.version


async def test_a_command_that_would_do_something_again_counts_once(live: Live) -> None:
    """Each minute that is added would be another; the second time it is only told what the first came to."""
    await live.host("start")
    first = await live.host("extend", "click", seconds=60)
    shown = len(live.wall.published)
    assert await live.host("extend", "click", seconds=60) == first
    assert live.runner.session.version == first.version
    assert len(live.wall.published) == shown
    after = await live.host("extend", "another click", seconds=60)
    assert after.version == first.version + 1
    journal = await live.database.store.journal(live.runner.session.id)
    assert [entry.event.by_ms for entry in journal if isinstance(entry.event, Extended)] == [60_000, 60_000]
    assert await live.database.store.load(live.runner.session.id) == live.runner.session


async def test_a_command_sent_again_while_it_is_under_way_gets_the_same_answer(live: Live) -> None:
    """A plan can take longer than a page waits for an answer; asking again then does not count twice."""
    seen = live.runner.session.version
    live.planner.hold()
    first = asyncio.create_task(live.host("start", "click", expected_version=seen))
    await live.planner.asked(1)
    again = asyncio.create_task(live.host("start", "click", expected_version=seen))
    await asyncio.sleep(0)
    live.planner.release()
    assert await again == await first
    assert len(live.planner.requests) == 1


async def test_a_refused_command_stays_refused(live: Live) -> None:
    """The first answer is given again even if the command would make sense by now."""
    with pytest.raises(Rejected) as first:
        await live.host("pause", "early")
    await live.host("start")
    with pytest.raises(Refused) as again:
        await live.host("pause", "early")
    assert again.value.failure.error.message == first.value.message
    assert live.runner.session.track.clock.state == "running"


async def test_of_two_racing_clicks_the_second_is_told(live: Live) -> None:
    """Both saw the same version; only one can be right."""
    await live.host("start")
    seen = live.runner.session.version
    results = await asyncio.gather(
        live.host("advance", expected_version=seen),
        live.host("advance", expected_version=seen),
        return_exceptions=True,
    )
    assert [type(result).__name__ for result in results] == ["Answer", "StaleVersion"]
    assert isinstance(results[1], StaleVersion)
    assert results[1].current == live.runner.session.version


async def test_a_preview_answers_with_the_changes_and_makes_none(live: Live) -> None:
    """What is previewed is what is then applied."""
    await live.host("start")
    version = live.runner.session.version
    preview = await live.host("check_out", person="p1", preview=True)
    assert live.runner.session.version == version
    applied = await live.host("check_out", person="p1")
    assert (preview.changes, preview.events) == (applied.changes, applied.events)
    assert preview.changes


async def test_a_deadline_that_passed_is_applied_before_the_command_that_comes_after_it(live: Live) -> None:
    """A late alarm does not let a click land in a round that is over."""
    await live.host("start")
    live.clock.move_by(minutes(6))
    await live.host("pause")
    assert live.runner.session.track.agenda[live.runner.session.track.clock.index].kind == "talk"
    assert live.runner.session.track.clock.state == "paused"


async def test_other_commands_go_on_while_a_plan_is_made(live: Live) -> None:
    """Planning a thousand people takes seconds; the clock does not wait for it."""
    await live.host("start")
    live.planner.hold()
    leaving = asyncio.create_task(live.host("check_out", person="p1"))
    await live.planner.asked(2)
    await live.host("pause")
    assert not leaving.done()
    live.planner.release()
    await leaving
    assert live.runner.session.people[PersonId("p1")].attendance == "gone"
    assert live.runner.session.track.clock.state == "paused"


async def test_phones_are_served_while_it_is_worked_out_what_a_plan_changes(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The event loop goes on: here the decision even waits for it. What comes next is decided next."""
    served = threading.Event()

    def decide_slowly(*whole: Any) -> Decision:
        assert whole[-1] is None or served.wait(10), "the loop stands still"
        return decide(*whole)

    monkeypatch.setattr(runner, "decide", decide_slowly)
    live.planner.hold()
    starting = asyncio.create_task(live.host("start"))
    await live.planner.asked(1)
    live.planner.release()
    pausing = asyncio.create_task(live.host("pause"))
    asyncio.get_running_loop().call_later(0.01, served.set)
    await asyncio.gather(starting, pausing)
    assert [after.track.clock.state for _, after in live.wall.published[-2:]] == ["running", "paused"]


async def test_a_plan_made_for_people_who_have_changed_is_made_again(live: Live) -> None:
    """A plan on a stale roster is never used."""
    await live.host("start")
    live.planner.hold()
    leaving = asyncio.create_task(live.host("check_out", person="p1"))
    await live.planner.asked(2)
    await live.runner.submit(command("check_out"), Actor(audience="attendee", person=PersonId("p5")))
    live.planner.release()
    await leaving
    plan = live.runner.session.plan
    assert plan is not None
    assert not {"p1", "p5"} & set(placed(plan.rounds[-1]))


async def test_people_at_the_door_wait_for_nobodys_plan(live: Live) -> None:
    """Forty who walk in at once are let in at once, and placed by a few plans, not by hundreds."""
    await live.host("start")
    before = len(live.planner.requests)
    orders = [Join(id=f"j{n}", walk_in=RosterEntry(name=f"Walk-in {n}", years=n % 12)) for n in range(40)]
    await asyncio.gather(*(live.runner.submit(order, SERVER) for order in orders))
    await live.wall.until(lambda session: not unplaced(session))
    assert len(live.planner.requests) - before <= 4
    plan = live.runner.session.plan
    assert plan is not None
    assert set(placed(plan.rounds[-1])) == {person.id for person in live.runner.session.roster}


async def test_commands_that_each_need_a_plan_take_turns(live: Live) -> None:
    """Ten at once cost about one plan each, because none makes another's stale."""
    await live.host("start")
    before = len(live.planner.requests)
    names = [f"Late {n}" for n in range(10)]
    await asyncio.gather(*(live.host("add_person", name=name, years=3) for name in names))
    assert len(live.planner.requests) - before <= 12
    assert len(live.runner.session.roster) == len(PEOPLE) + 10


async def test_what_cannot_be_stored_is_not_done(live: Live) -> None:
    """A full disk is said, nothing is half done, and the next click works again."""
    await live.host("start")
    before = live.runner.session
    live.store.fault = StoreUnavailableError("disk full")
    with pytest.raises(Unavailable, match="nothing was changed"):
        await live.host("pause")
    assert live.runner.session is before
    live.store.fault = None
    await live.host("pause")
    assert live.runner.session.track.clock.state == "paused"


async def test_a_commit_that_was_stored_although_it_failed(live: Live) -> None:
    """When the fault comes after the deed, the next command finds what is stored, and everybody sees it."""
    await live.host("start")
    before = live.runner.session.version

    def lose_the_answer(_: Session) -> None:
        raise StoreUnavailableError("the disk is gone")

    live.store.on_commit = lose_the_answer
    with pytest.raises(Unavailable):
        await live.host("pause", "click")
    live.store.on_commit = lambda _: None
    assert (await live.host("pause", "click")).version == before + 1
    assert live.runner.session.track.clock.state == "paused"
    assert live.wall.published[-1][1] == live.runner.session == await live.stored()
    assert live.runner.session.id not in live.alarm.armed


async def test_a_deadline_that_cannot_be_stored_is_tried_again(live: Live) -> None:
    """The alarm is set anew; nothing is lost."""
    await live.host("start")
    session = live.runner.session
    live.store.fault = StoreUnavailableError("locked")
    live.clock.move_by(minutes(5))
    live.alarm.clear(session.id)
    await live.runner.wake()
    assert live.alarm.armed[session.id] > live.clock.now()
    live.store.fault = None
    await live.runner.wake()
    assert live.runner.session.track.clock.index == 2


async def test_a_plan_that_cannot_be_made_is_said_and_changes_nothing(live: Live) -> None:
    """A planner that fails is a fault of ours; the session goes on as it was."""
    live.planner.fail(RuntimeError("solver"))
    with pytest.raises(RuntimeError):
        await live.host("start")
    assert live.runner.session.track.clock.state == "waiting"


async def test_after_a_restart_the_session_is_where_its_instants_say(live: Live) -> None:
    """Deadlines that passed while the server was down are applied once, at their own instants."""
    await live.host("start")
    began = live.clock.now()
    await live.sessions.close()
    live.clock.move_by(minutes(5 + 3))
    again = Sessions(live.sessions.world)
    await again.start()
    runner = await again.get(live.runner.session.id)
    clock = runner.session.track.clock
    assert (clock.index, clock.started_at) == (3, began + minutes(5) + 30_000)
    journal = await live.database.store.journal(runner.session.id)
    assert [entry.event.__struct_config__.tag for entry in journal][-3:] == [
        "caught_up",
        "segment_started",
        "segment_started",
    ]
    version = runner.session.version
    await runner.submit(Tick(id="tick"), SERVER)
    assert runner.session.version == version
    await again.close()


async def test_a_session_is_found_by_its_code_however_it_is_typed(live: Live) -> None:
    """Case, spaces and hyphens do not matter; another code is not found, in words."""
    code = live.runner.session.code
    typed = f" {code[:3].lower()}-{code[3:].lower()} "
    assert await live.sessions.by_code(typed) is live.runner
    with pytest.raises(NotFound, match="six characters"):
        await live.sessions.by_code("ZZZZZZ")
    with pytest.raises(NotFound):
        await live.sessions.get(SessionId("nowhere"))


async def test_stopping_tells_who_still_waits(live: Live) -> None:
    """A command that was not carried out says so; it is never silently lost."""
    await live.host("start")
    live.planner.hold()
    leaving = asyncio.create_task(live.host("check_out", person="p1"))
    await live.planner.asked(2)
    await live.sessions.close()
    with pytest.raises(Unavailable):
        await leaving


async def test_stopping_in_the_middle_of_a_commit_tells_who_waits(live: Live) -> None:
    """Nobody waits for ever for a command that was just being stored, nor for one that comes later."""
    reached, never = asyncio.Event(), asyncio.Event()

    async def hang(*_: object, **__: object) -> None:
        reached.set()
        await never.wait()

    live.store.commit = hang  # type: ignore[method-assign]
    storing = asyncio.create_task(live.host("start"))
    await reached.wait()
    await live.runner.close("This session has just been erased.")
    with pytest.raises(Unavailable, match="erased"):
        await storing
    with pytest.raises(Unavailable, match="erased"):
        await live.host("pause")


async def test_a_session_that_cannot_be_read_stops_no_other(live: Live) -> None:
    """After a restart everybody else's session goes on, and the log names the one that does not."""
    lost = await live.sessions.create(NewSession(format="flash", title="Lost", settings=FlashSettings()))
    await live.host("start")
    await live.sessions.close()
    async with live.database.engines.writing() as connection:
        broken = update(sessions).where(sessions.c.id == lost.id).values(state=b'{"unknown": 1}')
        await connection.execute(broken)
    again = Sessions(live.sessions.world)
    with capture_logs() as logs:
        await again.start()
    assert [runner.session.id for runner in again.loaded] == [live.runner.session.id]
    assert [(entry["session"], "cannot be read" in entry["reason"]) for entry in logs] == [(lost.id, True)]
    with pytest.raises(Unavailable, match="could not be read"):
        await again.get(lost.id)
    await again.close()
