"""Undo: every command of a host leaves a step that puts back what it changed.

A step keeps only the parts a command touched, as they stood before, so that what others did in the
meantime (people who joined, rounds that were held) survives its being taken back.
"""

from typing import Final

from msgspec import UNSET
from msgspec.structs import replace

from sessionrunner.core import clock as clocks
from sessionrunner.core.commands import Undo
from sessionrunner.core.decide.decision import Draw, Outcome, Situation
from sessionrunner.core.drawing import coming, held, placed
from sessionrunner.core.errors import Rejected
from sessionrunner.core.events import Undone
from sessionrunner.core.model import EVERY_TRACK, Person, Session, Track, TrackId, UndoStep
from sessionrunner.core.planning.types import PersonId, Plan
from sessionrunner.core.progress import held_rounds
from sessionrunner.core.time import Instant, between

MOST_STEPS: Final = 20
INTERRUPTING: Final = frozenset({"start", "pause", "advance", "end"})
"""Commands that took time away from the segment they met; taking them back gives it back."""


def step_for(command: str, before: Session, after: Session, now: Instant, track: TrackId | None) -> UndoStep:
    """What it takes to get from `after` back to `before`."""
    touched = {
        person: before.people.get(person)
        for person, value in after.people.items()
        if before.people.get(person) is not value
    }
    return UndoStep(
        type=command,
        at=now,
        track=track if track != EVERY_TRACK else None,
        held=_held(before),
        people=touched,
        tracks=UNSET if before.tracks is after.tracks else _touched_tracks(before, after),
        plan=UNSET if before.plan is after.plan else before.plan,
        settings=UNSET if before.settings is after.settings else before.settings,
        title=UNSET if before.title == after.title else before.title,
        announcement=UNSET if before.announcement is after.announcement else before.announcement,
        reports=UNSET if before.reports == after.reports else before.reports,
    )


def _touched_tracks(before: Session, after: Session) -> dict[TrackId, Track]:
    return {name: was for name, was in before.tracks.items() if after.tracks.get(name) is not was}


def _held(session: Session) -> int:
    return held_rounds(session.track) if session.format == "flash" else 0


def remember(
    before: Session, after: Session, command: str, now: Instant, track: TrackId | None = None
) -> Session:
    """`after` with a step that leads back to `before`; the oldest steps are forgotten."""
    steps = (*before.undo, step_for(command, before, after, now, track))
    return replace(after, undo=steps[-MOST_STEPS:])


def undo(situation: Situation, _: Undo) -> Outcome:
    """The last command that has not been taken back is taken back; a facilitator's, in their room."""
    session = situation.session
    own = situation.actor.track
    mine = [step for step in session.undo if own is None or step.track == own]
    if not mine:
        raise Rejected("There is nothing to undo.")
    step = mine[-1]
    later = session.undo[session.undo.index(step) + 1 :]
    if any(each.tracks is not UNSET and own in each.tracks for each in later):
        raise Rejected("The host has changed this room since then. Ask the host to undo that first.")
    earlier = [each for each in session.undo if each is not step]
    after = replace(
        session,
        undo=tuple(earlier),
        people=_people(session, step),
        tracks=session.tracks if step.tracks is UNSET else _tracks(session, step, step.tracks, situation.now),
        settings=session.settings if step.settings is UNSET else step.settings,
        title=session.title if step.title is UNSET else step.title,
        announcement=session.announcement if step.announcement is UNSET else step.announcement,
        reports=session.reports if step.reports is UNSET else step.reports,
    )
    return _with_plan_back(session, after, step)


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
            people[person] = was if now is None else replace(was, joined=was.joined or now.joined)
    return people


def _take_away(people: dict[PersonId, Person], person: PersonId, session: Session) -> None:
    """Somebody who was not there before goes again, unless a held round names them."""
    if any(person in placed(each) for each in held(session)):
        people[person] = replace(people[person], removed=True, attendance="gone")
    else:
        people.pop(person, None)


def _tracks(
    session: Session, step: UndoStep, was: dict[TrackId, Track], now: Instant
) -> dict[TrackId, Track]:
    if step.type == "extend" and any(
        session.tracks[name].clock.index != track.clock.index or session.tracks[name].clock.state == "ended"
        for name, track in was.items()
    ):
        raise Rejected("The part whose time was changed is over, so this cannot be undone any more.")
    if step.type not in INTERRUPTING:
        return session.tracks | was
    lost = between(step.at, now)
    return session.tracks | {
        name: replace(
            track,
            clock=clocks.shift(track.clock, lost),
        )
        for name, track in was.items()
    }
