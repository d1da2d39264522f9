"""Undo: every command of a host or a facilitator leaves a step that puts back what it changed.

A step keeps only the parts a command touched, as they stood before, so that what others did in the
meantime (people who joined, rounds that were held, hands that were raised) survives its being taken back.
"""

from collections import Counter
from typing import Final

from msgspec import UNSET
from msgspec.structs import replace

from sessionrunner.core import clock as clocks
from sessionrunner.core.agenda import Segment
from sessionrunner.core.commands import Actor, Undo
from sessionrunner.core.decide.decision import Draw, Outcome, Situation
from sessionrunner.core.decide.undoing_wip import is_named, wip_back, wip_step
from sessionrunner.core.drawing import coming, held, placed
from sessionrunner.core.errors import Rejected
from sessionrunner.core.events import Undone
from sessionrunner.core.model import Attendance, Person, Session, Track, TrackId, UndoStep
from sessionrunner.core.planning.types import PersonId, Plan
from sessionrunner.core.progress import held_rounds
from sessionrunner.core.record import absent_again
from sessionrunner.core.time import Duration, Instant, between

MOST_STEPS: Final = 20
"""Steps that are kept of everybody who can take something back."""
GIVEN: Final[dict[str, Attendance]] = {"check_in": "here", "check_out": "gone", "check_out_missing": "gone"}
"""What those whom a command was about became by it."""
INTERRUPTING: Final = frozenset({"start", "pause", "advance", "end", "skip_segment", "move_paper"})
"""Commands that took time away from the segment they met; taking them back gives it back."""


def step_for(
    command: str, before: Session, after: Session, *, now: Instant, by: str, track: TrackId | None
) -> UndoStep:
    """What it takes to get from `after` back to `before`."""
    touched = {
        person: before.people.get(person)
        for person, value in after.people.items()
        if before.people.get(person) is not value
    }
    tracks = _touched_tracks(before, after)
    step = UndoStep(
        type=command,
        at=now,
        by=by,
        held=_held(before),
        added_ms=_added(before, after) if command == "extend" else Duration(0),
        people=touched,
        tracks=UNSET if before.tracks is after.tracks else tracks,
        moved=tuple(name for name in tracks if _moved(before, after, name)),
        plan=UNSET if before.plan is after.plan else before.plan,
        settings=UNSET if before.settings is after.settings else before.settings,
        title=UNSET if before.title == after.title else before.title,
        announcement=UNSET if before.announcement is after.announcement else before.announcement,
        reports=UNSET if before.reports == after.reports else before.reports,
        absent=UNSET if before.absent == after.absent else before.absent,
        wip=wip_step(before, after),
    )
    return replace(step, track=track) if rooms_of(step) <= {track} else step


def rooms_of(step: UndoStep) -> frozenset[TrackId | None]:
    """The rooms that a step would change; None among them if it would change more than rooms."""
    tracks = frozenset(() if step.tracks is UNSET else step.tracks)
    wip = step.wip
    floors = frozenset(() if wip is UNSET else wip.floors)
    more = bool(step.people) or (wip is not UNSET and bool(wip.papers or wip.settings is not UNSET))
    return tracks | floors | ({None} if more else frozenset())


def _touched_tracks(before: Session, after: Session) -> dict[TrackId, Track | None]:
    names = dict.fromkeys((*before.tracks, *after.tracks))
    return {
        name: before.tracks.get(name)
        for name in names
        if before.tracks.get(name) is not after.tracks.get(name)
    }


def _moved(before: Session, after: Session, name: TrackId) -> bool:
    was, now = before.tracks.get(name), after.tracks.get(name)
    return was is not None and now is not None and was.clock is not now.clock


def _added(before: Session, after: Session) -> Duration:
    """By how much a change of time moved the end of what runs; zero where there are several clocks."""
    was, now = before.track.clock, after.track.clock
    if before.format != "flash":
        return Duration(0)
    if was.ends_at is not None and now.ends_at is not None:
        return between(was.ends_at, now.ends_at)
    return Duration((now.remaining_ms or 0) - (was.remaining_ms or 0))


def _held(session: Session) -> int:
    return held_rounds(session.track) if session.format == "flash" else 0


def remember(
    before: Session, after: Session, command: str, *, now: Instant, actor: Actor, track: TrackId | None
) -> Session:
    """`after` with a step that leads back to `before`; everybody's oldest steps are forgotten."""
    steps = (*before.undo, step_for(command, before, after, now=now, by=actor.by, track=track))
    count, kept = Counter[str](), list[UndoStep]()
    for step in reversed(steps):
        count[step.by] += 1
        if count[step.by] <= MOST_STEPS:
            kept.insert(0, step)
    return replace(after, undo=tuple(kept))


def step_to_undo(session: Session, actor: Actor, track: TrackId | None = None) -> UndoStep | None:
    """The step that undo would take back: the last in a facilitator's room, or in the room a host names.

    A host who names none takes back their own last command, not a facilitator's.
    """
    room = actor.track or (track if session.format == "wip" else None)
    mine = (
        step
        for step in reversed(session.undo)
        if (step.track == room if room else not step.by.startswith("facilitator"))
    )
    return next(mine, None)


def undo(situation: Situation, command: Undo) -> Outcome:
    """The last command that has not been taken back is taken back; a facilitator's, in their room."""
    session, now = situation.session, situation.now
    step = step_to_undo(session, situation.actor, command.track)
    if step is None:
        raise Rejected("There is nothing to undo.")
    _refuse_later_changes(session, step)
    after = replace(
        session,
        undo=tuple(each for each in session.undo if each is not step),
        people=_people(session, step),
        tracks=session.tracks if step.tracks is UNSET else _tracks(session, step, step.tracks, now),
        settings=session.settings if step.settings is UNSET else step.settings,
        title=session.title if step.title is UNSET else step.title,
        announcement=session.announcement if step.announcement is UNSET else step.announcement,
        reports=session.reports if step.reports is UNSET else step.reports,
        wip=wip_back(session, step, now),
    )
    outcome = _with_plan_back(session, after, step)
    if step.absent is UNSET:
        return outcome
    return replace(outcome, session=absent_again(outcome.session, step.absent, frozenset(step.people)))


def _refuse_later_changes(session: Session, step: UndoStep) -> None:
    """Two people steer a room: what came later there must be taken back first."""
    at = next(place for place, each in enumerate(session.undo) if each is step)
    for later in session.undo[at + 1 :]:
        both = (rooms_of(later) & rooms_of(step)) - {None}
        for room in sorted(both, key=str):
            name = session.tracks[room].name if room in session.tracks else "a room"
            if later.by.startswith("facilitator"):
                raise Rejected(f"Who facilitates {name} has changed something there since. Undo that first.")
            raise Rejected("The host has changed this room since then. Ask the host to undo that first.")


def _with_plan_back(session: Session, after: Session, step: UndoStep) -> Outcome:
    undone = (Undone(command=step.type),)
    if step.plan is UNSET:
        return Outcome(session=after, events=undone)
    if step.plan is None or session.plan is None or _held(session) <= step.held:
        return Outcome(session=replace(after, plan=step.plan), events=undone)
    # Rounds were held since under the newer plan: they stand, and the older plan is what people
    # are led back to in the rounds that are still to come.
    stands = replace(after, plan=_onto(session, step.plan))
    return Outcome(session=stands, events=undone, draw=Draw(told=coming(stands), seed=step.plan.seed))


def _onto(session: Session, plan: Plan) -> Plan:
    fixed = held(session)
    return replace(plan, rounds=fixed + plan.rounds[len(fixed) :])


def _people(session: Session, step: UndoStep) -> dict[PersonId, Person]:
    if not step.people:
        return session.people
    people = dict(session.people)
    for person, was in step.people.items():
        now = people.get(person)
        if was is None:
            _take_away(people, person, session)
        else:
            people[person] = was if now is None else _back(step, was, now)
    return people


def _back(step: UndoStep, was: Person, now: Person) -> Person:
    """The person as they were; who has come or left since, by phone or at the door, is here or gone."""
    by_the_step = now.removed or now.attendance == GIVEN.get(step.type)
    attendance = was.attendance if by_the_step else now.attendance
    return replace(was, attendance=attendance, joined=was.joined or now.joined)


def _take_away(people: dict[PersonId, Person], person: PersonId, session: Session) -> None:
    """Somebody who was not there before goes again, unless what has happened since names them."""
    if any(person in placed(each) for each in held(session)) or is_named(session, person):
        people[person] = replace(people[person], removed=True, attendance="gone")
    else:
        people.pop(person, None)


def _tracks(
    session: Session, step: UndoStep, was: dict[TrackId, Track | None], now: Instant
) -> dict[TrackId, Track]:
    tracks = dict(session.tracks)
    for name, track in was.items():
        if track is None:
            tracks.pop(name, None)
        else:
            tracks[name] = _track(tracks.get(name, track), track, step, now)
    return tracks


def _track(current: Track, was: Track, step: UndoStep, now: Instant) -> Track:
    if was.id not in step.moved:
        return replace(was, clock=current.clock) if _fits(current, was) else _too_late()
    if step.type in INTERRUPTING:
        return replace(was, clock=clocks.shift(was.clock, between(step.at, now)))
    if current.clock.index != was.clock.index or current.clock.state == "ended":
        raise Rejected("The part whose time was changed is over, so this cannot be undone any more.")
    return was


def _fits(current: Track, was: Track) -> bool:
    """Whether the current clock stands in the older agenda where it stands in the current one."""
    passed = current.clock.index + 1
    return [_what(segment) for segment in current.agenda[:passed]] == [
        _what(segment) for segment in was.agenda[:passed]
    ]


def _what(segment: Segment) -> tuple[object, ...]:
    return (segment.kind, segment.paper, segment.duration_ms)


def _too_late() -> Track:
    raise Rejected("The room has moved on since then, so this cannot be undone any more.")
