"""How the coming rounds would look if nothing better were known: as told, or the classic movement."""

from collections.abc import Mapping, Sequence

import numpy as np

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.circle import circle
from sessionrunner.core.planning.pairs import across
from sessionrunner.core.planning.problem import Problem
from sessionrunner.core.planning.types import PersonId, PlanRequest
from sessionrunner.core.planning.worth import Matrix

Rounds = Sequence[Sequence[tuple[int, int]]]
"""The meetings of each coming round, as mentors' rows and mentees' columns."""


class Wishes(Frozen):
    """For each coming round the pairs (row, column) to keep where nothing speaks against it.

    `told` says that people know them already, so that the rounds' order is no longer free.
    """

    rounds: tuple[tuple[tuple[int, int], ...], ...]
    told: bool


def times_in(problem: Problem, rounds: Rounds) -> Matrix:
    """How often each pair is in the rounds."""
    count = np.zeros(problem.allowed.shape, dtype=np.int64)
    for pairs in rounds:
        for row, column in pairs:
            count[row, column] += 1
    return count


def wishes(request: PlanRequest, problem: Problem) -> Wishes:
    """What to keep: the told rounds where there are some, else the circle turned on from the held ones."""
    rows = {person: index for index, person in enumerate(problem.mentors)}
    columns = {person: index for index, person in enumerate(problem.mentees)}
    told = {one.round: [two for pairing in one.pairings for two in across(pairing)] for one in request.told}

    def places(number: int) -> tuple[tuple[int, int], ...]:
        known = told.get(number)
        pairs = _turned(problem, number - 1) if known is None else known
        return tuple((rows[one], columns[other]) for one, other in pairs if one in rows and other in columns)

    first = len(request.held) + 1
    return Wishes(
        rounds=tuple(places(number) for number in range(first, first + problem.rounds)),
        told=bool(request.told),
    )


def _turned(problem: Problem, turn: int) -> Sequence[tuple[PersonId, PersonId]]:
    tables: Mapping[PersonId, Sequence[PersonId]] = circle(
        problem.mentors, problem.mentees, problem.seats, turn
    )
    return [(mentor, mentee) for mentor, some in tables.items() for mentee in some]
