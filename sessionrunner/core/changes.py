"""What a new plan means for people, in words: who meets whom instead of whom."""

from typing import TypeAlias

from sessionrunner.core.answers import Change
from sessionrunner.core.drawing import whereabouts
from sessionrunner.core.model import Person, Session
from sessionrunner.core.planning.types import Pairing, PersonId, Round
from sessionrunner.core.progress import held_rounds, running_round

People: TypeAlias = dict[PersonId, Person]


def changes(before: Session, after: Session) -> tuple[Change, ...]:
    """For the round that is on and every coming one, those whose meeting differs from what they were told.

    Nobody was told anything before there was a plan, so then there are no changes.
    """
    if before.plan is None or after.plan is None or before.plan is after.plan:
        return ()
    first = running_round(after.track) or held_rounds(after.track) + 1
    told = {each.round: each for each in before.plan.rounds}
    return tuple(
        change
        for new in after.plan.rounds[first - 1 :]
        if new.round in told and new != told[new.round]
        for change in _round_changes(told[new.round], new, before.people | after.people)
    )


def _round_changes(old: Round, new: Round, people: People) -> list[Change]:
    was, now = whereabouts(old), whereabouts(new)
    everybody = dict.fromkeys((*was, *now))
    return [
        Change(
            round=new.round,
            person=person,
            name=people[person].name,
            text=_sentence(person, was.get(person), now.get(person), people),
        )
        for person in everybody
        if _differs(was.get(person), now.get(person))
    ]


def _differs(was: Pairing | None, now: Pairing | None) -> bool:
    if was is None or now is None:
        return was is not now
    return was.room != now.room or set(was.people) != set(now.people)


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
    names = [people[other].name for other in pairing.people if other != person]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
