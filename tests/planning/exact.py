"""The same question answered another way: a mixed integer program over every single round.

It knows nothing of flows and colourings. Each rule is one program (solved by HiGHS, through SciPy),
with what the rules above reached as constraints. It runs in a process of its own, because OR-Tools
carries another HiGHS with it.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Row = dict[int, float]


class Question(NamedTuple):
    """Mentors are rows and mentees columns of `allowed`, `met` and `worth`; there are some of each."""

    rounds: int
    seats: int
    allowed: list[list[bool]]
    met: list[list[bool]]
    worth: list[list[int]]
    apart: list[tuple[int, int]]


class Best(NamedTuple):
    """What the best plan reaches by each rule, the first rule first.

    `unevenness` is the sum of the squares of everybody's meetings: the smaller, the more equal.
    """

    meetings: int
    repeats: int
    unevenness: int
    score: int


class Program:
    """Variables between 0 and 1, constraints, and what is solved for step by step."""

    def __init__(self) -> None:
        self.tops: list[float] = []
        self.rows: list[tuple[Row, float, float]] = []

    def variables(self, tops: Sequence[float]) -> list[int]:
        """The names of as many new variables as there are largest values."""
        first = len(self.tops)
        self.tops += tops
        return list(range(first, len(self.tops)))

    def at_most(self, row: Row, most: float) -> None:
        """Demand that a sum is not larger."""
        self.rows.append((row, -np.inf, most))

    def at_least(self, row: Row, least: float) -> None:
        """Demand that a sum is not smaller."""
        self.rows.append((row, least, np.inf))

    def exactly(self, row: Row, number: float) -> None:
        """Demand that a sum is this number."""
        self.rows.append((row, number, number))

    def maximum(self, goal: Row) -> int:
        """The largest value of the goal; it is demanded from now on."""
        cost = np.zeros(len(self.tops))
        for variable, weight in goal.items():
            cost[variable] = -weight
        matrix = csr_array(
            (
                [weight for row, _, _ in self.rows for weight in row.values()],
                (
                    [number for number, (row, _, _) in enumerate(self.rows) for _ in row],
                    [variable for row, _, _ in self.rows for variable in row],
                ),
            ),
            shape=(len(self.rows), len(self.tops)),
        )
        limits = LinearConstraint(
            matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows]
        )
        found = milp(
            cost,
            integrality=np.ones(len(self.tops)),
            bounds=Bounds(0, np.array(self.tops)),
            constraints=limits,
            options={"mip_rel_gap": 0},
        )
        assert found.status == 0, found.message
        value: int = round(-found.fun)
        self.rows.append((goal, value - 0.5, np.inf))
        return value


def best(question: Question) -> Best:
    """What no plan can beat, rule by rule."""
    rows, columns = len(question.allowed), len(question.allowed[0])
    program = Program()
    every = range(question.rounds)
    pairs = [(m, w) for m in range(rows) for w in range(columns)]
    meets = {
        (m, w, r): program.variables([float(question.allowed[m][w])])[0] for m, w in pairs for r in every
    }
    for r in every:
        for w in range(columns):
            program.at_most({meets[m, w, r]: 1 for m in range(rows)}, 1)
        for m in range(rows):
            program.at_most({meets[m, w, r]: 1 for w in range(columns)}, question.seats)
            for one, other in question.apart:
                program.at_most({meets[m, one, r]: 1, meets[m, other, r]: 1}, 1)
    fresh = {two: program.variables([float(not question.met[two[0]][two[1]])])[0] for two in pairs}
    for m, w in pairs:
        program.at_most({fresh[m, w]: 1, **{meets[m, w, r]: -1 for r in every}}, 0)
    further = {two: program.variables([1.0] * question.rounds) for two in pairs}
    for m, w in pairs:
        row = {meets[m, w, r]: -1.0 for r in every} | {fresh[m, w]: 1.0} | dict.fromkeys(further[m, w], 1.0)
        program.rows.append((row, 0, np.inf))
    mentors = [_busy(program, [meets[m, w, r] for w in range(columns) for r in every]) for m in range(rows)]
    mentees = [_busy(program, [meets[m, w, r] for m in range(rows) for r in every]) for w in range(columns)]
    meetings = program.maximum(dict.fromkeys(meets.values(), 1))
    distinct = program.maximum(dict.fromkeys(fresh.values(), 1))
    spread = {again: 1 + step for two in pairs for step, again in enumerate(further[two])}
    program.maximum({again: -price for again, price in spread.items()})
    squares = {step: -2 * nth - 1 for person in mentors + mentees for nth, step in enumerate(person)}
    unevenness = -program.maximum(dict(squares))
    score = program.maximum({fresh[m, w]: question.worth[m][w] for m, w in pairs})
    return Best(meetings, meetings - distinct, unevenness, score)


def _busy(program: Program, meetings: list[int]) -> list[int]:
    """One variable for a person's first meeting, one for the second, and so on."""
    steps = program.variables([1.0] * len(meetings))
    program.rows.append((dict.fromkeys(meetings, -1.0) | dict.fromkeys(steps, 1.0), 0, np.inf))
    return steps
