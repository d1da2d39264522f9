"""Arithmetic of time: instants and durations, both whole milliseconds, never mixed up.

An instant says *when* (milliseconds since the Unix epoch, UTC); a duration says *how long*.
Nothing here, nor anywhere in `core`, asks what time it is: `now` is always handed in.
"""

from typing import NewType

Instant = NewType("Instant", int)
"""Milliseconds since the Unix epoch, UTC."""

Duration = NewType("Duration", int)
"""A length of time in milliseconds; may be negative where the name says it is a change."""

SECOND = Duration(1_000)
MINUTE = Duration(60_000)


def seconds(count: float) -> Duration:
    """The duration of `count` seconds, to the nearest millisecond."""
    return Duration(round(count * SECOND))


def minutes(count: float) -> Duration:
    """The duration of `count` minutes, to the nearest millisecond."""
    return Duration(round(count * MINUTE))


def after(instant: Instant, duration: Duration) -> Instant:
    """The instant `duration` later than `instant`."""
    return Instant(instant + duration)


def between(start: Instant, end: Instant) -> Duration:
    """How long it is from `start` to `end`; negative when `end` comes first."""
    return Duration(end - start)


def plus(first: Duration, second: Duration) -> Duration:
    """Both durations together."""
    return Duration(first + second)
