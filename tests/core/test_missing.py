"""The doors are closed: everybody who has not come is not here, in one step that can be taken back."""

from sessionrunner.core.commands import SERVER, Join
from sessionrunner.core.drawing import placed, whereabouts
from sessionrunner.core.errors import Rejected
from sessionrunner.core.events import MissingCheckedOut, PutTogether
from sessionrunner.core.model import Session
from sessionrunner.core.planning.types import PersonId
from tests.core.builders import a_session, does, give, to_round, without_version
from tests.core.test_people import refused


def some_here(session: Session, *here: int) -> Session:
    """The session with these people checked in."""
    for number in here:
        session = does(session, "check_in", person=f"p{number}")
    return session


def gone(session: Session) -> set[str]:
    """Who is marked as not here."""
    return {person.id for person in session.people.values() if person.attendance == "gone"}


def test_all_who_have_not_come_are_gone_and_one_undo_brings_them_back() -> None:
    """Who is here stays; the coming rounds count on nobody else; undo is one step and restores the plan."""
    session = to_round(some_here(a_session(4, 4, rounds=4), 1, 2, 5, 6), 1)
    decision = give(session, "check_out_missing")
    after = decision.session
    assert gone(after) == {"p3", "p4", "p7", "p8"}
    assert isinstance(decision.events[0], MissingCheckedOut)
    assert set(decision.events[0].people) == gone(after)
    assert after.plan is not None
    assert all(set(placed(each)) == {"p1", "p2", "p5", "p6"} for each in after.plan.rounds[1:])
    assert without_version(does(after, "undo")) == without_version(session)


def test_a_preview_tells_and_does_the_same() -> None:
    """What is foreseen is what then happens."""
    session = to_round(some_here(a_session(4, 4, rounds=4), 1, 2, 5, 6), 1)
    foreseen = give(session, "check_out_missing", preview=True)
    done = give(session, "check_out_missing")
    assert foreseen.changes == done.changes
    assert foreseen.summary == done.summary


def test_those_left_alone_in_the_round_that_is_on_are_put_together() -> None:
    """Four mentees wait for four mentors who never came: they are two pairs at once."""
    session = to_round(some_here(a_session(4, 4, rounds=4), 5, 6, 7, 8), 1)
    decision = give(session, "check_out_missing")
    together = [event.people for event in decision.events if isinstance(event, PutTogether)]
    assert sorted(person for pair in together for person in pair) == ["p5", "p6", "p7", "p8"]
    assert decision.session.plan is not None
    where = whereabouts(decision.session.plan.rounds[0])
    for one, other in together:
        pairing = where[one]
        assert pairing is not None
        assert set(pairing.people) == {one, other}


def test_where_nobody_is_missing_it_is_refused() -> None:
    """The host is told so, and nothing changes."""
    session = some_here(a_session(1, 1), 1, 2)
    assert "Nobody is missing" in refused(session, "check_out_missing", Rejected).message


def test_who_came_after_all_is_still_here_when_it_is_taken_back() -> None:
    """Somebody who was marked as gone joins with a phone; undo makes nobody of them who has not come."""
    session = to_round(some_here(a_session(3, 3, rounds=3), 1, 4), 1)
    closed = does(session, "check_out_missing")
    late = give(closed, Join(id="late", person=PersonId("p2")), actor=SERVER).session
    back = does(late, "undo")
    assert {person.id: person.attendance for person in back.people.values()} == {
        "p1": "here",
        "p2": "here",
        "p3": "expected",
        "p4": "here",
        "p5": "expected",
        "p6": "expected",
    }
