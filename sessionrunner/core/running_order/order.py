"""Makes a running order, and says what does not fit."""

from collections.abc import Iterator, Mapping

import numpy as np

from sessionrunner.core.model import TrackId
from sessionrunner.core.running_order.beginning import wishes_first
from sessionrunner.core.running_order.costs import Costs, costs_of, people_of, shared
from sessionrunner.core.running_order.discussants import Found, find_discussants
from sessionrunner.core.running_order.places import Place, places_of, suits, why_nowhere
from sessionrunner.core.running_order.search import Assignment, cost_of, search
from sessionrunner.core.running_order.types import LeftOut, OrderPaper, OrderRequest, RunningOrder
from sessionrunner.core.wip.papers import PaperId

Placed = dict[PaperId, Place]


def make_order(request: OrderRequest) -> RunningOrder:
    """Where and when every paper is presented, and who discusses it.

    What must hold, holds: nobody is in two rooms at once, and every wish. What cannot be placed so is
    left out, with a sentence that says why. Of the orders that remain it looks for one in which papers
    with common keywords share a room; discussants are then the best there are for this order.
    """
    places = places_of(request)
    fitting = tuple(p for p in request.papers if any(suits(p, place, request.rooms) for place in places))
    out = [
        LeftOut(paper=paper.id, why=why_nowhere(paper, request, places))
        for paper in request.papers
        if paper not in fitting
    ]
    placed, left = _placed(request, fitting, places)
    discussants, interest = find_discussants(request, placed)
    return RunningOrder(
        order=_in_order(request, placed),
        discussants=discussants,
        left_out=(*out, *left),
        notes=tuple(_lacking(request, placed, discussants)),
        shared=shared_keywords(request, placed),
        interest=interest,
    )


def _placed(
    request: OrderRequest, papers: tuple[OrderPaper, ...], places: tuple[Place, ...]
) -> tuple[Placed, list[LeftOut]]:
    """Places for as many papers as can be.

    A paper that still violates something makes way for an empty place, and the search goes on from there.
    """
    size, left = max(len(papers), len(places)), list[LeftOut]()
    found = _found(request, papers, places, size)
    while True:
        costs = costs_of(request, papers, places, size)
        if left:
            found = search(costs, found, effort=0.25)
        worst = _worst(costs, found)
        if worst is None:
            return _result(request, papers, places, found, left)
        left.append(LeftOut(paper=papers[worst].id, why=_why_clashing(request, papers[worst])))
        papers = papers[:worst] + papers[worst + 1 :]
        found = np.append(np.delete(found, worst), found[worst])


def _found(
    request: OrderRequest, papers: tuple[OrderPaper, ...], places: tuple[Place, ...], size: int
) -> Assignment:
    """The best order of all these papers that is found: from another outset, if one is not enough."""
    costs = costs_of(request, papers, places, size)
    found = search(costs, _start(papers, size))
    if _worst(costs, found) is None:
        return found
    other = search(costs, wishes_first(request, papers, places, size))
    return min(found, other, key=lambda order: cost_of(costs, order))


def _start(papers: tuple[OrderPaper, ...], size: int) -> Assignment:
    """A first order: papers one by one, each beside those it shares most keywords with."""
    order = np.arange(size)
    chain, rest = list[int](), list(range(len(papers)))
    while rest:
        last = papers[chain[-1]] if chain else None
        following = max(rest, key=lambda n: (shared(last, papers[n]) if last else 0, -n))
        chain.append(following)
        rest.remove(following)
    order[np.array(chain, dtype=np.int64)] = np.arange(len(chain))
    return order


def _worst(costs: Costs, found: Assignment) -> int | None:
    """The paper with the most violations, or None if there are none."""
    items = np.arange(len(found))
    violations = costs.fixed[items, found].copy()
    for flow, distance in zip(costs.flows[1:], costs.distances[1:], strict=True):
        product = flow * distance[np.ix_(found, found)]
        violations += product.sum(axis=0) + product.sum(axis=1)
    of_papers = violations[: costs.papers]
    return int(np.argmax(of_papers)) if of_papers.size and of_papers.max() > 0 else None


def _result(
    request: OrderRequest,
    papers: tuple[OrderPaper, ...],
    places: tuple[Place, ...],
    found: Assignment,
    left: list[LeftOut],
) -> tuple[Placed, list[LeftOut]]:
    placed = {
        paper.id: places[found[number]] for number, paper in enumerate(papers) if found[number] < len(places)
    }
    crowded = [
        LeftOut(paper=paper.id, why=_why_crowded(request, paper, len(places)))
        for paper in papers
        if paper.id not in placed
    ]
    return placed, [*left, *crowded]


def _why_clashing(request: OrderRequest, paper: OrderPaper) -> str:
    names = [request.names.get(person, "somebody") for person in sorted(people_of(paper))]
    busy = " and ".join(names)
    wishes = " and that is as it asks" if paper.wishes.first or paper.wishes.last or _is_timed(paper) else ""
    return f"“{paper.title}” found no place at which {busy} would not be needed elsewhere{wishes}."


def _is_timed(paper: OrderPaper) -> bool:
    wishes = paper.wishes
    return bool(wishes.room) or any(x is not None for x in (wishes.not_before, wishes.done_by, wishes.day))


def _why_crowded(request: OrderRequest, paper: OrderPaper, places: int) -> str:
    return (
        f"“{paper.title}” found no place: there is time for {places} papers, and there are "
        f"{len(request.papers)}. Add a room, give it more time, or make presentations shorter."
    )


def _lacking(request: OrderRequest, placed: Mapping[PaperId, Place], found: Found) -> Iterator[str]:
    for paper in request.papers:
        has = len(paper.discussants) + len(found.get(paper.id, ()))
        if paper.id in placed and has < request.wanted:
            yield f"“{paper.title}” has {has} of {request.wanted} discussants: nobody else is free then."


def _in_order(
    request: OrderRequest, placed: Mapping[PaperId, Place]
) -> dict[TrackId, tuple[tuple[PaperId, ...], ...]]:
    by_place = sorted(placed, key=lambda paper: placed[paper].slot)
    return {
        room.id: tuple(
            tuple(p for p in by_place if (placed[p].room, placed[p].block) == (number, block))
            for block in range(len(request.blocks))
        )
        for number, room in enumerate(request.rooms)
    }


def shared_keywords(request: OrderRequest, placed: Mapping[PaperId, Place]) -> int:
    """Keywords in common, counted over every two papers of one room and block."""
    papers = [paper for paper in request.papers if paper.id in placed]
    where = {paper.id: (placed[paper.id].room, placed[paper.id].block) for paper in papers}
    return sum(
        shared(first, second)
        for number, first in enumerate(papers)
        for second in papers[number + 1 :]
        if where[first.id] == where[second.id]
    )
