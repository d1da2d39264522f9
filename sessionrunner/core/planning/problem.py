"""The planner's question in numbers: mentors are rows, mentees are columns."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.history import NEVER, Attendance, attendance, times_met
from sessionrunner.core.planning.pairs import Pair, avoided, shuffled
from sessionrunner.core.planning.sides import chairs
from sessionrunner.core.planning.types import PersonId, PlanRequest, Side
from sessionrunner.core.planning.worth import Matrix, worth

Counts = npt.NDArray[np.int64]
"""A number for every person of one side."""


class Problem(Frozen):
    """Who may still meet whom in the coming rounds, and what that would be worth.

    `seats` is how many mentees one mentor can have in a round. `met` counts meetings held (an
    earlier session's once); `tired` the sit-outs that a person has behind them, a latecomer's
    share of the rounds they missed included; `resting` marks who sat out the last held round.
    """

    mentors: tuple[PersonId, ...]
    mentees: tuple[PersonId, ...]
    rounds: int
    seats: int
    worth: Matrix
    allowed: npt.NDArray[np.bool_]
    met: Matrix
    mentors_tired: Counts
    mentees_tired: Counts
    mentors_resting: tuple[bool, ...]
    mentees_resting: tuple[bool, ...]


def pose(request: PlanRequest, sides: Mapping[PersonId, Side]) -> Problem:
    """The question that a request asks once everybody's side is known."""
    mentors = [person.id for person in request.participants if sides[person.id] == "mentor"]
    mentees = [person.id for person in request.participants if sides[person.id] == "mentee"]
    return between(request, mentors, shuffled(mentees, request.seed))


def between(request: PlanRequest, mentors: Sequence[PersonId], mentees: Sequence[PersonId]) -> Problem:
    """The question of who of the one people meets whom of the other; nobody meets themselves."""
    by_id = {person.id: person for person in request.participants}
    parts = attendance(request.held)
    held = len(request.held)
    never = {**dict.fromkeys(avoided(request.participants), 1), **{(one, one): 1 for one in mentors}}
    return Problem(
        mentors=tuple(mentors),
        mentees=tuple(mentees),
        rounds=max(0, request.rounds - held),
        seats=chairs(request),
        worth=worth([by_id[one] for one in mentors], [by_id[one] for one in mentees]),
        allowed=spread(never, mentors, mentees) == 0,
        met=spread(times_met(request.held, request.met_before), mentors, mentees),
        mentors_tired=_tired(mentors, parts, held),
        mentees_tired=_tired(mentees, parts, held),
        mentors_resting=_resting(mentors, parts, held),
        mentees_resting=_resting(mentees, parts, held),
    )


def spread(numbers: Mapping[Pair, int], mentors: Sequence[PersonId], mentees: Sequence[PersonId]) -> Matrix:
    """The numbers of pairs as a matrix; pairs within one side have no place in it."""
    matrix = np.zeros((len(mentors), len(mentees)), dtype=np.int64)
    rows = {person: index for index, person in enumerate(mentors)}
    columns = {person: index for index, person in enumerate(mentees)}
    for (one, other), number in numbers.items():
        for mentor, mentee in ((one, other), (other, one)):
            if mentor in rows and mentee in columns:
                matrix[rows[mentor], columns[mentee]] = number
    return matrix


def _tired(people: Sequence[PersonId], parts: Mapping[PersonId, Attendance], held: int) -> Counts:
    """Sit-outs so far. Rounds missed count as a side's average, or latecomers would rest first."""
    rested = [len(parts.get(person, NEVER).resting) for person in people]
    there = [len(parts.get(person, NEVER).there) for person in people]
    total_rested, total_there = sum(rested), max(1, sum(there))
    shares = [((held - seen) * total_rested * 2 + total_there) // (2 * total_there) for seen in there]
    return np.array([own + share for own, share in zip(rested, shares, strict=True)], dtype=np.int64)


def _resting(people: Sequence[PersonId], parts: Mapping[PersonId, Attendance], held: int) -> tuple[bool, ...]:
    return tuple(held - 1 in parts.get(person, NEVER).resting for person in people)
