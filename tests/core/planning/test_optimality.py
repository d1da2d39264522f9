"""The plan is the best there is: compared with an exact solver that works another way."""

import multiprocessing
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest

from sessionrunner.core.planning import Participant, PersonId, Plan, PlanRequest, make_plan
from tests.core.planning.exact import Best, Question, best
from tests.core.planning.sessions import SURPLUSES, mixed

RANKS = (10_200, 10_100, 10_000)


@pytest.fixture(scope="module")
def solver() -> Iterator[ProcessPoolExecutor]:
    """A process for the exact solver."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield pool


def question(request: PlanRequest) -> Question:
    """The request in numbers, read anew from what the rules say."""
    mentors = [one for one in request.participants if one.side == "mentor"]
    mentees = [one for one in request.participants if one.side == "mentee"]
    rivals = any(a.institution and a.institution == b.institution for a in mentors for b in mentees)

    def worth(mentor: Participant, mentee: Participant) -> int:
        asked = [
            RANKS[one.requests.index(other.id)]
            for one, other in ((mentor, mentee), (mentee, mentor))
            if other.id in one.requests
        ]
        same = bool(mentor.institution) and mentor.institution == mentee.institution
        return sum(asked) + 3 * len(mentor.interests & mentee.interests) + 2 * (rivals and not same)

    return Question(
        rounds=request.rounds,
        seats=request.seats if request.surplus == "group" else 1,
        allowed=[[not avoiding(a, b) for b in mentees] for a in mentors],
        met=[[bool({(a.id, b.id), (b.id, a.id)} & request.met_before) for b in mentees] for a in mentors],
        worth=[[worth(a, b) for b in mentees] for a in mentors],
        apart=[
            (i, j) for i, a in enumerate(mentees) for j, b in enumerate(mentees) if i < j and avoiding(a, b)
        ],
    )


def avoiding(one: Participant, other: Participant) -> bool:
    """Whether one of the two wants to avoid the other."""
    return other.id in one.avoid or one.id in other.avoid


def reached(request: PlanRequest, plan: Plan) -> Best:
    """What the plan reaches, counted from its rounds."""
    meetings: list[tuple[PersonId, PersonId]] = []
    for one in plan.rounds:
        for pairing in one.pairings:
            if pairing.kind != "peer":
                meetings += [(pairing.people[0], mentee) for mentee in pairing.people[1:]]
    busy = Counter(person for two in meetings for person in two)
    fresh = {(a, b) for a, b in meetings if not {(a, b), (b, a)} & request.met_before}
    return Best(
        meetings=len(meetings),
        repeats=len(meetings) - len(fresh),
        unevenness=sum(number**2 for number in busy.values()),
        score=plan.quality.score,
    )


def small(seed: int) -> PlanRequest:
    """A small random session without `either` people."""
    chance = random.Random(seed)
    roster = mixed(chance.randint(1, 4), chance.randint(1, 5), chance, flexible=False)
    pairs = [(a.id, b.id) for a in roster for b in roster if a.side != b.side]
    return PlanRequest(
        participants=roster,
        rounds=chance.randint(1, 4),
        seed=seed,
        surplus=chance.choice(SURPLUSES),
        seats=chance.randint(1, 3),
        met_before=frozenset(chance.sample(pairs, min(len(pairs), chance.choice([0, 0, 2])))),
    )


def test_no_plan_is_better_by_any_rule(solver: ProcessPoolExecutor) -> None:
    """Meetings, repeats, evenness and score, in this order, are those of the exact solver."""
    requests = [small(seed) for seed in range(200)]
    for request, exact in zip(requests, solver.map(best, map(question, requests), chunksize=20), strict=True):
        plan = make_plan(request)
        assert reached(request, plan) == exact, request
        assert plan.quality.fair_bound == exact.score
