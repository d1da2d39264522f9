"""How often somebody may try: a bucket of tries for each, filled up again at a steady rate."""

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from sessionrunner.core.errors import RateLimited

MOST_BUCKETS = 10_000
"""Whoever was seen longest ago is forgotten beyond this many, so that memory stays bounded."""


class TooOften(RateLimited):
    """Too many tries; `seconds` is when the next may be made."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


@dataclass(slots=True)
class _Bucket:
    left: float
    seen: float


class Limit:
    """A token bucket for each visitor: `per_minute` tries at once, and as many again over a minute."""

    def __init__(self, per_minute: int, message: str, monotonic: Callable[[], float]) -> None:
        self._full = float(per_minute)
        self._message = message
        self._now = monotonic
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def check(self, who: str) -> None:
        """Raise `TooOften` if `who` has no try left."""
        left = self._left(who)
        if left < 1:
            raise TooOften(self._message, math.ceil((1 - left) * 60 / self._full))

    def spend(self, who: str) -> None:
        """`who` has used up a try."""
        self._buckets[who] = _Bucket(left=max(0.0, self._left(who) - 1), seen=self._now())
        self._buckets.move_to_end(who)
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)

    def give_back(self, who: str) -> None:
        """A try that `who` took was none."""
        self._buckets[who] = _Bucket(left=min(self._full, self._left(who) + 1), seen=self._now())

    def take(self, who: str) -> None:
        """Check and spend in one."""
        self.check(who)
        self.spend(who)

    def _left(self, who: str) -> float:
        bucket = self._buckets.get(who)
        if bucket is None:
            return self._full
        return min(self._full, bucket.left + (self._now() - bucket.seen) * self._full / 60)
