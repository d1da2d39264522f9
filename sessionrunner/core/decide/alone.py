"""Nobody stands alone: what happens at once in the round that is on when people come, go or stay away."""

from typing import Final

from msgspec.structs import replace

from sessionrunner.core.clock import remaining
from sessionrunner.core.commands import PartnerMissing
from sessionrunner.core.company import (
    acquaintance,
    at_hand,
    company_for,
    free_chair,
    left_alone,
    measured,
    put_together,
    reports_now,
    resting,
    resting_across,
    round_now,
    set_down,
    sit_down,
)
from sessionrunner.core.decide.decision import Outcome, Situation, meant
from sessionrunner.core.drawing import whereabouts
from sessionrunner.core.errors import Rejected
from sessionrunner.core.events import Event, LeftAlone, PutTogether
from sessionrunner.core.model import Report, Session
from sessionrunner.core.planning.types import Pairing, PersonId
from sessionrunner.core.time import MINUTE, Instant

A_PAIR: Final = 2

LEAST: Final = MINUTE
"""With less of a talk left than this, nobody who comes is asked to sit down for it."""


def partner_missing(situation: Situation, command: PartnerMissing) -> Outcome:
    """Somebody waits in vain: they are put together with whoever is alone or rests, or rest themselves."""
    session = situation.session
    person = meant(situation, command.person).id
    if command.round not in {None, _number(session)}:
        raise Rejected("That round is over meanwhile. Your phone says where you are to be now.")
    pairing = _their_pairing(session, person)
    missing = tuple(other for other in pairing.people if other != person)
    missed = {*missing, *(other for report in reports_now(session) for other in report.missing)}
    free = [other for other in (*left_alone(session), *resting(session)) if other not in missed]
    company = company_for(session, person, free, acquaintance(session))
    told = Report(person=person, missing=missing, round=_number(session), at=situation.now, room=pairing.room)
    reported = replace(session, reports=(*reports_now(session), told))
    if company is None:
        event = LeftAlone(person=person, round=told.round)
        return Outcome(session=measured(set_down(reported, person)), events=(event,))
    after, together = _together(reported, person, company)
    return Outcome(session=measured(after), events=(together,))


def leaves(session: Session, *events: Event) -> Outcome:
    """People have left. Whoever that leaves alone joins somebody else who is alone, or rests across."""
    alone, told, after = left_alone(session), list(events), session
    known = acquaintance(session) if alone else None
    while alone and known:
        person, *others = alone
        company = company_for(after, person, (*others, *resting_across(after, person)), known)
        if company is not None:
            after, together = _together(after, person, company)
            told.append(together)
        alone = tuple(other for other in others if other != company)
    return Outcome(session=session if after is session else measured(after), events=tuple(told))


def arrives(outcome: Outcome, person: PersonId, now: Instant) -> Outcome:
    """Somebody has come. If the round that is on has no place for them yet, they may find one at once.

    That is with whoever waited for them and is still without company, or else somebody who is `at_hand`,
    or else on a free chair at a mentor's table where mentees sit in groups. Everybody else stays where
    they are, and nobody is said to miss them any more.
    """
    if not outcome.events:
        return outcome
    session = _missed_no_more(outcome.session, person)
    found = _finds(outcome.session, person, now)
    if found is None:
        return Outcome(session=session, events=outcome.events)
    after, event = found
    after = replace(after, reports=session.reports)
    return Outcome(session=measured(after), events=(*outcome.events, event))


def _finds(session: Session, person: PersonId, now: Instant) -> tuple[Session, PutTogether] | None:
    """The place in the round that is on for somebody who has come, if they need one and there is one."""
    round_ = round_now(session)
    if round_ is None or whereabouts(round_).get(person) or _nearly_over(session, now):
        return None
    among = at_hand(session, person)
    if among:
        known = acquaintance(session)
        waited = {report.person: report.room for report in reports_now(session) if person in report.missing}
        company = company_for(session, person, [p for p in among if p in waited], known)
        company = company or company_for(session, person, among, known)
        if company is not None:
            return _together(session, person, company, waited.get(company, ""))
    table = free_chair(session, person)
    if table is None:
        return None
    event = PutTogether(people=(person, table.people[0]), room=table.room, round=round_.round)
    return sit_down(session, person, table), event


def _missed_no_more(session: Session, person: PersonId) -> Session:
    """The session with nobody said to wait in vain for `person`, who has come."""
    if not any(person in report.missing for report in session.reports):
        return session
    told = (
        replace(report, missing=tuple(other for other in report.missing if other != person))
        for report in session.reports
    )
    return replace(session, reports=tuple(report for report in told if report.missing))


def _nearly_over(session: Session, now: Instant) -> bool:
    track = session.track
    return track.agenda[track.clock.index].kind == "talk" and remaining(track.clock, now) < LEAST


def _together(
    session: Session, person: PersonId, company: PersonId, rather: str = ""
) -> tuple[Session, PutTogether]:
    after, room = put_together(session, person, company, rather)
    return after, PutTogether(people=(person, company), room=room, round=_number(session))


def _their_pairing(session: Session, person: PersonId) -> Pairing:
    now = round_now(session)
    pairing = whereabouts(now).get(person) if now else None
    if now is None:
        raise Rejected("No round is on just now, so nobody is missing.")
    if pairing is None:
        raise Rejected("You rest in this round. Your phone says who is next.")
    if len(pairing.people) > A_PAIR:
        raise Rejected("There are others at your table; go on with them. Tell the host who is missing.")
    return pairing


def _number(session: Session) -> int:
    now = round_now(session)
    return now.round if now else 0
