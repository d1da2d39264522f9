"""What can be wrong with rounds in which everybody meets the right people: the price of each wrong.

The prices stand so far apart that in any session of a sensible size the dearer comes strictly first.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.layout import NOBODY, Layout, Seat
from sessionrunner.core.planning.problem import Problem

CLASH: Final = 10**15
"""Two mentees at one table who avoid each other."""

UNEVEN: Final = 10**11
"""Tables of different sizes: for a mentor, and times the squares of the sizes."""

BACK_TO_BACK: Final = 10**7
"""A person who rests twice in a row."""

AT_ONCE: Final = 10**4
"""Two who meet again in the very next round."""

CHANGED: Final = 1
"""A meeting in another round than people were told."""

Meeting = tuple[int, int]
"""A mentor's row and a mentee's column."""


class Background(Frozen):
    """What rounds are judged against.

    `told` are the meetings of each coming round as people know them, `rests` the mentors and the
    mentees who know that they meet nobody across in it, `just_met` the meetings of the last held
    round, `apart` for each mentee the mentees they must not sit with.
    """

    told: tuple[frozenset[Meeting], ...]
    rests: tuple[tuple[frozenset[int], frozenset[int]], ...]
    just_met: frozenset[Meeting]
    apart: Mapping[int, frozenset[int]]


class Wrongs:
    """Finds what is wrong in a layout, and prices the part of it that a chain touches.

    Exchanges along chains may change the layout meanwhile, but not who meets whom.
    """

    def __init__(self, problem: Problem, layout: Layout, background: Background) -> None:
        self._problem = problem
        self._layout = layout
        self._background = background
        meetings = Counter(meeting for one in layout.meetings() for meeting in one)
        self._repeating = {one for one, times in meetings.items() if times > 1 or one in background.just_met}

    def mentee_rests(self, mentee: int) -> list[int]:
        """The rounds in which a mentee rests; -1 for the last held one."""
        rests = [number for number, row in enumerate(self._layout.chair_of) if row[mentee] == NOBODY]
        return [-1, *rests] if self._problem.mentees_resting[mentee] else rests

    def mentor_rests(self, mentor: int) -> list[int]:
        """The rounds in which a mentor rests; -1 for the last held one."""
        first = self._layout.chairs(mentor)[0]
        rests = [number for number, row in enumerate(self._layout.on_chair) if row[first] == NOBODY]
        return [-1, *rests] if self._problem.mentors_resting[mentor] else rests

    def needless_rests(self) -> int:
        """How many rests back to back could be spared if everybody's rests stood as they like best."""
        rounds = self._layout.rounds
        mentees = sum(needless(self.mentee_rests(one), rounds) for one in range(self._layout.mentees))
        return mentees + sum(needless(self.mentor_rests(one), rounds) for one in range(self._layout.mentors))

    def at_once(self, seat: Seat) -> bool:
        """Whether the two of a meeting also meet in the round before or after it."""
        mentor = seat.chair // self._layout.seats
        if (mentor, seat.mentee) not in self._repeating:
            return False
        if not seat.round and (mentor, seat.mentee) in self._background.just_met:
            return True
        beside = (seat.round - 1, seat.round + 1)
        return any(
            self._layout.mentor_of(number, seat.mentee) == mentor
            for number in beside
            if 0 <= number < self._layout.rounds
        )

    def told_rounds(self, seat: Seat) -> list[int]:
        """The rounds in which people were told this meeting, if it is not in one of them now."""
        told = self._background.told
        meeting = (seat.chair // self._layout.seats, seat.mentee)
        if not told or meeting in told[seat.round]:
            return []
        return [number for number, meetings in enumerate(told) if meeting in meetings]

    def clashes(self, number: int, mentor: int) -> int:
        """How many mentees of a table avoid somebody else at it."""
        apart = self._background.apart
        if not apart:
            return 0
        table = self._layout.table(number, mentor)
        return sum(not apart.get(mentee, frozenset()).isdisjoint(table) for mentee in table)

    def price(self, chain: Sequence[Seat], one: int, other: int) -> int:
        """What is wrong with all that an exchange of this chain between two rounds can change."""
        layout = self._layout
        cost = self._ends(chain, one, other)
        if self._background.told:
            cost += CHANGED * sum(not self._as_told(seat) for seat in chain)
        cost += AT_ONCE * sum(self.at_once(seat) for seat in chain)
        if self._background.apart:
            mentors = {seat.chair // layout.seats for seat in chain}
            cost += CLASH * sum(self.clashes(number, mentor) for mentor in mentors for number in (one, other))
        return cost

    def _as_told(self, seat: Seat) -> bool:
        return (seat.chair // self._layout.seats, seat.mentee) in self._background.told[seat.round]

    def _ends(self, chain: Sequence[Seat], one: int, other: int) -> int:
        """Only the people at the ends of a chain rest in another round, or have another table size."""
        layout = self._layout
        mentees = Counter(seat.mentee for seat in chain)
        chairs = Counter(seat.chair for seat in chain)
        cost = sum(
            BACK_TO_BACK * in_a_row(self.mentee_rests(mentee))
            for mentee, count in mentees.items()
            if count == 1
        )
        for chair, count in chairs.items():
            if count == 1:
                mentor = chair // layout.seats
                cost += BACK_TO_BACK * in_a_row(self.mentor_rests(mentor))
                cost += UNEVEN * (layout.size(one, mentor) ** 2 + layout.size(other, mentor) ** 2)
        return cost


def needless(rests: Sequence[int], rounds: int) -> int:
    """How many rests back to back a person with so many rests could be spared at best.

    Meetings keep rests apart: so many meetings make room for one rest more than that.
    """
    return in_a_row(rests) - unavoidable(len(rests), rounds + (-1 in rests))


def unavoidable(rests: int, rounds: int) -> int:
    """How many rests back to back nobody can be spared who has so many rests in so many rounds."""
    return max(0, 2 * rests - rounds - 1)


def in_a_row(rounds: Sequence[int]) -> int:
    """How many of the rounds (in rising order) follow directly on another of them."""
    return sum(later == earlier + 1 for earlier, later in pairwise(rounds))
