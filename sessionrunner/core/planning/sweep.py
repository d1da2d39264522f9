"""Improving the rounds one at a time: the best a single round can be while the others stand.

With the other rounds fixed, everything that counts is a sum over the meetings and the rests of this
one, so a minimum-cost flow finds the best round there is: by repeats, sit-outs, rests back to back,
score, and what people were told, in this order. Going through all rounds until none gets better is
a local optimum, and where little has changed it leaves nearly everything as it was.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.choose import most_meetings
from sessionrunner.core.planning.layout import NOBODY, Layout
from sessionrunner.core.planning.network import Network, fits
from sessionrunner.core.planning.prices import MEETING_KEPT
from sessionrunner.core.planning.problem import Counts, Problem
from sessionrunner.core.planning.worth import Matrix
from sessionrunner.core.planning.wrongs import Background

THOROUGH: Final = 30_000
"""Up to so many pairs and rounds it is worth going through all rounds again and again..."""

SWEEPS: Final = 4
"""...so often at most; in larger sessions once, so that a repair never keeps people waiting."""


PROMISING: Final = 8
"""In larger sessions so many partners are weighed for each person."""


class _Prices(Frozen):
    """What one unit of each rule costs in a round, each outweighing all below it."""

    repeat: int
    again: int
    rest: int
    back_to_back: int
    at_once: int
    worth: int


class _Costs(Frozen):
    """What this round's meetings cost, and what it costs each person to rest in it."""

    meeting: Matrix
    mentor_rest: Counts
    mentee_rest: Counts
    further: int


class Sweep:
    """The rounds as matrices, so that one can be weighed against the sum of the others."""

    def __init__(self, problem: Problem, layout: Layout, background: Background) -> None:
        self._problem = problem
        self._layout = layout
        self._told = background.told
        self._told_rests = background.rests
        self._just_met = background.just_met
        self._amount = most_meetings(problem)
        self._prices = _prices(problem)
        self._rounds = [_as_matrix(layout, number) for number in range(layout.rounds)]
        self._times = sum(self._rounds, problem.met)

    def sweep(self, enough: Callable[[], bool] = lambda: False) -> None:
        """Make every round the best it can be beside the others, until no single one can be better.

        Rounds with holes come first. `enough` is asked once there are none: where it says that
        nothing better can be had, the rest stays as it is.
        """
        for _ in range(SWEEPS if thorough(self._problem) else 1):
            improved = False
            for number in sorted(range(len(self._rounds)), key=self._filled):
                if not self._has_holes() and enough():
                    return
                improved |= self._improve(number)
            if not improved:
                return

    def _filled(self, number: int) -> int:
        return int(self._rounds[number].sum())

    def _has_holes(self) -> bool:
        return any(self._filled(number) < self._amount for number in range(len(self._rounds)))

    def _improve(self, number: int) -> bool:
        before = self._rounds[number]
        costs = self._costs(number)
        after = self._best(costs, before)
        if self._filled(number) == self._amount and _total(costs, before) <= _total(costs, after):
            return False
        self._hold(number, before, after)
        return True

    def _hold(self, number: int, before: Matrix, after: Matrix) -> None:
        self._rounds[number] = after
        self._times = self._times - before + after
        for mentee in np.nonzero(before.sum(axis=0))[0].tolist():
            self._layout.stand(number, mentee)
        for mentor, mentee in zip(*(side.tolist() for side in np.nonzero(after)), strict=True):
            self._layout.sit(number, mentor, mentee)

    def _best(self, costs: _Costs, before: Matrix) -> Matrix:
        """The cheapest round; in a large session by the pairs that look most promising to one of the two."""
        allowed = self._problem.allowed
        if not thorough(self._problem) and min(allowed.shape) > PROMISING:
            price = np.where(allowed, costs.meeting, np.iinfo(np.int64).max)
            few = allowed & (_cheapest(price, axis=0) | _cheapest(price, axis=1) | (before > 0))
            found = self._cheapest_flow(costs, few)
            if found is not None:
                return found
        found = self._cheapest_flow(costs, allowed)
        assert found is not None  # that many meetings fit into a round
        return found

    def _cheapest_flow(self, costs: _Costs, among: npt.NDArray[np.bool_]) -> Matrix | None:
        rows, columns = among.shape
        mentors, mentees = np.nonzero(among)
        network = Network(rows + columns)
        names = network.arcs(mentors, rows + mentees, capacity=1, cost=costs.meeting[mentors, mentees])
        for nth in range(self._problem.seats):
            cost = costs.further * nth if nth else -costs.mentor_rest
            network.arcs(network.source, np.arange(rows), capacity=1, cost=cost)
        network.arcs(rows + np.arange(columns), network.sink, capacity=1, cost=-costs.mentee_rest)
        if not network.send(self._amount):
            return None
        best = np.zeros((rows, columns), dtype=np.int64)
        best[mentors, mentees] = network.along(names)
        return best

    def _costs(self, number: int) -> _Costs:
        problem, prices = self._problem, self._prices
        times = self._times - self._rounds[number]
        fresh = times == 0
        meeting = prices.repeat * ~fresh + prices.again * times - prices.worth * problem.worth * fresh
        for mentor, mentee in sorted(self._told[number]) if self._told else ():
            meeting[mentor, mentee] -= MEETING_KEPT
        if prices.at_once:
            meeting += prices.at_once * self._beside(number)
        mentor_rest = self._rest_costs(number, 1, problem.mentors_tired, problem.mentors_resting)
        mentee_rest = self._rest_costs(number, 0, problem.mentees_tired, problem.mentees_resting)
        if self._told_rests:
            mentors, mentees = self._told_rests[number]
            mentor_rest[sorted(mentors)] -= 1
            mentee_rest[sorted(mentees)] -= 1
        return _Costs(meeting=meeting, mentor_rest=mentor_rest, mentee_rest=mentee_rest, further=prices.rest)

    def _beside(self, number: int) -> Matrix:
        """How often each two meet in the rounds right before and after."""
        meeting = np.zeros_like(self._problem.met)
        if number:
            meeting += self._rounds[number - 1]
        else:
            for mentor, mentee in self._just_met:
                meeting[mentor, mentee] += 1
        if number + 1 < len(self._rounds):
            meeting += self._rounds[number + 1]
        return meeting

    def _rest_costs(self, number: int, axis: int, tired: Counts, resting: tuple[bool, ...]) -> Counts:
        """For each person: one more square of sit-outs, and the rests right before and after."""
        rests = [
            np.array(resting, dtype=np.int64),
            *((one.sum(axis=axis) == 0).astype(np.int64) for one in self._rounds),
        ]
        here = number + 1
        beside = rests[here - 1] + (rests[here + 1] if here + 1 < len(rests) else 0)
        elsewhere = tired + sum(rests[1:], np.zeros_like(tired)) - rests[here]
        return np.asarray(
            self._prices.rest * (2 * elsewhere + 1) + self._prices.back_to_back * beside, dtype=np.int64
        )


def _cheapest(price: Matrix, axis: int) -> npt.NDArray[np.bool_]:
    """The `PROMISING` smallest numbers of each column (axis 0) or row (axis 1), and their equals.

    To choose among equals would depend on how a machine sorts.
    """
    limit = np.partition(price, PROMISING - 1, axis=axis).take([PROMISING - 1], axis=axis)
    return np.asarray(price <= limit, dtype=np.bool_)


def thorough(problem: Problem) -> bool:
    """Whether a session is small enough to try everything."""
    return problem.allowed.size * problem.rounds <= THOROUGH


def _total(costs: _Costs, meetings: Matrix) -> int:
    tables = meetings.sum(axis=1)
    return int(
        (costs.meeting * meetings).sum()
        + costs.mentor_rest[tables == 0].sum()
        + costs.mentee_rest[meetings.sum(axis=0) == 0].sum()
        + costs.further * (tables * (tables - 1) // 2).sum()
    )


def _as_matrix(layout: Layout, number: int) -> Matrix:
    matrix = np.zeros((layout.mentors, layout.mentees), dtype=np.int64)
    chairs = np.array(layout.chair_of[number], dtype=np.int64)
    seated = np.nonzero(chairs != NOBODY)[0]
    matrix[chairs[seated] // layout.seats, seated] = 1
    return matrix


def _prices(problem: Problem) -> _Prices:
    """Strict prices: a cycle has two pairs for each person of the smaller side, and rests of four people."""
    pairs = 2 * min(problem.allowed.shape)
    kept = MEETING_KEPT * pairs + 4
    worth = kept + 1
    at_once = pairs * int(problem.worth.max(initial=0)) * worth + kept + 1
    back_to_back = 2 * pairs * at_once + at_once if thorough(problem) else at_once
    rest = 9 * back_to_back
    tired = max(int(problem.mentors_tired.max(initial=0)), int(problem.mentees_tired.max(initial=0)))
    again = 4 * (2 * (tired + problem.rounds) + 2 + problem.seats) * rest
    most = int(problem.met.max(initial=0)) + problem.rounds
    repeat = (pairs * most + 1) * again
    if not fits(repeat + most * again, sum(problem.allowed.shape)):
        repeat, again = again, 0
    return _Prices(
        repeat=repeat,
        again=again,
        rest=rest,
        back_to_back=back_to_back,
        at_once=at_once if thorough(problem) else 0,
        worth=worth,
    )
