"""Works-in-progress sessions to test with: rooms, papers in them, and people who talk."""

from itertools import count
from typing import Any

from msgspec.structs import replace

from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.commands import SERVER, Actor, Order, Tick, parse_command
from sessionrunner.core.decide import Decision, decide
from sessionrunner.core.model import Person, Session, SessionId, Track, TrackId, Wip
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Instant
from sessionrunner.core.wip.agenda import wip_agenda
from sessionrunner.core.wip.creating import rooms_for
from sessionrunner.core.wip.papers import Paper, PaperId
from sessionrunner.core.wip.settings import Policy, WipSettings
from tests.core.builders import HOST, NOON

T1, T2, T3 = TrackId("t1"), TrackId("t2"), TrackId("t3")
_numbers = count(1)


def facilitator(room: TrackId = T1) -> Actor:
    """Who facilitates a room."""
    return Actor(audience="facilitator", track=room)


def attendee(number: int) -> Actor:
    """The phone of person `number`."""
    return Actor(audience="attendee", person=PersonId(f"p{number}"))


def somebody(number: int, **known: Any) -> Person:
    """Person `number`, who is here."""
    return Person(id=PersonId(f"p{number}"), name=f"Person {number}", **({"attendance": "here"} | known))


def paper(number: int, *presenters: int, **known: Any) -> Paper:
    """Paper `number`, presented by the person of the same number unless others are given."""
    people = tuple(PersonId(f"p{each}") for each in presenters or (number,))
    return Paper(id=PaperId(f"w{number}"), title=f"Paper {number}", presenters=people, **known)


def a_wip(rooms: int = 2, papers: int = 3, people: int = 20, **settings: Any) -> Session:
    """A session that waits: `papers` in every room, w1… in room 1, then on; person n presents paper n."""
    names = tuple(f"Room {number}" for number in range(1, rooms + 1))
    chosen = WipSettings(**({"tracks": names} | settings))
    listed = {each.id: each for each in map(paper, range(1, rooms * papers + 1))}
    ids = tuple(listed)
    tracks = {
        track.id: _filled(track, ids[place * papers : (place + 1) * papers], chosen)
        for place, track in enumerate(rooms_for(chosen).values())
    }
    return Session(
        id=SessionId("s"),
        code="ABC234",
        title="Works in progress",
        format="wip",
        created_at=NOON,
        settings=FlashSettings(),
        people={each.id: each for each in map(somebody, range(1, people + 1))},
        next_person=people + 1,
        tracks=tracks,
        wip=Wip(settings=chosen, papers=listed, next_paper=len(listed) + 1),
    )


def _filled(track: Track, papers: tuple[PaperId, ...], settings: WipSettings) -> Track:
    return replace(track, agenda=wip_agenda(settings, (papers,), track.policy or Policy()))


def give(
    session: Session, order: Order | str, now: Instant = NOON, actor: Actor = HOST, **fields: Any
) -> Decision:
    """Decide one command, a wire command by its type."""
    if isinstance(order, str):
        order = parse_command({"type": order, "id": f"c{next(_numbers)}"} | fields)
    return decide(session, order, actor, now)


def does(
    session: Session, order: Order | str, now: Instant = NOON, actor: Actor = HOST, **fields: Any
) -> Session:
    """The session after a command."""
    return give(session, order, now, actor, **fields).session


def ticked(session: Session, now: Instant) -> Session:
    """The session after the alarm has woken it at `now`."""
    return give(session, Tick(id="tick"), now, SERVER).session


def presenting(now: Instant = NOON, **known: Any) -> Session:
    """A session whose rooms all present their first paper since `now`."""
    return does(a_wip(**known), "start", now, track="all")


def commenting(now: Instant = NOON, **known: Any) -> Session:
    """A session whose rooms all comment on their first paper since `now`, with the whole time for it."""
    settings = {"policy": Policy(unused="finish")} | known
    return does(presenting(now, **settings), "advance", now, track="all")
