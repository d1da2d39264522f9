"""What became of the plan: which rounds were held, and who of those they name was not there.

A round is held once its talk has begun. While it is on, who has not come is noted as absent and struck off
as soon as they come; whoever leaves early was there. Afterwards the note stands, whoever comes or goes.
"""

from typing import Final

from msgspec.structs import replace

from sessionrunner.core.model import Session
from sessionrunner.core.planning.types import Pairing, PersonId, Round
from sessionrunner.core.progress import begun_rounds, running_round

COMPANY: Final = 2
"""Fewer people in a room are no meeting."""


def noted(before: Session, after: Session) -> Session:
    """`after` with the note of who is absent brought up to date; the very same if that says nothing new."""
    if after.format != "flash" or after.plan is None:
        return after
    if before.people is after.people and before.plan is after.plan and before.track is after.track:
        return after
    begun, running = begun_rounds(after.track), running_round(after.track)
    absent = {
        each.round: _absent(after, each)
        if each.round == running or each.round not in after.absent
        else after.absent[each.round]
        for each in after.plan.rounds
        if each.round in begun
    }
    return after if absent == after.absent else replace(after, absent=absent)


def _absent(session: Session, round_: Round) -> tuple[PersonId, ...]:
    known = session.absent.get(round_.round)
    return tuple(person for person in _meeting(round_) if _is_absent(session, person, known))


def _is_absent(session: Session, person: PersonId, known: tuple[PersonId, ...] | None) -> bool:
    """Whether somebody is to be noted; who has gone stays as `known`, who had gone before never came."""
    attendance = session.people[person].attendance
    if attendance == "gone":
        return known is None or person in known
    return attendance == "expected"


def _meeting(round_: Round) -> tuple[PersonId, ...]:
    return tuple(person for pairing in round_.pairings for person in pairing.people)


def absent_again(
    session: Session, then: dict[int, tuple[PersonId, ...]], people: frozenset[PersonId]
) -> Session:
    """The session with the note on `people` as it was `then`: a command about them is taken back."""
    rounds = session.plan.rounds if session.plan else ()
    absent = {
        each.round: tuple(
            person
            for person in _meeting(each)
            if person in (then.get(each.round, ()) if person in people else session.absent[each.round])
        )
        for each in rounds
        if each.round in session.absent
    }
    return replace(session, absent=absent)


def record(session: Session) -> tuple[Round, ...]:
    """The rounds that were held, each with the meetings that happened and those who were there for them.

    A round in which nobody at all was marked as here is one in which nobody was counted, as where people go
    by printed cards: it is taken to have happened as planned.
    """
    begun = begun_rounds(session.track)
    return tuple(
        Round(round=each.round, pairings=_happened(each, _missed(session, each)))
        for each in (session.plan.rounds if session.plan else ())
        if each.round in begun
    )


def _missed(session: Session, round_: Round) -> frozenset[PersonId]:
    absent = frozenset(session.absent.get(round_.round, ()))
    return frozenset() if absent.issuperset(_meeting(round_)) else absent


def _happened(round_: Round, absent: frozenset[PersonId]) -> tuple[Pairing, ...]:
    there = (_there(pairing, absent) for pairing in round_.pairings)
    return tuple(pairing for pairing in there if len(pairing.people) >= COMPANY)


def _there(pairing: Pairing, absent: frozenset[PersonId]) -> Pairing:
    people = tuple(person for person in pairing.people if person not in absent)
    if people == pairing.people:
        return pairing
    if pairing.kind == "group" and pairing.people[0] in absent:
        return replace(pairing, kind="peer", people=people)
    if pairing.kind == "group" and len(people) == COMPANY:
        return replace(pairing, kind="mentoring", people=people)
    return replace(pairing, people=people)
