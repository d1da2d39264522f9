"""The system's clock, in real time and faster."""

import sys
import time

import pytest

from sessionrunner.adapters import clock as clock_module
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


@pytest.mark.parametrize("step", [60, -60, 365 * 24 * 3600])
def test_setting_the_computers_time_moves_no_session(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute forward, a minute back, a year: what passes is what counts."""
    clock = SystemClock()
    before = clock.now()
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + step * 1_000_000_000)
    assert before <= clock.now() < before + 10_000


def test_sleep_counts_where_the_system_tells() -> None:
    """On Linux and on a Mac the clock goes on while the computer sleeps."""
    assert (clock_module._AWAKE_OR_ASLEEP is None) == (sys.platform == "win32")
