"""Random sessions for the planner's tests: small enough to meet every corner."""

from collections.abc import Sequence
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


@st.composite
def rosters(draw: st.DrawFn, most: int = 6, *, flexible: bool = True) -> tuple[Participant, ...]:
    """People of two sides with requests, avoided people, interests, institutions and `either`."""
    everybody = people(draw(st.integers(0, most)), draw(st.integers(0, most + 2)))
    ids = [one.id for one in everybody]
    return tuple(draw(_with_preferences(one, ids, flexible=flexible)) for one in everybody)


@st.composite
def _with_preferences(
    draw: st.DrawFn, one: Participant, ids: Sequence[PersonId], *, flexible: bool
) -> Participant:
    others = st.sampled_from(ids)
    return msgspec.structs.replace(
        one,
        flexible=flexible and draw(st.integers(0, 9)) == 0,
        institution=draw(st.sampled_from(["", "north", "south"])),
        interests=frozenset(draw(st.lists(st.sampled_from("abcd"), max_size=3))),
        requests=tuple(draw(st.lists(others, max_size=3, unique=True))),
        avoid=frozenset(draw(st.lists(others, max_size=2)) if draw(st.booleans()) else ()),
    )


@st.composite
def first_requests(draw: st.DrawFn, most: int = 6, *, flexible: bool = True) -> PlanRequest:
    """A session that has not begun."""
    roster = draw(rosters(most, flexible=flexible))
    ids = [one.id for one in roster]
    pairs = list(combinations(ids, 2))
    series = st.lists(st.sampled_from(pairs), max_size=4) if pairs else st.just([])
    return PlanRequest(
        participants=roster,
        rounds=draw(st.integers(0, 7)),
        seed=draw(st.integers(0, 2**32)),
        surplus=draw(st.sampled_from(SURPLUSES)),
        seats=draw(st.integers(1, 4)),
        met_before=frozenset(draw(series)),
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
