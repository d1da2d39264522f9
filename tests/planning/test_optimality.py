"""The plan is the best there is: compared with an exact solver that works another way."""

import multiprocessing
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import product

import msgspec
import pytest

from sessionrunner.core.planning import Participant, PersonId, Plan, PlanRequest, Side, make_plan
from tests.planning.exact import Best, Question, best
from tests.planning.sessions import SIDES, SURPLUSES, mixed

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
    """Meetings, repeats, evenness and score, in this order, are those of the exact solver.

    Where mentees at one table avoid each other the planner searches, and only the first two are sure.
    """
    requests = [small(seed) for seed in range(60)]
    questions = [question(request) for request in requests]
    for request, asked, exact in zip(
        requests, questions, solver.map(best, questions, chunksize=20), strict=True
    ):
        plan = make_plan(request)
        found = reached(request, plan)
        if asked.apart and request.surplus == "group":
            assert (found.meetings, found.repeats) == (exact.meetings, exact.repeats), request
        else:
            assert found == exact, request
            assert plan.quality.fair_bound == exact.score


def test_people_of_either_side_stand_where_they_serve_best(solver: ProcessPoolExecutor) -> None:
    """No way to place them gives more meetings, fewer repeats, evener rests or a better score."""
    for seed in range(8):
        request = with_either(small(seed), random.Random(seed))
        ways = [placed(request, sides) for sides in product(SIDES, repeat=2)]
        both = [way for way in ways if len({one.side for one in way.participants}) == 2]
        exact = solver.map(best, [question(way) for way in both])
        plan = make_plan(request)
        fixed = msgspec.structs.replace(
            request,
            participants=tuple(
                msgspec.structs.replace(one, side=plan.sides[one.id]) for one in request.participants
            ),
        )
        assert rank(request, reached(fixed, plan)) == min(rank(request, way) for way in exact)


def with_either(request: PlanRequest, chance: random.Random) -> PlanRequest:
    """The session with two people of role `either` more, who have requests and interests of their own."""
    ids = [one.id for one in request.participants]
    either = tuple(
        Participant(
            id=PersonId(f"e{number}"),
            side="mentor",
            flexible=True,
            requests=tuple(chance.sample(ids, 1)),
            interests=frozenset(chance.choices("abcd", k=2)),
        )
        for number in range(2)
    )
    return msgspec.structs.replace(request, participants=request.participants + either, surplus="sit_out")


def placed(request: PlanRequest, sides: Sequence[Side]) -> PlanRequest:
    """The session with its `either` people placed."""
    free = dict(zip((one.id for one in request.participants if one.flexible), sides, strict=True))
    people = tuple(
        msgspec.structs.replace(one, side=free.get(one.id, one.side)) for one in request.participants
    )
    return msgspec.structs.replace(request, participants=people)


def rank(request: PlanRequest, found: Best) -> tuple[int, int, int, int]:
    """The smaller the better; rests are counted instead of meetings, as the sides' sizes differ."""
    rounds, everybody = request.rounds, len(request.participants)
    rests = everybody * rounds**2 - 4 * rounds * found.meetings + found.unevenness
    return (-found.meetings, found.repeats, rests, -found.score)
