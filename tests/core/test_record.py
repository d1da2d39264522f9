"""What really happened: only rounds that were held, and only meetings for which people were there."""

from sessionrunner.core.commands import SERVER, Join
from sessionrunner.core.model import Session
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.record import record
from sessionrunner.core.time import minutes
from sessionrunner.core.views import Lens, host_view
from tests.core.builders import NOON, a_session, does, give, later, ticked, to_round
from tests.core.test_missing import some_here


def met(session: Session) -> list[set[frozenset[str]]]:
    """Who met whom in each round that was held."""
    return [{frozenset(each.people) for each in round_.pairings} for round_ in record(session)]


def first_pairs(session: Session) -> list[tuple[str, ...]]:
    """The pairings of round 1, as planned."""
    assert session.plan is not None
    return [each.people for each in session.plan.rounds[0].pairings]


def a_first_round(*here: int) -> Session:
    """Three mentors and three mentees on the list, round 1 running, with these people here."""
    return to_round(some_here(a_session(3, 3, rounds=3), *here), 1)


def test_who_never_came_met_nobody() -> None:
    """Of three planned conversations one happened; the host's view names who was missing."""
    couple = first_pairs(a_first_round())[1]
    session = a_first_round(*(int(person[1:]) for person in couple))
    ended = does(does(session, "check_out_missing"), "end")
    assert met(ended) == [{frozenset(couple)}]
    view = host_view(ended, Lens(now=NOON, pace=1.0, public_url=""))
    assert [each.state for each in view.rounds] == ["held", "coming", "coming"]
    assert set(view.rounds[0].absent) == {f"p{number}" for number in range(1, 7)} - set(couple)


def test_where_nobody_is_counted_the_rounds_happened_as_planned() -> None:
    """An hour by printed cards, in which nobody joins and nobody is checked in."""
    session = does(a_first_round(), "end")
    assert met(session) == [{frozenset(pair) for pair in first_pairs(session)}]


def test_who_comes_while_a_round_is_on_was_there_and_who_comes_later_was_not() -> None:
    """A phone that joins in round 2 meets somebody in round 2 only."""
    session = a_first_round(1, 2, 3, 5, 6)
    assert all("p4" not in pair for pair in met(session)[0])
    second = to_round(
        give(to_round(session, 2), Join(id="j", person=PersonId("p4")), actor=SERVER).session, 2
    )
    first, now = met(second)
    assert (len(first), len(now)) == (2, 3)
    late = give(session, Join(id="j", person=PersonId("p4")), actor=SERVER).session
    assert len(met(late)[0]) == 3


def test_who_leaves_afterwards_was_there_all_the_same() -> None:
    """Going home in round 2 does not undo what was said in round 1."""
    session = to_round(a_first_round(1, 2, 3, 4, 5, 6), 2)
    assert len(met(does(session, "check_out", person="p1"))[0]) == 3


def test_a_round_that_people_only_walked_to_was_not_held() -> None:
    """The end comes while they move: neither that round nor those after it are in the record."""
    session = does(a_first_round(1, 2, 3, 4, 5, 6), "advance")
    assert session.track.agenda[session.track.clock.index].kind == "move"
    ended = does(session, "end")
    assert len(met(ended)) == 1
    assert len(met(does(ended, "undo"))) == 1


def test_an_arrival_that_is_taken_back_was_none() -> None:
    """The host ticks the wrong name, who had been marked as not here, and undoes it."""
    session = does(a_first_round(1, 2, 3, 5, 6), "check_out_missing")
    ticked_wrongly = does(session, "check_in", person="p4")
    assert does(ticked_wrongly, "undo").absent == session.absent


def test_a_round_that_passed_while_the_server_was_down_is_in_the_record() -> None:
    """Nobody could come or go meanwhile."""
    session = does(some_here(a_session(3, 3, rounds=3), 1, 2, 3, 4, 5, 6), "start")
    assert len(met(ticked(session, later(minutes(600))))) == 3
