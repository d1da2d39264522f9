"""Who discusses which paper: as a cheapest flow, so exactly the best for the order that was found.

From every person flow as many units as they take papers on, each dearer than the one before, so that
nobody has many; through the person at one time, who is in one place only; to the papers on at that
time, the cheaper the more interests are shared. What nobody takes on comes over a last, dear arc.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

import numpy as np

from sessionrunner.core.planning.network import Network
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.running_order.costs import people_of
from sessionrunner.core.running_order.places import Place
from sessionrunner.core.running_order.types import OrderPaper, OrderRequest
from sessionrunner.core.wip.papers import PaperId

MOST_LOAD: Final = 2
"""Papers that nobody is asked to discuss more of, unless there are too few people for that."""
PER_INTEREST: Final = 100
MOST_INTERESTS: Final = 5
PER_EXTRA_PAPER: Final = 250
"""Discussing another paper weighs as much as two and a half shared interests."""
OWN_ROOM: Final = 50
"""Whoever presents in the same room at about that time need not walk."""
_UNFILLED: Final = 1_000_000

Time = tuple[int, int]
Found = dict[PaperId, tuple[PersonId, ...]]


def find_discussants(request: OrderRequest, places: Mapping[PaperId, Place]) -> tuple[Found, int]:
    """The discussants of every placed paper that needs some, and how many interests they share with them."""
    papers = [paper for paper in request.papers if paper.id in places]
    missing = {paper.id: request.wanted - len(paper.discussants) for paper in papers}
    lacking = {paper: count for paper, count in missing.items() if count > 0}
    if not lacking or not request.candidates:
        return {}, 0
    arcs = _arcs(request, papers, places, lacking)
    if not arcs:
        return {}, 0
    chosen = _solved(request, papers, places, lacking, arcs)
    found = defaultdict[PaperId, list[PersonId]](list)
    interest = 0
    for number in chosen:
        person, paper, common, _ = arcs[number]
        found[papers[paper].id].append(request.candidates[person].id)
        interest += common
    return {paper: tuple(people) for paper, people in found.items()}, interest


Arc = tuple[int, int, int, int]
"""A person and a paper by their numbers, how many interests they share, and the cost."""


def _arcs(
    request: OrderRequest,
    papers: list[OrderPaper],
    places: Mapping[PaperId, Place],
    lacking: Mapping[PaperId, int],
) -> list[Arc]:
    busy = {(person, _time(places[paper.id])) for paper in papers for person in people_of(paper)}
    rooms = {
        (person, places[paper.id].room, places[paper.id].block)
        for paper in papers
        for person in paper.presenters
    }
    arcs = list[Arc]()
    for number, paper in enumerate(papers):
        if paper.id not in lacking:
            continue
        place = places[paper.id]
        for person, candidate in enumerate(request.candidates):
            if (candidate.id, _time(place)) in busy:
                continue
            common = min(MOST_INTERESTS, len(candidate.interests & paper.keywords))
            near = OWN_ROOM * ((candidate.id, place.room, place.block) in rooms)
            cost = PER_INTEREST * (MOST_INTERESTS - common) + OWN_ROOM - near
            arcs.append((person, number, common, cost))
    return arcs


def _time(place: Place) -> Time:
    return (place.block, place.slot)


def _solved(
    request: OrderRequest,
    papers: list[OrderPaper],
    places: Mapping[PaperId, Place],
    lacking: Mapping[PaperId, int],
    arcs: list[Arc],
) -> list[int]:
    """The numbers of the arcs that the cheapest flow takes."""
    people = len(request.candidates)
    keys = list(dict.fromkeys(_hour(arc, papers, places) for arc in arcs))
    hours = {key: people + len(papers) + number for number, key in enumerate(keys)}
    network = Network(people + len(papers) + len(hours))
    named = Counter(person for paper in papers for person in paper.discussants)
    most = max(MOST_LOAD, -(-sum(lacking.values()) // people) + 1)
    for extra in range(most):
        loads = np.array([named[candidate.id] for candidate in request.candidates])
        open_ = np.flatnonzero(loads + extra < most)
        network.arcs(network.source, open_, capacity=1, cost=PER_EXTRA_PAPER * (loads[open_] + extra))
    network.arcs([person for person, _ in keys], list(hours.values()), capacity=1, cost=0)
    names = network.arcs(
        [hours[_hour(arc, papers, places)] for arc in arcs],
        [people + arc[1] for arc in arcs],
        capacity=1,
        cost=[arc[3] for arc in arcs],
    )
    wanting = [(people + n, lacking[paper.id]) for n, paper in enumerate(papers) if paper.id in lacking]
    ends, amounts = zip(*wanting, strict=True)
    network.arcs(network.source, ends, capacity=amounts, cost=_UNFILLED)
    network.arcs(ends, network.sink, capacity=amounts, cost=0)
    network.send(sum(amounts))
    return [int(n) for n in np.flatnonzero(network.along(names))]


def _hour(arc: Arc, papers: list[OrderPaper], places: Mapping[PaperId, Place]) -> tuple[int, Time]:
    return arc[0], _time(places[papers[arc[1]].id])
