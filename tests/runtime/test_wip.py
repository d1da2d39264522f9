"""Works in progress in a runner: the order that takes long to make, crashes, and whose comment it was."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sessionrunner.adapters.database import Database, open_database
from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.answers import Answer
from sessionrunner.core.commands import Actor, parse_command
from sessionrunner.core.errors import Rejected
from sessionrunner.core.planning import PersonId, make_plan
from sessionrunner.core.time import seconds
from sessionrunner.core.wip.agenda import papers_of
from sessionrunner.core.wip.places import wip_of
from sessionrunner.core.wip.settings import WipSettings
from sessionrunner.runtime.runner import Refused, SessionRunner, World
from sessionrunner.runtime.sessions import NewSession, Sessions
from tests.core.builders import HOST
from tests.fakes import FakeAlarm, FakeClock, FakePlanner, FakePublisher

KIM = Actor(audience="attendee", person=PersonId("p3"))


class Live:
    """Two rooms, two papers without a place, and Kim, who listens."""

    def __init__(self, database: Database) -> None:
        self.clock = FakeClock()
        self.planner = FakePlanner(make_plan)
        self.database = database
        self.sessions = self.opened()
        self._commands = 0
        self.runner: SessionRunner

    def opened(self) -> Sessions:
        """The server as it starts, also after a crash."""
        world = World(
            store=self.database.store,
            clock=self.clock,
            alarm=FakeAlarm(),
            planner=self.planner,
            publisher=FakePublisher(),
        )
        return Sessions(world)

    async def give(self, kind: str, actor: Actor = HOST, **fields: object) -> Answer:
        """A command."""
        self._commands += 1
        command = parse_command({"id": f"c{self._commands}", "type": kind} | fields)
        return await self.runner.submit(command, actor)

    def papers(self) -> list[tuple[str, ...]]:
        """The papers of every room."""
        return [papers_of(track.agenda) for track in self.runner.session.tracks.values()]


@pytest_asyncio.fixture
async def live() -> AsyncIterator[Live]:
    """A session that has not started."""
    database = await open_database(":memory:")
    found = Live(database)
    settings = WipSettings(tracks=("Hall A", "Hall B"))
    new = NewSession(format="wip", title="Works", settings=FlashSettings(), wip=settings)
    session = await found.sessions.create(new)
    found.runner = await found.sessions.get(session.id)
    for name in ("Ada", "Grace", "Kim"):
        await found.give("add_person", name=name)
    await found.give("add_paper", title="Engines", presenters=["Ada"])
    await found.give("add_paper", title="Compilers", presenters=["Grace"])
    yield found
    await found.sessions.close()
    await database.close()


async def test_the_order_is_made_while_other_commands_go_on(live: Live) -> None:
    """A long making holds nobody up, and what it was made for is taken over."""
    live.planner.hold()
    proposed = asyncio.create_task(live.give("propose_order"))
    await live.give("announce", text="One moment")
    assert live.papers() == [(), ()]
    live.planner.release()
    assert [event.__struct_config__.tag for event in (await proposed).events] == ["order_proposed"]
    assert live.papers() == [("w1",), ("w2",)]


async def test_an_order_for_papers_that_have_changed_is_made_again(live: Live) -> None:
    """A paper added meanwhile is in the order, too."""
    live.planner.hold()
    proposed = asyncio.create_task(live.give("propose_order"))
    await live.give("add_paper", title="Taxes", presenters=["Kim"])
    live.planner.release()
    await proposed
    assert live.papers() == [("w1", "w3"), ("w2",)]


async def test_a_preview_of_the_order_changes_nothing(live: Live) -> None:
    """It is made and told, and not taken over."""
    before = live.runner.session
    answer = await live.give("propose_order", preview=True)
    assert [event.__struct_config__.tag for event in answer.events] == ["order_proposed"]
    assert live.runner.session is before


async def test_a_crash_loses_neither_clock_nor_queue_nor_comment(live: Live) -> None:
    """What is loaded again is what was there, amid a presentation; a deadline that passed applies once."""
    await live.give("propose_order")
    await live.give("start", track="all")
    await live.give("enter_room", KIM, room="t1")
    await live.give("raise_hand", KIM)
    await live.give("write_comment", KIM, paper="w1", text="Fine.", signed=True)
    before = live.runner.session
    crashed, live.sessions = live.sessions, live.opened()
    live.runner = await live.sessions.get(before.id)
    assert live.runner.session == before
    live.clock.move_by(seconds(16 * 60))
    await live.runner.wake()
    await live.runner.wake()
    after = live.runner.session
    assert after.track.agenda[after.track.clock.index].kind == "comments"
    assert after.version == before.version + 1
    assert [comment.text for comment in wip_of(after).comments] == ["Fine."]
    assert [hand.person for hand in wip_of(after).floor(after.track.id).hands] == [KIM.person]
    await crashed.close()


async def test_the_same_anonymous_comment_again_is_one_comment(live: Live) -> None:
    """Its answer is kept under nobody's name, its refusal too, and given again."""
    body = {"id": "same", "type": "write_comment", "paper": "w1", "text": "Hm.", "signed": False}
    first, again = [await live.runner.submit(parse_command(body), KIM) for _ in range(2)]
    assert first == again
    assert len(wip_of(live.runner.session).comments) == 1
    store, session = live.database.store, live.runner.session.id
    assert await store.kept(session, "anonymous", "same") == first
    assert await store.kept(session, KIM.by, "same") is None
    await live.give("update_settings", settings={"written": "off"})
    refused = parse_command(body | {"id": "refused"})
    with pytest.raises(Rejected):
        await live.runner.submit(refused, KIM)
    with pytest.raises(Refused):
        await live.runner.submit(refused, KIM)
    assert await store.kept(session, KIM.by, "refused") is None
