"""Integer programs: sums of variables that are 0 or 1, within bounds, one sum as large as it can be.

The solver is SCIP, as OR-Tools brings it: on one thread, and limited by the work that it does and
not by the time that it takes, so that it answers the same on every machine.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from ortools.linear_solver import pywraplp

SETTINGS: Final = """
limits/nodes = 100
separating/maxroundsroot = 0
heuristics/alns/freq = -1
heuristics/clique/freq = -1
heuristics/locks/freq = -1
heuristics/vbounds/freq = -1
"""
"""So many branches at most, then the best that was found is taken; and what only takes time here is off."""

Sum = Mapping[int, int]
"""Whole-number weights of variables, by their names."""


class Program:
    """Variables from 0 to 1, constraints on their sums, and a solver."""

    def __init__(self) -> None:
        self._solver = pywraplp.Solver.CreateSolver("SCIP")
        self._solver.SetSolverSpecificParametersAsString(SETTINGS)
        self._exactly = pywraplp.MPSolverParameters()
        # As it comes, the solver is content with a ten-thousandth less than the best: an interest shared.
        self._exactly.SetDoubleParam(pywraplp.MPSolverParameters.RELATIVE_MIP_GAP, 0.0)
        self._variables: list[pywraplp.Variable] = []

    def variables(self, count: int, *, whole: bool = True) -> list[int]:
        """The names of so many new variables; `whole` ones are 0 or 1, others anything between."""
        first = len(self._variables)
        self._variables += [self._solver.Var(0, 1, whole, "") for _ in range(count)]
        return list(range(first, len(self._variables)))

    def between(self, least: float, row: Sum, most: float) -> None:
        """Demand that a sum lies between two numbers."""
        constraint = self._solver.Constraint(least, most)
        for variable, weight in row.items():
            constraint.SetCoefficient(self._variables[variable], weight)

    def at_most(self, row: Sum, most: float) -> None:
        """Demand that a sum is not larger."""
        self.between(-self._solver.infinity(), row, most)

    def at_least(self, row: Sum, least: float) -> None:
        """Demand that a sum is not smaller."""
        self.between(least, row, self._solver.infinity())

    def maximise(self, goal: Sum, among: Iterable[int]) -> frozenset[int] | None:
        """Which of some variables are 1 where the sum is as large as was found.

        None where nothing keeps to the demands, or nothing was found within the limit.
        """
        objective = self._solver.Objective()
        objective.Clear()
        for variable, weight in goal.items():
            objective.SetCoefficient(self._variables[variable], weight)
        objective.SetMaximization()
        if self._solver.Solve(self._exactly) not in {pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE}:
            return None
        return frozenset(one for one in among if self._variables[one].solution_value() > 0.5)  # noqa: PLR2004 - 0 or 1
