"""Mentees who avoid each other leave a shared table, whatever it costs: the first rule.

Tables of several mentees are not in König's picture, which knows only mentors and mentees. So what
exchanges along chains could not mend is mended here round by round: somebody moves to another
table, and somebody there may have to move on in turn (ejection chains). That is a search, not a
proof: a meeting can be lost that some other plan would have held.
"""

from collections.abc import Mapping
from typing import Final

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.layout import NOBODY, Layout
from sessionrunner.core.planning.problem import Problem

DEPTH: Final = 3
"""How many people may have to move on."""

EFFORT: Final = 20_000
"""How many chains to look at for one clash, about; larger sessions look less deep."""


class _Change(Frozen):
    """A way to seat somebody: what it repeats and is worth, and who goes to which mentor in turn."""

    repeats: int
    lost: int
    moves: tuple[tuple[int, int], ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        return (self.repeats, self.lost, len(self.moves))


class Parting:
    """Ends all clashes at tables."""

    def __init__(self, problem: Problem, layout: Layout, apart: Mapping[int, frozenset[int]]) -> None:
        self._problem = problem
        self._layout = layout
        self._apart = apart
        chairs = max(2, layout.mentors * layout.seats)
        self._depth = next(depth for depth in range(DEPTH, -1, -1) if chairs**depth <= EFFORT)

    def part(self) -> None:
        """End every clash: move people about, or let one rest. Afterwards there is no clash left."""
        for number in range(self._layout.rounds):
            before = self._resting(number)
            for mentee in sorted(self._apart):
                if self._blockers(number, self._layout.mentor_of(number, mentee), mentee):
                    self._leave(number, mentee)
            if self._resting(number) != before:
                self._fill(number)

    def _leave(self, number: int, mentee: int) -> None:
        """One of those who clash goes elsewhere, whoever can do so most cheaply; or this one rests."""
        layout = self._layout
        home = layout.mentor_of(number, mentee)
        rivals = self._blockers(number, home, mentee)
        goers = [mentee, *rivals] if len(rivals) == 1 else [mentee]
        for depth in range(self._depth + 1):
            found = {goer: self._elsewhere(number, goer, depth) for goer in goers}
            ways = [(change.rank, goer) for goer, change in found.items() if change is not None]
            if ways:
                self._carry_out(number, found[min(ways)[1]])
                return
        layout.stand(number, mentee)

    def _elsewhere(self, number: int, mentee: int, depth: int) -> _Change | None:
        home = self._layout.mentor_of(number, mentee)
        self._layout.stand(number, mentee)
        change = self._seat(number, mentee, depth, frozenset({(mentee, home)}))
        self._layout.sit(number, home, mentee)
        return change

    def _seat(
        self, number: int, mentee: int, depth: int, tried: frozenset[tuple[int, int]]
    ) -> _Change | None:
        """The best way to seat a standing mentee, moving at most `depth` others; changes nothing."""
        layout = self._layout
        best: _Change | None = None
        for mentor in range(layout.mentors):
            if not self._problem.allowed[mentor, mentee] or (mentee, mentor) in tried:
                continue
            blockers = self._blockers(number, mentor, mentee)
            change: _Change | None = None
            if not blockers and layout.has_room(number, mentor):
                change = self._sitting(mentor, mentee)
            elif depth and not blockers[1:]:
                for other in blockers or layout.table(number, mentor):
                    way = self._instead(number, (mentor, mentee, other), depth, tried)
                    change = min(filter(None, (change, way)), key=lambda one: one.rank, default=None)
            best = min(filter(None, (best, change)), key=lambda one: one.rank, default=None)
        return best

    def _instead(
        self, number: int, change: tuple[int, int, int], depth: int, tried: frozenset[tuple[int, int]]
    ) -> _Change | None:
        """A mentee takes the chair of another, who is seated elsewhere."""
        mentor, mentee, other = change
        layout = self._layout
        layout.stand(number, other)
        layout.sit(number, mentor, mentee)
        onward = self._seat(number, other, depth - 1, tried | {(other, mentor)})
        layout.stand(number, mentee)
        layout.sit(number, mentor, other)
        if onward is None:
            return None
        here = self._sitting(mentor, mentee)
        spared = int(self._problem.worth[mentor, other])
        return _Change(
            repeats=here.repeats + onward.repeats,
            lost=here.lost + onward.lost + spared,
            moves=(*here.moves, *onward.moves),
        )

    def _sitting(self, mentor: int, mentee: int) -> _Change:
        again = bool(self._problem.met[mentor, mentee]) or any(
            self._layout.mentor_of(number, mentee) == mentor for number in range(self._layout.rounds)
        )
        worth = 0 if again else -int(self._problem.worth[mentor, mentee])
        return _Change(repeats=int(again), lost=worth, moves=((mentee, mentor),))

    def _fill(self, number: int) -> None:
        """Whoever rests and fits on a chair that came free takes it, those with most rests first."""
        for mentee in sorted(self._resting(number), key=self._rests, reverse=True):
            self._carry_out(number, self._seat(number, mentee, self._depth, frozenset()))

    def _carry_out(self, number: int, change: _Change | None) -> None:
        moves = change.moves if change else ()
        for mover, _ in moves:
            if self._layout.mentor_of(number, mover) != NOBODY:
                self._layout.stand(number, mover)
        for mover, mentor in moves:
            self._layout.sit(number, mentor, mover)

    def _resting(self, number: int) -> list[int]:
        return [mentee for mentee, chair in enumerate(self._layout.chair_of[number]) if chair == NOBODY]

    def _rests(self, mentee: int) -> int:
        return sum(row[mentee] == NOBODY for row in self._layout.chair_of)

    def _blockers(self, number: int, mentor: int, mentee: int) -> list[int]:
        if mentor == NOBODY:
            return []
        apart = self._apart.get(mentee, frozenset())
        return [other for other in self._layout.table(number, mentor) if other in apart]
