"""Keeps Python's collector of garbage from stopping everybody in the middle of things.

Python frees nearly everything at once. For the little that refers to itself it walks now and then through
all that was ever made, and nobody is served meanwhile: 0.2 s of computing with 2,000 phones. It begins when
enough has been made since the last walk, and that is when many come, a plan is drawn or everybody is told.
Here what a server has at its start is left out of that walk, and the walk waits for a moment in which little
happens, unless much has gathered. The short walks through what is new stay Python's own business.
"""

import asyncio
import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

LOOK_EVERY_SECONDS: Final = 1.0
QUIET: Final = 0.25
"""The share of a core that the server uses at most in a moment that counts as quiet."""

ENOUGH: Final = 20
"""Middle walks, of at least 7,000 new things each, after which a whole one is worth its while."""

LONG_SECONDS: Final = 120.0
"""After so long a little is enough: every phone that goes leaves some kilobytes behind."""

TOO_MUCH: Final = 100
"""Middle walks after which a whole one waits no longer: memory counts, too."""

_NEVER: Final = 2**31 - 1
_OLDEST: Final = 2


@contextmanager
def collected_by_us() -> Iterator[None]:
    """Until the block ends, Python begins no whole walk by itself, and none looks at what there is now."""
    thresholds = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*thresholds[:_OLDEST], _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


async def keep_collecting() -> None:
    """Walk when it is time, until cancelled."""
    sweeper = Sweeper(time.process_time)
    while True:
        await asyncio.sleep(LOOK_EVERY_SECONDS)
        if sweeper.is_time(gc.get_count()[_OLDEST]):
            gc.collect()


class Sweeper:
    """Says when a whole walk is due. `used` tells the seconds of computing so far."""

    def __init__(self, used: Callable[[], float]) -> None:
        self._used = used
        self._before = used()
        self._looks = 0

    def is_time(self, gathered: int) -> bool:
        """Whether to walk now, after so many middle walks; to be asked every `LOOK_EVERY_SECONDS`."""
        now = self._used()
        quiet = now - self._before <= QUIET * LOOK_EVERY_SECONDS
        self._before = now
        self._looks += 1
        enough = 1 if self._looks * LOOK_EVERY_SECONDS >= LONG_SECONDS else ENOUGH
        due = gathered >= TOO_MUCH or (quiet and gathered >= enough)
        if due:
            self._looks = 0
        return due
