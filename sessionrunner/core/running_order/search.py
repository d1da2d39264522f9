"""Finds a cheap order: robust tabu search (Taillard 1991) for the quadratic assignment problem.

Every step exchanges the places of the two items that gain most by it (or lose least), and neither goes
back to where it was for a while, so that the search climbs out of local optima. What every exchange
would bring is kept at hand, and brought up to date after one in time that grows with the square of the
number of items. What looks like chance is a fixed sequence, so the same costs give the same order on
any machine.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from sessionrunner.core.running_order.costs import Costs, Matrix

Assignment = npt.NDArray[np.int64]

_WORK: Final = 12_000_000
"""Steps times items squared, at most; about half a second."""


def search(costs: Costs, start: Assignment, effort: float = 1.0) -> Assignment:
    """The place of every item, as cheap as was found from `start`.

    When nothing better was found for long, some items are shaken up and the search goes on from there.
    `effort` scales how long it searches.
    """
    size = len(start)
    if size <= 1:
        return start
    chance = _Sequence()
    state, cost = State(costs, start), cost_of(costs, start)
    best, lowest, stale = start.copy(), cost, 0
    forbidden = np.zeros((size, size), dtype=np.int64)
    upper = np.triu(np.ones((size, size), dtype=bool), k=1)
    for step in range(1, round(effort * _steps(size)) + 20):
        change = state.changes()
        back = forbidden[:, state.places] > step
        allowed = upper & (~(back & back.T) | (cost + change < lowest))
        first, second = divmod(int(np.argmin(np.where(allowed, change, np.inf))), size)
        if stale > 100 + 5 * size or not allowed[first, second]:
            first, second = sorted((chance.below(size), chance.below(size)))
            stale = -1 if chance.below(max(3, size // 4)) == 0 else stale
        cost += change[first, second]
        for item in (first, second):
            forbidden[item, state.places[item]] = step + round(0.9 * size) + chance.below(size // 5 + 1)
        state.exchange(first, second)
        stale += 1
        if cost < lowest:
            best, lowest, stale = state.places.copy(), cost, 0
    return best


def _steps(size: int) -> int:
    """How many exchanges are tried: a step of a few items costs next to nothing, so they get more of them."""
    return min(max(400 + 20 * size, 12_000 // size), _WORK // size**2)


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
        terms = zip(costs.flows, costs.distances, strict=True)
        self._terms = [_Term(flow, distance, places) for flow, distance in terms if flow.any()]

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
    """One flow with its distance. `_products` is flow x apartᵀ + flowᵀ x apart, kept up to date.

    Where both are symmetric the two are the same, and half the work is saved.
    """

    def __init__(self, flow: Matrix, distance: Matrix, places: Assignment) -> None:
        self._flow = flow
        self._symmetric = bool((flow == flow.T).all() and (distance == distance.T).all())
        self._apart = distance[np.ix_(places, places)]
        self._products: Matrix = flow @ self._apart.T + flow.T @ self._apart

    def changes(self) -> Matrix:
        flow, apart = self._flow, self._apart
        product = flow * apart
        if self._symmetric:
            return _exchanged(self._products) + 4 * product
        turned: Matrix = 2 * (product + product.T) + (flow - flow.T) * (apart.T - apart)
        return _exchanged(self._products) + turned

    def exchange(self, first: int, second: int) -> None:
        two, before = [first, second], self._apart
        after = before.copy()
        after[two] = after[two[::-1]]
        after[:, two] = after[:, two[::-1]]
        rows, columns = after[two] - before[two], after[:, two] - before[:, two]
        self._apart = after
        if self._symmetric:
            self._products += 2 * self._changed(self._flow, two, columns, rows)
        else:
            self._products += self._changed(self._flow, two, columns, rows)
            self._products += self._changed(self._flow.T, two, rows.T, columns.T)

    @staticmethod
    def _changed(flow: Matrix, two: list[int], columns: Matrix, rows: Matrix) -> Matrix:
        """By how much flow x apartᵀ changes when these rows and columns of apart do."""
        change: Matrix = flow[:, two] @ columns.T
        change[:, two] = flow @ rows.T
        return change


def _exchanged(product: Matrix) -> Matrix:
    own = np.diagonal(product)
    difference: Matrix = product + product.T - own[:, None] - own[None, :]
    return difference


class _Sequence:
    """Numbers that look like chance and are always the same: a linear congruential generator."""

    def __init__(self) -> None:
        self._state = 1

    def below(self, limit: int) -> int:
        """The next number, from 0 on, below `limit`."""
        self._state = (self._state * 1_103_515_245 + 12_345) % 2**31
        return (self._state >> 8) % limit
