"""Commands that move the clock: of the one track of a flash session, of one room or of every room."""

from collections.abc import Callable
from typing import TypeAlias

from msgspec.structs import replace

from sessionrunner.core import clock as clocks
from sessionrunner.core.agenda import finish
from sessionrunner.core.clock import Clock
from sessionrunner.core.commands import Advance, End, Extend, Pause, Resume, Start, Tick
from sessionrunner.core.decide.decision import Draw, Outcome, Situation
from sessionrunner.core.drawing import suits
from sessionrunner.core.errors import Rejected
from sessionrunner.core.events import (
    CaughtUp,
    Ended,
    Event,
    Extended,
    Paused,
    Resumed,
    SegmentStarted,
    TimeUp,
)
from sessionrunner.core.model import Session, Track
from sessionrunner.core.time import Instant, between, seconds
from sessionrunner.core.wip.agenda import papers_of
from sessionrunner.core.wip.policies import before_handing_over, with_end_moved

LATE = seconds(5)
"""A deadline applied later than this is told to the host: the server was down or stuck."""

FEWEST_PEOPLE = 2

Moved: TypeAlias = tuple[Track, tuple[Event, ...]]
"""A track after a command, and what happened to it."""


def start(situation: Situation, _: Start) -> Outcome:
    """The gathering ends. A flash session's plan is drawn now, unless the host has drawn it already."""
    session = situation.session
    if session.format == "wip":
        return _each(replace(situation, tracks=_with_papers(situation.tracks)), _begun)
    if len(session.roster) < FEWEST_PEOPLE:
        raise Rejected("There is nobody to pair yet. Import a roster, or let people join with the code.")
    outcome = _each(situation, _begun)
    if not suits(outcome.session):
        return replace(outcome, draw=Draw(told=(), seed=session.settings.seed))
    return outcome


def _with_papers(tracks: tuple[Track, ...]) -> tuple[Track, ...]:
    """The rooms in which there is something to begin."""
    filled = tuple(track for track in tracks if papers_of(track.agenda))
    if not filled:
        raise Rejected("There is no paper to begin with. Add papers, or have the running order proposed.")
    return filled


def _begun(track: Track, now: Instant) -> Moved:
    clock = clocks.begin(track.agenda, track.clock.index + 1, now)
    planned = None if clock.ends_at is None else finish(track.agenda, clock.index, clock.ends_at)
    return replace(track, clock=clock, planned_finish_at=planned), arrivals(track, (clock,))


def pause(situation: Situation, _: Pause) -> Outcome:
    """The clock stands still, unless its time is up this very instant."""

    def paused(track: Track, now: Instant) -> Moved:
        left = clocks.remaining(track.clock, now)
        if left <= 0:
            raise Rejected("The time of this part was just up. Look at what is on now.")
        stands = replace(track, clock=clocks.pause(track.clock, now))
        return stands, (Paused(track=track.id, remaining_ms=left),)

    return _each(situation, paused)


def resume(situation: Situation, _: Resume) -> Outcome:
    """The clock runs on."""

    def resumed(track: Track, now: Instant) -> Moved:
        return replace(track, clock=clocks.resume(track.clock, now)), (Resumed(track=track.id),)

    return _each(situation, resumed)


def advance(situation: Situation, _: Advance) -> Outcome:
    """The next segment runs from now."""

    def advanced(track: Track, now: Instant) -> Moved:
        if track.agenda[track.clock.index].kind == "gather":
            return _begun(track, now)
        handing_over = before_handing_over(track, now)
        clock = clocks.begin(handing_over.agenda, track.clock.index + 1, now)
        return replace(handing_over, clock=clock), arrivals(handing_over, (clock,))

    return _each(situation, advanced)


def extend(situation: Situation, command: Extend) -> Outcome:
    """The segment gets more time, or less: but never less than none."""
    by = seconds(command.seconds)
    if by == 0:
        raise Rejected("That would change nothing. Say how many seconds to add or take away.")

    def extended(track: Track, now: Instant) -> Moved:
        longer = clocks.extend(track.clock, by, now)
        if clocks.remaining(longer, now) <= 0:
            raise Rejected("There is less time left than that. Press Next to move on now.")
        return with_end_moved(track, longer, now), (Extended(track=track.id, by_ms=by),)

    return _each(situation, extended)


def end(situation: Situation, _: End) -> Outcome:
    """The session, or the room, is over."""

    def ended(track: Track, now: Instant) -> Moved:
        return replace(track, clock=clocks.break_off(track.clock, now)), (Ended(track=track.id),)

    return _each(situation, ended)


def tick(situation: Situation, _: Tick) -> Outcome:
    """Deadlines that have passed are applied, each at its own instant; too early does nothing."""
    session, events = situation.session, list[Event]()
    for track in session.tracks.values():
        due = clocks.deadline(track.clock)
        passed = clocks.catch_up(track.agenda, track.clock, situation.now)
        if due is None or not passed:
            continue
        late = between(due, situation.now)
        if late > LATE:
            events.append(CaughtUp(track=track.id, late_ms=late, segments=len(passed)))
        events += arrivals(track, passed)
        session = _with_track(session, replace(track, clock=passed[-1]))
    return Outcome(session=session, events=tuple(events))


def _each(situation: Situation, move: Callable[[Track, Instant], Moved]) -> Outcome:
    """Move every track that the command is about, or none."""
    session, events = situation.session, list[Event]()
    for track in situation.tracks:
        moved, happened = move(track, situation.now)
        session = _with_track(session, moved)
        events += happened
    return Outcome(session=session, events=tuple(events))


def _with_track(session: Session, track: Track) -> Session:
    return replace(session, tracks=session.tracks | {track.id: track})


def arrivals(track: Track, passed: tuple[Clock, ...]) -> tuple[Event, ...]:
    """What there is to say of a track that came to these clocks, one after the other."""
    return tuple(_arrival(track, clock) for clock in passed)


def _arrival(track: Track, clock: Clock) -> Event:
    segment = track.agenda[clock.index]
    if clock.state == "ended":
        return Ended(track=track.id)
    if clock.state == "overtime":
        return TimeUp(track=track.id, index=clock.index, label=segment.label)
    return SegmentStarted(
        track=track.id, index=clock.index, label=segment.label, started_at=clock.started_at or Instant(0)
    )
