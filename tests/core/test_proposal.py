"""What fits into the time there is."""

import pytest

from sessionrunner.core.agenda import Proposal, propose


def test_an_hour_is_what_the_settings_start_with() -> None:
    """Six rounds of 8 minutes, 5 to welcome and 4 to close, to the minute."""
    assert propose(60, 12, 20) == Proposal(
        rounds=6, round_minutes=8, brief_minutes=5, close_minutes=4, total_minutes=60
    )


@pytest.mark.parametrize("total", range(20, 241))
def test_spare_minutes_go_to_the_rounds(total: int) -> None:
    """The closing gets at most three minutes more than its share, and all the time is used."""
    found = propose(total, 300, 300)
    assert found.close_minutes - max(1, min(4, total // 15)) <= 3
    assert total - 1 < found.total_minutes <= total
    assert 5 <= found.round_minutes <= 10


@pytest.mark.parametrize(("total", "rounds", "minutes", "close"), [(45, 4, 9, 4), (90, 9, 8.5, 4)])
def test_talks_grow_rather_than_the_closing(total: int, rounds: int, minutes: float, close: int) -> None:
    """Where rounds of 8 minutes leave much, longer ones are held; half minutes count."""
    found = propose(total, 30, 30)
    assert (found.rounds, found.round_minutes, found.close_minutes) == (rounds, minutes, close)


def test_nobody_needs_more_rounds_than_there_are_people_to_meet() -> None:
    """Three and three have met after three rounds; with nobody on the list the time alone counts."""
    assert propose(60, 3, 3).rounds == 3
    assert propose(60, 0, 0).rounds == 6
