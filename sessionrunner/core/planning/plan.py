"""The planner itself; imported only where a plan is made."""

from collections.abc import Mapping, Sequence

from sessionrunner.core.planning.assemble import assemble
from sessionrunner.core.planning.greedy import greedy
from sessionrunner.core.planning.quality import quality
from sessionrunner.core.planning.sides import by_number
from sessionrunner.core.planning.types import PersonId, Plan, PlanRequest, Quality, Round, Side


def make(request: PlanRequest) -> Plan:
    """The plan for a request."""
    sides = by_number(request)
    rounds = (*request.held, *assemble(request, sides, greedy(request, sides)))
    return Plan(seed=request.seed, sides=sides, rounds=rounds, quality=judge(request, rounds, sides))


def judge(request: PlanRequest, rounds: Sequence[Round], sides: Mapping[PersonId, Side]) -> Quality:
    """How good the rounds are for the request."""
    return quality(request, rounds, sides, bound=0, requests_bound=0)
