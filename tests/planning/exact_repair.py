"""The best repair, found another way: a mixed integer program over every single round, solved by HiGHS.

As in `exact.py` each rule is one program, with what the rules above it reached as constraints. Here
what was held counts as well, and the last rule is to keep what people were told.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from tests.planning.exact import Program, Row

Meeting = tuple[int, int]
"""A mentor's row and a mentee's column."""


class Mend(NamedTuple):
    """Mentors are rows and mentees columns; of two sequences the mentors' is the first.

    `met` counts meetings held, `tired` the sit-outs behind each person, `rested` is who sat out the
    last held round, `just_met` who met in it. `told` are the meetings and `told_rests` for each
    side the people without one, as they were told for each coming round.
    """

    rounds: int
    seats: int
    allowed: list[list[bool]]
    met: list[list[int]]
    worth: list[list[int]]
    apart: list[tuple[int, int]]
    tired: tuple[list[int], list[int]]
    rested: tuple[list[bool], list[bool]]
    just_met: list[Meeting]
    told: list[list[Meeting]]
    told_rests: tuple[list[list[int]], list[list[int]]]


class Mended(NamedTuple):
    """What a repair reaches by each rule, the first rule first: the larger, the better.

    `fresh` are meetings of two who had not met; `spread`, `evenness` and `tables` are squares, less
    than nought; `apart` and `at_once` count, less than nought, rests in a row and meetings again in the very
    next round; `kept` counts people in rounds whose told meeting or rest stays.
    """

    meetings: int
    fresh: int
    spread: int
    evenness: int
    tables: int
    apart: int
    at_once: int
    score: int
    kept: int


class _Rounds:
    """The variables and what they must keep to; `rules` in the order of `Mended`."""

    def __init__(self, mend: Mend) -> None:
        self.mend = mend
        self.program = Program()
        rows, columns = len(mend.allowed), len(mend.allowed[0])
        self.pairs = [(m, w) for m in range(rows) for w in range(columns) if mend.allowed[m][w]]
        self.meets = {(m, w, r): self._one() for m, w in self.pairs for r in range(mend.rounds)}
        self.rests = [self._resting(0, rows), self._resting(1, columns)]
        for m in range(rows):
            for r in range(mend.rounds):
                for one, other in mend.apart:
                    table = [self.meets[m, w, r] for w in (one, other) if mend.allowed[m][w]]
                    self.program.at_most(dict.fromkeys(table, 1.0), 1)
        self.first = {two: self._one() for two in self.pairs if not mend.met[two[0]][two[1]]}
        for two, first in self.first.items():
            self.program.at_most({first: 1.0} | dict.fromkeys(self._times(two), -1.0), 0)

    def rules(self) -> Iterator[Row]:
        """What is to be made as large as can be, one after the other."""
        yield dict.fromkeys(self.meets.values(), 1.0)
        yield dict.fromkeys(self.first.values(), 1.0)
        yield self._spread()
        yield self._evenness()
        yield self._tables()
        yield self._in_a_row()
        yield self._at_once()
        yield {first: float(self.mend.worth[m][w]) for (m, w), first in self.first.items()}
        yield self._kept()

    def _one(self) -> int:
        return self.program.variables([1.0])[0]

    def _times(self, two: Meeting) -> list[int]:
        return [self.meets[*two, r] for r in range(self.mend.rounds)]

    def _of(self, side: int, person: int, number: int) -> list[int]:
        return [self.meets[*two, number] for two in self.pairs if two[side] == person]

    def _resting(self, side: int, people: int) -> list[list[int]]:
        """For each person and round, 1 exactly where the person has no meeting."""
        seats = 1 if side else self.mend.seats
        found = []
        for person in range(people):
            found.append([self._one() for _ in range(self.mend.rounds)])
            for number, rest in enumerate(found[-1]):
                meetings = dict.fromkeys(self._of(side, person, number), 1.0)
                self.program.at_least(meetings | {rest: 1.0}, 1)
                self.program.at_most(meetings | {rest: float(seats)}, seats)
        return found

    def _steps(self, variables: Sequence[int]) -> list[int]:
        """As many variables with the same sum: where later ones cost more, the earlier are 1 first."""
        steps = self.program.variables([1.0] * len(variables))
        self.program.exactly(dict.fromkeys(variables, -1.0) | dict.fromkeys(steps, 1.0), 0)
        return steps

    def _spread(self) -> Row:
        row: Row = {}
        for m, w in self.pairs:
            again = self.program.variables([1.0] * self.mend.rounds)
            first = [self.first[m, w]] if (m, w) in self.first else []
            counted = dict.fromkeys((*again, *first), 1.0)
            self.program.exactly(dict.fromkeys(self._times((m, w)), -1.0) | counted, 0)
            row |= {step: -float(max(self.mend.met[m][w], 1) + nth) for nth, step in enumerate(again)}
        return row

    def _evenness(self) -> Row:
        row: Row = {}
        for side, people in enumerate(self.rests):
            for person, rests in enumerate(people):
                tired = self.mend.tired[side][person]
                if side or self.mend.seats == 1:
                    row |= {step: -2.0 * (tired + nth) - 1 for nth, step in enumerate(self._steps(rests))}
                    continue
                meetings = [one for r in range(self.mend.rounds) for one in self._of(0, person, r)]
                for nth, step in enumerate(self._steps(meetings)):
                    row[step] = 2.0 * tired * (nth < self.mend.rounds) - 2 * nth - 1
        return row

    def _tables(self) -> Row:
        row: Row = {}
        for person in range(len(self.rests[0])) if self.mend.seats > 1 else ():
            for number in range(self.mend.rounds):
                steps = self._steps(self._of(0, person, number))
                row |= {step: -2.0 * nth - 1 for nth, step in enumerate(steps)}
        return row

    def _in_a_row(self) -> Row:
        lines = [
            [*([None] if before else []), *rests]
            for people, rested in zip(self.rests, self.mend.rested, strict=True)
            for rests, before in zip(people, rested, strict=True)
        ]
        return self._follow(lines)

    def _at_once(self) -> Row:
        return self._follow(
            [[*([None] if two in self.mend.just_met else []), *self._times(two)] for two in self.pairs]
        )

    def _follow(self, lines: Sequence[Sequence[int | None]]) -> Row:
        """Less than nought for each 1 that follows directly on another; None is a 1 that stands fast."""
        row: Row = {}
        for line in lines:
            for one, after in pairwise(line):
                assert after is not None
                if one is None:
                    row[after] = -1.0
                else:
                    row[both := self._one()] = -1.0
                    self.program.at_most({one: 1.0, after: 1.0, both: -1.0}, 1)
        return row

    def _kept(self) -> Row:
        row: Row = {}
        for number, told in enumerate(self.mend.told):
            row |= {self.meets[m, w, number]: 2.0 for m, w in told if self.mend.allowed[m][w]}
            for side, known in enumerate(self.mend.told_rests):
                row |= {self.rests[side][person][number]: 1.0 for person in known[number]}
        return row


def best_mend(mend: Mend) -> Mended:
    """What no repair can beat, rule by rule."""
    rounds = _Rounds(mend)
    return Mended(*(rounds.program.maximum(rule) if rule else 0 for rule in rounds.rules()))


def counted(mend: Mend, rounds: Sequence[Sequence[Meeting]]) -> Mended:
    """What the given coming rounds reach by each rule, counted one by one."""
    times = np.zeros((len(mend.allowed), len(mend.allowed[0])), dtype=int)
    spread = at_once = score = 0
    before = mend.just_met
    for meetings in rounds:
        for m, w in meetings:
            known = mend.met[m][w] + int(times[m, w])
            times[m, w] += 1
            spread -= known
            score += 0 if known else mend.worth[m][w]
            at_once -= (m, w) in before
        before = list(meetings)
    evenness = in_a_row = 0
    kept = sum(2 for told, now in zip(mend.told, rounds, strict=True) for two in now if two in told)
    for side, people in enumerate(mend.tired):
        for person, tired in enumerate(people):
            rests = [all(two[side] != person for two in one) for one in rounds]
            in_a_row -= sum(one and other for one, other in pairwise([mend.rested[side][person], *rests]))
            kept += sum(rest and person in mend.told_rests[side][r] for r, rest in enumerate(rests))
            busy = int(times.sum(axis=1 - side)[person])
            if side or mend.seats == 1:
                evenness -= (tired + sum(rests)) ** 2 - tired**2
            else:
                evenness -= busy**2 - 2 * tired * min(busy, mend.rounds)
    sizes = [sum(two[0] == m for two in one) for one in rounds for m in range(len(mend.allowed))]
    return Mended(
        meetings=int(times.sum()),
        fresh=int(((times > 0) & (np.array(mend.met) == 0)).sum()),
        spread=spread,
        evenness=evenness,
        tables=-sum(size**2 for size in sizes) if mend.seats > 1 else 0,
        apart=in_a_row,
        at_once=at_once,
        score=score,
        kept=kept,
    )
