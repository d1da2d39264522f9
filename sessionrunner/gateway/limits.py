"""How often somebody may do something."""

from sessionrunner.gateway.options import Rate


class Allowance:
    """A token bucket: `burst` at once, refilled `per_second`. Times are seconds of a monotonic clock."""

    __slots__ = ("_at", "_left", "_rate")

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate = rate
        self._left = float(rate.burst)
        self._at = now

    def take(self, now: float) -> bool:
        """Whether one more is allowed at `now`; if so, it counts."""
        self._left = min(self._rate.burst, self._left + (now - self._at) * self._rate.per_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
