"""In which order to hold rounds whose order is still free.

What one round costs after another depends only on the two, so the best order is a shortest path
through all rounds: found exactly by dynamic programming (Held and Karp 1962) up to `EXACT`
rounds, beyond that by moving single rounds as long as it helps.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from sessionrunner.core.planning.layout import NOBODY, Layout
from sessionrunner.core.planning.problem import Problem
from sessionrunner.core.planning.worth import Matrix
from sessionrunner.core.planning.wrongs import Background

EXACT: Final = 8

BACK_TO_BACK: Final = 10**13
"""A person who rests in both rounds: more than any number of repeats."""

AT_ONCE: Final = 10**9
"""Two who meet in both rounds: more than any way that all people walk."""


def best_order(problem: Problem, layout: Layout, background: Background) -> list[int]:
    """The order with the fewest rests back to back, then fewest repeats at once, then least walking.

    Where nothing is gained the rounds stay in the order they have.
    """
    costs, starts = _costs(problem, layout, background)
    return _exactly(costs, starts) if layout.rounds <= EXACT else _by_moving(costs, starts)


def _costs(problem: Problem, layout: Layout, background: Background) -> tuple[list[list[int]], list[int]]:
    """For every two rounds what the second costs right after the first; and what each costs first."""
    chairs = np.array(layout.chair_of, dtype=np.int64).reshape(layout.rounds, layout.mentees)
    rows = np.array(layout.on_chair, dtype=np.int64).reshape(layout.rounds, layout.mentors * layout.seats)
    heads = rows[:, :: layout.seats]
    mentee_rests, mentor_rests = chairs == NOBODY, heads == NOBODY
    tables = chairs // layout.seats
    costs = [
        [
            int(
                BACK_TO_BACK
                * ((mentee_rests[a] & mentee_rests[b]).sum() + (mentor_rests[a] & mentor_rests[b]).sum())
                + AT_ONCE * ((tables[a] == tables[b]) & ~mentee_rests[a]).sum()
                + _steps(tables[a], tables[b])
            )
            for b in range(layout.rounds)
        ]
        for a in range(layout.rounds)
    ]
    resting = np.array(problem.mentees_resting, dtype=bool), np.array(problem.mentors_resting, dtype=bool)
    starts = [
        int(BACK_TO_BACK * ((mentee_rests[a] & resting[0]).sum() + (mentor_rests[a] & resting[1]).sum()))
        + AT_ONCE * sum(int(tables[a][mentee]) == mentor for mentor, mentee in sorted(background.just_met))
        for a in range(layout.rounds)
    ]
    return costs, starts


def _steps(before: Matrix, after: Matrix) -> int:
    """How many tables all mentees together walk past between two rounds that both hold for them."""
    both = (before >= 0) & (after >= 0)
    return int(np.abs(before - after)[both].sum())


def _exactly(costs: Sequence[Sequence[int]], starts: Sequence[int]) -> list[int]:
    everything = (1 << len(starts)) - 1
    best: dict[tuple[int, int], tuple[int, tuple[int, ...]]] = {
        (1 << first, first): (start, (first,)) for first, start in enumerate(starts)
    }
    for done in range(1, everything):
        for last in range(len(starts)):
            if (known := best.get((done, last))) is None:
                continue
            for after in range(len(starts)):
                if not done >> after & 1:
                    way = (known[0] + costs[last][after], (*known[1], after))
                    key = (done | 1 << after, after)
                    best[key] = min(best.get(key, way), way)
    return list(min((best[everything, last] for last in range(len(starts))), default=(0, ()))[1])


def _by_moving(costs: Sequence[Sequence[int]], starts: Sequence[int]) -> list[int]:
    order = list(range(len(starts)))
    price = _price(order, costs, starts)
    while True:
        tries = []
        for source in range(len(order)):
            rest = order[:source] + order[source + 1 :]
            tries += [[*rest[:to], order[source], *rest[to:]] for to in range(len(order))]
        found = min(tries, key=lambda one: (_price(one, costs, starts), one))
        if _price(found, costs, starts) >= price:
            return order
        order, price = found, _price(found, costs, starts)


def _price(order: Sequence[int], costs: Sequence[Sequence[int]], starts: Sequence[int]) -> int:
    return starts[order[0]] + sum(costs[one][other] for one, other in pairwise(order))
