"""Commands that move the clock."""

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

LATE = seconds(5)
"""A deadline applied later than this is told to the host: the server was down or stuck."""

FEWEST_PEOPLE = 2


def start(situation: Situation, _: Start) -> Outcome:
    """The gathering ends. The plan is drawn now, unless the host has drawn it already."""
    session, now = situation.session, situation.now
    if len(session.roster) < FEWEST_PEOPLE:
        raise Rejected("There is nobody to pair yet. Import a roster, or let people join with the code.")
    track = session.track
    clock = clocks.begin(track.agenda, 1, now)
    planned = None if clock.ends_at is None else finish(track.agenda, clock.index, clock.ends_at)
    begun = replace(track, clock=clock, planned_finish_at=planned)
    after = _with_track(session, begun)
    fresh = None if suits(after) else Draw(told=(), seed=session.settings.seed)
    return Outcome(session=after, events=_arrivals(track, (clock,)), draw=fresh)


def pause(situation: Situation, _: Pause) -> Outcome:
    """The clock stands still, unless its time is up this very instant."""
    track = situation.session.track
    left = clocks.remaining(track.clock, situation.now)
    if left <= 0:
        raise Rejected("The time of this part was just up. Look at what is on now.")
    paused = clocks.pause(track.clock, situation.now)
    return _moved(situation.session, paused, Paused(track=track.id, remaining_ms=left))


def resume(situation: Situation, _: Resume) -> Outcome:
    """The clock runs on."""
    track = situation.session.track
    return _moved(situation.session, clocks.resume(track.clock, situation.now), Resumed(track=track.id))


def advance(situation: Situation, _: Advance) -> Outcome:
    """The next segment runs from now."""
    track = situation.session.track
    clock = clocks.begin(track.agenda, track.clock.index + 1, situation.now)
    return _moved(situation.session, clock, *_arrivals(track, (clock,)))


def extend(situation: Situation, command: Extend) -> Outcome:
    """The segment gets more time, or less: but never less than none."""
    track, by = situation.session.track, seconds(command.seconds)
    if by == 0:
        raise Rejected("That would change nothing. Say how many seconds to add or take away.")
    longer = clocks.extend(track.clock, by, situation.now)
    if clocks.remaining(longer, situation.now) <= 0:
        raise Rejected("There is less time left than that. Press Next to move on now.")
    return _moved(situation.session, longer, Extended(track=track.id, by_ms=by))


def end(situation: Situation, _: End) -> Outcome:
    """The session is over."""
    track = situation.session.track
    return _moved(situation.session, clocks.end(track.agenda, situation.now), Ended(track=track.id))


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
        events += _arrivals(track, passed)
        session = _with_track(session, replace(track, clock=passed[-1]))
    return Outcome(session=session, events=tuple(events))


def _moved(session: Session, clock: Clock, *events: Event) -> Outcome:
    return Outcome(session=_with_track(session, replace(session.track, clock=clock)), events=events)


def _with_track(session: Session, track: Track) -> Session:
    return replace(session, tracks=session.tracks | {track.id: track})


def _arrivals(track: Track, passed: tuple[Clock, ...]) -> tuple[Event, ...]:
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
