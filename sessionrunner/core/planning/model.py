"""The rules as sums of variables, each of which says whether two people meet in a round."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.prices import MEETING_KEPT
from sessionrunner.core.planning.problem import Problem
from sessionrunner.core.planning.program import Program, Sum
from sessionrunner.core.planning.wrongs import Background, Meeting


class Place(NamedTuple):
    """Two people who could meet in a round."""

    mentor: int
    mentee: int
    round: int


class Rule(NamedTuple):
    """What is wrong by a rule is `none` less the sum: the larger the sum, the better."""

    sum: Sum
    none: int = 0


class Limits(Frozen):
    """What is known beforehand of the best rounds, which makes the program much easier to solve.

    `meetings` is how many each round holds, where that is sure; `rests` how often each mentor and
    each mentee rests at most; `repeats` whether anybody meets twice.
    """

    meetings: int | None
    rests: tuple[Sequence[int], Sequence[int]]
    repeats: bool


class Model:
    """The program for some places. `rules` are in the order of a `Standing`, clashes left out."""

    def __init__(
        self, problem: Problem, background: Background, places: Sequence[Place], limits: Limits
    ) -> None:
        self.program = Program()
        self.places = dict(zip(places, self.program.variables(len(places)), strict=True))
        self._problem = problem
        self._background = background
        self._limits = limits
        self._of_pair: dict[Meeting, dict[int, int]] = {}
        self._of_mentor: dict[tuple[int, int], list[int]] = {}
        self._of_mentee: dict[tuple[int, int], list[int]] = {}
        for place, name in self.places.items():
            self._of_pair.setdefault((place.mentor, place.mentee), {})[place.round] = name
            self._of_mentor.setdefault((place.mentor, place.round), []).append(name)
            self._of_mentee.setdefault((place.mentee, place.round), []).append(name)
        self._part()
        self._rests = (self._resting(0), self._resting(1))
        self._fresh: dict[int, Meeting] = {}
        repeats = self._repeats() if limits.repeats else self._no_repeats()
        self.rules: tuple[Rule, ...] = (
            self._meetings(),
            *repeats,
            self._unevenness(),
            self._crowding(),
            self._in_a_row(),
            self._at_once(),
            self._score(),
            self._kept(),
        )

    def _part(self) -> None:
        """Mentees who avoid each other never share a table."""
        for mentor, number in self._of_mentor:
            for one, others in self._background.apart.items():
                mine = self.places.get(Place(mentor, one, number))
                theirs = [self.places.get(Place(mentor, other, number)) for other in others if one < other]
                for name in theirs:
                    if mine is not None and name is not None:
                        self.program.at_most({mine: 1, name: 1}, 1)

    def _resting(self, side: int) -> list[list[int]]:
        """For each round and person of a side the variable that is 1 where the person rests."""
        seats = 1 if side else self._problem.seats
        known = self._of_mentee if side else self._of_mentor
        rounds = []
        for number in range(self._problem.rounds):
            names = self.program.variables(self._problem.allowed.shape[side], whole=seats > 1)
            rounds.append(names)
            for person, rest in enumerate(names):
                meetings = dict.fromkeys(known.get((person, number), ()), 1)
                self.program.between(1, {**meetings, rest: 1}, seats)
                if seats > 1:
                    self.program.at_most({**meetings, rest: seats}, seats)
        return rounds

    def _people(self) -> Iterator[tuple[int, int, list[int]]]:
        """Everybody: their side, their place on it, and the variables of their rests in order."""
        for side, people in enumerate(self._problem.allowed.shape):
            for person in range(people):
                yield side, person, [names[person] for names in self._rests[side]]

    def _meetings(self) -> Rule:
        each = self._limits.meetings
        for number in range(self._problem.rounds) if each is not None else ():
            row = {name: 1 for place, name in self.places.items() if place.round == number}
            self.program.between(each or 0, row, each or 0)
        return Rule(dict.fromkeys(self.places.values(), 1))

    def _no_repeats(self) -> tuple[Rule, Rule]:
        for two, names in self._of_pair.items():
            self.program.at_most(dict.fromkeys(names.values(), 1), 1)
            self._fresh |= dict.fromkeys(names.values(), two)
        return Rule({}), Rule({})

    def _repeats(self) -> tuple[Rule, Rule]:
        """How many there are, and how they are spread: each counts as often as its two have met."""
        spread: dict[int, int] = {}
        for (mentor, mentee), names in self._of_pair.items():
            meetings = dict.fromkeys(names.values(), 1)
            met = int(self._problem.met[mentor, mentee])
            again = self.program.variables(len(names), whole=False)
            first = [] if met else self.program.variables(1)
            for name in first:
                self.program.at_least({**meetings, name: -1}, 0)
                self._fresh[name] = (mentor, mentee)
            self.program.between(0, meetings | dict.fromkeys((*again, *first), -1), 0)
            spread |= {name: -(max(met, 1) + nth) for nth, name in enumerate(again)}
        return Rule(dict.fromkeys(spread, -1)), Rule(spread)

    def _unevenness(self) -> Rule:
        problem = self._problem
        tired = (problem.mentors_tired.tolist(), problem.mentees_tired.tolist())
        squares: dict[int, int] = {}
        none = 0
        for side, person, rests in self._people():
            own = tired[side][person]
            if side or problem.seats == 1:
                steps = self.program.variables(problem.rounds, whole=False)
                squares |= {name: -(2 * (own + nth) + 1) for nth, name in enumerate(steps)}
                none += own**2
                self.program.between(0, dict.fromkeys(steps, 1) | dict.fromkeys(rests, -1), 0)
            else:
                meetings = [name for at in range(problem.rounds) for name in self._at_table(person, at)]
                steps = self.program.variables(len(meetings), whole=False)
                made_up = [own if nth < problem.rounds else 0 for nth in range(len(steps))]
                squares |= {name: 2 * made_up[nth] - 2 * nth - 1 for nth, name in enumerate(steps)}
                self.program.between(0, dict.fromkeys(steps, 1) | dict.fromkeys(meetings, -1), 0)
        return Rule(squares, none)

    def _at_table(self, mentor: int, number: int) -> list[int]:
        return self._of_mentor.get((mentor, number), [])

    def _crowding(self) -> Rule:
        """The squares of the mentees at each table."""
        squares: dict[int, int] = {}
        if self._problem.seats > 1:
            for meetings in self._of_mentor.values():
                steps = self.program.variables(min(len(meetings), self._problem.seats), whole=False)
                squares |= {name: -2 * nth - 1 for nth, name in enumerate(steps)}
                self.program.between(0, dict.fromkeys(steps, 1) | dict.fromkeys(meetings, -1), 0)
        return Rule(squares)

    def _in_a_row(self) -> Rule:
        """How often somebody rests twice in a row."""
        before = (self._problem.mentors_resting, self._problem.mentees_resting)
        wrong: dict[int, int] = {}
        for side, person, rests in self._people():
            if before[side][person] and rests:
                wrong[rests[0]] = -1
            for one, after in pairwise(rests):
                (both,) = self.program.variables(1, whole=False)
                wrong[both] = -1
                self.program.at_most({one: 1, after: 1, both: -1}, 1)
            self.program.at_most(dict.fromkeys(rests, 1), self._limits.rests[side][person])
        return Rule(wrong)

    def _at_once(self) -> Rule:
        wrong: dict[int, int] = {}
        for two, names in self._of_pair.items() if self._limits.repeats else ():
            if two in self._background.just_met and 0 in names:
                wrong[names[0]] = -1
            for number, name in names.items():
                if number + 1 in names:
                    (both,) = self.program.variables(1, whole=False)
                    wrong[both] = -1
                    self.program.at_most({name: 1, names[number + 1]: 1, both: -1}, 1)
        return Rule(wrong)

    def _score(self) -> Rule:
        worth = self._problem.worth
        return Rule({name: int(worth[two]) for name, two in self._fresh.items() if worth[two]})

    def _kept(self) -> Rule:
        kept: dict[int, int] = {}
        for number, told in enumerate(self._background.told):
            places = (Place(mentor, mentee, number) for mentor, mentee in told)
            kept |= {self.places[place]: MEETING_KEPT for place in places if place in self.places}
            for side, resting in zip(self._rests, self._background.rests[number], strict=True):
                kept |= {side[number][person]: 1 for person in resting}
        return Rule(kept)
