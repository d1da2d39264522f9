"""At which table each mentor sits down, so that mentees walk little from round to round.

How far all mentees walk is a sum over every two tables: how many go from one to the other, times
how far they are apart. Finding the least of it is the quadratic assignment problem, which nobody
can solve fast; so two mentors trade tables as long as that saves steps.
"""

from itertools import pairwise
from typing import Final

import numpy as np

from sessionrunner.core.planning.layout import NOBODY, Layout
from sessionrunner.core.planning.network import Numbers
from sessionrunner.core.planning.worth import Matrix

EFFORT: Final = 20_000_000
"""How many savings to weigh in all: a tenth of a second."""

PASSES: Final = 8
"""How often at most everybody looks for a better table."""


def seating(layout: Layout) -> list[int]:
    """The mentors' rows in the order of their tables.

    It is that of the roster where nothing is gained, or with more than 270 mentors.
    """
    places = np.arange(layout.mentors)
    passes = min(PASSES, EFFORT // max(1, layout.mentors**3))
    moves = _moves(layout) if passes else np.zeros((0, 0), dtype=np.int64)
    for _ in range(passes):
        saved = 0
        for mentor in range(layout.mentors):
            savings = _savings(moves, places, mentor)
            other = int(savings.argmax())
            if savings[other] > 0:
                places[[mentor, other]] = places[[other, mentor]]
                saved += 1
        if not saved:
            break
    return [int(row) for row in np.argsort(places, kind="stable")]


def _moves(layout: Layout) -> Matrix:
    """How often somebody goes from one mentor to the other in either direction, rests skipped."""
    moves = np.zeros((layout.mentors, layout.mentors), dtype=np.int64)
    for mentee in range(layout.mentees):
        way = [layout.mentor_of(number, mentee) for number in range(layout.rounds)]
        way = [mentor for mentor in way if mentor != NOBODY]
        for before, after in pairwise(way):
            moves[before, after] += 1
            moves[after, before] += 1
    return moves


def _savings(moves: Matrix, places: Numbers, mentor: int) -> Numbers:
    """How many steps fewer there are if this mentor trades tables with each of the others."""
    difference = moves[mentor] - moves
    apart = np.abs(places[:, np.newaxis] - places)
    gained = difference * (apart[mentor] - apart)
    # Between the two themselves nothing changes.
    return np.asarray(gained.sum(axis=1) - gained[:, mentor] - gained.diagonal(), dtype=np.int64)
