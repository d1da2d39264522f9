"""Finds a cheap order: robust tabu search (Taillard 1991) for the quadratic assignment problem.

Every step exchanges the places of the two items that gain most by it (or lose least), and neither goes
back to where it was for a while, so that the search climbs out of local optima. What every exchange
would bring is kept at hand, and brought up to date after one in time that grows with the square of the
number of items. Nothing is random: for how long a place is forbidden comes from a fixed sequence, so
the same costs give the same order on any machine.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from sessionrunner.core.running_order.costs import Costs, Matrix

Assignment = npt.NDArray[np.int64]

MOST_STEPS: Final = 4_000
_WORK: Final = 12_000_000
"""Steps times items squared, at most; about half a second."""
_PATIENCE: Final = 10
"""Steps times items without a better order, after which it stops."""


def search(costs: Costs, start: Assignment) -> Assignment:
    """The place of every item, as cheap as was found from `start`."""
    size = len(start)
    if size <= 1:
        return start
    state, cost = State(costs, start), cost_of(costs, start)
    best, lowest, found_at = start.copy(), cost, 0
    forbidden, lengths = np.zeros((size, size), dtype=np.int64), _lengths(size)
    upper = np.triu(np.ones((size, size), dtype=bool), k=1)
    for step in range(1, max(20, min(MOST_STEPS, _WORK // size**2)) + 1):
        if step - found_at > _PATIENCE * size + 100:
            break
        change = state.changes()
        back = forbidden[:, state.places] > step
        allowed = upper & (~(back & back.T) | (cost + change < lowest))
        if not allowed.any():
            continue
        first, second = divmod(int(np.argmin(np.where(allowed, change, np.inf))), size)
        cost += change[first, second]
        for item in (first, second):
            forbidden[item, state.places[item]] = step + next(lengths)
        state.exchange(first, second)
        if cost < lowest:
            best, lowest, found_at = state.places.copy(), cost, step
    return best


def cost_of(costs: Costs, places: Assignment) -> float:
    """What an order costs."""
    fixed = float(costs.fixed[np.arange(len(places)), places].sum())
    return fixed + sum(
        float((flow * distance[np.ix_(places, places)]).sum())
        for flow, distance in zip(costs.flows, costs.distances, strict=True)
    )


class State:
    """An order, and what every exchange of two items' places would change in its cost."""

    def __init__(self, costs: Costs, places: Assignment) -> None:
        self.places = places.copy()
        self._fixed = costs.fixed
        self._terms = [_Term(*each, places) for each in zip(costs.flows, costs.distances, strict=True)]

    def changes(self) -> Matrix:
        """By how much the cost changes when two items exchange their places, for every two."""
        change = _exchanged(self._fixed[:, self.places])
        for term in self._terms:
            change += term.changes()
        return change

    def exchange(self, first: int, second: int) -> None:
        """Let two items exchange their places."""
        self.places[[first, second]] = self.places[[second, first]]
        for term in self._terms:
            term.exchange(first, second)


class _Term:
    """One flow with its distance. `_products` is flow x apartᵀ + flowᵀ x apart, kept up to date."""

    def __init__(self, flow: Matrix, distance: Matrix, places: Assignment) -> None:
        self._flow = flow
        self._apart = distance[np.ix_(places, places)]
        self._products: Matrix = flow @ self._apart.T + flow.T @ self._apart

    def changes(self) -> Matrix:
        flow, apart = self._flow, self._apart
        product = flow * apart
        whole: Matrix = (
            _exchanged(self._products) + 2 * (product + product.T) + (flow - flow.T) * (apart.T - apart)
        )
        return whole

    def exchange(self, first: int, second: int) -> None:
        two, flow = [first, second], self._flow
        before = self._apart
        after = before.copy()
        after[two] = after[two[::-1]]
        after[:, two] = after[:, two[::-1]]
        moved = after - before
        others = moved.copy()
        others[two] = 0
        self._products += flow[:, two] @ others[:, two].T
        self._products[:, two] += flow @ moved[two].T
        others = moved.copy()
        others[:, two] = 0
        self._products += flow.T[:, two] @ others[two]
        self._products[:, two] += flow.T @ moved[:, two]
        self._apart = after


def _exchanged(product: Matrix) -> Matrix:
    own = np.diagonal(product)
    difference: Matrix = product + product.T - own[:, None] - own[None, :]
    return difference


def _lengths(size: int) -> Iterator[int]:
    """For how many steps an item stays away from a place: between 0.9 and 1.1 times the number of items."""
    state, least = 1, max(1, round(0.9 * size))
    while True:
        state = (state * 1_103_515_245 + 12_345) % 2**31
        yield least + (state >> 16) % max(1, round(0.2 * size) + 1)
