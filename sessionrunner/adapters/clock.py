"""The time for sessions: this computer's, as it was at the start, and from there on without a jump."""

import time
from typing import Final

from sessionrunner.core.time import Instant

_NANOSECONDS_PER_MILLISECOND = 1_000_000
_AWAKE_OR_ASLEEP: Final[int | None] = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""Python's own `monotonic` stops while a Linux machine or a Mac sleeps; these go on. Windows has neither."""


class SystemClock:
    """The `Clock` of `runtime.ports`.

    It starts at this computer's time and then counts what passes, asleep or awake, `pace` times as
    fast. The computer's time itself is not looked at again: somebody may set it, or the network may,
    by a minute or a year, and no round may end early or late because of that. A server that is started
    again begins at what the computer's time is then. Rounded down, so that it never says a deadline has
    passed before it has.
    """

    def __init__(self, pace: float = 1.0) -> None:
        if not pace > 0:
            raise ValueError("The pace must be above 0; 1 is real time.")
        self._pace = pace
        self._started = time.time_ns()
        self._since = passing_ns()

    @property
    def pace(self) -> float:
        """How much faster than real time it runs."""
        return self._pace

    def now(self) -> Instant:
        """This instant."""
        passed = passing_ns() - self._since
        if self._pace != 1:
            passed = int(passed * self._pace)
        return Instant((self._started + passed) // _NANOSECONDS_PER_MILLISECOND)


def passing_ns() -> int:
    """Nanoseconds since some moment, which nobody can set and which go on while the computer sleeps."""
    return time.monotonic_ns() if _AWAKE_OR_ASLEEP is None else time.clock_gettime_ns(_AWAKE_OR_ASLEEP)
