"""Random sessions for the planner's tests: small enough to meet every corner."""

import random
from itertools import combinations
from typing import Any

import msgspec
from hypothesis import strategies as st

from sessionrunner.core.planning import (
    Participant,
    PersonId,
    Plan,
    PlanRequest,
    Side,
    Surplus,
    make_plan,
)

SIDES: tuple[Side, ...] = ("mentor", "mentee")
SURPLUSES: tuple[Surplus, ...] = ("peer", "group", "sit_out")


def person(identity: str, side: Side, **more: Any) -> Participant:
    """A participant in one line."""
    return Participant(id=PersonId(identity), side=side, **more)


def people(mentors: int, mentees: int) -> tuple[Participant, ...]:
    """So many people of each side, m1... and w1..., with no preferences."""
    return (
        *(person(f"m{number}", "mentor") for number in range(1, mentors + 1)),
        *(person(f"w{number}", "mentee") for number in range(1, mentees + 1)),
    )


def mixed(
    mentors: int, mentees: int, chance: random.Random, *, flexible: bool = True
) -> tuple[Participant, ...]:
    """People with requests, avoided people, interests, institutions and, some of them, role `either`."""
    everybody = people(mentors, mentees)
    ids = [one.id for one in everybody]

    def some(most: int) -> list[PersonId]:
        return chance.sample(ids, min(len(ids), chance.randint(0, most)))

    return tuple(
        msgspec.structs.replace(
            one,
            flexible=flexible and chance.random() < 0.1,
            institution=chance.choice(["", "north", "south"]),
            interests=frozenset(chance.choices("abcd", k=chance.randint(0, 3))),
            requests=tuple(some(3)),
            avoid=frozenset(some(2) if chance.random() < 0.4 else ()),
        )
        for one in everybody
    )


@st.composite
def first_requests(draw: st.DrawFn, most: int = 6, *, flexible: bool = True) -> PlanRequest:
    """A session that has not begun. The preferences come from one number: drawing each is slow."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    roster = mixed(draw(st.integers(0, most)), draw(st.integers(0, most + 2)), chance, flexible=flexible)
    series = list(combinations([one.id for one in roster], 2))
    return PlanRequest(
        participants=roster,
        rounds=draw(st.integers(0, 7)),
        seed=chance.getrandbits(32),
        surplus=draw(st.sampled_from(SURPLUSES)),
        seats=draw(st.integers(1, 4)),
        met_before=frozenset(chance.sample(series, min(len(series), chance.choice([0, 0, 1, 4])))),
    )


@st.composite
def repairs(draw: st.DrawFn) -> tuple[PlanRequest, Plan]:
    """A session in which people have come and gone, and the plan as it was before that.

    Some rounds are held; then some people leave and some come. Half the time the coming rounds
    have been told.
    """
    before = draw(first_requests())
    plan = make_plan(before)
    held = plan.rounds[: draw(st.integers(0, len(plan.rounds)))]
    gone = (
        draw(st.sets(st.sampled_from([one.id for one in before.participants]), max_size=3))
        if plan.sides
        else set()
    )
    stayed = [
        msgspec.structs.replace(one, side=plan.sides[one.id])
        for one in before.participants
        if one.id not in gone
    ]
    come = [person(f"n{number}", draw(st.sampled_from(SIDES))) for number in range(draw(st.integers(0, 2)))]
    told = plan.rounds[len(held) :] if draw(st.booleans()) else ()
    return msgspec.structs.replace(before, participants=(*stayed, *come), held=held, told=told), plan
