"""What becomes of time that does not go to plan: every policy, shown by the minute."""

import pytest

from sessionrunner.core.agenda import Segment
from sessionrunner.core.errors import Rejected
from sessionrunner.core.model import Session, Track
from sessionrunner.core.progress import expected_finish
from sessionrunner.core.time import MINUTE, Duration, Instant, minutes, seconds
from sessionrunner.core.wip.policies import SHORTEST, behind
from sessionrunner.core.wip.settings import Overrun, Policy, Unused
from tests.core.builders import NOON, later
from tests.core.wip.builders import T1, T2, a_wip, commenting, does, facilitator, give, presenting, ticked


def room(session: Session) -> Track:
    """The first room."""
    return session.tracks[T1]


def now_on(session: Session) -> Segment:
    """What is on in the first room."""
    return room(session).agenda[room(session).clock.index]


def late_by(session: Session, now: Instant) -> Duration:
    """How much later than planned the first room will finish."""
    late = behind(room(session), expected_finish(room(session), now))
    assert late is not None
    return late


@pytest.mark.parametrize(("unused", "comments", "late"), [("comments", 20, 0), ("finish", 15, -5)])
def test_a_presenter_who_stops_early(unused: Unused, comments: int, late: int) -> None:
    """Five minutes left unused go to the comments, and the finish stands; or the finish comes earlier."""
    session = does(presenting(policy=Policy(unused=unused)), "advance", later(minutes(10)), facilitator())
    assert (now_on(session).kind, now_on(session).duration_ms) == ("comments", minutes(comments))
    assert late_by(session, later(minutes(10))) == minutes(late)


@pytest.mark.parametrize(("overrun", "comments", "late"), [("comments", 12, 0), ("rest", 15, 3)])
def test_a_presenter_who_is_given_more_time(overrun: Overrun, comments: int, late: int) -> None:
    """Three more minutes are paid by the comments, or move everything after them."""
    session = presenting(policy=Policy(overrun=overrun))
    session = does(session, "extend", later(minutes(14)), facilitator(), seconds=180)
    assert room(session).agenda[2].duration_ms == minutes(comments)
    assert late_by(session, later(minutes(14))) == minutes(late)


@pytest.mark.parametrize(("unused", "comments", "late"), [("comments", 17, 0), ("finish", 15, -2)])
def test_time_taken_from_a_presenter_is_time_left_unused(unused: Unused, comments: int, late: int) -> None:
    """Two minutes less for the presenter go where unused minutes go."""
    session = presenting(policy=Policy(unused=unused))
    session = does(session, "extend", later(minutes(5)), facilitator(), seconds=-120)
    assert room(session).agenda[2].duration_ms == minutes(comments)
    assert late_by(session, later(minutes(5))) == minutes(late)


def test_an_overrun_longer_than_the_comments_moves_the_rest() -> None:
    """Comments cannot pay more than they have: what is missing moves the finish."""
    session = does(presenting(), "extend", later(minutes(14)), facilitator(), seconds=20 * 60)
    assert room(session).agenda[2].duration_ms == 0
    assert late_by(session, later(minutes(14))) == minutes(5)


def test_with_comments_paying_the_presentation_ends_by_itself() -> None:
    """The comments begin when the presenter's time is up, whoever still talks."""
    session = ticked(presenting(), later(minutes(15)))
    assert (now_on(session).kind, room(session).clock.state) == ("comments", "running")


def test_with_the_rest_paying_an_overrun_counts_up_until_next() -> None:
    """The presenter goes on into overtime; the comments then have all their time, and the rest moves."""
    session = presenting(policy=Policy(overrun="rest"))
    session = ticked(session, later(minutes(15)))
    assert (now_on(session).kind, room(session).clock.state) == ("present", "overtime")
    assert late_by(session, later(minutes(17))) == minutes(2)
    session = does(session, "advance", later(minutes(17)), facilitator())
    assert (now_on(session).kind, now_on(session).duration_ms) == ("comments", minutes(15))
    assert late_by(session, later(minutes(17))) == minutes(2)


def test_the_policy_can_change_in_the_middle_of_an_overrun() -> None:
    """Two minutes over, the facilitator lets the comments pay after all: the finish is as planned again."""
    session = ticked(presenting(policy=Policy(overrun="rest")), later(minutes(15)))
    session = does(session, "set_policy", later(minutes(17)), facilitator(), overrun="comments")
    session = does(session, "advance", later(minutes(17)), facilitator())
    assert now_on(session).duration_ms == minutes(13)
    assert late_by(session, later(minutes(17))) == 0


def test_a_policy_is_of_one_room_and_holds_for_what_comes() -> None:
    """Presentations to come hold at their end; another room's are as they were."""
    session = does(presenting(), "set_policy", NOON, facilitator(), overrun="rest")
    ends = [s.at_end for s in room(session).agenda if s.kind == "present"]
    assert ends == ["hold", "hold", "hold"]
    assert {s.at_end for s in session.tracks[T2].agenda if s.kind == "present"} == {"advance"}
    assert does(session, "set_policy", NOON, facilitator(), overrun="rest") is session


def test_comments_in_overtime_move_the_rest() -> None:
    """Overtime counts up in the comments until somebody moves on."""
    session = ticked(commenting(), later(minutes(15)))
    assert room(session).clock.state == "overtime"
    session = does(session, "advance", later(minutes(19)), facilitator())
    # Fifteen minutes of the presentation were skipped over at once, and the finish comes earlier by them.
    assert late_by(session, later(minutes(19))) == minutes(4 - 15)


def test_a_pause_moves_the_finish_and_catching_up_brings_it_back() -> None:
    """Nine minutes of pause are taken evenly from what is to come, to the millisecond."""
    session = does(presenting(), "pause", later(minutes(5)), facilitator())
    session = does(session, "resume", later(minutes(14)), facilitator())
    assert late_by(session, later(minutes(14))) == minutes(9)
    before = room(session).agenda
    session = does(session, "catch_up", later(minutes(14)), facilitator())
    assert late_by(session, later(minutes(14))) == 0
    cuts = [was.duration_ms - now.duration_ms for was, now in zip(before, room(session).agenda, strict=True)]
    assert sum(cuts) == minutes(9)
    talks = [
        cut for cut, segment in zip(cuts, before, strict=True) if segment.kind in ("present", "comments")
    ]
    assert talks[1:] == [minutes(9) / 5] * 5
    assert talks[0] == 0
    assert all(cut == 0 for cut, s in zip(cuts, before, strict=True) if s.kind in ("changeover", "close"))


def test_catching_up_leaves_everybody_some_time_and_says_so() -> None:
    """Where it is too late to catch up with all of it, nothing gets shorter than two minutes."""
    session = does(presenting(), "pause", later(minutes(5)), facilitator())
    session = does(session, "resume", later(minutes(105)), facilitator())
    decision = give(session, "catch_up", later(minutes(105)), facilitator())
    shorter = room(decision.session).agenda
    assert {s.duration_ms for s in shorter[2:] if s.kind in ("present", "comments")} == {SHORTEST}
    assert decision.warnings == ("Room 1: even so it ends 35 minutes late.",)


def test_segments_that_cannot_give_their_share_leave_it_to_the_others() -> None:
    """A short break gives what it can; the sum is right nevertheless."""
    session = does(presenting(), "insert_segment", NOON, facilitator(), minutes=3, index=4)
    session = does(session, "pause", NOON, facilitator())
    session = does(session, "resume", later(minutes(40)), facilitator())
    after = does(session, "catch_up", later(minutes(40)), facilitator())
    assert late_by(after, later(minutes(40))) == 0
    assert room(after).agenda[4].duration_ms == SHORTEST


def test_who_is_on_time_has_nothing_to_catch_up_with() -> None:
    """The refusal says so."""
    with pytest.raises(Rejected, match="on time"):
        give(presenting(), "catch_up", later(minutes(5)), facilitator())


def test_everybody_catches_up_where_it_is_late() -> None:
    """The host's one press reaches the rooms that are late, and leaves the others."""
    session = does(presenting(), "pause", later(minutes(5)), facilitator(T2))
    session = does(session, "resume", later(minutes(9)), facilitator(T2))
    after = does(session, "catch_up", later(minutes(9)), track="all")
    assert after.tracks[T1] is session.tracks[T1]
    late = behind(after.tracks[T2], expected_finish(after.tracks[T2], later(minutes(9))))
    assert late == 0


def test_a_break_adds_its_minutes_and_takes_nobodys() -> None:
    """After the paper that is on, before the next; the finish is later by exactly its length."""
    session = does(
        presenting(), "insert_segment", later(minutes(1)), facilitator(), minutes=10, label="Coffee"
    )
    agenda = room(session).agenda
    assert [(s.kind, s.label) for s in agenda[2:5]] == [
        ("comments", "Comments 1 of 3"),
        ("break", "Coffee"),
        ("changeover", "Changeover"),
    ]
    assert late_by(session, later(minutes(1))) == minutes(10)


def test_a_break_everywhere_passes_over_rooms_it_cannot_stand_in() -> None:
    """Those with less to come are named, the others get it; where none can have it, that is refused."""
    session = does(a_wip(2, 3), "skip_segment", track="t2", index=4)
    session = does(session, "skip_segment", track="t2", index=4)
    decision = give(session, "insert_segment", track="all", minutes=10, index=7)
    assert [s.kind for s in room(decision.session).agenda].index("break") == 7
    assert decision.session.tracks[T2] is session.tracks[T2]
    assert decision.warnings == ("Room 2: Nothing follows there, so a break would be none.",)
    with pytest.raises(Rejected, match="Nothing follows there"):
        give(session, "insert_segment", track="all", minutes=10, index=20)


def test_the_next_day_is_planned_for_itself() -> None:
    """A second block gathers again, and its finish is planned when its gathering ends."""
    session = a_wip(1, 2, blocks=[{"day": 1}, {"day": 2}])
    session = does(session, "move_paper", NOON, paper="w2", block=2)
    session = does(session, "start", NOON, track="t1")
    assert room(session).planned_finish_at == later(minutes(31))
    session = ticked(does(session, "advance", later(minutes(15)), facilitator()), later(minutes(15)))
    night = does(session, "advance", later(minutes(30)), facilitator())
    night = ticked(night, later(minutes(31)))
    assert (now_on(night).kind, room(night).clock.state) == ("gather", "overtime")
    tomorrow = later(minutes(24 * 60))
    assert expected_finish(room(night), tomorrow) is None
    morning = does(night, "advance", tomorrow, facilitator())
    assert now_on(morning).kind == "present"
    assert room(morning).planned_finish_at == tomorrow + 31 * MINUTE
    assert late_by(morning, tomorrow) == seconds(0)
