"""Nobody stands alone: what happens at once in the round that is on when a partner does not come."""

import pytest

from sessionrunner.core.commands import Actor
from sessionrunner.core.drawing import whereabouts
from sessionrunner.core.errors import Forbidden, NotFound, Rejected
from sessionrunner.core.events import LeftAlone, PutTogether
from sessionrunner.core.model import Session
from sessionrunner.core.planning import Pairing, PersonId
from sessionrunner.core.progress import running_round
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
