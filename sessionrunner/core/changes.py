"""What a new plan means for people, in words: who meets whom instead of whom."""

from typing import TypeAlias

from msgspec.structs import replace

from sessionrunner.core.answers import Change
from sessionrunner.core.drawing import whereabouts
from sessionrunner.core.forgetting import is_erased
from sessionrunner.core.model import Person, Session
from sessionrunner.core.planning.types import Pairing, PersonId, Round
from sessionrunner.core.progress import held_rounds, running_round
from sessionrunner.core.remembered import remembered

People: TypeAlias = dict[PersonId, Person]
Difference: TypeAlias = tuple[int, PersonId, Pairing | None, Pairing | None]
"""A round, somebody whose meeting is another in it, that meeting as it was told, and as it is now."""

_TWO = 2


def changes(before: Session, after: Session) -> tuple[Change, ...]:
    """For the round that is on and every coming one, those whose meeting differs from what they were told.

    Nobody was told anything before there was a plan, so then there are no changes.
    """
    people = _named(before, after)
    return tuple(
        Change(
            round=number, person=person, name=people[person].name, text=_sentence(person, was, now, people)
        )
        for number, person, was, now in _differences(before, after)
    )


def _named(before: Session, after: Session) -> People:
    """Everybody as they are now; who has just been erased is named once more, to whoever does it."""
    erased = {
        person.id: replace(person, name=was.name)
        for person in after.people.values()
        if (was := before.people.get(person.id)) is not person and was is not None and is_erased(person)
    }
    return before.people | after.people | erased


def how_many(before: Session, after: Session) -> int:
    """How many `changes` there are."""
    return len(_differences(before, after))


def drawn_again(before: Session, after: Session) -> tuple[tuple[Round, Round], ...]:
    """The round that is on and the coming ones, where they are no longer what they were: as told, as now."""
    if before.plan is None or after.plan is None or before.plan is after.plan:
        return ()
    first = running_round(after.track) or held_rounds(after.track) + 1
    told = {each.round: each for each in before.plan.rounds}
    return tuple(
        (told[new.round], new)
        for new in after.plan.rounds[first - 1 :]
        if new.round in told and new is not told[new.round]
    )


def _differences(before: Session, after: Session) -> tuple[Difference, ...]:
    return tuple(each for old, new in drawn_again(before, after) for each in _in_round(old, new))


@remembered(16)
def _in_round(old: Round, new: Round) -> tuple[Difference, ...]:
    """Remembered, because how many they are is said first, and what then."""
    was, now = whereabouts(old), whereabouts(new)
    everybody = was if was.keys() == now.keys() else dict.fromkeys((*was, *now))
    both = [(person, was.get(person), now.get(person)) for person in everybody]
    return tuple(
        [
            (new.round, person, before, after)
            for person, before, after in both
            if before is not after and differs(before, after)
        ]
    )


def differs(was: Pairing | None, now: Pairing | None) -> bool:
    """Whether somebody meets others, or elsewhere."""
    if was is None or now is None:
        return was is not now
    return was.room != now.room or others(was, now)


def others(was: Pairing, now: Pairing) -> bool:
    """Whether other people meet than before."""
    return was.people != now.people and set(was.people) != set(now.people)


def _sentence(person: PersonId, was: Pairing | None, now: Pairing | None, people: People) -> str:
    name = people[person].name
    if now is None and people[person].attendance == "gone":
        return f"{name} is not in this round any more"
    if was is None or now is None:
        return f"{name} {_meeting(person, now, people)}"
    return f"{name} {_meeting(person, now, people)} instead of {_partners(person, was, people)} at {was.room}"


def _meeting(person: PersonId, pairing: Pairing | None, people: People) -> str:
    if pairing is None:
        return "rests"
    return f"meets {_partners(person, pairing, people)} at {pairing.room}"


def _partners(person: PersonId, pairing: Pairing, people: People) -> str:
    if len(pairing.people) == _TWO:  # nearly all, and of a new plan there are thousands
        one, other = pairing.people
        return people[other if one == person else one].name
    names = [people[other].name for other in pairing.people if other != person]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
