"""Minimum-cost flow, by OR-Tools' cost-scaling push-relabel (Goldberg and Tarjan 1990).

Everything is a whole number, so the answer is exact and the same on every machine.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

Numbers = npt.NDArray[np.int64]

ROOM: Final = 2**61
"""The solver multiplies costs by the number of nodes; the products must stay below this."""


class Network:
    """Arcs from a source to a sink through numbered nodes, and the cheapest flow along them."""

    def __init__(self, nodes: int) -> None:
        self._flow = SimpleMinCostFlow()
        self.source = nodes
        self.sink = nodes + 1

    def arcs(
        self, tails: npt.ArrayLike, heads: npt.ArrayLike, *, capacity: npt.ArrayLike, cost: npt.ArrayLike
    ) -> Numbers:
        """Add arcs (each argument a sequence, or one number for all) and answer with their names."""
        columns = np.broadcast_arrays(tails, heads, capacity, cost)
        whole = [np.ascontiguousarray(column, dtype=np.int64).ravel() for column in columns]
        names = self._flow.add_arcs_with_capacity_and_unit_cost(*whole)
        return np.asarray(names, dtype=np.int64)

    def send(self, amount: int) -> bool:
        """Find the cheapest way to send the amount from source to sink; False where none can.

        Raises:
            OverflowError: the costs are too large for the solver to be exact.
        """
        self._flow.set_nodes_supplies(np.array([self.source, self.sink]), np.array([amount, -amount]))
        status = self._flow.solve()
        if status not in (self._flow.OPTIMAL, self._flow.INFEASIBLE):
            raise OverflowError(f"the planner's costs are out of range: {status.name}")
        return bool(status == self._flow.OPTIMAL)

    def along(self, names: Numbers) -> Numbers:
        """How much flows along each of the arcs."""
        return np.asarray(self._flow.flows(names), dtype=np.int64)


def fits(cost: int, nodes: int) -> bool:
    """Whether arcs of such a cost can be handled exactly in a network of so many nodes."""
    return cost * (nodes + 3) < ROOM
