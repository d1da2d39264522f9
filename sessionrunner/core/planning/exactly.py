"""The best rounds there are in small sessions, and in others the best among the meetings in question.

Flows and colourings find who meets whom at best, but not in which rounds that changes least for
people who were told something; and they know nothing of mentees who must not share a table. Where
they leave something to be wished for, the rules are put to an integer program.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.choose import Choice
from sessionrunner.core.planning.layout import Layout
from sessionrunner.core.planning.model import Limits, Model, Place
from sessionrunner.core.planning.prices import MEETING_KEPT
from sessionrunner.core.planning.problem import Counts, Problem
from sessionrunner.core.planning.standing import Judge, Standing
from sessionrunner.core.planning.sweep import thorough
from sessionrunner.core.planning.wishes import times_in
from sessionrunner.core.planning.wrongs import Background, unavoidable

EVERY_RULE: Final = 400
"""Up to so many possible meetings every rule is solved for, if the best by all of them cannot be had."""

EVERY_PLACE: Final = 900
"""Up to so many all of them are weighed; beyond, only pairs who meet in a plan that is known."""

MANY: Final = 1_500
"""Beyond so many the rounds stay as they are: solving would take seconds."""


class _Shares(Frozen):
    """The rests of one side: the least and the most that each person can have, and how many there are."""

    least: Sequence[int]
    most: Sequence[int]
    total: int


def reachable(problem: Problem, choice: Choice, background: Background) -> Standing:
    """What no rounds can be better than.

    That is the best choice, no two rests in a row that so many rests do not force, nobody meeting
    twice at once, and of what was told as much kept as any choice as good could keep if it were
    free in which round.
    """
    told = times_in(problem, [sorted(one) for one in background.told])
    kept = MEETING_KEPT * int(np.minimum(choice.times, told).sum())
    for side, people in enumerate(problem.allowed.shape):
        known = np.zeros(people, dtype=np.int64)
        for both in background.rests:
            known[sorted(both[side])] += 1
        rests = problem.rounds - choice.times.sum(axis=1 - side)
        kept += int(np.minimum(known, rests).sum() if side or problem.seats == 1 else known.sum())
    before = (problem.mentors_resting, problem.mentees_resting)
    in_a_row = sum(
        _least_in_a_row(shares, rested, problem.rounds)
        for shares, rested in zip(_shares(problem, choice, sure=True), before, strict=True)
    )
    *above, score = choice.rank
    return (0, *above, _least_crowding(problem, -above[0]), in_a_row, 0, score, -kept)


def _least_crowding(problem: Problem, meetings: int) -> int:
    """The squares of the mentees at each table if all tables of a round were as equally full as can be."""
    if problem.seats == 1 or not meetings:
        return 0
    each, more = divmod(meetings // problem.rounds, len(problem.mentors))
    return problem.rounds * (more * (each + 1) ** 2 + (len(problem.mentors) - more) * each**2)


def perfect(problem: Problem, choice: Choice, background: Background, layout: Layout) -> None:
    """Make the rounds the best there are, as far as the session's size allows; never worse than they were."""
    judge, goal = Judge(problem, background), reachable(problem, choice, background)
    standing = judge.standing(layout)
    if standing <= goal or standing[0] or not thorough(problem):
        return
    repeats = bool(choice.repeats or standing[2])
    pairs = problem.allowed if repeats else problem.allowed & (problem.met == 0)
    if _places(problem, pairs) > EVERY_PLACE:
        pairs = pairs & _known(choice, background, layout)
    if _places(problem, pairs) > MANY:
        return
    places = [
        Place(mentor, mentee, number)
        for mentor, mentee in zip(*(side.tolist() for side in np.nonzero(pairs)), strict=True)
        for number in range(problem.rounds)
    ]
    shares = _shares(problem, choice, sure=not background.apart)
    limits = Limits(
        meetings=None if background.apart else -goal[1] // problem.rounds,
        rests=(shares[0].most, shares[1].most),
        repeats=repeats,
    )

    def search() -> _Search:
        return _Search(Model(problem, background, places, limits), judge, layout)

    if search().reach(goal):
        return
    if len(places) <= EVERY_RULE:
        search().climb(goal)
    elif background.told:
        search().reach(standing)


class _Search:
    """Solves a model, and gives the layout what is found if that is better."""

    def __init__(self, model: Model, judge: Judge, layout: Layout) -> None:
        self._model = model
        self._judge = judge
        self._layout = layout

    def reach(self, goal: Standing) -> bool:
        """Whether rounds as good as the goal by all rules but the last exist; the best by that is taken."""
        for level, rule in enumerate(self._model.rules[:-1], 1):
            self._model.program.at_least(rule.sum, rule.none - goal[level])
        return self._solve(self._model.rules[-1].sum)

    def climb(self, goal: Standing) -> None:
        """Solve for one rule after the other, where what is there is not known to be the best."""
        for level, rule in enumerate(self._model.rules, 1):
            if self._judge.standing(self._layout)[level] > goal[level]:
                self._solve(rule.sum)
            now = self._judge.standing(self._layout)[level]
            self._model.program.at_least(rule.sum, rule.none - now)

    def _solve(self, goal: Mapping[int, int]) -> bool:
        places = self._model.places
        ones = self._model.program.maximise(goal, places.values())
        if ones is None:
            return False
        layout = self._layout
        found = Layout(layout.rounds, layout.mentors, layout.mentees, layout.seats)
        for place, name in places.items():
            if name in ones:
                found.sit(place.round, place.mentor, place.mentee)
        if self._judge.standing(found) < self._judge.standing(layout):
            layout.take(found)
        return True


def _places(problem: Problem, pairs: npt.NDArray[np.bool_]) -> int:
    return int(pairs.sum()) * problem.rounds


def _known(choice: Choice, background: Background, layout: Layout) -> npt.NDArray[np.bool_]:
    known = choice.times > 0
    for meetings in (*background.told, *layout.meetings()):
        for two in meetings:
            known[two] = True
    return known


def _shares(problem: Problem, choice: Choice, *, sure: bool) -> tuple[_Shares, _Shares]:
    """How the rests of each side can be shared as equally as the choice does.

    The most equal shares are the same numbers in every such choice, though not of the same people
    (Frank and Murota 2022), so nobody has more in all than whoever has most, or less than whoever
    has least. Not so for mentors of several seats, nor where mentees at a table avoid each other.
    """
    rounds, times = problem.rounds, choice.times
    mentors = _equal(problem.mentors_tired, rounds - times.sum(axis=1))
    mentees = _equal(problem.mentees_tired, rounds - times.sum(axis=0))
    return (
        mentors if sure and problem.seats == 1 else _any(len(problem.mentors), rounds),
        mentees if sure else _any(len(problem.mentees), rounds),
    )


def _equal(tired: Counts, coming: Counts) -> _Shares:
    totals = tired + coming
    top, bottom = int(totals[coming > 0].max(initial=0)), min(totals.tolist(), default=0)
    return _Shares(
        least=[int(one) for one in np.maximum(bottom - tired, 0)],
        most=[int(one) for one in np.maximum(top - tired, coming)],
        total=int(coming.sum()),
    )


def _any(people: int, rounds: int) -> _Shares:
    return _Shares(least=[0] * people, most=[rounds] * people, total=0)


def _least_in_a_row(shares: _Shares, rested: Sequence[bool], rounds: int) -> int:
    """How many rests in a row so many rests force, whoever has them.

    What each further rest of a person forces never gets less, so the cheapest may be taken.
    """
    found, further = 0, []
    for least, most, before in zip(shares.least, shares.most, rested, strict=True):
        forced = [unavoidable(count + before, rounds + before) for count in range(least, most + 1)]
        found += forced[0]
        further += [more - less for less, more in pairwise(forced)]
    return found + sum(sorted(further)[: max(0, shares.total - sum(shares.least))])
