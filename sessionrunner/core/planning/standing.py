"""How good whole rounds are by every rule at once, so that two ways to hold them can be compared."""

import numpy as np
import numpy.typing as npt

from sessionrunner.core.planning.choose import weigh
from sessionrunner.core.planning.layout import NOBODY, Layout
from sessionrunner.core.planning.prices import MEETING_KEPT
from sessionrunner.core.planning.problem import Problem
from sessionrunner.core.planning.worth import Matrix
from sessionrunner.core.planning.wrongs import Background

Standing = tuple[int, ...]
"""What is wrong by each rule, the first rule first; of two the smaller is the better."""

Flags = npt.NDArray[np.bool_]


class Judge:
    """Weighs layouts of one problem against each other."""

    def __init__(self, problem: Problem, background: Background) -> None:
        rows, columns = problem.allowed.shape
        self._problem = problem
        self._background = background
        self._told = np.full((problem.rounds, columns), NOBODY, dtype=np.int64)
        self._told_rests = (
            np.zeros((problem.rounds, rows), dtype=bool),
            np.zeros((problem.rounds, columns), dtype=bool),
        )
        for number, meetings in enumerate(background.told):
            for mentor, mentee in meetings:
                self._told[number, mentee] = mentor
            for side, resting in zip(self._told_rests, background.rests[number], strict=True):
                side[number, sorted(resting)] = True

    def standing(self, layout: Layout) -> Standing:
        """What is wrong with the rounds: by the rules in their order, the changes from what was told last."""
        mentors = mentors_of(layout)
        rests = resting(layout, mentors)
        choice = weigh(self._problem, times_of(self._problem, mentors))
        in_a_row = self._in_a_row(0, rests[0]) + self._in_a_row(1, rests[1])
        *above, score = choice.rank
        return (
            self._clashes(layout),
            *above,
            self._crowding(layout),
            in_a_row,
            self._at_once(mentors),
            score,
            -self._kept(mentors, rests),
        )

    def _kept(self, mentors: Matrix, rests: tuple[Flags, Flags]) -> int:
        meetings = int(((mentors == self._told) & (mentors != NOBODY)).sum())
        same = sum(int((now & told).sum()) for now, told in zip(rests, self._told_rests, strict=True))
        return MEETING_KEPT * meetings + same

    def _in_a_row(self, side: int, rests: Flags) -> int:
        """How often somebody of a side rests twice in a row."""
        before = (self._problem.mentors_resting, self._problem.mentees_resting)[side]
        line = np.vstack([np.array(before, dtype=bool), rests])
        return int((line[1:] & line[:-1]).sum())

    def _at_once(self, mentors: Matrix) -> int:
        """How many meetings are between two who met in the very round before."""
        first = (
            sum(int(mentors[0, mentee]) == mentor for mentor, mentee in self._background.just_met)
            if len(mentors)
            else 0
        )
        return first + int(((mentors[1:] == mentors[:-1]) & (mentors[1:] != NOBODY)).sum())

    def _crowding(self, layout: Layout) -> int:
        """The squares of the mentees at each table: the smaller, the more equal the tables of a round."""
        if layout.seats == 1:
            return 0
        return sum(
            layout.size(number, mentor) ** 2
            for number in range(layout.rounds)
            for mentor in range(layout.mentors)
        )

    def _clashes(self, layout: Layout) -> int:
        apart = self._background.apart
        return sum(
            layout.mentor_of(number, mentee) == layout.mentor_of(number, other) != NOBODY
            for mentee, others in apart.items()
            for other in others
            for number in range(layout.rounds)
        )


def mentors_of(layout: Layout) -> Matrix:
    """Whom each mentee (column) meets in each round (row), or `NOBODY`."""
    chairs = np.array(layout.chair_of, dtype=np.int64).reshape(layout.rounds, layout.mentees)
    # NOBODY is -1, and stays so.
    return chairs // layout.seats


def resting(layout: Layout, mentors: Matrix) -> tuple[Flags, Flags]:
    """In each round (row), which mentors and which mentees meet nobody across the sides."""
    idle = np.ones((layout.rounds, layout.mentors + 1), dtype=bool)
    np.put_along_axis(idle, mentors, values=False, axis=1)
    return idle[:, :-1], mentors == NOBODY


def times_of(problem: Problem, mentors: Matrix) -> Matrix:
    """How often each two meet."""
    rows, columns = problem.allowed.shape
    busy = mentors != NOBODY
    places = (mentors * columns + np.arange(columns))[busy]
    return np.bincount(places, minlength=rows * columns).reshape(rows, columns)
