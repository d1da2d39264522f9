"""What an order costs: a quadratic assignment problem of items to places.

Items are the papers, and blanks for the places that stay empty. A solution gives every item a place,
one each. Its cost is a sum over items (`fixed`: a place that does not suit a paper) and over ordered
pairs of items (`flows` of the items times `distances` of their places):

 - papers with common keywords in one room and block: a gain;
 - papers that need the same person, at one time in two rooms: a violation;
 - whoever must not come before a paper of the same room and block, and does: a violation. Those
   are papers that wish to be last, and blanks, as no room waits for nobody;
 - blanks in one room and block: a small cost, so that rooms hold equally many papers.

All numbers are whole and small enough to be exact as floats.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.running_order.places import Place, suits
from sessionrunner.core.running_order.types import OrderPaper, OrderRequest

Matrix = npt.NDArray[np.float64]

PER_KEYWORD: Final = 4
PER_BLANK_TOGETHER: Final = 1


@dataclass(frozen=True, kw_only=True)
class Costs:
    """`fixed[item, place]`, and pairs of `flows[item, item]` and `distances[place, place]`.

    `violation` is what one violation costs: more than all else together. Places beyond the last real
    one are nowhere; an item there is left out.
    """

    fixed: Matrix
    flows: tuple[Matrix, ...]
    distances: tuple[Matrix, ...]
    violation: float
    papers: int
    real_places: int


def shared(first: OrderPaper, second: OrderPaper) -> int:
    """How many keywords two papers have in common."""
    return len(first.keywords & second.keywords)


def people_of(paper: OrderPaper) -> frozenset[PersonId]:
    """Everybody who must be there for a paper."""
    return frozenset((*paper.presenters, *paper.discussants))


def costs_of(
    request: OrderRequest, papers: tuple[OrderPaper, ...], places: tuple[Place, ...], size: int
) -> Costs:
    """The costs of every order of these papers in these places; `size` items and places in all."""
    together = _together(papers, size)
    violation = float(together.sum()) + PER_BLANK_TOGETHER * size * size + 1
    same_room, same_time, before = _distances(places, size)
    return Costs(
        fixed=_fixed(request, papers, places, size) * violation,
        flows=(
            _blanks(len(papers), size) - together,
            _clashing(papers, size) * violation,
            _not_before(papers, size) * violation,
        ),
        distances=(same_room, same_time, before),
        violation=violation,
        papers=len(papers),
        real_places=len(places),
    )


def _together(papers: tuple[OrderPaper, ...], size: int) -> Matrix:
    flow = np.zeros((size, size))
    for row, first in enumerate(papers):
        for column, second in enumerate(papers):
            if row != column:
                flow[row, column] = PER_KEYWORD * shared(first, second)
    return flow


def _blanks(papers: int, size: int) -> Matrix:
    flow = np.zeros((size, size))
    flow[papers:, papers:] = PER_BLANK_TOGETHER
    np.fill_diagonal(flow, 0)
    return flow


def _clashing(papers: tuple[OrderPaper, ...], size: int) -> Matrix:
    flow = np.zeros((size, size))
    for row, first in enumerate(papers):
        for column, second in enumerate(papers):
            if row != column:
                flow[row, column] = len(people_of(first) & people_of(second))
    return flow


def _not_before(papers: tuple[OrderPaper, ...], size: int) -> Matrix:
    flow = np.zeros((size, size))
    flow[len(papers) :, : len(papers)] = 1
    for row, paper in enumerate(papers):
        if paper.wishes.last:
            flow[row, : len(papers)] = 1
    np.fill_diagonal(flow, 0)
    return flow


def _fixed(
    request: OrderRequest, papers: tuple[OrderPaper, ...], places: tuple[Place, ...], size: int
) -> Matrix:
    cost = np.zeros((size, size))
    for row, paper in enumerate(papers):
        for column, place in enumerate(places):
            cost[row, column] = not suits(paper, place, request.rooms)
    return cost


def _distances(places: tuple[Place, ...], size: int) -> tuple[Matrix, Matrix, Matrix]:
    rooms, blocks, slots = (
        np.array([getattr(place, name) for place in places], dtype=np.int64)
        for name in ("room", "block", "slot")
    )
    same_block = blocks[:, None] == blocks[None, :]
    same_room = same_block & (rooms[:, None] == rooms[None, :])
    same_time = same_block & ~same_room & (slots[:, None] == slots[None, :])
    before = same_room & (slots[:, None] < slots[None, :])
    np.fill_diagonal(same_room, val=False)
    return _padded(same_room, size), _padded(same_time, size), _padded(before, size)


def _padded(known: npt.NDArray[np.bool_], size: int) -> Matrix:
    whole = np.zeros((size, size))
    whole[: len(known), : len(known)] = known
    return whole
