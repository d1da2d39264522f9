"""What no plan can exceed: the best of every choice that keeps only the first rule."""

from collections.abc import Mapping

import numpy as np

from sessionrunner.core.planning.choose import most_meetings
from sessionrunner.core.planning.history import times_met
from sessionrunner.core.planning.network import Network
from sessionrunner.core.planning.pairs import avoided, pair
from sessionrunner.core.planning.problem import Problem, between
from sessionrunner.core.planning.quality import Bounds, met_earlier, requests_met, score
from sessionrunner.core.planning.sides import undecided
from sessionrunner.core.planning.types import PersonId, PlanRequest, Side
from sessionrunner.core.planning.worth import Matrix, requests


def bounds(request: PlanRequest, sides: Mapping[PersonId, Side], problem: Problem, chosen: int) -> Bounds:
    """The bounds of a session: what was held, and the most that the coming rounds can add.

    `chosen` is the score of the best choice for the coming rounds that keeps all rules.
    """
    held = score(request, problem, request.held)
    loose = _either_side(request, sides) if undecided(request) else problem
    by_id = {person.id: person for person in request.participants}
    wanted = requests([by_id[one] for one in loose.mentors], [by_id[one] for one in loose.mentees])
    coming = most_worth(loose, wanted) + _among_peers(request, sides, problem)
    return Bounds(
        score=held + most_worth(loose, loose.worth),
        fair_score=held + chosen,
        requests=min(requests_met(request, request.held) + coming, len(_askable(request))),
    )


def most_worth(problem: Problem, worth: Matrix) -> int:
    """The most that meetings of people who have not met yet can be worth, by any plan whatever.

    Only what no plan can break is asked of them: nobody in two places, no avoided pair, no more
    mentees than seats. Fairness and the number of meetings may be sacrificed here, so a plan that
    keeps the rules can stay below.
    """
    rows, columns = worth.shape
    mentors, mentees = np.nonzero(problem.allowed & (problem.met == 0) & (worth > 0))
    amount = problem.rounds * min(columns, rows * problem.seats)
    if not amount or not mentors.size:
        return 0
    network = Network(rows + columns)
    meetings = network.arcs(mentors, rows + mentees, capacity=1, cost=-worth[mentors, mentees])
    network.arcs(network.source, np.arange(rows), capacity=problem.rounds * problem.seats, cost=0)
    network.arcs(rows + np.arange(columns), network.sink, capacity=problem.rounds, cost=0)
    network.arcs(network.source, network.sink, capacity=amount, cost=0)
    network.send(amount)
    return int((network.along(meetings) * worth[mentors, mentees]).sum())


def _either_side(request: PlanRequest, sides: Mapping[PersonId, Side]) -> Problem:
    """The question if every undecided person could be on both sides at once: no less is possible."""
    people, free = [person.id for person in request.participants], set(undecided(request))
    mentors = [one for one in people if one in free or sides[one] == "mentor"]
    mentees = [one for one in people if one in free or sides[one] == "mentee"]
    return between(request, mentors, mentees)


def _among_peers(request: PlanRequest, sides: Mapping[PersonId, Side], problem: Problem) -> int:
    """How many requests within a side could be met: where enough of it are left over to meet as peers."""
    if request.surplus != "peer" or not problem.rounds:
        return 0
    busy, free = most_meetings(problem), set(undecided(request))
    spare = {"mentor": len(problem.mentors) - busy, "mentee": len(problem.mentees) - busy}
    known = times_met(request.held, frozenset())

    def could(one: PersonId, other: PersonId) -> bool:
        return bool({one, other} & free) or (sides[one] == sides[other] and spare[sides[one]] > 1)

    return sum(could(*two) for two in _askable(request) if pair(*two) not in known)


def _askable(request: PlanRequest) -> list[tuple[PersonId, PersonId]]:
    """Every request for somebody who is there, not avoided, and not met in an earlier session."""
    there = {person.id for person in request.participants}
    never = avoided(request.participants) | met_earlier(request)
    return [
        (person.id, other)
        for person in request.participants
        for other in dict.fromkeys(person.requests)
        if other in there and other != person.id and pair(person.id, other) not in never
    ]
