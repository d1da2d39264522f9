"""Into which round each chosen meeting goes: König's edge colouring, by alternating chains.

Every meeting finds a round: if its two people have no free round in common, the mentor is free in
one and the mentee in another, and exchanging these two rounds along the mentee's chain makes the
mentor's free round free for both (König 1916). The time is that of walking the chains.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from sessionrunner.core.planning.layout import NOBODY, Layout, Seat
from sessionrunner.core.planning.problem import Problem
from sessionrunner.core.planning.wishes import Rounds
from sessionrunner.core.planning.worth import Matrix
from sessionrunner.core.planning.wrongs import Meeting


def lay_out(problem: Problem, times: Matrix, start: Rounds, told: Sequence[frozenset[Meeting]]) -> Layout:
    """Rounds in which each two meet as often as `times` says, what can be kept of `start` in place.

    Of several chains to exchange, the one that moves the fewest `told` meetings is.
    """
    layout, left = _kept(problem, times, start)
    for mentor, mentee in _meetings(left):
        _insert(layout, mentor, mentee, told)
    return layout


def told_layout(problem: Problem, told: Rounds) -> Layout:
    """The told rounds as far as they can still be held, with holes where they cannot."""
    return _kept(problem, problem.allowed * problem.rounds, told)[0]


def _kept(problem: Problem, times: Matrix, start: Rounds) -> tuple[Layout, Matrix]:
    """The given meetings among those that may take place, and how many are left to lay out."""
    layout = Layout(problem.rounds, len(problem.mentors), len(problem.mentees), problem.seats)
    left = times.copy()
    for number, pairs in enumerate(start):
        for mentor, mentee in pairs:
            free = layout.chair_of[number][mentee] == NOBODY and layout.has_room(number, mentor)
            if free and left[mentor, mentee]:
                layout.sit(number, mentor, mentee)
                left[mentor, mentee] -= 1
    return layout, left


def _meetings(times: Matrix) -> Iterator[tuple[int, int]]:
    mentors, mentees = np.nonzero(times)
    for mentor, mentee in zip(mentors.tolist(), mentees.tolist(), strict=True):
        yield from [(mentor, mentee)] * int(times[mentor, mentee])


def _insert(layout: Layout, mentor: int, mentee: int, told: Sequence[frozenset[Meeting]]) -> None:
    every = range(layout.rounds)
    mentee_free = [number for number in every if layout.chair_of[number][mentee] == NOBODY]
    mentor_free = [number for number in every if layout.has_room(number, mentor)]
    both = [number for number in mentor_free if layout.chair_of[number][mentee] == NOBODY]
    if both:
        layout.sit(min(both, key=lambda number: layout.size(number, mentor)), mentor, mentee)
        return
    changes = [(here, there) for here in mentor_free for there in mentee_free]
    if any(told):
        changes.sort(key=lambda change: _told_lost(layout, mentee, change, told))
    here, there = changes[0]
    layout.exchange(layout.chain_from_mentee(mentee, here, there), here, there)
    layout.sit(here, mentor, mentee)


def _told_lost(
    layout: Layout, mentee: int, change: tuple[int, int], told: Sequence[frozenset[Meeting]]
) -> int:
    here, there = change

    def as_told(number: int, seat: Seat) -> bool:
        return (seat.chair // layout.seats, seat.mentee) in told[number]

    chain = layout.chain_from_mentee(mentee, here, there)
    return sum(as_told(seat.round, seat) - as_told(here + there - seat.round, seat) for seat in chain)
