"""The rules as prices: each outweighs all that one cycle of a flow can gain in the rules below it."""

from typing import Final

import msgspec
import numpy as np

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.network import fits
from sessionrunner.core.planning.problem import Problem
from sessionrunner.core.planning.wishes import Wished

MANY_ARCS: Final = 4_000_000
"""Beyond so many arcs a pair's repeats share one, and are not spread over the pairs."""


MEETING_KEPT: Final = 2
"""A wished or told meeting counts for its two people; a rest that is kept counts 1."""


class Prices(Frozen):
    """What one unit of each rule costs, each outweighing all below it."""

    repeat: int
    again: int
    rest: int
    worth: int
    wish: int


def prices_for(problem: Problem, wished: Wished, *, repeats: bool) -> Prices:
    """Prices in strict order; where they would grow too large, the least important rule gives way."""
    nodes = sum(problem.allowed.shape)
    full = _strict(problem, wishing=bool(wished.times.any() or any(rests.any() for rests in wished.rests)))
    arcs = int(problem.allowed.sum()) * problem.rounds
    plain = msgspec.structs.replace(full, again=0, repeat=full.again)
    hasty = _strict(problem, wishing=False)
    last = msgspec.structs.replace(hasty, again=0, repeat=hasty.again)
    if not repeats or arcs > MANY_ARCS or not fits(_dearest(problem, full), nodes):
        return plain if fits(_dearest(problem, plain), nodes) else last
    return full


def _strict(problem: Problem, *, wishing: bool) -> Prices:
    """Prices that outweigh each other along any cycle.

    A cycle has at most two pairs for each person of the smaller side, and at most two arcs at the
    source and two at the sink.
    """
    pairs = 2 * min(problem.allowed.shape)
    wish = int(wishing)
    granted = (MEETING_KEPT * pairs + 4) * wish
    worth = granted + 1
    rest = pairs * int(problem.worth.max(initial=0)) * worth + granted + 1
    again = (4 * _most_wear(problem) + 1) * rest
    repeat = (pairs * (problem.rounds + int(problem.met.max(initial=0))) + 1) * again
    return Prices(repeat=repeat, again=again, rest=rest, worth=worth, wish=wish)


def _most_wear(problem: Problem) -> int:
    behind = max(
        int(np.ptp(tired)) if tired.size else 0 for tired in (problem.mentors_tired, problem.mentees_tired)
    )
    return problem.rounds * problem.seats + behind


def _dearest(problem: Problem, prices: Prices) -> int:
    return prices.repeat + (problem.rounds + int(problem.met.max(initial=0))) * prices.again
