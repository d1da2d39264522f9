"""Starting, swapping, planning anew, announcing, settings, and undoing all of it."""

from typing import Any

import pytest

from sessionrunner.core.commands import SERVER, Join, Tick
from sessionrunner.core.drawing import held, placed
from sessionrunner.core.errors import Invalid, NotFound, Rejected, StaleVersion
from sessionrunner.core.events import CaughtUp, Planned, SegmentStarted
from sessionrunner.core.model import Session
from sessionrunner.core.planning import PersonId, Round
from sessionrunner.core.time import Duration, minutes, plus, seconds
from tests.core.builders import NOON, a_session, does, give, later, ticked, to_round, without_version


def rounds_of(session: Session) -> tuple[Round, ...]:
    """The rounds of a session that has a plan."""
    assert session.plan is not None
    return session.plan.rounds


def test_start_draws_the_plan_and_runs_the_welcome() -> None:
    """From one click on everybody can be told everything."""
    decision = give(a_session(3, 4, rounds=3), "start")
    assert decision.session.track.clock.index == 1
    assert [type(event) for event in decision.events] == [SegmentStarted, Planned]
    assert len(rounds_of(decision.session)) == 3
    assert decision.session.track.planned_finish_at == later(
        Duration(sum(s.duration_ms for s in decision.session.track.agenda))
    )


def test_ending_early_keeps_how_far_it_came() -> None:
    """Rounds that never came about do not count as held: nobody has met whom they were to meet there."""
    session = does(to_round(a_session(3, 3, rounds=3), 2), "end")
    assert session.track.clock.state == "ended"
    assert [round_.round for round_ in held(session)] == [1, 2]


def test_start_needs_people() -> None:
    """With nobody there the host is told what to do first."""
    with pytest.raises(Rejected, match="Import a roster"):
        give(a_session(0, 0), "start")


def test_the_plan_may_be_drawn_before_the_start_and_is_kept() -> None:
    """What the host looked at is what runs."""
    drawn = does(a_session(3, 3), "replan")
    assert rounds_of(does(drawn, "start")) == rounds_of(drawn)


def test_a_plan_drawn_early_is_dropped_when_the_people_change() -> None:
    """Before the start nobody has been told anything, so the plan is simply drawn anew."""
    drawn = does(a_session(3, 3), "replan")
    assert does(drawn, "check_out", person="p1").plan is None


def test_a_stale_click_is_told_so_and_changes_nothing() -> None:
    """Of two racing clicks the second finds the version moved."""
    session = does(a_session(3, 3), "start")
    paused = does(session, "pause", expected_version=session.version)
    with pytest.raises(StaleVersion) as refusal:
        give(paused, "resume", expected_version=session.version)
    assert refusal.value.current == paused.version


def test_a_swap_exchanges_two_people_and_measures_the_plan_again() -> None:
    """Each takes the other's place in that round and in no other."""
    session = to_round(a_session(4, 4, rounds=4), 1)
    one, other = rounds_of(session)[1].pairings[:2]
    mentee, second = one.people[1], other.people[1]
    swapped = does(session, "swap", people=[mentee, second], round=2)
    new = rounds_of(swapped)[1].pairings[:2]
    assert [pairing.people for pairing in new] == [(one.people[0], second), (other.people[0], mentee)]
    assert [each for each in rounds_of(swapped) if each.round != 2] == [
        each for each in rounds_of(session) if each.round != 2
    ]


def test_a_swap_that_makes_a_repeat_warns() -> None:
    """It is done, and the host reads who meets twice."""
    session = to_round(a_session(4, 4, rounds=4), 1)
    mentor, mentee = rounds_of(session)[0].pairings[0].people
    there = next(p for p in rounds_of(session)[2].pairings if mentor in p.people)
    other = next(person for person in there.people if person != mentor)
    decision = give(session, "swap", people=[mentee, other], round=3)
    assert any("round 1" in warning for warning in decision.warnings)


def test_a_swap_never_pairs_who_avoid_each_other() -> None:
    """`avoid` is stronger than the host's click."""
    session = a_session(3, 3, rounds=3)
    avoiding = does(session, "update_person", person="p4", avoid=["Person 1"])
    running = to_round(avoiding, 1)
    with_p1 = next(p for p in rounds_of(running)[1].pairings if "p1" in p.people)
    partner = next(person for person in with_p1.people if person != "p1")
    with pytest.raises(Rejected, match="not to be paired"):
        give(running, "swap", people=["p4", partner], round=2)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"people": ["p1", "p1"]}, Rejected),
        ({"people": ["p1", "p99"]}, NotFound),
        ({"people": ["p1", "p2"], "round": 1}, Rejected),
        ({"people": ["p1", "p2"], "round": 9}, NotFound),
    ],
)
def test_senseless_swaps_are_refused(fields: dict[str, Any], kind: type[Exception]) -> None:
    """The same person twice, a stranger, a round that is over, a round that never comes."""
    session = to_round(a_session(4, 4, rounds=4), 2)
    with pytest.raises(kind):
        give(session, "swap", **fields)


def test_planning_anew_changes_coming_rounds_only() -> None:
    """What was held stands, and the host reads who meets whom instead."""
    session = to_round(a_session(6, 6, rounds=4), 2)
    decision = give(session, "replan")
    assert rounds_of(decision.session)[:2] == rounds_of(session)[:2]
    assert rounds_of(decision.session)[2:] != rounds_of(session)[2:]
    assert decision.changes
    assert all(change.text and change.round > 2 for change in decision.changes)


def test_settings_change_only_before_the_start() -> None:
    """The agenda follows the settings until people have been told it."""
    session = does(a_session(3, 3), "update_settings", title="Spring", settings={"rounds": 2})
    assert (session.title, session.track.agenda[-2].label) == ("Spring", "Round 2 of 2")
    with pytest.raises(Rejected):
        give(does(session, "start"), "update_settings", settings={"rounds": 3})
    assert does(does(session, "start"), "update_settings", title="Summer").title == "Summer"
    with pytest.raises(Invalid, match=r"settings\.rounds"):
        give(session, "update_settings", settings={"rounds": 0})


def test_an_announcement_is_shown_and_taken_away() -> None:
    """Empty text takes it away."""
    said = does(a_session(3, 3), "announce", text="Coffee  is ready")
    assert said.announcement is not None
    assert said.announcement.text == "Coffee is ready"
    assert does(said, "announce", text="").announcement is None


UNDOABLE: list[tuple[str, dict[str, Any]]] = [
    ("pause", {}),
    ("advance", {}),
    ("extend", {"seconds": 60}),
    ("end", {}),
    ("add_person", {"name": "Late", "years": 3}),
    ("update_person", {"person": "p1", "name": "Someone else", "role": "mentee"}),
    ("remove_person", {"person": "p1"}),
    ("check_in", {"person": "p1"}),
    ("check_out", {"person": "p1"}),
    ("swap", {"people": ["p4", "p5"], "round": 2}),
    ("replan", {}),
    ("announce", {"text": "Hello"}),
    ("update_settings", {"title": "Other"}),
]


@pytest.mark.parametrize(("command", "fields"), UNDOABLE)
def test_undo_puts_back_what_was_there(command: str, fields: dict[str, Any]) -> None:
    """Every command of a host can be taken back at once, and then nothing is left of it."""
    session = to_round(a_session(4, 4, rounds=4), 1)
    changed = does(session, command, later(minutes(1)), **fields)
    assert without_version(changed) != without_version(session)
    undone = does(changed, "undo", later(minutes(1)))
    assert without_version(undone) == without_version(session)
    assert undone.version == changed.version + 1


def test_undoing_a_wrong_next_gives_the_interrupted_time_back() -> None:
    """Twenty seconds of confusion are not taken from the people who talk."""
    session = to_round(a_session(3, 3), 1)
    wrong = does(session, "advance", later(minutes(3)))
    back = does(wrong, "undo", later(plus(minutes(3), seconds(20))))
    assert session.track.clock.ends_at is not None
    assert back.track.clock.ends_at == session.track.clock.ends_at + seconds(20)


def test_undoing_an_extra_minute_takes_exactly_that_minute() -> None:
    """The round was not interrupted, so its end is what it was."""
    session = to_round(a_session(3, 3), 1)
    longer = does(session, "extend", later(minutes(1)), seconds=60)
    assert does(longer, "undo", later(minutes(2))).track.clock == session.track.clock


def test_an_extra_minute_of_a_round_that_is_over_cannot_be_undone() -> None:
    """The host is told why, and nothing changes."""
    longer = does(to_round(a_session(3, 3), 1), "extend", later(minutes(1)), seconds=60)
    moved = ticked(longer, later(minutes(9)))
    with pytest.raises(Rejected, match="is over"):
        give(moved, "undo", later(minutes(9)))


def test_undo_keeps_who_joined_meanwhile() -> None:
    """Taking back a click of the host throws nobody out."""
    paused = does(to_round(a_session(3, 3), 1), "pause", later(minutes(1)))
    joined = give(paused, Join(id="j", person=PersonId("p2")), later(minutes(1)), actor=SERVER).session
    assert does(joined, "undo", later(minutes(2))).people[PersonId("p2")].joined


def test_undoing_a_check_out_after_another_round_keeps_the_round_that_was_held() -> None:
    """What happened meanwhile stands; from the next round on the person is back."""
    session = to_round(a_session(4, 4, rounds=4), 1)
    without = does(session, "check_out", later(minutes(1)), person="p1")
    round_two = to_round(without, 2, later(minutes(9)))
    # The two clicks on Next are taken back as well before the check-out is.
    held = rounds_of(round_two)[:2]
    undone = does(round_two, "undo", later(minutes(9)))
    undone = does(undone, "undo", later(minutes(9)))
    back = does(undone, "undo", later(minutes(9)))
    assert rounds_of(back)[0] == held[0]
    assert all(PersonId("p1") in placed(each) for each in rounds_of(back)[1:])


def test_there_is_nothing_to_undo_in_a_fresh_session() -> None:
    """Said, not ignored."""
    with pytest.raises(Rejected, match="nothing to undo"):
        give(a_session(2, 2), "undo")


def test_a_deadline_that_passed_unseen_is_applied_once_and_told() -> None:
    """After a time without a server the host reads what happened meanwhile."""
    session = does(a_session(3, 3, rounds=2), "start")
    late = later(minutes(7))
    decision = give(session, "announce", late, text="x").session
    caught = ticked(decision, late)
    assert caught.track.clock.index == 3
    assert ticked(caught, late) is caught
    assert late > NOON


def test_a_late_tick_says_how_late() -> None:
    """The event names the time that nobody watched."""
    session = does(a_session(3, 3, rounds=2), "start")
    events = give(session, Tick(id="t"), later(minutes(7)), actor=SERVER).events
    assert [event.late_ms for event in events if isinstance(event, CaughtUp)] == [minutes(2)]
