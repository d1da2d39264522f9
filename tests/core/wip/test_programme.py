"""The running order as it hangs at a door: rooms, blocks, times, breaks."""

from sessionrunner.core.wip.papers import PaperId
from sessionrunner.core.wip.programme import Part, programme
from sessionrunner.core.wip.settings import Block
from tests.core.wip.builders import T1, T2, a_wip, does


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
