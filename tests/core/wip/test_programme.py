"""The running order as it hangs at a door: rooms, blocks, times, breaks."""

import pytest

from sessionrunner.core.time import minutes
from sessionrunner.core.wip.papers import PaperId
from sessionrunner.core.wip.programme import Part, programme
from sessionrunner.core.wip.settings import Block
from tests.core.builders import later
from tests.core.wip.builders import T1, T2, a_wip, does, facilitator, presenting, ticked


def test_papers_stand_at_their_times_of_day() -> None:
    """A paper takes its presentation and comments; two minutes of changeover lie between two, unnamed."""
    session = a_wip(blocks=(Block(starts=14 * 60),))
    first, second = programme(session)
    assert (first.name, second.name) == ("Room 1", "Room 2")
    (stretch,) = first.stretches
    assert (stretch.day, stretch.timed) == (1, True)
    assert [(part.paper, part.starts, part.ends) for part in stretch.parts] == [
        ("w1", 840, 870), ("w2", 872, 902), ("w3", 904, 934),
    ]  # fmt: skip


def test_a_break_is_named_and_moves_what_follows() -> None:
    """In its room only; a paper moved to the second day stands there."""
    session = a_wip(blocks=(Block(starts=600), Block(day=2, starts=540)))
    session = does(session, "insert_segment", track=T1, minutes=10, label="Coffee", index=4)
    session = does(session, "move_paper", track=T1, paper="w3", block=2)
    first, second = programme(session)
    assert first.stretches[0].parts[1:] == (
        Part(paper=None, label="Coffee", starts=632, ends=642),
        Part(paper=PaperId("w2"), label="", starts=642, ends=672),
    )
    assert [(part.paper, part.starts) for part in first.stretches[1].parts] == [("w3", 540)]
    assert (first.stretches[1].day, second.stretches[1].parts) == (2, ())
    assert [part.starts for part in second.stretches[0].parts] == [600, 632, 664]


def test_without_a_time_of_day_it_counts_from_the_start_of_the_block() -> None:
    """Every block begins at 0, in every room alike."""
    session = does(a_wip(blocks=(Block(), Block())), "move_paper", track=T2, paper="w6", block=2)
    for room in programme(session):
        assert [stretch.timed for stretch in room.stretches] == [False, False]
        assert all(stretch.parts[0].starts == 0 for stretch in room.stretches if stretch.parts)


@pytest.mark.parametrize("seconds", [-60 * 13, 180, 20 * 60])
def test_minutes_that_go_to_the_comments_move_nothing_on_the_sheets(seconds: int) -> None:
    """Less time for the presenter, or more, or more than comments can pay: the doors say what was planned."""
    session = does(presenting(), "extend", later(minutes(1)), facilitator(), seconds=seconds)
    assert [(part.starts, part.ends) for part in programme(session)[0].stretches[0].parts] == [
        (0, 30), (32, 62), (64, 94),
    ]  # fmt: skip


def test_a_presenter_who_stops_early_moves_nothing_on_the_sheets() -> None:
    """The comments get the fourteen minutes; while they are on, and after the end, the times stand."""
    session = does(presenting(), "advance", later(minutes(1)), facilitator())
    for now in (session, does(ticked(session, later(minutes(30))), "end", later(minutes(31)), facilitator())):
        parts = programme(now)[0].stretches[0].parts
        assert [(part.starts, part.ends) for part in parts] == [(0, 30), (32, 62), (64, 94)]
