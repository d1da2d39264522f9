"""The best running order there is, by CP-SAT: slow and sure, to compare with."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from ortools.sat.python import cp_model

from sessionrunner.core.running_order.costs import people_of, shared
from sessionrunner.core.running_order.places import Place, places_of, suits
from sessionrunner.core.running_order.types import OrderPaper, OrderRequest
from sessionrunner.core.wip.papers import PaperId


def best_order(request: OrderRequest, seconds: float = 60) -> tuple[int, int]:
    """How many papers can be placed at most, and the most common keywords with so many placed."""
    places = places_of(request)
    model = cp_model.CpModel()
    at = {
        (paper.id, index): model.new_bool_var(f"{paper.id}@{index}")
        for paper in request.papers
        for index, place in enumerate(places)
        if suits(paper, place, request.rooms)
    }
    for paper in request.papers:
        model.add_at_most_one(var for (name, _), var in at.items() if name == paper.id)
    for index in range(len(places)):
        model.add_at_most_one(var for (_, place), var in at.items() if place == index)
    _no_gaps(model, at, places)
    _last(model, at, request.papers, places)
    _nobody_twice(model, at, request.papers, places)
    together = _together(model, at, request.papers, places)
    model.maximize(10_000 * sum(at.values()) + sum(together))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    best = round(solver.objective_value)
    return best // 10_000, best % 10_000


Vars = dict[tuple[PaperId, int], cp_model.IntVar]


def _filled(at: Vars, index: int) -> Any:
    return sum(var for (_, place), var in at.items() if place == index)


def _no_gaps(model: cp_model.CpModel, at: Vars, places: Sequence[Place]) -> None:
    for first, second in combinations(range(len(places)), 2):
        one, other = places[first], places[second]
        if (one.room, one.block) == (other.room, other.block) and one.slot + 1 == other.slot:
            model.add(_filled(at, first) >= _filled(at, second))


def _last(model: cp_model.CpModel, at: Vars, papers: Sequence[OrderPaper], places: Sequence[Place]) -> None:
    for paper in papers:
        for index, place in enumerate(places):
            if not paper.wishes.last or (paper.id, index) not in at:
                continue
            for later, other in enumerate(places):
                if (other.room, other.block) == (place.room, place.block) and other.slot > place.slot:
                    model.add(_filled(at, later) + at[paper.id, index] <= 1)


def _nobody_twice(
    model: cp_model.CpModel, at: Vars, papers: Sequence[OrderPaper], places: Sequence[Place]
) -> None:
    for one, other in combinations(papers, 2):
        if not people_of(one) & people_of(other):
            continue
        for first, place in enumerate(places):
            for second, beside in enumerate(places):
                same_time = (place.block, place.slot) == (beside.block, beside.slot)
                if (
                    same_time
                    and place.room != beside.room
                    and {(one.id, first), (other.id, second)} <= at.keys()
                ):
                    model.add(at[one.id, first] + at[other.id, second] <= 1)


def _together(
    model: cp_model.CpModel, at: Vars, papers: Sequence[OrderPaper], places: Sequence[Place]
) -> list[Any]:
    gains = list[Any]()
    for one, other in combinations(papers, 2):
        common = shared(one, other)
        for room, block in sorted({(place.room, place.block) for place in places} if common else ()):
            here = [n for n, place in enumerate(places) if (place.room, place.block) == (room, block)]
            both = model.new_bool_var("")
            for paper in (one, other):
                model.add(both <= sum(at[paper.id, n] for n in here if (paper.id, n) in at))
            gains.append(common * both)
    return gains
