"""The changes of a command counted: how many people, in which rounds, what is lost and gained."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessionrunner.core.answers import Summary
from sessionrunner.core.decide import Decision
from sessionrunner.core.drawing import whereabouts
from sessionrunner.core.model import Session
from sessionrunner.core.planning.types import PersonId
from tests.core.builders import a_session, give, to_round

P1 = PersonId("p1")


def summed(decision: Decision) -> Summary:
    """The summary of a decision about rounds."""
    assert decision.summary is not None
    return decision.summary


def test_a_swap_of_two_moves_four_people_in_one_round() -> None:
    """Two mentees change places: they and their mentors get another partner, and nobody loses one."""
    session = to_round(a_session(4, 4, rounds=4), 1)
    told = summed(give(session, "swap", people=["p5", "p6"], round=2))
    assert (told.partners, told.rooms, told.rounds, told.rests, told.meets) == (4, 0, (2,), 0, 0)


def test_who_leaves_is_not_counted_among_those_who_lose_a_partner() -> None:
    """A mentor of three goes: in each coming round somebody rests who was to meet somebody."""
    session = to_round(a_session(3, 3, rounds=3, surplus="sit_out"), 1)
    decision = give(session, "check_out", person="p1")
    told = summed(decision)
    others = {change.person for change in decision.changes} - {P1}
    assert told.partners == len(others)
    assert (told.rounds, told.rests, told.meets) == ((2, 3), 2, 0)
    assert told.was == session.plan.quality if session.plan else False
    assert told.now == decision.session.plan.quality if decision.session.plan else False


def test_who_arrives_ends_somebodys_rest() -> None:
    """With a third mentor, nobody of three mentees rests any more."""
    session = to_round(a_session(2, 3, rounds=3, surplus="sit_out"), 1)
    told = summed(give(session, "add_person", name="Late", years=20))
    assert (told.rests, told.meets) == (0, 2)


def test_before_there_is_a_plan_nothing_changes_but_the_new_one_is_measured() -> None:
    """Nobody has been told anything: the first plan comes with its quality and without changes."""
    decision = give(a_session(4, 4, rounds=3), "replan")
    told = summed(decision)
    assert (decision.changes, told.partners, told.rooms, told.rounds, told.was) == ((), 0, 0, (), None)
    assert told.now is not None
    assert told.now.repeats == 0


@settings(max_examples=12)
@given(
    sides=st.tuples(st.integers(2, 6), st.integers(2, 6)),
    surplus=st.sampled_from(["peer", "group", "sit_out"]),
    command=st.sampled_from(
        [("check_out", {"person": "p1"}), ("replan", {}), ("add_person", {"name": "Late", "years": 3})]
    ),
)
def test_it_agrees_with_the_two_plans(
    sides: tuple[int, int], surplus: str, command: tuple[str, dict[str, Any]]
) -> None:
    """Whatever is done: counted person by person from the rounds before and after, it is the same."""
    session = to_round(a_session(*sides, rounds=4, surplus=surplus), 1)
    decision = give(session, command[0], **command[1])
    told = summed(decision)
    moved = {"check_out": P1, "add_person": PersonId(f"p{sum(sides) + 1}")}.get(command[0])
    others = {change.round for change in decision.changes if change.person != moved}
    assert told.rounds == tuple(sorted(others))
    assert (told.rests, told.meets) == (
        _turned(session, decision.session),
        _turned(decision.session, session),
    )
    assert told.partners + told.rooms <= len({change.person for change in decision.changes})


def _turned(before: Session, after: Session) -> int:
    """How often somebody met somebody in `before` and rests in `after`."""
    if before.plan is None or after.plan is None:
        pytest.fail("there is no plan")
    return sum(
        was[person] is not None and now[person] is None
        for old, new in zip(before.plan.rounds, after.plan.rounds, strict=True)
        for was, now in [(whereabouts(old), whereabouts(new))]
        for person in was.keys() & now.keys()
    )
