"""Who is on the roster and who is here: what each command does, and what it refuses."""

from typing import Any

import pytest

from sessionrunner.core.commands import SERVER, Actor, AskToJoin, ImportRoster, Join, Order
from sessionrunner.core.drawing import placed
from sessionrunner.core.errors import Forbidden, Invalid, NotFound, Refusal, Rejected
from sessionrunner.core.model import ClaimId, Session
from sessionrunner.core.planning import PersonId
from sessionrunner.core.roster import RosterEntry
from sessionrunner.core.time import minutes
from tests.core.builders import NOON, a_session, does, give, later, to_round

P1, P2, P9 = PersonId("p1"), PersonId("p2"), PersonId("p9")


def refused(session: Session, order: Order | str, kind: type[Refusal], **fields: Any) -> Refusal:
    """The refusal of a command, after a check that it changed nothing."""
    before = repr(session)
    with pytest.raises(kind) as caught:
        give(session, order, **fields)
    assert repr(session) == before
    return caught.value


def join(**fields: Any) -> Join:
    """A device that wants in."""
    return Join(id="j", **fields)


def test_a_walk_in_added_by_the_host_is_here() -> None:
    """Who is added by hand stands in front of the host."""
    session = does(a_session(2, 2), "add_person", name="  Grace   Hopper ", years=12)
    grace = session.people[PersonId("p5")]
    assert (grace.name, grace.attendance, grace.walk_in) == ("Grace Hopper", "here", True)


def test_every_fault_of_a_new_person_is_named() -> None:
    """Years and email are both wrong, and both are said."""
    session = does(a_session(2, 2), "add_person", name="Ada", years=12, email="ada@example.org")
    refusal = refused(session, "add_person", Invalid, name=" ", email="ADA@example.org")
    assert [fault.field for fault in refusal.details] == ["name", "email", "years"]


def test_a_person_is_corrected_field_by_field() -> None:
    """What is not given stays."""
    session = does(a_session(2, 2), "update_person", person="p1", institution="Yale")
    assert (session.people[P1].institution, session.people[P1].name) == ("Yale", "Person 1")


def test_correcting_nothing_changes_nothing() -> None:
    """Saving a form without a change is no new version."""
    session = a_session(2, 2)
    assert does(session, "update_person", person="p1", name="Person 1") is session


@pytest.mark.parametrize("command", ["update_person", "remove_person", "check_in", "check_out"])
def test_nobody_unknown_is_touched(command: str) -> None:
    """A person who is not on the roster is not found."""
    assert "roster" in refused(a_session(2, 2), command, NotFound, person="p99").message


def test_a_removed_person_is_gone_but_held_rounds_still_name_them() -> None:
    """History is not rewritten; the coming rounds do without them."""
    session = to_round(a_session(3, 3, rounds=3), 1)
    after = does(session, "remove_person", person="p1")
    assert after.plan is not None
    assert P1 in placed(after.plan.rounds[0])
    assert all(P1 not in placed(each) for each in after.plan.rounds[1:])
    assert P1 not in {person.id for person in after.roster}


def test_checking_out_changes_the_coming_rounds_only() -> None:
    """The running round stays as it is; from the next one on nobody waits for who has left."""
    session = to_round(a_session(4, 4, rounds=4), 2)
    decision = give(session, "check_out", person="p1")
    before, after = session.plan, decision.session.plan
    assert before is not None
    assert after is not None
    assert after.rounds[:2] == before.rounds[:2]
    assert all(P1 not in placed(each) for each in after.rounds[2:])
    assert {change.round for change in decision.changes} <= {3, 4}


def test_a_late_arrival_is_in_the_coming_rounds() -> None:
    """Who walks in during round 1 is placed from round 2 on."""
    session = to_round(a_session(3, 3, rounds=3), 1)
    after = does(session, "add_person", name="Late", years=20)
    assert after.plan is not None
    assert PersonId("p7") not in placed(after.plan.rounds[0])
    assert all(PersonId("p7") in placed(each) for each in after.plan.rounds[1:])


def test_checking_in_twice_is_once() -> None:
    """The second time nothing happens, and no version is spent."""
    session = does(a_session(2, 2), "check_in", person="p1")
    assert does(session, "check_in", person="p1") is session


def test_an_attendee_checks_out_only_themselves() -> None:
    """A phone speaks for its own person."""
    attendee = Actor(audience="attendee", person=P1)
    assert does(a_session(2, 2), "check_out", actor=attendee).people[P1].attendance == "gone"
    refused(a_session(2, 2), "check_out", Forbidden, actor=attendee, person="p2")


@pytest.mark.parametrize("audience", ["attendee", "stage", "facilitator"])
def test_only_the_host_hosts(audience: Any) -> None:
    """Nobody else starts, pauses or announces."""
    for command in ("start", "pause", "replan", "end"):
        refused(a_session(2, 2), command, Forbidden, actor=Actor(audience=audience, person=P1))


def test_joining_claims_the_name_and_checks_in() -> None:
    """A phone that says who it is is here."""
    session = give(a_session(2, 2), join(person=P1), actor=SERVER).session
    assert (session.people[P1].joined, session.people[P1].attendance) == (True, "here")


def test_a_claimed_name_is_not_taken_over() -> None:
    """The second device is refused; the host can be asked instead."""
    session = give(a_session(2, 2), join(person=P1), actor=SERVER).session
    refused(session, join(person=P1), Rejected, actor=SERVER)
    ask = AskToJoin(id="a", person=P1, claim=ClaimId("c1"))
    asked = give(session, ask, actor=SERVER).session
    allowed = does(asked, "answer_claim", claim="c1", allow=True)
    assert allowed.claims[ClaimId("c1")].answer == "allowed"
    refused(allowed, "answer_claim", Rejected, claim="c1", allow=False)
    refused(allowed, "answer_claim", NotFound, claim="c2", allow=False)


def test_walk_ins_join_by_themselves_unless_the_host_said_no() -> None:
    """The setting decides."""
    entry = RosterEntry(name="Niels", years=3)
    open_door = give(a_session(2, 2), join(walk_in=entry), actor=SERVER).session
    assert open_door.people[PersonId("p5")].joined
    refused(a_session(2, 2, walk_ins=False), join(walk_in=entry), Rejected, actor=SERVER)


def test_nobody_joins_flash_mentoring_after_the_end() -> None:
    """Neither somebody of the list nor a walk-in; the sentence says that it is over."""
    ended = does(a_session(2, 2), "end")
    for order in (join(person=P1), join(walk_in=RosterEntry(name="Niels", years=3))):
        assert "over" in refused(ended, order, Rejected, actor=SERVER).message


def imported(session: Session, mode: Any, *entries: RosterEntry) -> Session:
    """The session after a roster of these entries."""
    return give(session, ImportRoster(id="i", mode=mode, entries=entries), actor=SERVER).session


ADA = RosterEntry(name="Ada", email="ada@example.org", years=9)
BEN = RosterEntry(name="Ben", years=2)


def test_a_roster_is_added_without_doubles() -> None:
    """The same file twice is the same people."""
    once = imported(a_session(0, 0), "add", ADA, BEN)
    twice = imported(once, "add", ADA, BEN, RosterEntry(name="Cy", years=1))
    assert [person.name for person in twice.roster] == ["Ada", "Ben", "Cy"]


def test_replacing_a_roster_keeps_who_has_joined_and_is_on_the_new_one() -> None:
    """Their phone stays theirs; whoever is not on the new one is gone."""
    session = imported(a_session(0, 0), "add", ADA, BEN)
    session = give(session, join(person=PersonId("p1")), actor=SERVER).session
    replaced = imported(session, "replace", RosterEntry(name="Ada L.", email="ADA@example.org", years=9))
    assert [(person.id, person.name, person.joined) for person in replaced.roster] == [("p1", "Ada L.", True)]


def test_a_roster_is_not_replaced_under_a_running_session() -> None:
    """People have been told with whom they sit."""
    order = ImportRoster(id="i", mode="replace", entries=(ADA, BEN))
    refused(to_round(a_session(3, 3), 1), order, Rejected, actor=SERVER)


def test_only_who_is_here_is_planned_for_when_the_host_says_so() -> None:
    """With `plan_for` present, an expected person is left out until they arrive."""
    session = a_session(3, 3, rounds=3, plan_for="present")
    for number in (1, 2, 4, 5):
        session = does(session, "check_in", person=f"p{number}")
    running = to_round(session, 1)
    assert running.plan is not None
    assert all(set(placed(each)) == {"p1", "p2", "p4", "p5"} for each in running.plan.rounds)
    arrived = does(running, "check_in", later(minutes(1)), person="p3")
    assert arrived.plan is not None
    assert all(PersonId("p3") in placed(each) for each in arrived.plan.rounds[1:])


def test_an_address_that_several_people_have_is_no_address() -> None:
    """A request that may mean two people is named as a fault, with the mend."""
    twins = imported(a_session(0, 0), "add", *(RosterEntry(name="Ann", institution=i, years=9) for i in "XY"))
    refusal = refused(twins, "add_person", Invalid, name="Bo", years=1, requests=["ann"])
    assert "email" in refusal.details[0].message
    assert twins.created_at == NOON
    assert P2 in twins.people
    assert P9 not in twins.people
