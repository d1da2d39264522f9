"""People left alone in the round that is on, and who can keep them company.

What changes a round here leaves the plan's quality as it was: many may be moved at once, and then it is
`measured` once.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from sessionrunner.core.drawing import Whereabouts, participants, request_for, whereabouts
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Report, Session, side_of
from sessionrunner.core.planning import remeasure
from sessionrunner.core.planning.pairs import Pair, avoided, pair, together
from sessionrunner.core.planning.types import Pairing, PairingKind, PersonId, Round, Side
from sessionrunner.core.progress import running_round


def round_now(session: Session) -> Round | None:
    """The round that is on or being walked to, as the plan has it."""
    number = running_round(session.track)
    return session.plan.rounds[number - 1] if session.plan and number else None


def left_alone(session: Session) -> tuple[PersonId, ...]:
    """Those whose partners of this round have all gone, in the roster's order."""
    now = round_now(session)
    where = whereabouts(now) if now else {}
    return tuple(
        person.id
        for person in session.roster
        if person.attendance != "gone" and _is_alone(session, where.get(person.id), person.id)
    )


def resting(session: Session) -> tuple[PersonId, ...]:
    """Those who sit this round out and are not gone."""
    now = round_now(session)
    return tuple(p for p in (now.sitting_out if now else ()) if session.people[p].attendance != "gone")


def resting_across(session: Session, person: PersonId) -> tuple[PersonId, ...]:
    """Those of the other side who are here and sit this round out."""
    side = _side(session, person)
    return tuple(
        p for p in resting(session) if session.people[p].attendance == "here" and _side(session, p) != side
    )


def at_hand(session: Session, person: PersonId) -> tuple[PersonId, ...]:
    """Those who are here and could keep `person` company in this round at once.

    That is whoever is left alone, and whoever rests because their partner did not come. Of those who rest
    as planned it is the other side; where the surplus meets its peers, their own side as well.
    """
    stranded = {report.person for report in reports_now(session)}
    across, peers = {*resting_across(session, person)}, session.settings.surplus == "peer"
    rest = (p for p in resting(session) if p in across or p in stranded or peers)
    return tuple(p for p in (*left_alone(session), *rest) if session.people[p].attendance == "here")


def reports_now(session: Session) -> tuple[Report, ...]:
    """What was said in this round about partners who are missing."""
    number = running_round(session.track)
    return tuple(report for report in session.reports if report.round == number)


def free_chair(session: Session, person: PersonId) -> Pairing | None:
    """The mentor's table of this round with the fewest mentees that has a chair for one more.

    None where mentees do not sit in groups, nobody of a table is here, or somebody is to be avoided.
    """
    now, settings = round_now(session), session.settings
    if now is None or settings.surplus != "group" or _side(session, person) != "mentee":
        return None
    apart = avoided(participants(session))
    tables = [
        pairing
        for pairing in now.pairings
        if pairing.kind != "peer"
        and len(pairing.people) <= settings.seats
        and session.people[pairing.people[0]].attendance == "here"
        and not any(pair(person, other) in apart for other in pairing.people)
    ]
    return min(tables, key=lambda pairing: len(pairing.people), default=None)


def sit_down(session: Session, person: PersonId, table: Pairing) -> Session:
    """`person` joins a mentor's table of this round."""
    now = round_now(session)
    if now is None:
        return session
    people = (*table.people, person)
    joined = Pairing(room=table.room, kind="group", people=people)
    pairings = tuple(joined if pairing == table else pairing for pairing in now.pairings)
    rest = tuple(other for other in now.sitting_out if other != person)
    return _with_round(session, Round(round=now.round, pairings=pairings, sitting_out=rest))


class Acquaintance(Frozen):
    """Pairs that are to be kept `apart`, and those that meet anyway in some round."""

    apart: frozenset[Pair]
    met: frozenset[Pair]


def acquaintance(session: Session) -> Acquaintance:
    """What there is to know before people are put together."""
    return Acquaintance(apart=frozenset(avoided(participants(session))), met=_met(session))


def company_for(
    session: Session, person: PersonId, among: Iterable[PersonId], known: Acquaintance
) -> PersonId | None:
    """Who should join `person`: nobody to avoid, rather the other side, rather somebody new."""
    free = [other for other in among if other != person and pair(person, other) not in known.apart]
    own = _side(session, person)
    return min(
        free, key=lambda other: (pair(person, other) in known.met, _side(session, other) == own), default=None
    )


def put_together(
    session: Session, first: PersonId, second: PersonId, rather: str = ""
) -> tuple[Session, str]:
    """The two meet in this round, in the first one's room; whoever did not come is set down as resting.

    If neither has a room it is `rather`, unless that is taken, or else a free one. Answers with the room,
    too; without a round nothing happens, in no room.
    """
    now = round_now(session)
    if now is None or session.plan is None:
        return session, ""
    where = whereabouts(now)
    taken = {pairing.room for pairing in now.pairings}
    own = next((there.room for p in (first, second) if (there := where.get(p))), "")
    room = own or (rather if rather not in {"", *taken} else _free_room(session))
    mentors_first = sorted((first, second), key=lambda person: _side(session, person) != "mentor")
    sides = {_side(session, person) for person in mentors_first}
    kind: PairingKind = "mentoring" if len(sides) > 1 else "peer"
    new = Pairing(room=room, kind=kind, people=tuple(mentors_first))
    return _with_round(session, _without(now, {first, second}, where), new), room


def set_down(session: Session, person: PersonId) -> Session:
    """`person` rests in this round, and so does whoever was to meet them."""
    now = round_now(session)
    return session if now is None else _with_round(session, _without(now, {person}, whereabouts(now)))


def measured(session: Session) -> Session:
    """The session with its plan's quality counted again."""
    plan = session.plan
    if plan is None:
        return session
    request = request_for(session, told=(), seed=plan.seed)
    return replace(session, plan=replace(plan, quality=remeasure(request, plan.rounds, plan)))


def _is_alone(session: Session, pairing: Pairing | None, person: PersonId) -> bool:
    if pairing is None:
        return False
    return all(session.people[p].attendance == "gone" for p in pairing.people if p != person)


def _met(session: Session) -> frozenset[Pair]:
    rounds = session.plan.rounds if session.plan else ()
    return frozenset(two for each in rounds for pairing in each.pairings for two in together(pairing))


def _without(now: Round, people: set[PersonId], where: Whereabouts) -> Round:
    """The round with the pairings of `people` dissolved; those left over in them rest."""
    dissolved = [pairing for person in people if (pairing := where.get(person))]
    left_over = [p for pairing in dissolved for p in pairing.people]
    return Round(
        round=now.round,
        pairings=tuple(pairing for pairing in now.pairings if pairing not in dissolved),
        sitting_out=tuple(dict.fromkeys((*now.sitting_out, *left_over))),
    )


def _with_round(session: Session, now: Round, new: Pairing | None = None) -> Session:
    plan = session.plan
    if plan is None:
        return session
    if new is not None:
        now = Round(
            round=now.round,
            pairings=(*now.pairings, new),
            sitting_out=tuple(person for person in now.sitting_out if person not in new.people),
        )
    rounds = tuple(now if each.round == now.round else each for each in plan.rounds)
    return replace(session, plan=replace(plan, rounds=rounds))


def _free_room(session: Session) -> str:
    """A room that nobody has in any round."""
    rounds = session.plan.rounds if session.plan else ()
    taken = {pairing.room for each in rounds for pairing in each.pairings}
    prefix = session.settings.rooms.prefix
    return next(room for number in range(1, len(taken) + 2) if (room := f"{prefix} {number}") not in taken)


def _side(session: Session, person: PersonId) -> Side:
    return side_of(session.people[person], session.settings.threshold, session.plan)
