"""The system's clock, in real time and faster."""

import time

import pytest

from sessionrunner.adapters.clock import SystemClock
from sessionrunner.runtime.ports import Clock


def test_real_time_is_this_computers() -> None:
    """It says the computer's time in whole milliseconds, rounded down."""
    clock: Clock = SystemClock()
    before = time.time_ns() // 1_000_000
    now = clock.now()
    assert before <= now <= time.time_ns() // 1_000_000
    assert clock.pace == 1


def test_a_fast_clock_starts_now_and_runs_ahead() -> None:
    """A million times as fast, a hundredth of a second is hours; it starts at the computer's time."""
    started = time.time_ns()
    clock = SystemClock(pace=1_000_000)
    made = time.time_ns()
    while time.time_ns() - made < 10_000_000:
        pass
    now = clock.now()
    passed = time.time_ns() - started
    assert made // 1_000_000 + 10_000_000 - 1 <= now <= made // 1_000_000 + passed


@pytest.mark.parametrize("pace", [0, -1, float("nan")])
def test_time_must_go_on(pace: float) -> None:
    """A clock that stands or runs backwards would never end a round."""
    with pytest.raises(ValueError, match="above 0"):
        SystemClock(pace)
