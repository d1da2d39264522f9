"""A repair changes as little as any could that keeps the rules: compared with an exact solver."""

import multiprocessing
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessionrunner.core.planning import Participant, PersonId, Plan, PlanRequest, Round, make_plan
from tests.planning.exact_repair import Meeting, Mend, best_mend, counted
from tests.planning.sessions import SIDES, SURPLUSES, mixed, people, person
from tests.planning.test_optimality import avoiding, question
from tests.planning.test_repair import changes, later

REPAIRS = 110


@pytest.fixture(scope="module")
def solver() -> Iterator[ProcessPoolExecutor]:
    """A process for the exact solver."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield pool


def repair(seed: int) -> PlanRequest | None:
    """A small session in which one or two did not come or have left, somebody has come, or both.

    Half of them have preferences. None where nobody could meet anybody.
    """
    chance = random.Random(seed)
    mentors, mentees = chance.randint(2, 6), chance.randint(2, 7)
    scored = chance.random() < 0.5
    roster = mixed(mentors, mentees, chance, flexible=False) if scored else people(mentors, mentees)
    rounds, seats = chance.randint(3, 6), chance.randint(1, 3)
    request = PlanRequest(
        participants=roster, rounds=rounds, seed=seed, surplus=chance.choice(SURPLUSES), seats=seats
    )
    plan = make_plan(request)
    held = chance.randint(0, rounds - 2)
    leaving, coming = chance.choice([(1, 0), (1, 0), (2, 0), (0, 1), (1, 1)])
    gone = frozenset(chance.sample([one.id for one in roster], leaving))
    come = tuple(person("n1", chance.choice(SIDES)) for _ in range(coming))
    asked = later(request, plan, held, gone=gone, come=come)
    ours, theirs = sides(asked)
    return asked if any(not avoiding(a, b) for a in ours for b in theirs) else None


def sides(request: PlanRequest) -> tuple[list[Participant], list[Participant]]:
    """The mentors, and the mentees."""
    return (
        [one for one in request.participants if one.side == "mentor"],
        [one for one in request.participants if one.side == "mentee"],
    )


def meetings(one: Round) -> list[tuple[PersonId, PersonId]]:
    """The meetings across the sides in a round."""
    return [
        (pairing.people[0], mentee)
        for pairing in one.pairings
        if pairing.kind != "peer"
        for mentee in pairing.people[1:]
    ]


def numbered(request: PlanRequest, rounds: Sequence[Round]) -> list[list[Meeting]]:
    """The rounds' meetings between people who take part, as rows and columns."""
    mentors, mentees = ({one.id: index for index, one in enumerate(side)} for side in sides(request))
    return [
        [(mentors[a], mentees[b]) for a, b in meetings(one) if a in mentors and b in mentees]
        for one in rounds
    ]


def posed(request: PlanRequest) -> Mend:
    """The request in numbers, counted anew from what the rules say."""
    asked = question(request)
    held = numbered(request, request.held)
    met = [[int(known) for known in row] for row in asked.met]
    for one in held:
        for mentor, mentee in one:
            met[mentor][mentee] += 1
    coming = request.rounds - len(request.held)
    behind = [_behind(request, side) for side in sides(request)]
    return Mend(
        rounds=coming,
        seats=asked.seats,
        allowed=asked.allowed,
        met=met,
        worth=asked.worth,
        apart=asked.apart,
        tired=(behind[0][0], behind[1][0]),
        rested=(behind[0][1], behind[1][1]),
        just_met=held[-1] if held else [],
        told=numbered(request, request.told),
        told_rests=(_told_rests(request, 0), _told_rests(request, 1)),
    )


def _behind(request: PlanRequest, side: Sequence[Participant]) -> tuple[list[int], list[bool]]:
    """How often each of a side has sat out, with the side's average for rounds missed; who did last."""
    there = [[one.id in _present(held) for held in request.held] for one in side]
    rests = [
        [one.id in _present(held) and one.id not in _busy(held) for held in request.held] for one in side
    ]
    seen, sat_out = max(1, sum(map(sum, there))), sum(map(sum, rests))
    missed = [(len(request.held) - sum(one)) * sat_out for one in there]
    tired = [sum(own) + (2 * share + seen) // (2 * seen) for own, share in zip(rests, missed, strict=True)]
    return tired, [bool(own) and own[-1] for own in rests]


def _told_rests(request: PlanRequest, side: int) -> list[list[int]]:
    people = sides(request)[side]
    return [
        [index for index, who in enumerate(people) if who.id in _present(one) and who.id not in _busy(one)]
        for one in request.told
    ]


def _present(one: Round) -> set[PersonId]:
    return {who for pairing in one.pairings for who in pairing.people} | set(one.sitting_out)


def _busy(one: Round) -> set[PersonId]:
    return {who for two in meetings(one) for who in two}


def test_no_repair_changes_less(solver: ProcessPoolExecutor) -> None:
    """By every rule, and last in how much of what was told is kept, a repair is the best there is.

    No-shows, departures and late arrivals, with preferences and without, in every kind of surplus.
    """
    requests = [one for one in map(repair, range(REPAIRS)) if one is not None]
    mends = [posed(request) for request in requests]
    for request, mend, best in zip(requests, mends, solver.map(best_mend, mends, chunksize=10), strict=True):
        plan = make_plan(request)
        assert counted(mend, numbered(request, plan.rounds[len(request.held) :])) == best, request


@pytest.mark.parametrize("leaver", ["m1", "m7", "w4", "w12"])
@pytest.mark.parametrize("rounds", [6, 11, 12])
def test_one_leaver_of_twelve_by_twelve_leaves_the_others_alone(leaver: str, rounds: int) -> None:
    """Without preferences only those change who were to meet the leaver: they rest once each, in turn."""
    request = PlanRequest(participants=people(12, 12), rounds=rounds, seed=3, surplus="sit_out")
    plan = make_plan(request)
    repaired = make_plan(later(request, plan, 2, gone=frozenset({leaver})))
    waiting = {
        (one.round, who)
        for one in plan.rounds[2:]
        for two in meetings(one)
        if leaver in two
        for who in two
        if who != leaver
    }
    assert len({who for _, who in waiting}) == rounds - 2, "they are all different people"
    assert changes(plan, repaired) == waiting


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(200, 10_000))
def test_a_repair_is_never_worse_than_what_was_told(seed: int) -> None:
    """What is left of what was told is one way to go on: nothing is worse where nothing above is better."""
    request = repair(seed)
    if request is None:
        return
    mend = posed(request)
    after = counted(mend, numbered(request, make_plan(request).rounds[len(request.held) :]))
    assert after >= counted(mend, mend.told)


def test_a_repair_is_repeatable() -> None:
    """The same request gives the same repair, the solver's part in it included."""
    request = repair(58)
    assert request is not None
    plans: list[Plan] = [make_plan(request), make_plan(msgspec.structs.replace(request))]
    assert plans[0] == plans[1]
