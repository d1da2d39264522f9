"""From a session to what its planner is asked: who takes part, and which rounds stand fast."""

from collections.abc import Mapping
from typing import Final, TypeAlias

from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.clock import Clock
from sessionrunner.core.model import Person, Session, side_of
from sessionrunner.core.names import AddressBook, address_book, fold, resolve
from sessionrunner.core.planning.types import Pairing, Participant, PersonId, Plan, PlanRequest, Round, Side
from sessionrunner.core.progress import held_rounds, started
from sessionrunner.core.remembered import remembered

Whereabouts: TypeAlias = Mapping[PersonId, Pairing | None]

_AT_REST: Final = frozenset({"waiting", "ended"})


class PlanNeeded(Exception):  # noqa: N818 - a question, not a fault
    """A command cannot be decided before a plan has been made; `request` says which.

    Planning can take seconds, so it is not done inside a decision: whoever catches this makes the
    plan wherever suits it and decides again with the plan in hand.
    """

    def __init__(self, request: PlanRequest) -> None:
        super().__init__("a plan is needed")
        self.request = request


def participants(session: Session) -> tuple[Participant, ...]:
    """Everybody whom the coming rounds count on, in the roster's order."""
    return _participants(session.people, session.settings, session.plan)


@remembered(2)
def _participants(
    people: Mapping[PersonId, Person], settings: FlashSettings, plan: Plan | None
) -> tuple[Participant, ...]:
    """Remembered, because a command that needs a plan is decided before the plan is made and after."""
    roster = [person for person in people.values() if not person.removed]
    book = address_book(roster)
    return tuple(
        _participant(person, side_of(person, settings.threshold, plan), book)
        for person in roster
        if _takes_part(person, settings)
    )


def _takes_part(person: Person, settings: FlashSettings) -> bool:
    if person.attendance == "expected":
        return settings.plan_for == "everyone"
    return person.attendance == "here"


def _participant(person: Person, side: Side, book: AddressBook[PersonId]) -> Participant:
    return Participant(
        id=person.id,
        side=side,
        flexible=person.role == "either",
        institution=fold(person.institution),
        interests=frozenset(fold(interest) for interest in person.interests),
        requests=tuple(other for other in resolve(person.requests, book).ids if other != person.id),
        avoid=frozenset(resolve(person.avoid, book).ids) - {person.id},
    )


def held(session: Session) -> tuple[Round, ...]:
    """The rounds of the plan that stand fast."""
    return session.plan.rounds[: held_rounds(session.track)] if session.plan else ()


def coming(session: Session) -> tuple[Round, ...]:
    """The rounds of the plan that can still change."""
    return session.plan.rounds[held_rounds(session.track) :] if session.plan else ()


def request_for(session: Session, told: tuple[Round, ...], seed: int) -> PlanRequest:
    """What to ask a planner so that the coming rounds suit the session as it is now."""
    settings = session.settings
    return PlanRequest(
        participants=participants(session),
        rounds=settings.rounds,
        seed=seed,
        surplus=settings.surplus,
        seats=settings.seats,
        room_prefix=settings.rooms.prefix,
        held=held(session),
        told=told,
    )


def fresh_request(session: Session) -> PlanRequest:
    """The first plan, from the session's own seed."""
    return request_for(session, (), session.settings.seed)


def suits(session: Session) -> bool:
    """Whether every coming round places exactly the people who take part."""
    taking_part = {person.id for person in session.roster if _takes_part(person, session.settings)}
    if session.plan is None:
        return False
    where = whereabouts_in(session.plan)
    return all(where[each.round].keys() == taking_part for each in coming(session))


def unplaced(session: Session) -> bool:
    """Whether a running session's coming rounds miss somebody who takes part, or count on somebody gone."""
    if session.plan is None or session.track.clock.state in _AT_REST:
        return False
    return bool(coming(session)) and not suits(session)


def may_unplace(before: Session, after: Session) -> bool:
    """Whether somebody's place in the coming rounds may be wrong in `after` that was right in `before`.

    To look costs milliseconds in a large session, between a click and the phones; a clock that went on,
    or stands still, takes nobody's place away.
    """
    if any(getattr(before, part) is not getattr(after, part) for part in ("people", "plan", "settings")):
        return True
    return before.tracks.keys() != after.tracks.keys() or any(
        _came_up(before.tracks[name].clock, track.clock) for name, track in after.tracks.items()
    )


def _came_up(before: Clock, after: Clock) -> bool:
    """Whether rounds are to come that were not: the track has begun, or was put back."""
    return after.index < before.index or (before.state in _AT_REST and after.state not in _AT_REST)


def placed(round_: Round) -> tuple[PersonId, ...]:
    """Everybody a round says something about."""
    meeting = tuple(person for pairing in round_.pairings for person in pairing.people)
    return meeting + round_.sitting_out


def needs_repair(before: Session, after: Session) -> bool:
    """Whether what changed between the two makes the coming rounds of `after` unfit."""
    if before.people is after.people and before.plan is after.plan:
        return False
    if not started(after.track) or after.track.clock.state == "ended" or not coming(after):
        return False
    return not suits(after) or _known_differently(before, after)


def _known_differently(before: Session, after: Session) -> bool:
    """Whether a planner would be told something else of somebody."""
    touched = [
        (was, now)
        for person, now in after.people.items()
        if (was := before.people.get(person)) is not now and was is not None
    ]
    return any(_facts(was) != _facts(now) for was, now in touched) and participants(before) != participants(
        after
    )


def _facts(person: Person) -> tuple[object, ...]:
    named = (person.name, person.email, person.requests, person.avoid)
    return (*named, person.years, person.role, person.institution, person.interests)


@remembered(8)
def whereabouts_in(plan: Plan) -> Mapping[int, Whereabouts]:
    """Where everybody is in every round. Remembered, because every phone asks it of the same plan."""
    return {each.round: whereabouts(each) for each in plan.rounds}


@remembered(64)
def whereabouts(round_: Round) -> Whereabouts:
    """Everybody a round says something about, with their pairing, or None for who sits out.

    Remembered, because every phone asks it of the same rounds.
    """
    where: dict[PersonId, Pairing | None] = dict.fromkeys(round_.sitting_out)
    where.update((person, pairing) for pairing in round_.pairings for person in pairing.people)
    return where
