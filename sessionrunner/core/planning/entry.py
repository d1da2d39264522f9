"""The two questions a planner answers. Asking them loads the solver, which takes half a second."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from sessionrunner.core.planning.types import PersonId, Plan, PlanRequest, Quality, Round, Side

Stopwatch = Callable[[], int]
"""Milliseconds that have passed since some fixed moment."""


def make_plan(request: PlanRequest, stopwatch: Stopwatch = int) -> Plan:
    """The plan for a request: a first one, a fresh one, or one repaired from what was told.

    The same request gives the same plan on any machine. No mix of people is refused: where few
    meetings are possible the plan has few, and its quality says so. `stopwatch` is read before
    and after for `quality.milliseconds`, which is 0 without one.
    """
    started = stopwatch()
    from sessionrunner.core.planning.plan import make  # noqa: PLC0415 - loads the solver, only now

    plan = make(request)
    timed = msgspec.structs.replace(plan.quality, milliseconds=stopwatch() - started)
    return msgspec.structs.replace(plan, quality=timed)


def measure(request: PlanRequest, rounds: Sequence[Round], sides: Mapping[PersonId, Side]) -> Quality:
    """How good given rounds are, for instance after the host swapped two people.

    `rounds` are all rounds of the session, those held included; `sides` is the plan's. The bounds
    are those of `make_plan(request)`, proven anew.
    """
    from sessionrunner.core.planning.plan import judge  # noqa: PLC0415 - loads the solver, only now

    return judge(request, rounds, sides)


def remeasure(request: PlanRequest, rounds: Sequence[Round], plan: Plan) -> Quality:
    """How good `rounds` are in place of the plan's own, for the same people.

    The same people have the same bounds, so nothing is proven anew and this takes little time.
    Whoever came after the plan was made is left out: they are in none of its rounds.
    """
    from sessionrunner.core.planning.problem import pose  # noqa: PLC0415 - loads numpy, only now
    from sessionrunner.core.planning.quality import Bounds, quality  # noqa: PLC0415 - the same

    planned = tuple(person for person in request.participants if person.id in plan.sides)
    request = msgspec.structs.replace(request, participants=planned)
    was = plan.quality
    bounds = Bounds(score=was.score_bound, fair_score=was.fair_bound, requests=was.requests_possible)
    found = quality(request, pose(request, plan.sides), rounds, plan.sides, bounds)
    return msgspec.structs.replace(found, milliseconds=was.milliseconds)
