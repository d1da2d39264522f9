"""The clock: every operation takes the instant and gives a new clock."""

import pytest

from sessionrunner.core import clock as clocks
from sessionrunner.core.agenda import FlashSettings, flash_agenda
from sessionrunner.core.clock import Clock
from sessionrunner.core.time import Duration, Instant, after, minutes, plus, seconds
from tests.core.builders import NOON, later

ADVANCES = flash_agenda(
    FlashSettings(rounds=2, round_minutes=8, move_seconds=30, brief_minutes=5, close_minutes=4)
)
HOLDS = flash_agenda(FlashSettings(rounds=2, at_end="hold"))
BRIEF, MOVE_1, TALK_1 = 1, 2, 3


def test_a_segment_ends_after_its_duration() -> None:
    """The end of a segment is an instant, known when it begins."""
    clock = clocks.begin(ADVANCES, TALK_1, NOON)
    assert (clock.state, clock.ends_at) == ("running", after(NOON, minutes(8)))


def test_pausing_keeps_what_is_left_however_long_it_lasts() -> None:
    """Time does not pass while the clock is paused."""
    paused = clocks.pause(clocks.begin(ADVANCES, TALK_1, NOON), later(minutes(3)))
    resumed = clocks.resume(paused, later(minutes(60)))
    assert paused.remaining_ms == minutes(5)
    assert resumed.ends_at == later(minutes(65))


@pytest.mark.parametrize("by", [seconds(60), seconds(-60)])
def test_extending_moves_the_end(by: Duration) -> None:
    """More time, or less, moves the end by exactly as much."""
    clock = clocks.begin(ADVANCES, TALK_1, NOON)
    assert clocks.extend(clock, by, later(seconds(10))).ends_at == after(NOON, Duration(minutes(8) + by))


def test_extending_a_paused_clock_leaves_it_paused() -> None:
    """The minute is added to what is left; nothing starts to run."""
    paused = clocks.pause(clocks.begin(ADVANCES, TALK_1, NOON), later(minutes(3)))
    longer = clocks.extend(paused, seconds(60), later(minutes(4)))
    assert (longer.state, longer.remaining_ms) == ("paused", minutes(6))


def test_overtime_gets_its_extra_minute_from_now_on() -> None:
    """Who asks for a minute in overtime gets a whole minute."""
    overtime = Clock(state="overtime", index=TALK_1, started_at=NOON, ends_at=later(minutes(8)))
    longer = clocks.extend(overtime, seconds(60), later(minutes(10)))
    assert (longer.state, longer.ends_at) == ("running", later(minutes(11)))


def test_nothing_is_due_before_the_end() -> None:
    """An early look changes nothing."""
    assert clocks.catch_up(ADVANCES, clocks.begin(ADVANCES, TALK_1, NOON), later(seconds(479))) == ()


def test_a_late_look_hands_over_at_the_stored_instant() -> None:
    """However late anybody looks, the next segment began when the one before it ended."""
    (now,) = clocks.catch_up(
        ADVANCES, clocks.begin(ADVANCES, BRIEF, NOON), later(plus(minutes(5), seconds(20)))
    )
    assert (now.index, now.started_at, now.ends_at) == (
        MOVE_1,
        later(minutes(5)),
        later(Duration(minutes(5) + seconds(30))),
    )


def test_a_very_late_look_passes_through_every_segment() -> None:
    """A server that was down for an hour finds the session over, at the instant at which it ended."""
    passed = clocks.catch_up(ADVANCES, clocks.begin(ADVANCES, BRIEF, NOON), later(minutes(60)))
    total = sum(segment.duration_ms for segment in ADVANCES)
    assert [clock.index for clock in passed] == [2, 3, 4, 5, 6, 6]
    assert (passed[-1].state, passed[-1].started_at) == ("ended", after(NOON, Duration(total)))


def test_a_segment_that_holds_counts_overtime() -> None:
    """It does not hand over, and its end stays where it was."""
    (now,) = clocks.catch_up(HOLDS, clocks.begin(HOLDS, TALK_1, NOON), later(minutes(20)))
    assert (now.state, now.index, now.ends_at) == ("overtime", TALK_1, later(minutes(8)))


def test_after_the_last_segment_comes_the_end() -> None:
    """There is no segment after the closing."""
    assert clocks.begin(ADVANCES, len(ADVANCES), NOON) == clocks.end(ADVANCES, NOON)


def test_shifting_moves_every_anchor() -> None:
    """Time that is given back moves the beginning and the end alike."""
    clock = clocks.begin(ADVANCES, TALK_1, NOON)
    shifted = clocks.shift(clock, seconds(30))
    assert (shifted.started_at, shifted.ends_at) == (
        later(seconds(30)),
        later(Duration(minutes(8) + seconds(30))),
    )
    waiting = Clock()
    assert clocks.shift(waiting, seconds(30)) == waiting


def test_only_a_running_clock_has_a_deadline() -> None:
    """Nothing else needs to be looked at again."""
    running = clocks.begin(ADVANCES, TALK_1, NOON)
    assert clocks.deadline(running) == running.ends_at
    for other in (Clock(), clocks.pause(running, NOON), clocks.end(ADVANCES, NOON)):
        assert clocks.deadline(other) is None


def test_empty_segments_are_left_out_of_the_agenda() -> None:
    """Without moves, welcome and closing an agenda is the gathering and the talks."""
    bare = flash_agenda(FlashSettings(rounds=2, move_seconds=0, brief_minutes=0, close_minutes=0))
    assert [segment.kind for segment in bare] == ["gather", "talk", "talk"]


def test_the_default_agenda_fills_an_hour() -> None:
    """The defaults are what a host with an hour needs."""
    assert sum(segment.duration_ms for segment in flash_agenda(FlashSettings())) == minutes(60)


def test_a_clock_is_at_home_in_its_agenda() -> None:
    """Labels say which round of how many."""
    assert [segment.label for segment in ADVANCES][2:4] == ["Round 1 of 2"] * 2
    assert clocks.begin(ADVANCES, TALK_1, Instant(0)).index == TALK_1
