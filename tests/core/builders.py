"""Sessions to test with, and the shortest way to give them commands."""

from itertools import count
from typing import Any

from msgspec.structs import replace

from sessionrunner.core.agenda import FlashSettings, flash_agenda
from sessionrunner.core.clock import Clock
from sessionrunner.core.commands import SERVER, Actor, Order, Tick, parse_command
from sessionrunner.core.decide import Decision, Drawn, decide
from sessionrunner.core.drawing import PlanNeeded
from sessionrunner.core.model import MAIN_TRACK, Person, Session, SessionId, Track
from sessionrunner.core.planning import PersonId, make_plan
from sessionrunner.core.time import Duration, Instant, after

NOON = Instant(1_700_000_000_000)
HOST = Actor(audience="host")
_numbers = count(1)


def person(number: int, years: float, **known: Any) -> Person:
    """Somebody called `Person 7`, id `p7`."""
    return Person(id=PersonId(f"p{number}"), name=f"Person {number}", years=years, **known)


def a_session(mentors: int = 3, mentees: int = 4, **settings: Any) -> Session:
    """A session that waits, with this many people on each side, all expected."""
    chosen = FlashSettings(**settings)
    people = [person(n, 10) for n in range(1, mentors + 1)]
    people += [person(n, 1) for n in range(mentors + 1, mentors + mentees + 1)]
    return Session(
        id=SessionId("s"),
        code="ABC234",
        title="Flash mentoring",
        format="flash",
        created_at=NOON,
        settings=chosen,
        people={each.id: each for each in people},
        next_person=len(people) + 1,
        tracks={MAIN_TRACK: Track(id=MAIN_TRACK, agenda=flash_agenda(chosen), clock=Clock())},
    )


def give(
    session: Session, order: Order | str, now: Instant = NOON, actor: Actor = HOST, **fields: Any
) -> Decision:
    """Decide one command, a wire command by its type; plans are made on the spot."""
    if isinstance(order, str):
        order = parse_command({"type": order, "id": f"c{next(_numbers)}"} | fields)
    drawn = None
    while True:
        try:
            return decide(session, order, actor, now, drawn)
        except PlanNeeded as needed:
            drawn = Drawn(request=needed.request, plan=make_plan(needed.request))


def does(session: Session, order: Order | str, now: Instant = NOON, **fields: Any) -> Session:
    """The session after a command."""
    return give(session, order, now, **fields).session


def ticked(session: Session, now: Instant) -> Session:
    """The session after the alarm has woken it at `now`."""
    return give(session, Tick(id="tick"), now, actor=SERVER).session


def later(duration: Duration, start: Instant = NOON) -> Instant:
    """`duration` after noon."""
    return after(start, duration)


def to_round(session: Session, number: int, now: Instant = NOON) -> Session:
    """The session with the talk of round `number` running since `now`."""
    session = does(session, "start", now) if session.track.clock.state == "waiting" else session
    while (
        segment := session.track.agenda[session.track.clock.index]
    ).kind != "talk" or segment.round != number:
        session = does(session, "advance", now)
    return session


def without_version(session: Session) -> Session:
    """The session with what only ever grows left out: its version, its undo steps, the next free id."""
    return replace(session, version=0, undo=(), next_person=0)
