"""Who meets whom over all coming rounds together, leaving open in which round.

That is a b-matching: every person has at most as many meetings as there are rounds. König's
theorem (1916) says that any such choice fits into the rounds, so nothing is lost by choosing
first; and a b-matching of two sides is a minimum-cost flow, so the best is found exactly.

The rules come in strict order by their costs. Two flows of one amount differ by cycles, and a
cycle passes through a person at most once. So a cost that outweighs the most that one cycle can
gain in everything below it comes strictly first:

1. as many meetings as the rounds can hold (the amount that flows);
2. as few repeats as that needs, then as evenly over the pairs as possible;
3. sit-outs shared equally (their squares summed: the k-th rest costs more than the one before);
4. the score;
5. the pairs wished for otherwise, such as those people were told.
"""

import numpy as np

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.network import Network, Numbers
from sessionrunner.core.planning.prices import MEETING_KEPT, Prices, prices_for
from sessionrunner.core.planning.problem import Counts, Problem
from sessionrunner.core.planning.wishes import Wished
from sessionrunner.core.planning.worth import Matrix


class Choice(Frozen):
    """How often each two meet in the coming rounds, and how good that is by each rule.

    `spread` is the smaller, the more evenly the repeats are spread over the pairs: each counts as
    often as its two have met before. `unevenness` is that of sit-outs and of meetings at full tables.
    """

    times: Matrix
    repeats: int
    spread: int
    unevenness: int
    score: int

    @property
    def rank(self) -> tuple[int, int, int, int, int]:
        """The smaller the better, by the rules in their order."""
        return (-int(self.times.sum()), self.repeats, self.spread, self.unevenness, -self.score)


def choose(problem: Problem, wished: Wished) -> Choice:
    """The best choice there is, and of equally good ones one that grants most of what is wished."""
    amount = problem.rounds * most_meetings(problem)
    fresh = None if _must_repeat(problem, amount) else _solve(problem, wished, amount, repeats=False)
    times = fresh if fresh is not None else _solve(problem, wished, amount, repeats=True)
    assert times is not None  # repeating one round's best meetings every round is always a flow
    return weigh(problem, times)


def weigh(problem: Problem, times: Matrix) -> Choice:
    """How good it is that each two meet so many times, by each rule."""
    first = (times > 0) & (problem.met == 0)
    again = times - first
    mentees = problem.mentees_tired + problem.rounds - times.sum(axis=0)
    return Choice(
        times=times,
        repeats=int(again.sum()),
        spread=int((again * np.maximum(problem.met, 1) + again * (again - 1) // 2).sum()),
        unevenness=_mentors_unevenness(problem, times.sum(axis=1)) + int((mentees**2).sum()),
        score=int(problem.worth[first].sum()),
    )


def _mentors_unevenness(problem: Problem, meetings: Counts) -> int:
    """The squares of sit-outs summed; of mentors with several seats the squares of their meetings.

    For so many meetings in all that is the same but for a constant, where nobody has more meetings
    than rounds. Beyond, it makes tables equally full; only a meeting in place of a rest makes up
    for earlier sit-outs.
    """
    tired, rounds = problem.mentors_tired, problem.rounds
    if problem.seats == 1:
        return int(((tired + rounds - meetings) ** 2).sum())
    return int((meetings**2 - 2 * tired * np.minimum(meetings, rounds)).sum())


def most_meetings(problem: Problem) -> int:
    """The most meetings across the sides that one round can hold."""
    rows, columns = problem.allowed.shape
    full: int = min(columns, rows * problem.seats)
    if not full or _everybody_finds_one(problem, full):
        return full
    network = Network(rows + columns)
    mentors, mentees = np.nonzero(problem.allowed)
    network.arcs(mentors, rows + mentees, capacity=1, cost=0)
    network.arcs(network.source, np.arange(rows), capacity=problem.seats, cost=0)
    reached = network.arcs(rows + np.arange(columns), network.sink, capacity=1, cost=0)
    network.arcs(network.source, network.sink, capacity=full, cost=1)
    network.send(full)
    return int(network.along(reached).sum())


def _everybody_finds_one(problem: Problem, full: int) -> bool:
    """Hall's condition, by degrees: too many mentors for their mentees would leave a mentee too few."""
    mentees_each = int(problem.allowed.sum(axis=1).min())
    mentors_each = int(problem.allowed.sum(axis=0).min())
    return mentees_each + problem.seats * mentors_each >= full


def _must_repeat(problem: Problem, amount: int) -> bool:
    return int((problem.allowed & (problem.met == 0)).sum()) < amount


def _solve(problem: Problem, wished: Wished, amount: int, *, repeats: bool) -> Matrix | None:
    rows, columns = problem.allowed.shape
    if not amount:
        return np.zeros((rows, columns), dtype=np.int64)
    prices = prices_for(problem, wished, repeats=repeats)
    network = Network(rows + columns)
    _sit_outs(network, problem, prices, wished.rests, amount)
    times = np.zeros((rows, columns), dtype=np.int64)
    copies = [_first_meetings(network, problem, wished.times, prices)]
    if repeats:
        copies += _further_meetings(network, problem, wished.times, prices)
    if not network.send(amount):
        return None
    for mentors, mentees, names in copies:
        np.add.at(times, (mentors, mentees), network.along(names))
    return times


_Arcs = tuple[Numbers, Numbers, Numbers]


def _first_meetings(network: Network, problem: Problem, wished: Matrix, prices: Prices) -> _Arcs:
    mentors, mentees = np.nonzero(problem.allowed & (problem.met == 0))
    gain = (
        problem.worth[mentors, mentees] * prices.worth
        + MEETING_KEPT * (wished[mentors, mentees] > 0) * prices.wish
    )
    return (mentors, mentees, _meet(network, problem, mentors, mentees, cost=-gain))


def _further_meetings(network: Network, problem: Problem, wished: Matrix, prices: Prices) -> list[_Arcs]:
    """One arc for each time that two can meet again, each dearer than the last."""
    mentors, mentees = np.nonzero(problem.allowed)
    if not prices.again:
        names = _meet(network, problem, mentors, mentees, cost=prices.repeat, capacity=problem.rounds)
        return [(mentors, mentees, names)]
    met, asked = problem.met[mentors, mentees], wished[mentors, mentees]
    found: list[_Arcs] = []
    for nth in range(problem.rounds):
        earlier = np.maximum(met, 1) + nth
        gain = MEETING_KEPT * (asked > nth + (met == 0)) * prices.wish
        cost = prices.repeat + earlier * prices.again - gain
        found.append((mentors, mentees, _meet(network, problem, mentors, mentees, cost=cost)))
    return found


def _meet(
    network: Network,
    problem: Problem,
    mentors: Numbers,
    mentees: Numbers,
    *,
    cost: Numbers | int,
    capacity: int = 1,
) -> Numbers:
    return network.arcs(mentors, len(problem.mentors) + mentees, capacity=capacity, cost=cost)


def _sit_outs(
    network: Network, problem: Problem, prices: Prices, wished: tuple[Counts, Counts], amount: int
) -> None:
    """Mentors from the source, mentees to the sink, with as many meetings as rounds and seats allow."""
    rounds, seats = problem.rounds, problem.seats
    mentors = np.arange(len(problem.mentors))
    mentees = len(mentors) + np.arange(len(problem.mentees))
    full = amount == rounds * seats * len(mentors)
    for nth, (cost, most) in enumerate(_rests(problem.mentors_tired, rounds, seats, full=full)):
        lost = prices.wish * (nth >= rounds - wished[0]) * (seats == 1 and not full)
        network.arcs(network.source, mentors, capacity=most, cost=prices.rest * cost + lost)
    full = amount == rounds * len(mentees)
    for nth, (cost, most) in enumerate(_rests(problem.mentees_tired, rounds, 1, full=full)):
        lost = prices.wish * (nth >= rounds - wished[1]) * (not full)
        network.arcs(mentees, network.sink, capacity=most, cost=prices.rest * cost + lost)


def _rests(tired: Counts, rounds: int, seats: int, *, full: bool) -> list[tuple[Counts, int]]:
    """Costs and capacities of one side's arcs: each further meeting of a person is dearer.

    Those who sat out often start cheaper, so the sums of sit-outs come out even. Meetings beyond
    one a round (further mentees at a full table) only spread evenly among the mentors. Where
    everybody must be busy all the time, one arc each is enough.
    """
    if full:
        return [(np.zeros_like(tired), rounds * seats)]
    worn = tired.max(initial=0) - tired
    level = np.full_like(tired, tired.max(initial=0))
    return [(nth + (worn if nth < rounds else level), 1) for nth in range(rounds * seats)]
