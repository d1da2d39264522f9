"""How the coming rounds would look if nothing better were known: as told, or the classic movement."""

from collections.abc import Mapping, Sequence

import numpy as np

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.circle import circle
from sessionrunner.core.planning.history import present
from sessionrunner.core.planning.pairs import across
from sessionrunner.core.planning.problem import Counts, Problem
from sessionrunner.core.planning.types import PersonId, PlanRequest, Round
from sessionrunner.core.planning.worth import Matrix

Rounds = Sequence[Sequence[tuple[int, int]]]
"""The meetings of each coming round, as mentors' rows and mentees' columns."""


class Wishes(Frozen):
    """For each coming round the pairs (row, column) to keep where nothing speaks against it.

    `told` says that people know them already, so that the rounds' order is no longer free; `rests`
    are then the mentors and the mentees who were told in each round that they meet nobody across.
    """

    rounds: tuple[tuple[tuple[int, int], ...], ...]
    told: bool
    rests: tuple[tuple[frozenset[int], frozenset[int]], ...]


class Wished(Frozen):
    """How often each two would meet, and each mentor and mentee rest, if all else were equal."""

    times: Matrix
    rests: tuple[Counts, Counts]


def wished_of(problem: Problem, wishes: Wishes) -> Wished:
    """What is wished for, whatever the round."""
    rests = tuple(np.zeros(people, dtype=np.int64) for people in problem.allowed.shape)
    for both in wishes.rests if wishes.told else ():
        for count, resting in zip(rests, both, strict=True):
            count[sorted(resting)] += 1
    return Wished(times=times_in(problem, wishes.rounds), rests=(rests[0], rests[1]))


def nothing_wished(problem: Problem) -> Wished:
    """All choices are equally welcome."""
    return only_meetings(problem, np.zeros_like(problem.met))


def only_meetings(problem: Problem, times: Matrix) -> Wished:
    """Only meetings are wished for."""
    return Wished(
        times=times, rests=(np.zeros_like(problem.mentors_tired), np.zeros_like(problem.mentees_tired))
    )


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

    resting = {one.round: _resting(one) for one in request.told}

    def rests(number: int) -> tuple[frozenset[int], frozenset[int]]:
        alone = resting.get(number, frozenset())
        return (
            frozenset(rows[one] for one in alone if one in rows),
            frozenset(columns[one] for one in alone if one in columns),
        )

    coming = range(len(request.held) + 1, len(request.held) + 1 + problem.rounds)
    return Wishes(rounds=tuple(map(places, coming)), told=bool(request.told), rests=tuple(map(rests, coming)))


def _resting(one: Round) -> frozenset[PersonId]:
    busy = {person for pairing in one.pairings for two in across(pairing) for person in two}
    return frozenset(present(one)) - busy


def _turned(problem: Problem, turn: int) -> Sequence[tuple[PersonId, PersonId]]:
    tables: Mapping[PersonId, Sequence[PersonId]] = circle(
        problem.mentors, problem.mentees, problem.seats, turn
    )
    return [(mentor, mentee) for mentor, some in tables.items() for mentee in some]
