"""How often somebody may do something."""

import time

from sessionrunner.gateway.options import Rate


class Allowance:
    """A token bucket: `burst` at once, refilled `per_second` (time is the process's monotonic clock)."""

    __slots__ = ("_at", "_left", "_rate")

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._left = float(rate.burst)
        self._at = time.monotonic()

    def take(self) -> bool:
        """Whether one more is allowed now; if so, it counts."""
        now = time.monotonic()
        self._left = min(self._rate.burst, self._left + (now - self._at) * self._rate.per_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
