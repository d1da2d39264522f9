"""Whole walks through memory wait for a quiet moment, but not for ever."""

import asyncio
import gc
import weakref

import pytest

from sessionrunner import collecting
from sessionrunner.collecting import (
    ENOUGH,
    LONG_SECONDS,
    LOOK_EVERY_SECONDS,
    QUIET,
    TOO_MUCH,
    Sweeper,
    collected_by_us,
    keep_collecting,
)

BUSY = QUIET + 0.1


class Ring:
    """Something that refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.me = self


def oldest_walks() -> int:
    """How often everything has been walked through."""
    return int(gc.get_stats()[2]["collections"])


def sweeper(*used: float) -> Sweeper:
    """One that will see this much computing done, moment after moment."""
    readings = iter((0.0, *used))
    return Sweeper(lambda: next(readings))


def test_a_walk_waits_for_a_quiet_moment() -> None:
    """While much is computed there is none; it is made up for as soon as little is."""
    asked = sweeper(BUSY, 2 * BUSY, 2 * BUSY + QUIET / 2)
    assert [asked.is_time(ENOUGH) for _ in range(3)] == [False, False, True]


def test_nothing_is_walked_through_for_little() -> None:
    """A server in which nothing happens does nothing."""
    assert not sweeper(0.0).is_time(ENOUGH - 1)


def test_after_long_a_little_is_enough() -> None:
    """What phones leave behind that come and go does not wait until it is much; then it takes long again."""
    looks = round(LONG_SECONDS / LOOK_EVERY_SECONDS)
    asked = Sweeper(lambda: 0.0)
    when = [number for number in range(2 * looks) if asked.is_time(1)]
    assert when == [looks - 1, 2 * looks - 1]
    asked = Sweeper(lambda: 0.0)
    assert not any(asked.is_time(0) for _ in range(2 * looks)), "there is nothing"


def test_memory_does_not_grow_for_want_of_quiet() -> None:
    """A server that is busy without end walks all the same."""
    asked = sweeper(BUSY, 2 * BUSY)
    assert [asked.is_time(gathered) for gathered in (TOO_MUCH - 1, TOO_MUCH)] == [False, True]


def test_python_begins_no_whole_walk_while_we_decide() -> None:
    """Not even when enough is made for hundreds; afterwards all is as before."""
    before = gc.get_threshold()
    with collected_by_us():
        walks = oldest_walks()
        kept: list[list[int]] = [[] for _ in range(400_000)]
        assert oldest_walks() == walks
        assert gc.get_count()[2] > ENOUGH
    assert len(kept) == 400_000
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


async def test_what_refers_to_itself_is_freed_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The task that runs beside the server does walk."""
    monkeypatch.setattr(collecting, "LOOK_EVERY_SECONDS", 0.001)
    monkeypatch.setattr(collecting, "TOO_MUCH", 0)
    with collected_by_us():
        ring = weakref.ref(Ring())
        assert ring() is not None
        task = asyncio.create_task(keep_collecting())
        async with asyncio.timeout(10):
            while ring() is not None:  # noqa: ASYNC110 - what is waited for has no event of its own
                await asyncio.sleep(0)
        task.cancel()
