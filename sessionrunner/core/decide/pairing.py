"""Commands about who meets whom in the coming rounds."""

from msgspec.structs import replace

from sessionrunner.core.commands import Repair, Replan, Swap
from sessionrunner.core.company import measured
from sessionrunner.core.decide.alone import A_PAIR
from sessionrunner.core.decide.decision import Draw, Outcome, Situation, known_person
from sessionrunner.core.drawing import coming, held, participants, placed, unplaced
from sessionrunner.core.errors import NotFound, Rejected
from sessionrunner.core.events import Swapped
from sessionrunner.core.model import Session
from sessionrunner.core.planning.pairs import avoided, pair, together
from sessionrunner.core.planning.types import Pairing, PairingKind, PersonId, Plan, Round, Side
from sessionrunner.core.progress import held_rounds, running_round, started


def replan(situation: Situation, _: Replan) -> Outcome:
    """The coming rounds are drawn anew, without regard to what people were told."""
    session = situation.session
    if session.plan is not None and started(session.track) and not coming(session):
        raise Rejected("There is no round to come any more, so there is nothing to draw.")
    seed = session.settings.seed if session.plan is None else session.plan.seed + 1
    return Outcome(session=session, draw=Draw(told=(), seed=seed))


def repair(situation: Situation, _: Repair) -> Outcome:
    """Those who came or left without waiting for a plan are placed, or let go, in the coming rounds."""
    session = situation.session
    if session.plan is None or not unplaced(session):
        return Outcome(session=session)
    return Outcome(session=session, draw=Draw(told=coming(session), seed=session.plan.seed))


def swap(situation: Situation, command: Swap) -> Outcome:
    """Two people take each other's places in one round that is running or still to come."""
    session = situation.session
    if session.plan is None:
        raise Rejected("There is no plan yet. It is drawn when you press Start.")
    first, second = (known_person(session, person).id for person in command.people)
    number = _round_meant(session, command.round)
    old = session.plan.rounds[number - 1]
    missing = [session.people[p].name for p in (first, second) if p not in placed(old)]
    if missing or first == second:
        raise Rejected(f"Choose two different people who are in round {number}.")
    new = _swapped(old, first, second, session.plan)
    _refuse_avoided(session, new)
    rounds = tuple(new if each.round == number else each for each in session.plan.rounds)
    after = measured(replace(session, plan=replace(session.plan, rounds=rounds)))
    event = Swapped(people=(first, second), round=number)
    return Outcome(session=after, events=(event,), warnings=_warnings(session, old, new))


def _round_meant(session: Session, wanted: int | None) -> int:
    running = running_round(session.track)
    first = running or held_rounds(session.track) + 1
    last = len(session.plan.rounds) if session.plan else 0
    if wanted is None and first <= last:
        return first
    if wanted is None or wanted > last:
        raise NotFound(f"There are only {last} rounds.")
    if wanted < first:
        raise Rejected(f"Round {wanted} is over; only round {first} and later ones can be changed.")
    return wanted


def _swapped(round_: Round, first: PersonId, second: PersonId, plan: Plan) -> Round:
    other = {first: second, second: first}
    if any(first in pairing.people and second in pairing.people for pairing in round_.pairings):
        raise Rejected("These two meet each other in this round, so swapping them changes nothing.")
    if {first, second} <= set(round_.sitting_out):
        raise Rejected("Both of them rest in this round, so swapping them changes nothing.")
    return Round(
        round=round_.round,
        pairings=tuple(_seated(pairing, other, plan) for pairing in round_.pairings),
        sitting_out=tuple(other.get(person, person) for person in round_.sitting_out),
    )


def _seated(pairing: Pairing, other: dict[PersonId, PersonId], plan: Plan) -> Pairing:
    if not other.keys() & set(pairing.people):
        return pairing
    people = [other.get(person, person) for person in pairing.people]
    people.sort(key=lambda person: plan.sides.get(person) != "mentor")
    kind = _kind([plan.sides.get(person, "mentee") for person in people])
    return Pairing(room=pairing.room, kind=kind, people=tuple(people))


def _kind(sides: list[Side]) -> PairingKind:
    if len(set(sides)) == 1:
        return "peer"
    return "mentoring" if len(sides) == A_PAIR else "group"


def _refuse_avoided(session: Session, round_: Round) -> None:
    apart = avoided(participants(session))
    for pairing in round_.pairings:
        for two in together(pairing):
            if two in apart:
                one, other = (session.people[person].name for person in two)
                raise Rejected(f"{one} and {other} are not to be paired with each other.")


def _warnings(session: Session, old: Round, new: Round) -> tuple[str, ...]:
    others = [each for each in (*held(session), *coming(session)) if each.round != new.round]
    met = {two: each.round for each in others for pairing in each.pairings for two in together(pairing)}
    before = {two for pairing in old.pairings for two in together(pairing)}
    name = {person: session.people[person].name for person in placed(new)}
    return tuple(
        f"{name[one]} and {name[other]} also meet in round {met[pair(one, other)]}."
        for pairing in new.pairings
        for one, other in together(pairing)
        if pair(one, other) in met and pair(one, other) not in before
    )
