"""How good given rounds are: counted from the rounds alone, whoever made them."""

from collections.abc import Iterable, Mapping, Sequence

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.history import NEVER, attendance
from sessionrunner.core.planning.pairs import Pair, across, avoided, met, pair, together
from sessionrunner.core.planning.problem import Problem
from sessionrunner.core.planning.types import PersonId, PlanRequest, Quality, Round, Side, SitOuts, Spread


class Bounds(Frozen):
    """What no plan can exceed: in score, in score while it keeps the rules above, in requests met."""

    score: int
    fair_score: int
    requests: int


def quality(
    request: PlanRequest,
    problem: Problem,
    rounds: Sequence[Round],
    sides: Mapping[PersonId, Side],
    bounds: Bounds,
) -> Quality:
    """The numbers of the rounds; `milliseconds` is 0, for the caller to fill in."""
    pairings = [pairing for one in rounds for pairing in one.pairings]
    apart, parts = avoided(request.participants), attendance(rounds)
    meetings = [pair(*two) for pairing in pairings for two in across(pairing)]
    fresh = set(meetings) - met_earlier(request)
    return Quality(
        meetings=len(meetings),
        repeats=len(meetings) - len(fresh),
        avoided_met=sum(two in apart for pairing in pairings for two in together(pairing)),
        requests_met=requests_met(request, rounds),
        requests_possible=bounds.requests,
        sit_outs=SitOuts(
            mentor=_spread(
                len(parts.get(one, NEVER).resting) for one, side in sides.items() if side == "mentor"
            ),
            mentee=_spread(
                len(parts.get(one, NEVER).resting) for one, side in sides.items() if side == "mentee"
            ),
        ),
        back_to_back_sit_outs=sum(parts.get(person, NEVER).back_to_back for person in sides),
        score=score(request, problem, rounds),
        score_bound=bounds.score,
        fair_bound=bounds.fair_score,
        milliseconds=0,
    )


def score(request: PlanRequest, problem: Problem, rounds: Iterable[Round]) -> int:
    """What the meetings across the sides are worth. Meeting again is worth nothing more."""
    rows = {person: index for index, person in enumerate(problem.mentors)}
    columns = {person: index for index, person in enumerate(problem.mentees)}
    meetings = {two for one in rounds for pairing in one.pairings for two in across(pairing)}
    earlier = met_earlier(request)
    return sum(
        int(problem.worth[rows[mentor], columns[mentee]])
        for mentor, mentee in meetings
        if mentor in rows and mentee in columns and pair(mentor, mentee) not in earlier
    )


def requests_met(request: PlanRequest, rounds: Iterable[Round]) -> int:
    """How many requests of participants for participants the rounds fulfil, within a side or across.

    Somebody met in an earlier session counts as met, so a request for them is none.
    """
    meeting = {two for one in rounds for pairing in one.pairings for two in met(pairing)} - met_earlier(
        request
    )
    there = {person.id for person in request.participants}
    return sum(
        pair(person.id, other) in meeting
        for person in request.participants
        for other in there.intersection(person.requests)
    )


def met_earlier(request: PlanRequest) -> frozenset[Pair]:
    """Who met in an earlier session of the series."""
    return frozenset(pair(*two) for two in request.met_before)


def _spread(counts: Iterable[int]) -> Spread:
    found = tuple(counts)
    return Spread(min=min(found, default=0), max=max(found, default=0))
