"""Undo in a works-in-progress session: papers, places, settings and the rooms' discussions."""

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from sessionrunner.core.model import FloorStep, Session, TrackId, UndoStep, Wip, WipStep
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Duration, Instant, after
from sessionrunner.core.wip.floor import Floor, Speaking


def wip_step(before: Session, after: Session) -> WipStep | UnsetType:
    """What it takes to get the works-in-progress part back to what it was."""
    if before.wip is after.wip or before.wip is None or after.wip is None:
        return UNSET
    was, now = before.wip, after.wip
    papers = was.papers | now.papers
    people = was.places | now.places
    return WipStep(
        settings=UNSET if was.settings is now.settings else was.settings,
        papers={p: was.papers.get(p) for p in papers if was.papers.get(p) is not now.papers.get(p)},
        places={p: was.places.get(p) for p in people if was.places.get(p) != now.places.get(p)},
        floors=_floor_steps(was, now),
    )


def _floor_steps(was: Wip, now: Wip) -> dict[TrackId, FloorStep]:
    rooms = dict.fromkeys((*was.floors, *now.floors))
    return {
        room: _floor_step(was.floor(room), now.floor(room))
        for room in rooms
        if was.floor(room) != now.floor(room)
    }


def _floor_step(was: Floor, now: Floor) -> FloorStep:
    return FloorStep(
        lowered=tuple(hand for hand in was.hands if hand.person not in now.waiting),
        raised=tuple(hand.person for hand in now.hands if hand.person not in was.waiting),
        order=tuple(hand.person for hand in was.hands),
        first=UNSET if was.first == now.first else was.first,
        speaking=UNSET if was.speaking == now.speaking else was.speaking,
        heard=UNSET if was.heard == now.heard else was.heard,
        spoken={
            person: was.spoken.get(person)
            for person, total in now.spoken.items()
            if was.spoken.get(person) != total
        },
        message=UNSET if was.message == now.message else was.message,
    )


def wip_back(session: Session, step: UndoStep, now: Instant) -> Wip | None:
    """The works-in-progress part with `step` taken back.

    A turn that is put back goes on from where it was interrupted.
    """
    if session.wip is None or step.wip is UNSET:
        return session.wip
    wip, was = session.wip, step.wip
    floors = dict(wip.floors)
    for room, floor_step in was.floors.items():
        floors[room] = _floor_back(wip.floor(room), floor_step, Duration(now - step.at))
    papers = wip.papers | {paper: known for paper, known in was.papers.items() if known is not None}
    places = wip.places | {person: room for person, room in was.places.items() if room is not None}
    return replace(
        wip,
        settings=wip.settings if was.settings is UNSET else was.settings,
        papers={p: known for p, known in papers.items() if was.papers.get(p, known) is not None},
        places={p: room for p, room in places.items() if was.places.get(p, room) is not None},
        floors=floors,
    )


def _floor_back(floor: Floor, step: FloorStep, passed: Duration) -> Floor:
    up_again = [hand for hand in step.lowered if hand.person not in floor.waiting]
    hands = [*up_again, *(hand for hand in floor.hands if hand.person not in step.raised)]
    place = {person: index for index, person in enumerate(step.order)}
    spoken = floor.spoken | {person: total for person, total in step.spoken.items() if total is not None}
    return replace(
        floor,
        hands=tuple(sorted(hands, key=lambda hand: place.get(hand.person, len(place)))),
        first=floor.first if step.first is UNSET else step.first,
        speaking=floor.speaking if step.speaking is UNSET else _shifted(step.speaking, passed),
        heard=floor.heard if step.heard is UNSET else step.heard,
        spoken={p: total for p, total in spoken.items() if step.spoken.get(p, total) is not None},
        message=floor.message if step.message is UNSET else step.message,
    )


def _shifted(speaking: Speaking | None, passed: Duration) -> Speaking | None:
    if speaking is None or speaking.since is None:
        return speaking
    return replace(speaking, since=after(speaking.since, passed))


def is_named(session: Session, person: PersonId) -> bool:
    """Whether a comment or a discussion names somebody."""
    if session.wip is None:
        return False
    if any(comment.author == person for comment in session.wip.comments):
        return True
    floors = session.wip.floors.values()
    return any(person in floor.spoken or person in floor.heard for floor in floors)
