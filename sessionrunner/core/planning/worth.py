"""What a meeting of a mentor and a mentee is worth: the score, pair by pair.

A request outweighs everything that interests and institutions can gain or lose along an exchange
of partners between up to 294 people a side; beyond that size exchanges that long do not occur in
practice, but are not ruled out.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from sessionrunner.core.planning.types import Participant, PersonId

Matrix = npt.NDArray[np.int64]
"""A number for every mentor (row) and mentee (column)."""

REQUESTS: Final = (10_200, 10_100, 10_000)
"""For a person's first, second and third request; later ones count as the third."""

SHARED: Final = 3
"""For each interest that both have..."""

SHARED_AT_MOST: Final = 5
"""...up to so many: beyond, more of the same makes no better talk."""

ELSEWHERE: Final = 2
"""For two who are not known to be from one institution, where the roster has such two at all."""


def worth(mentors: Sequence[Participant], mentees: Sequence[Participant]) -> Matrix:
    """The score of every possible meeting across the sides."""
    shared = np.minimum(_shared_interests(mentors, mentees), SHARED_AT_MOST)
    return SHARED * shared + ELSEWHERE * _from_elsewhere(mentors, mentees) + _requested(mentors, mentees)


def requests(mentors: Sequence[Participant], mentees: Sequence[Participant]) -> Matrix:
    """How many requests each possible meeting fulfils: none, one, or both people's."""
    count = np.zeros((len(mentors), len(mentees)), dtype=np.int64)
    for row, column, _rank in _wishes(mentors, mentees):
        count[row, column] += 1
    return count


def _requested(mentors: Sequence[Participant], mentees: Sequence[Participant]) -> Matrix:
    value = np.zeros((len(mentors), len(mentees)), dtype=np.int64)
    for row, column, rank in _wishes(mentors, mentees):
        value[row, column] += REQUESTS[min(rank, len(REQUESTS) - 1)]
    return value


def _wishes(mentors: Sequence[Participant], mentees: Sequence[Participant]) -> list[tuple[int, int, int]]:
    """Every request across the sides, once: row, column and its rank from 0."""
    rows, columns = _places(mentors), _places(mentees)
    ours = [
        (rows[person.id], columns[other], rank)
        for person in mentors
        for rank, other in enumerate(dict.fromkeys(person.requests))
        if other in columns
    ]
    theirs = [
        (rows[other], columns[person.id], rank)
        for person in mentees
        for rank, other in enumerate(dict.fromkeys(person.requests))
        if other in rows
    ]
    return ours + theirs


def _shared_interests(mentors: Sequence[Participant], mentees: Sequence[Participant]) -> Matrix:
    shared = np.zeros((len(mentors), len(mentees)), dtype=np.int64)
    columns = _by_interest(mentees)
    for interest, rows in _by_interest(mentors).items():
        if interest in columns:
            shared[np.ix_(rows, columns[interest])] += 1
    return shared


def _from_elsewhere(mentors: Sequence[Participant], mentees: Sequence[Participant]) -> Matrix:
    elsewhere = np.ones((len(mentors), len(mentees)), dtype=np.int64)
    columns = _by_institution(mentees)
    for institution, rows in _by_institution(mentors).items():
        if institution in columns:
            elsewhere[np.ix_(rows, columns[institution])] = 0
    return np.zeros_like(elsewhere) if elsewhere.all() else elsewhere


def _places(people: Sequence[Participant]) -> Mapping[PersonId, int]:
    return {person.id: index for index, person in enumerate(people)}


def _by_interest(people: Sequence[Participant]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, person in enumerate(people):
        for interest in person.interests:
            found.setdefault(interest, []).append(index)
    return found


def _by_institution(people: Sequence[Participant]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, person in enumerate(people):
        if person.institution:
            found.setdefault(person.institution, []).append(index)
    return found
