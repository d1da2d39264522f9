"""A rehearsal: the real engine in virtual time, counted by hand where a hand can count it."""

from typing import Any, TypeAlias

import pytest

from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.errors import Rejected
from sessionrunner.core.model import Session
from sessionrunner.core.planning import PersonId, make_plan
from sessionrunner.core.rehearsal import (
    Kind,
    Movement,
    Presence,
    Rehearsal,
    TraceLine,
    as_if_new,
    new_session,
    rehearse,
    with_roster,
)
from sessionrunner.core.roster import RosterEntry
from sessionrunner.core.time import MINUTE, Duration, minutes, seconds
from tests.core.builders import HOST, does, give, to_round

MOVE, TALK = 60, 600
"""Seconds of every round here: a minute to move and ten to talk, so round 2 talks from 720 to 1320."""

Told: TypeAlias = tuple[float, str, Kind]
"""Seconds, person, what they do."""


def a_session(mentors: int, mentees: int, **chosen: Any) -> Session:
    """A session that begins with its first round; mentors are `p1`, `p2` and so on, mentees come next."""
    given = {"brief_minutes": 0, "close_minutes": 0, "round_minutes": TALK // 60, "move_seconds": MOVE}
    entries = [
        RosterEntry(name=f"Person {n}", years=10.0 if n <= mentors else 1.0)
        for n in range(1, mentors + mentees + 1)
    ]
    return with_roster(new_session(FlashSettings(**(given | {"rounds": 2} | chosen))), entries)


def moved(*lines: Told) -> list[Movement]:
    """Movements as a trace tells them: seconds, person, what they do."""
    return [Movement(at=seconds(at), person=PersonId(who), event=event) for at, who, event in lines]


def rehearsed(session: Session, *lines: Told) -> Rehearsal:
    """The rehearsal of a session against movements."""
    return rehearse(session, moved(*lines), make_plan)


def talked(rehearsal: Rehearsal) -> dict[str, float]:
    """Everybody's talk in minutes."""
    return {person: ms / MINUTE for person, ms in rehearsal.talk_ms.items()}


def placed(rehearsal: Rehearsal, number: int) -> set[str]:
    """Everybody whom a round says something about."""
    one = rehearsal.rounds[number - 1]
    return {person for pairing in one.pairings for person in pairing.people} | set(one.sitting_out)


@pytest.mark.parametrize(
    ("mentors", "mentees", "surplus"), [(2, 2, "peer"), (4, 2, "peer"), (2, 5, "group"), (1, 3, "sit_out")]
)
def test_nothing_is_lost_while_nobody_comes_or_goes(mentors: int, mentees: int, surplus: str) -> None:
    """Every round is as full as it can be, so the yield is exactly one, however unequal the sides."""
    rehearsal = rehearsed(a_session(mentors, mentees, rounds=3, surplus=surplus))
    assert rehearsal.talked_ms == rehearsal.most_ms > 0
    assert rehearsal.share == 1.0
    assert rehearsal.plans == 1


def test_rounds_say_when_their_talk_was() -> None:
    """Counted from the planned start: a move, a talk, and the next move."""
    rounds = rehearsed(a_session(2, 2)).rounds
    assert [(one.starts_ms, one.ends_ms) for one in rounds] == [(60_000, 660_000), (720_000, 1_320_000)]


def test_the_welcome_comes_before_the_first_round() -> None:
    """A session with a welcome is rehearsed with it; second 0 is when Start is pressed."""
    first = rehearsed(a_session(1, 1, brief_minutes=5)).rounds[0]
    assert first.starts_ms == minutes(5) + seconds(MOVE)


def test_who_comes_late_when_all_are_busy_joins_the_next_round() -> None:
    """Nobody who talks is disturbed: the mentee who comes then waits for the next round."""
    rehearsal = rehearsed(a_session(2, 3, surplus="sit_out"), (300, "p5", "arrive"))
    assert "p5" not in placed(rehearsal, 1)
    assert "p5" in placed(rehearsal, 2)
    assert sum(talked(rehearsal).values()) == 40 + 40


def test_who_comes_late_joins_somebody_who_rests_at_once() -> None:
    """Of two mentors one has no mentee; the mentee who comes late has the rest of the talk with them."""
    rehearsal = rehearsed(a_session(2, 2), (300, "p4", "arrive"))
    assert rehearsal.talked_ms == minutes(10 + 6 + 10 + 10)
    assert rehearsal.share == 1.0
    assert rehearsal.plans == 2


def test_the_bound_pairs_a_latecomer_from_the_first_second() -> None:
    """Two mentees keep each other company while a mentor comes late; who had known had kept one free."""
    rehearsal = rehearsed(a_session(2, 3), (300, "p2", "arrive"))
    assert rehearsal.talked_ms == minutes(10 + 10 + 10)
    assert rehearsal.most_ms == minutes(10 + 6 + 10 + 10)
    assert rehearsal.share == pytest.approx(30 / 36)


def test_talk_ends_when_one_of_two_leaves() -> None:
    """Both are credited with the minutes that both were there, no more."""
    rehearsal = rehearsed(a_session(1, 1), (MOVE + 240, "p2", "leave"))
    assert talked(rehearsal) == {"p1": 4, "p2": 4}
    assert rehearsal.share == 1.0
    assert rehearsal.people[1].there == (Presence(starts_ms=Duration(0), ends_ms=seconds(MOVE + 240)),)


def test_whoever_is_left_behind_meets_somebody_else_next() -> None:
    """The rounds after a departure are planned without whoever left."""
    rehearsal = rehearsed(a_session(2, 3), (300, "p1", "leave"))
    assert placed(rehearsal, 2) == {"p2", "p3", "p4", "p5"}


def test_who_never_comes_is_never_planned_for() -> None:
    """A no-show is somebody who leaves at second 0: in no round, with no minutes and nothing to wait for."""
    rehearsal = rehearsed(a_session(2, 2), (0, "p4", "leave"))
    assert "p4" not in placed(rehearsal, 1) | placed(rehearsal, 2)
    assert talked(rehearsal)["p4"] == 0
    assert rehearsal.people[3].there == ()
    assert rehearsal.share == 1.0


def test_who_arrives_before_the_start_is_there_at_the_start() -> None:
    """Seconds before the planned start count as in time."""
    rehearsal = rehearsed(a_session(1, 1), (-90, "p1", "arrive"), (0, "p2", "arrive"))
    assert talked(rehearsal) == {"p1": 20, "p2": 20}


def test_who_comes_back_is_planned_for_again() -> None:
    """Out in the first round, back while the second is being walked to: in time for all of its talk."""
    rehearsal = rehearsed(a_session(1, 1), (MOVE + 60, "p2", "leave"), (700, "p2", "arrive"))
    assert talked(rehearsal) == {"p1": 11, "p2": 11}
    assert len(rehearsal.people[1].there) == 2


def test_an_arrival_at_the_end_of_a_round_is_in_time_for_the_next() -> None:
    """What happens at the instant of a deadline happens just before it."""
    rehearsal = rehearsed(a_session(1, 1), (MOVE + TALK, "p2", "arrive"))
    assert talked(rehearsal)["p2"] == 10


def test_what_comes_after_the_end_is_nobodys_business() -> None:
    """A trace may go on longer than the session."""
    rehearsal = rehearsed(a_session(1, 1), (5_000, "p1", "leave"))
    assert rehearsal.share == 1.0
    assert rehearsal.people[0].there == (Presence(starts_ms=Duration(0), ends_ms=seconds(1_320)),)


def test_a_mentor_of_several_talks_once_and_counts_for_each() -> None:
    """Three mentees at one table: ten minutes of the mentor's time, thirty of meetings."""
    rehearsal = rehearsed(a_session(1, 3, surplus="group", seats=3, rounds=1), (MOVE + 300, "p2", "leave"))
    assert talked(rehearsal) == {"p1": 10, "p2": 5, "p3": 10, "p4": 10}
    assert rehearsal.talked_ms == rehearsal.most_ms == minutes(25)


def test_meetings_of_one_side_are_no_talk_across() -> None:
    """Peers keep each other company; that is a sit-out all the same."""
    rehearsal = rehearsed(a_session(1, 3, rounds=1))
    peers = next(pairing.people for pairing in rehearsal.rounds[0].pairings if pairing.kind == "peer")
    assert [rehearsal.talk_ms[person] for person in peers] == [0, 0]
    assert [one.sit_outs for one in rehearsal.people if one.id in peers] == [1, 1]
    assert rehearsal.talked_ms == minutes(10)


def test_repeats_are_counted_for_each_person() -> None:
    """Two people and three rounds: they meet again twice."""
    rehearsal = rehearsed(a_session(1, 1, rounds=3))
    assert [one.repeats for one in rehearsal.people] == [2, 2]
    assert rehearsal.quality.repeats == 2


def test_everybody_is_on_the_side_they_were_planned_on() -> None:
    """Also who left before the end and is in no later plan."""
    session = with_roster(
        new_session(FlashSettings(rounds=1)),
        [RosterEntry(name="Ada", years=9), RosterEntry(name="Eve", role="either")],
    )
    rehearsal = rehearsed(session, (400, "p2", "leave"))
    assert {one.id: one.side for one in rehearsal.people} == {"p1": "mentor", "p2": "mentee"}


def test_a_host_moves_on_where_the_agenda_holds() -> None:
    """Nobody stands about in overtime: the rounds are where they would be without the hold."""
    held = rehearsed(a_session(2, 2, at_end="hold", brief_minutes=1))
    on_its_own = rehearsed(a_session(2, 2, brief_minutes=1))
    assert [one.starts_ms for one in held.rounds] == [one.starts_ms for one in on_its_own.rounds]


def test_the_same_rehearsal_comes_out_the_same() -> None:
    """Without a stopwatch not even the milliseconds differ."""
    session, movements = a_session(3, 4, rounds=3), moved((100, "p5", "arrive"), (800, "p1", "leave"))
    assert rehearse(session, movements, make_plan) == rehearse(session, movements, make_plan)


def test_a_rehearsal_tells_its_trace() -> None:
    """What it came from can be written into a trace file again."""
    rehearsal = rehearsed(a_session(1, 1), (12.5, "p1", "arrive"), (100, "p2", "leave"))
    assert rehearsal.trace == (
        TraceLine(at=12.5, person="p1", event="arrive"),
        TraceLine(at=100, person="p2", event="leave"),
    )


def test_progress_only_grows_and_comes_to_an_end() -> None:
    """Whoever watches sees one bar fill up once."""
    shares: list[float] = []
    rehearse(a_session(2, 2), moved((300, "p4", "arrive")), make_plan, shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)


def test_nobody_to_pair_is_refused_in_words() -> None:
    """The engine's own refusal reaches whoever rehearses."""
    with pytest.raises(Rejected, match="nobody to pair"):
        rehearsed(a_session(1, 0))


def test_nobody_there_is_a_session_all_the_same() -> None:
    """If nobody comes, nothing was possible and nothing was lost."""
    rehearsal = rehearsed(a_session(1, 1), (0, "p1", "leave"), (0, "p2", "leave"))
    assert (rehearsal.talked_ms, rehearsal.most_ms, rehearsal.share) == (0, 0, 1.0)


def test_a_live_session_is_rehearsed_as_if_it_were_new() -> None:
    """The people of a session in mid-round, without those removed, start afresh; the session stands."""
    live = to_round(a_session(2, 3), 1)
    live = does(live, "check_out", person="p1")
    live = give(live, "remove_person", actor=HOST, person="p5").session
    fresh = as_if_new(live, live.settings)
    assert [person.id for person in fresh.roster] == ["p1", "p2", "p3", "p4"]
    assert {person.attendance for person in fresh.roster} == {"expected"}
    assert fresh.track.clock.state == "waiting"
    assert rehearsed(fresh).share == 1.0


def test_two_who_are_left_alone_talk_to_each_other_at_once() -> None:
    """A mentor and a mentee whose partners leave are put together: both parts of the round count."""
    session = a_session(2, 2, rounds=1)
    first, second = (one.people for one in rehearsed(session).rounds[0].pairings)
    away: list[Told] = [
        (MOVE + 120, str(first[0]), "leave"),
        (MOVE + 300, str(second[1]), "leave"),
    ]
    rehearsal = rehearse(session, moved(*away), make_plan)
    spoken = [
        (one.mentor, one.mentee, one.starts_ms // 1000, one.ends_ms // 1000) for one in rehearsal.meetings
    ]
    assert spoken == [
        (*first, MOVE, MOVE + 120),
        (*second, MOVE, MOVE + 300),
        (second[0], first[1], MOVE + 300, MOVE + TALK),
    ]
    assert talked(rehearsal)[second[0]] == 10
    assert talked(rehearsal)[first[1]] == 2 + 5


def test_people_are_put_together_though_somebody_came_too_late_for_any_plan() -> None:
    """In the last round nobody new is planned for, and what happens to the others is decided all the same."""
    session = a_session(2, 3, rounds=1, surplus="sit_out")
    first, second = (one.people for one in rehearsed(session, (5_000, "p5", "arrive")).rounds[0].pairings)
    late: Told = (MOVE + 60, "p5", "arrive")
    away: list[Told] = [
        (MOVE + 120, str(first[0]), "leave"),
        (MOVE + 300, str(second[1]), "leave"),
    ]
    rehearsal = rehearse(session, moved(late, *away), make_plan)
    assert talked(rehearsal)["p5"] == 0
    assert talked(rehearsal)[second[0]] == 10
