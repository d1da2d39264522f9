"""The wall clock, or in a demonstration one that runs faster."""

import time

from sessionrunner.core.time import Instant

_NANOSECONDS_PER_MILLISECOND = 1_000_000


class SystemClock:
    """The `Clock` of `runtime.ports`: this computer's time.

    With a `pace` other than 1 it starts at this computer's time and then runs `pace` times as
    fast. Rounded down, so that it never says a deadline has passed before it has.
    """

    def __init__(self, pace: float = 1.0) -> None:
        if not pace > 0:
            raise ValueError("The pace must be above 0; 1 is real time.")
        self._pace = pace
        self._anchor = time.time_ns()

    @property
    def pace(self) -> float:
        """How much faster than real time it runs."""
        return self._pace

    def now(self) -> Instant:
        """This instant."""
        real = time.time_ns()
        if self._pace != 1:
            real = self._anchor + int((real - self._anchor) * self._pace)
        return Instant(real // _NANOSECONDS_PER_MILLISECOND)
