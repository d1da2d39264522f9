"""A track's clock: anchors in time, never a countdown.

Every operation takes the instant at which it happens and returns a new clock. Which of them is
legal when is the business of `transitions`; here each is simply carried out.
"""

from typing import Literal, TypeAlias

from sessionrunner.core.agenda import Segment
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.time import Duration, Instant, after, between, plus

ClockState: TypeAlias = Literal["waiting", "running", "paused", "overtime", "ended"]
Agenda: TypeAlias = tuple[Segment, ...]


class Clock(Frozen):
    """Where a track is: the segment it is in and the instants that bound it.

    `ends_at` stands while the clock runs (in overtime it lies in the past), `remaining_ms` while
    it is paused. `started_at` is when the segment began, or when the track ended.
    """

    state: ClockState = "waiting"
    index: int = 0
    started_at: Instant | None = None
    ends_at: Instant | None = None
    remaining_ms: Duration | None = None


def begin(agenda: Agenda, index: int, now: Instant) -> Clock:
    """Segment `index` begins at `now`; past the last segment the track has ended."""
    if index >= len(agenda):
        return end(agenda, now)
    return Clock(state="running", index=index, started_at=now, ends_at=after(now, agenda[index].duration_ms))


def end(agenda: Agenda, now: Instant) -> Clock:
    """The track is over at `now`, all of it."""
    return Clock(state="ended", index=len(agenda) - 1, started_at=now)


def break_off(clock: Clock, now: Instant) -> Clock:
    """The track is over at `now`, in the middle: how far it came stays known."""
    return Clock(state="ended", index=clock.index, started_at=now)


def pause(clock: Clock, now: Instant) -> Clock:
    """The clock stands still; what is left of the segment is kept."""
    return Clock(
        state="paused", index=clock.index, started_at=clock.started_at, remaining_ms=remaining(clock, now)
    )


def resume(clock: Clock, now: Instant) -> Clock:
    """The clock runs on with what was left when it was paused."""
    return Clock(
        state="running",
        index=clock.index,
        started_at=clock.started_at,
        ends_at=after(now, remaining(clock, now)),
    )


def extend(clock: Clock, by: Duration, now: Instant) -> Clock:
    """The segment gets `by` more (or less) time; overtime starts again from `now`."""
    longer = plus(max(Duration(0), remaining(clock, now)), by)
    if clock.state == "paused":
        return Clock(state="paused", index=clock.index, started_at=clock.started_at, remaining_ms=longer)
    return Clock(state="running", index=clock.index, started_at=clock.started_at, ends_at=after(now, longer))


def remaining(clock: Clock, now: Instant) -> Duration:
    """What is left of the segment at `now`; negative in overtime, nothing when no clock runs."""
    if clock.remaining_ms is not None:
        return clock.remaining_ms
    return Duration(0) if clock.ends_at is None else between(now, clock.ends_at)


def shift(clock: Clock, by: Duration) -> Clock:
    """The same clock with its anchors `by` later: time that was taken away is given back."""
    return Clock(
        state=clock.state,
        index=clock.index,
        started_at=None if clock.started_at is None else after(clock.started_at, by),
        ends_at=None if clock.ends_at is None else after(clock.ends_at, by),
        remaining_ms=clock.remaining_ms,
    )


def catch_up(agenda: Agenda, clock: Clock, now: Instant) -> tuple[Clock, ...]:
    """Every clock on the way from `clock` to what it should show at `now`, the last one current.

    A segment that advances hands over at its stored instant, however late anybody looks, so that
    the server agrees with the phones, which have turned by themselves. Empty when nothing is due.
    """
    passed: list[Clock] = []
    while (due := deadline(clock)) is not None and due <= now:
        if agenda[clock.index].at_end == "hold":
            clock = Clock(state="overtime", index=clock.index, started_at=clock.started_at, ends_at=due)
        else:
            clock = begin(agenda, clock.index + 1, due)
        passed.append(clock)
    return tuple(passed)


def deadline(clock: Clock) -> Instant | None:
    """The instant at which somebody must look at this clock again, if there is one."""
    return clock.ends_at if clock.state == "running" else None
