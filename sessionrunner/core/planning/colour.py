"""Into which round each chosen meeting goes: König's edge colouring, by alternating chains.

Every meeting finds a round: if its two people have no free round in common, the mentor is free in
one and the mentee in another, and exchanging these two rounds along the mentee's chain makes the
mentor's free round free for both (König 1916). The time is that of walking the chains.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from sessionrunner.core.planning.layout import NOBODY, Layout, Seat
from sessionrunner.core.planning.problem import Problem
from sessionrunner.core.planning.wishes import Wishes
from sessionrunner.core.planning.worth import Matrix


def lay_out(problem: Problem, times: Matrix, wishes: Wishes) -> Layout:
    """Rounds in which each two meet as often as `times` says, many of the wished ones in place."""
    layout, left = _wished(problem, times, wishes)
    kept = [set(pairs) if wishes.told else set() for pairs in wishes.rounds]
    for mentor, mentee in _meetings(left):
        _insert(layout, mentor, mentee, kept)
    return layout


def told_layout(problem: Problem, wishes: Wishes) -> Layout:
    """The told rounds as far as they can still be held, with holes where they cannot."""
    return _wished(problem, problem.allowed * problem.rounds, wishes)[0]


def _wished(problem: Problem, times: Matrix, wishes: Wishes) -> tuple[Layout, Matrix]:
    """The wished meetings among those that may take place, and how many are left to lay out."""
    layout = Layout(problem.rounds, len(problem.mentors), len(problem.mentees), problem.seats)
    left = times.copy()
    for number, pairs in enumerate(wishes.rounds):
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


def _insert(layout: Layout, mentor: int, mentee: int, kept: Sequence[set[tuple[int, int]]]) -> None:
    every = range(layout.rounds)
    mentee_free = [number for number in every if layout.chair_of[number][mentee] == NOBODY]
    mentor_free = [number for number in every if layout.has_room(number, mentor)]
    both = [number for number in mentor_free if layout.chair_of[number][mentee] == NOBODY]
    if both:
        layout.sit(min(both, key=lambda number: layout.size(number, mentor)), mentor, mentee)
        return
    changes = [(here, there) for here in mentor_free for there in mentee_free]
    if any(kept):
        changes.sort(key=lambda change: _told_lost(layout, mentee, change, kept))
    here, there = changes[0]
    layout.exchange(layout.chain_from_mentee(mentee, here, there), here, there)
    layout.sit(here, mentor, mentee)


def _told_lost(
    layout: Layout, mentee: int, change: tuple[int, int], kept: Sequence[set[tuple[int, int]]]
) -> int:
    here, there = change

    def told(number: int, seat: Seat) -> bool:
        return (seat.chair // layout.seats, seat.mentee) in kept[number]

    chain = layout.chain_from_mentee(mentee, here, there)
    return sum(told(seat.round, seat) - told(here + there - seat.round, seat) for seat in chain)
