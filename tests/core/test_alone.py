"""Nobody stands alone: what happens at once in the round that is on when people come, go or stay away."""

from typing import Any

import pytest

from sessionrunner.core.commands import SERVER, Actor, Join
from sessionrunner.core.drawing import whereabouts
from sessionrunner.core.errors import Forbidden, NotFound, Rejected
from sessionrunner.core.events import LeftAlone, PutTogether
from sessionrunner.core.model import Session
from sessionrunner.core.planning import Pairing, PersonId
from sessionrunner.core.progress import running_round
from sessionrunner.core.roster import RosterEntry
from sessionrunner.core.time import MINUTE, Instant
from sessionrunner.core.views import Lens, host_view
from tests.core.builders import NOON, a_session, does, give, to_round

LENS = Lens(now=NOON, pace=1.0, public_url="http://localhost")


def pairing_of(session: Session, person: str) -> Pairing | None:
    """Whom somebody meets in the round that is on; None if they rest."""
    number = running_round(session.track)
    assert session.plan is not None
    assert number is not None
    return whereabouts(session.plan.rounds[number - 1])[PersonId(person)]


def partner_of(session: Session, person: str) -> str:
    """The other one of a pair."""
    pairing = pairing_of(session, person)
    assert pairing is not None
    (other,) = set(pairing.people) - {person}
    return other


def phone(person: str) -> Actor:
    """Somebody at their phone."""
    return Actor(audience="attendee", person=PersonId(person))


def test_somebody_who_waits_in_vain_joins_somebody_who_rests() -> None:
    """One mentee of three rests; the mentor whose mentee did not come meets them, at the mentor's table."""
    session = to_round(a_session(2, 3, rounds=3, surplus="sit_out"), 1)
    table = pairing_of(session, "p1")
    resting = next(p for p in ("p3", "p4", "p5") if pairing_of(session, p) is None)
    decision = give(session, "partner_missing", actor=phone("p1"))
    assert partner_of(decision.session, "p1") == resting
    now = pairing_of(decision.session, "p1")
    assert table is not None
    assert now is not None
    assert (now.room, now.kind) == (table.room, "mentoring")
    assert isinstance(decision.events[0], PutTogether)


def test_a_late_word_about_a_round_that_is_over_changes_nothing() -> None:
    """A phone without a network sends it in the next round: whoever is there now is not taken for missing."""
    session = to_round(a_session(2, 2, rounds=2), 2)
    with pytest.raises(Rejected, match="That round is over meanwhile"):
        give(session, "partner_missing", actor=phone("p1"), round=1)
    assert isinstance(give(session, "partner_missing", actor=phone("p1"), round=2).events[0], LeftAlone)


def test_if_nobody_is_free_they_rest_and_are_told_so() -> None:
    """Better a plain word than a promise."""
    session = to_round(a_session(2, 2, rounds=2), 1)
    decision = give(session, "partner_missing", actor=phone("p1"))
    assert pairing_of(decision.session, "p1") is None
    assert isinstance(decision.events[0], LeftAlone)


def test_the_host_sees_who_waits_for_whom_while_the_round_is_on() -> None:
    """With the next round it is history."""
    session = to_round(a_session(2, 2, rounds=2), 1)
    missing = partner_of(session, "p1")
    reported = does(session, "partner_missing", actor=phone("p1"))
    (report,) = host_view(reported, LENS).reports
    assert (report.person, report.missing) == ("p1", (missing,))
    assert host_view(to_round(reported, 2), LENS).reports == ()


def test_two_who_are_left_alone_are_put_together_at_once() -> None:
    """When two pairs lose one each, the two who stay meet in the same round."""
    session = to_round(a_session(2, 2, rounds=2), 1)
    one, other = partner_of(session, "p1"), partner_of(session, "p2")
    first = does(session, "check_out", person="p1")
    assert partner_of(first, one) == "p1"
    second = give(first, "check_out", person="p2")
    assert partner_of(second.session, one) == other
    assert any(isinstance(event, PutTogether) for event in second.events)
    assert {change.person for change in second.changes if change.round == 1} >= {one, other}


def test_who_must_not_meet_is_not_put_together() -> None:
    """Being alone is no reason to break a promise."""
    session = does(a_session(2, 2, rounds=2), "update_person", person="p3", avoid=["Person 4"])
    running = to_round(session, 1)
    left = does(does(running, "check_out", person="p1"), "check_out", person="p2")
    assert partner_of(left, "p3") in {"p1", "p2"}


@pytest.mark.parametrize("number", [1, 2])
def test_pressing_where_nobody_is_missing_is_refused(number: int) -> None:
    """Nothing is on, somebody rests, or others are at the table: each has its sentence."""
    waiting = a_session(1, 3, rounds=2, surplus="group", seats=3)
    with pytest.raises(Rejected, match="not started"):
        give(waiting, "partner_missing", actor=phone("p1"))
    group = to_round(waiting, number)
    with pytest.raises(Rejected, match="others at your table"):
        give(group, "partner_missing", actor=phone("p2"))
    resting = to_round(a_session(1, 2, rounds=2, surplus="sit_out"), number)
    alone = next(p for p in ("p2", "p3") if pairing_of(resting, p) is None)
    with pytest.raises(Rejected, match="rest"):
        give(resting, "partner_missing", actor=phone(alone))
    with pytest.raises(Forbidden):
        give(resting, "partner_missing", actor=phone("p1"), person="p2")
    with pytest.raises(NotFound):
        give(resting, "partner_missing", person="p77")


def test_the_coming_rounds_stay_as_they_were_told() -> None:
    """What is mended is this round alone."""
    session = to_round(a_session(2, 3, rounds=3, surplus="sit_out"), 1)
    after = does(session, "partner_missing", actor=phone("p1"))
    assert session.plan is not None
    assert after.plan is not None
    assert after.plan.rounds[1:] == session.plan.rounds[1:]


def talking(session: Session) -> Session:
    """The session with the talk of its first round running, planned for those who are here."""
    return to_round(session, 1)


def with_late(late: str, mentors: int, mentees: int, **settings: Any) -> Session:
    """A session in its first talk where everybody is here but one."""
    session = a_session(mentors, mentees, plan_for="present", **settings)
    for person in session.roster:
        session = session if person.id == late else does(session, "check_in", person=person.id)
    return talking(session)


def test_who_comes_late_joins_somebody_who_rests() -> None:
    """A mentor without a mentee need not wait for the next round, and the plan knows that they have met."""
    session = with_late("p4", 2, 2, rounds=2)
    decision = give(session, "check_in", person="p4")
    met = partner_of(decision.session, "p4")
    assert met in {"p1", "p2"}
    assert any(isinstance(event, PutTogether) for event in decision.events)
    assert decision.session.plan is not None
    assert decision.session.plan.quality.repeats == 0


def test_who_comes_late_joins_somebody_left_alone_at_their_table() -> None:
    """Also when the partner has only just gone."""
    session = with_late("p4", 2, 2, rounds=2)
    busy = partner_of(session, "p3")
    left = does(session, "check_out", person=busy)
    other = partner_of(left, "p3")
    assert other != busy  # the mentor who rested has taken over
    assert partner_of(does(session, "check_out", person="p3"), busy) == "p3"  # nobody else is free
    gone = does(session, "check_out", person="p3")
    assert partner_of(does(gone, "check_in", person="p4"), "p4") in {"p1", "p2"}


def test_who_comes_late_disturbs_nobody_who_talks() -> None:
    """With every mentor busy they wait; with peers in their talk as well."""
    for late, surplus in (("p5", "sit_out"), ("p2", "peer")):
        session = with_late(late, 2, 3, rounds=2, surplus=surplus)
        decision = give(session, "check_in", person=late)
        number = running_round(decision.session.track)
        assert session.plan is not None
        assert decision.session.plan is not None
        assert number == 1
        assert decision.session.plan.rounds[0] == session.plan.rounds[0]


def test_who_comes_late_takes_a_free_chair_where_mentees_sit_in_groups() -> None:
    """The table with the fewest mentees; a full one takes nobody."""
    session = with_late("p6", 2, 4, rounds=1, surplus="group", seats=2)
    table = pairing_of(does(session, "check_in", person="p6"), "p6")
    assert table is not None
    assert (table.kind, len(table.people)) == ("group", 3)
    full = with_late("p6", 2, 5, rounds=1, surplus="group", seats=2)
    assert all("p6" not in pairing.people for pairing in rooms(does(full, "check_in", person="p6")))


def test_nobody_sits_down_with_somebody_to_avoid() -> None:
    """Neither with a mentor who rests nor at a table with a free chair."""
    for surplus in ("sit_out", "group"):
        session = a_session(1, 2, plan_for="present", rounds=1, surplus=surplus)
        session = does(session, "update_person", person="p3", avoid=["Person 1"])
        session = talking(does(session, "check_in", person="p1"))
        after = does(session, "check_in", person="p3")
        assert all("p3" not in pairing.people for pairing in rooms(after))


def test_nobody_sits_down_for_the_last_seconds() -> None:
    """With less than a minute left, whoever comes waits for the next round."""
    session = with_late("p4", 2, 2, rounds=2)
    ends_at = session.track.clock.ends_at
    assert ends_at is not None
    in_time = does(session, "check_in", Instant(ends_at - MINUTE), person="p4")
    assert any("p4" in pairing.people for pairing in rooms(in_time))
    too_late = does(session, "check_in", Instant(ends_at - MINUTE + 1), person="p4")
    assert all("p4" not in pairing.people for pairing in rooms(too_late))


def test_a_walk_in_finds_company_at_once_as_well() -> None:
    """By the host's hand or at the door."""
    session = with_late("p4", 2, 2, rounds=2)
    added = does(session, "add_person", name="Walk In", years=1)
    assert partner_of(added, "p5") in {"p1", "p2"}
    walk_in = Join(id="j", walk_in=RosterEntry(name="Walk In", years=1))
    joined = give(session, walk_in, actor=SERVER).session
    assert partner_of(joined, "p5") in {"p1", "p2"}
    device = give(session, Join(id="j", person=PersonId("p4")), actor=SERVER).session
    assert partner_of(device, "p4") in {"p1", "p2"}


@pytest.mark.parametrize(("mentors", "late"), [(1, "peer"), (2, "mentoring")])
@pytest.mark.parametrize("device", [True, False])
def test_a_partner_who_comes_after_all_is_given_back(mentors: int, late: str, device: bool) -> None:
    """Both are alone: they talk at once, at the table where the first one waits; also two of one side."""
    waits, comes, room = missed(session := to_round(a_session(mentors, 4 - mentors), 1), late)
    told = does(does(session, "check_in", person=waits), "partner_missing", actor=phone(waits))
    assert pairing_of(told, waits) is None
    command = Join(id="j", person=PersonId(comes)) if device else "check_in"
    decision = give(told, command, **({"actor": SERVER} if device else {"person": comes}))
    now = pairing_of(decision.session, waits)
    assert now is not None
    assert (set(now.people), now.room, now.kind) == ({waits, comes}, room, late)
    assert any(isinstance(event, PutTogether) for event in decision.events)
    assert host_view(decision.session, LENS).reports == ()


def test_who_has_come_is_said_to_be_missing_no_more() -> None:
    """Also when it is too late to talk: no report asks the host to strike out somebody who is here."""
    session = to_round(a_session(2, 2), 1)
    told = does(session, "partner_missing", actor=phone("p1"))
    ends_at = told.track.clock.ends_at
    assert ends_at is not None
    late = does(told, "check_in", Instant(ends_at - 1), person=partner_of(session, "p1"))
    assert pairing_of(late, "p1") is None
    assert host_view(late, LENS).reports == ()


def test_who_comes_goes_to_who_waited_for_them() -> None:
    """Two wait in vain; whichever partner comes first finds their own, not the other one."""
    session = to_round(a_session(2, 2, rounds=2), 1)
    told = does(session, "update_person", person="p1", avoid=["Person 2"])
    for waits in ("p1", "p2"):
        told = does(does(told, "check_in", person=waits), "partner_missing", actor=phone(waits))
    assert rooms(told) == ()  # nor is somebody who is missed taken for company
    first = does(told, "check_in", person=partner_of(session, "p2"))
    assert partner_of(first, "p2") == partner_of(session, "p2")
    assert pairing_of(first, "p2") == pairing_of(session, "p2")
    (report,) = host_view(first, LENS).reports
    assert report.person == "p1"


def test_who_rests_as_planned_goes_on_resting_beside_their_own_side() -> None:
    """Without peer meetings a mentee who comes is no company for a mentee who rests; with them they are."""
    for surplus, company in (("sit_out", None), ("peer", "p2")):
        session = a_session(1, 3, rounds=2, surplus=surplus, plan_for="present")
        for person in ("p1", "p2", "p3"):
            session = does(session, "check_in", person=person)
        running = to_round(session, 1)
        resting = next(p for p in ("p2", "p3") if pairing_of(running, p) is None)
        after = does(running, "check_in", person="p4")
        assert (partner_of(after, resting) if company else rooms(after)) == (
            "p4" if company else rooms(running)
        )


def missed(session: Session, kind: str) -> tuple[str, str, str]:
    """Two who are to meet in this round, and where: one who is here and another who is not yet."""
    found = next(pairing for pairing in rooms(session) if pairing.kind == kind)
    waits, comes = found.people
    return waits, comes, found.room


def test_who_is_left_alone_joins_somebody_of_the_other_side_who_rests() -> None:
    """A mentor whose mentee leaves is free for the mentee who has no mentor."""
    session = to_round(checked_in(a_session(2, 3, rounds=3, surplus="sit_out")), 1)
    resting = next(p for p in ("p3", "p4", "p5") if pairing_of(session, p) is None)
    after = does(session, "check_out", person=partner_of(session, "p1"))
    assert partner_of(after, "p1") == resting


def checked_in(session: Session) -> Session:
    """The session with everybody here."""
    for person in session.roster:
        session = does(session, "check_in", person=person.id)
    return session


def rooms(session: Session) -> tuple[Pairing, ...]:
    """The pairings of the round that is on."""
    number = running_round(session.track)
    assert session.plan is not None
    assert number is not None
    return session.plan.rounds[number - 1].pairings
