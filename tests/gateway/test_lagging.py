"""A client that has not read what it was sent gets nothing new, and one whole view once it has."""

import asyncio
from collections.abc import AsyncIterator

import pytest_asyncio
from msgspec.structs import replace

from sessionrunner.core.model import Audience, Session
from sessionrunner.core.time import seconds
from sessionrunner.gateway.admission import Entry
from sessionrunner.gateway.feed import Feed
from sessionrunner.gateway.links import Link
from sessionrunner.gateway.messages import Messages
from sessionrunner.gateway.options import GatewayOptions
from sessionrunner.gateway.wire import Wire
from sessionrunner.runtime.ports import Grant
from tests.core.builders import NOON, a_session, does, to_round
from tests.fakes import FakeClock

OPTIONS = GatewayOptions(address="http://here", catch_up_every=0.01, shared_views_every=0.05)


class FakeWire(Wire):
    """A connection that remembers what was written, and lags when it is told to."""

    def __init__(self) -> None:
        self.written: asyncio.Queue[bytes] = asyncio.Queue()
        self.slow = False

    @property
    def lagging(self) -> bool:
        """What it was told."""
        return self.slow

    def write(self, frame: bytes) -> bool:
        """Remember the frame."""
        self.written.put_nowait(frame)
        return True

    async def next(self) -> bytes:
        """The next view or pulse, which must be about to come."""
        async with asyncio.timeout(10):
            while b'42["presence"' in (frame := await self.written.get()):
                pass
        return frame


class Room:
    """A feed with clients on fake connections."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.feed = Feed(session, Messages(FakeClock(), "http://here"), OPTIONS)

    async def enter(self, audience: Audience) -> FakeWire:
        """A client that has read its first view."""
        wire = FakeWire()
        person = next(iter(self.session.people)) if audience == "attendee" else None
        grant = Grant(session=self.session.id, audience=audience, person=person)
        number = str(len(self.feed.links))
        self.feed.enter(Link(number, wire, Entry(grant=grant, token=b""), OPTIONS))
        assert b'42["view"' in await wire.next()
        return wire

    def commit(self, session: Session) -> None:
        """The state is now `session`."""
        self.session = session
        self.feed.publish(session)

    def announce(self, text: str) -> None:
        """A change that everybody sees."""
        self.commit(does(self.session, "announce", text=text))


@pytest_asyncio.fixture
async def room() -> AsyncIterator[Room]:
    """A session in its first round."""
    made = Room(to_round(a_session(), 1))
    yield made
    made.feed.close()


async def test_who_lags_is_skipped_and_catches_up_with_one_view(room: Room) -> None:
    """Five changes while somebody reads slowly are one view, the last, when they have caught up."""
    slow, quick = await room.enter("attendee"), await room.enter("attendee")
    slow.slow = True
    for text in "12345":
        room.announce(text)
        assert f'"text":"{text}"'.encode() in await quick.next()
    assert slow.written.empty()
    slow.slow = False
    assert b'"text":"5"' in await slow.next()
    room.commit(does(room.session, "pause", room.session.created_at))
    assert b'42["pulse"' in await slow.next()


async def test_a_pulse_that_was_skipped_comes_as_a_view(room: Room) -> None:
    """Somebody who missed a pause sees it all the same."""
    slow, quick = await room.enter("attendee"), await room.enter("attendee")
    slow.slow = True
    room.commit(does(room.session, "pause", NOON))
    assert b'42["pulse"' in await quick.next()
    slow.slow = False
    caught_up = await slow.next()
    assert b'42["view"' in caught_up
    assert b'"state":"paused"' in caught_up


async def test_views_shared_by_an_audience_are_made_sparingly(room: Room) -> None:
    """The stage gets the first of many changes at once and the last one soon, but not all between."""
    stage = await room.enter("stage")
    phone = await room.enter("attendee")
    for number in range(10):
        room.announce(str(number))
        assert f'"text":"{number}"'.encode() in await phone.next()
    seen = [await stage.next()]
    while b'"text":"9"' not in seen[-1]:
        seen.append(await stage.next())
    assert len(seen) < 10


async def test_an_older_state_is_never_sent_after_a_newer(room: Room) -> None:
    """A publication that comes late is not taken back to."""
    phone = await room.enter("attendee")
    old = room.session
    room.announce("new")
    assert b'"text":"new"' in await phone.next()
    room.feed.publish(old)
    room.feed.publish(replace(room.session, version=room.session.version))
    room.announce("newer")
    assert b'"text":"newer"' in await phone.next()


async def test_the_host_gets_every_version(room: Room) -> None:
    """A host acts on the version they see, so a change that shows nowhere reaches them too."""
    host, phone = await room.enter("host"), await room.enter("attendee")
    unseen = replace(room.session, version=room.session.version + 1)
    room.commit(unseen)
    assert f'"version":{unseen.version}'.encode() in await host.next()
    room.commit(does(room.session, "extend", NOON, seconds=seconds(1) // 1000))
    assert f'"version":{room.session.version}'.encode() in await phone.next()
