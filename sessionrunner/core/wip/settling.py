"""After every command: the rooms' discussions follow the clocks, the people and where they are."""

from msgspec.structs import replace

from sessionrunner.core.errors import Rejected
from sessionrunner.core.events import Event, FinishedSpeaking
from sessionrunner.core.model import Session, Track, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Duration, Instant
from sessionrunner.core.wip import floor as floors
from sessionrunner.core.wip.floor import Floor
from sessionrunner.core.wip.places import paper_on, wip_of


def settle(before: Session, after: Session, now: Instant, *, follow_clocks: bool) -> Session:
    """`after` with every floor as it must be.

    When a paper is over the turn ends and hands go down; a pause stops the speaking clock; whoever has
    gone or is in another room waits and speaks here no longer. `follow_clocks` is False for undo, which
    puts back what the floors were; only where it leads back to no paper nobody waits any more. Raises
    `Rejected` if somebody was taken off the roster whom a paper names.
    """
    if before.people is not after.people:
        _refuse_missing_people(after)
    wip = wip_of(after)
    settled = dict[TrackId, Floor]()
    for name, track in after.tracks.items():
        was, floor = before.tracks.get(name), wip.floor(name)
        if follow_clocks and was is not None and was.clock is not track.clock:
            floor = _following(floor, was, track, now)
        elif paper_on(track) is None and (floor.hands or floor.speaking):
            floor = floors.clear(floor, now)
        settled[name] = _without_absent(floor, after, name, now)
    changed = {name: floor for name, floor in settled.items() if floor is not wip.floors.get(name, floor)}
    if not changed and wip.floors.keys() <= settled.keys():
        return after
    kept = {name: floor for name, floor in wip.floors.items() if name in settled}
    return replace(after, wip=replace(wip, floors=kept | changed))


def turns_ended(before: Session, after: Session) -> tuple[Event, ...]:
    """Whose turn came to its end between the two states, and how long they had spoken."""
    events = list[Event]()
    for track, floor in wip_of(before).floors.items():
        speaking, later = floor.speaking, wip_of(after).floor(track)
        if speaking is None or (later.speaking and later.speaking.person == speaking.person):
            continue
        total, earlier = (each.spoken.get(speaking.person, Duration(0)) for each in (later, floor))
        spoken = Duration(total - earlier)
        events.append(FinishedSpeaking(track=track, person=speaking.person, spoken_ms=spoken))
    return tuple(events)


def _following(floor: Floor, was: Track, track: Track, now: Instant) -> Floor:
    """The floor after the room's clock moved."""
    if _segment(was) != _segment(track) and floor.message is not None:
        floor = replace(floor, message=None)
    if paper_on(was) != paper_on(track):
        return floors.clear(floor, _left_at(was, now))
    if track.clock.state == "paused":
        return floors.hold_still(floor, now)
    return floors.go_on(floor, now)


def _segment(track: Track) -> tuple[object, ...]:
    segment = track.agenda[track.clock.index]
    return (track.clock.index, segment.kind, segment.paper, track.clock.state == "ended")


def _left_at(was: Track, now: Instant) -> Instant:
    """When the segment was left: at its end, if it had come by `now`."""
    clock = was.clock
    return min(now, clock.ends_at) if clock.state == "running" and clock.ends_at is not None else now


def _without_absent(floor: Floor, session: Session, room: TrackId, now: Instant) -> Floor:
    speaking = floor.speaking.person if floor.speaking else None
    if speaking is not None and _is_absent(session, speaking, room):
        floor = floors.finish_speaking(floor, now)
    absent = [person for person in floor.waiting if _is_absent(session, person, room)]
    return floors.lower_hands(floor, absent) if absent else floor


def _is_absent(session: Session, person: PersonId, room: TrackId) -> bool:
    known = session.people.get(person)
    if known is None or known.removed or known.attendance == "gone":
        return True
    return wip_of(session).places.get(person, room) != room


def _refuse_missing_people(session: Session) -> None:
    for paper in wip_of(session).papers.values():
        for person in (*paper.presenters, *paper.discussants):
            known = session.people.get(person)
            if known is None or known.removed:
                name = known.name if known else "Somebody"
                role = "presents" if person in paper.presenters else "discusses"
                raise Rejected(f"{name} {role} “{paper.title}”. Change that paper first.")
