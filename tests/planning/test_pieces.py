"""The planner's parts by themselves, where the whole could hide a fault of theirs."""

import pickle
import random
from collections import Counter
from itertools import combinations, pairwise, permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessionrunner.core.planning import PersonId, PlanRequest, make_plan
from sessionrunner.core.planning.circle import circle
from sessionrunner.core.planning.layout import Layout
from sessionrunner.core.planning.matching import EXACT, pair_up
from sessionrunner.core.planning.network import Network, fits
from sessionrunner.core.planning.order import _by_moving, _exactly, _price
from sessionrunner.core.planning.pairs import Pair
from sessionrunner.core.planning.peers import round_robin
from sessionrunner.core.planning.wrongs import needless
from tests.planning.sessions import mixed

QUICK = settings(max_examples=100, deadline=None, derandomize=True)


@QUICK
@given(st.integers(1, 12), st.integers(1, 20), st.integers(1, 30))
def test_rests_on_the_circle_are_as_even_as_can_be(mentors: int, mentees: int, rounds: int) -> None:
    """Over any number of turns two mentees' meetings differ by at most one, and so do two mentors'."""
    ours, theirs = [PersonId(f"m{n}") for n in range(mentors)], [PersonId(f"w{n}") for n in range(mentees)]
    busy = Counter(dict.fromkeys([*ours, *theirs], 0))
    pairs: Counter[tuple[PersonId, PersonId]] = Counter()
    for turn in range(rounds):
        for mentor, (mentee,) in circle(ours, theirs, 1, turn).items():
            busy.update((mentor, mentee))
            pairs[mentor, mentee] += 1
    assert sum(busy.values()) == 2 * rounds * min(mentors, mentees)
    for side in (ours, theirs):
        counts = [busy[person] for person in side]
        assert max(counts) - min(counts) <= 1
    if rounds <= max(mentors, mentees):
        assert set(pairs.values()) == {1}, "nobody meets twice before a whole turn"


@QUICK
@given(st.integers(2, 12))
def test_a_round_robin_meets_everybody_once(size: int) -> None:
    """In size - 1 turns (size, where it is odd) everybody meets everybody exactly once."""
    everybody = [PersonId(str(number)) for number in range(size)]
    met: Counter[frozenset[PersonId]] = Counter()
    for turn in range(size - 1 + size % 2):
        row = round_robin(everybody, turn)
        assert sorted(row) == sorted(everybody)
        met.update(frozenset(two) for two in zip(row[::2], row[1::2], strict=False))
    assert met == Counter(frozenset(two) for two in combinations(everybody, 2))


@QUICK
@given(st.integers(0, EXACT), st.integers(0, 2**32))
def test_few_people_are_paired_up_in_the_best_way(size: int, seed: int) -> None:
    """As many pairs as networkx's maximum matching finds, at the least cost."""
    chance = random.Random(seed)
    everybody = [PersonId(f"p{number}") for number in range(size)]
    prices = {two: chance.choice([None, 0, 1, 5]) for two in combinations(everybody, 2)}
    graph = nx.Graph()
    for two, price in prices.items():
        if price is not None:
            graph.add_edge(*two, weight=10 - price)
    best = nx.max_weight_matching(graph, maxcardinality=True)
    found = pair_up(everybody, prices.get)
    assert len({person for two in found for person in two}) == 2 * len(found)
    assert len(found) == len(best)
    assert _sum(prices, found) == _sum(prices, [(min(two), max(two)) for two in best])


def _sum(prices: dict[Pair, int | None], pairs: list[Pair]) -> int:
    costs = [prices[two] for two in pairs]
    assert None not in costs
    return sum(cost for cost in costs if cost is not None)


def test_many_people_are_all_paired_up() -> None:
    """41 people of whom each avoids some: twenty pairs, one person alone, nobody with whom they avoid."""
    chance = random.Random(3)
    everybody = [PersonId(f"p{number:02}") for number in range(41)]
    avoided = set(chance.sample(list(combinations(everybody, 2)), 300))
    found = pair_up(everybody, lambda two: None if two in avoided else 0)
    assert len(found) == 20
    assert not avoided & set(found)


def _filled(chance: random.Random, seats: int) -> Layout:
    layout = Layout(rounds=4, mentors=5, mentees=9, seats=seats)
    for number in range(4):
        for mentee in range(9):
            mentor = chance.randrange(5)
            if layout.has_room(number, mentor) and chance.random() < 0.8:
                layout.sit(number, mentor, mentee)
    return layout


@QUICK
@given(st.integers(1, 3), st.integers(0, 2**32))
def test_exchanging_a_chain_changes_only_when_people_meet(seats: int, seed: int) -> None:
    """Everybody still meets the same people as often, nobody is doubled, and undoing it undoes it."""
    chance = random.Random(seed)
    layout = _filled(chance, seats)

    def meetings() -> Counter[tuple[int, int]]:
        return Counter(two for one in layout.meetings() for two in one)

    before, rounds = meetings(), [sorted(one) for one in layout.meetings()]
    seat = chance.choice(list(layout.all_seats()))
    other = chance.choice([number for number in range(4) if number != seat.round])
    moved = layout.exchange(layout.whole_chain(seat, other), seat.round, other)
    assert meetings() == before
    assert layout.mentor_of(other, seat.mentee) == seat.chair // seats
    for number, row in enumerate(layout.meetings()):
        assert len({mentee for _, mentee in row}) == len(row)
        assert all(layout.mentor_of(number, mentee) == mentor for mentor, mentee in row)
    layout.exchange(moved, seat.round, other)
    assert [sorted(one) for one in layout.meetings()] == rounds


@QUICK
@given(st.integers(1, 6), st.integers(0, 2**32))
def test_the_order_of_rounds_is_the_best_of_all(size: int, seed: int) -> None:
    """As good as trying every order; moving single rounds never makes it worse than it was."""
    chance = random.Random(seed)
    costs = [[chance.randrange(9) for _ in range(size)] for _ in range(size)]
    starts = [chance.randrange(9) for _ in range(size)]
    best = min(_price(order, costs, starts) for order in permutations(range(size)))
    assert _price(_exactly(costs, starts), costs, starts) == best
    assert best <= _price(_by_moving(costs, starts), costs, starts) <= _price(range(size), costs, starts)


@QUICK
@given(st.integers(1, 8), st.data())
def test_rests_that_no_order_could_keep_apart_are_not_called_needless(
    rounds: int, data: st.DataObject
) -> None:
    """The fewest rests in a row, over all ways to place so many rests, is what counts as unavoidable."""
    rests = sorted(data.draw(st.sets(st.integers(0, rounds - 1))))
    fewest = min(
        sum(b == a + 1 for a, b in pairwise(placed)) for placed in combinations(range(rounds), len(rests))
    )
    actual = sum(b == a + 1 for a, b in pairwise(rests))
    assert needless(rests, rounds) == actual - fewest


def test_a_network_says_when_nothing_can_flow() -> None:
    """More than the arcs can carry is refused, not approximated."""
    network = Network(1)
    network.arcs(network.source, [0], capacity=2, cost=1)
    out = network.arcs([0], network.sink, capacity=5, cost=1)
    assert network.send(2)
    assert network.along(out).tolist() == [2]
    assert not network.send(3)


def test_costs_beyond_exact_arithmetic_are_refused() -> None:
    """The solver would overflow; the planner asks before, and is told when it did not."""
    assert not fits(2**60, 10)
    network = Network(1)
    network.arcs(network.source, [0], capacity=1, cost=2**62)
    network.arcs([0], network.sink, capacity=1, cost=np.int64(0))
    with pytest.raises(OverflowError, match="out of range"):
        network.send(1)


def test_a_request_and_its_plan_travel_between_processes() -> None:
    """Large plans are made in a process of their own, so both must survive pickling."""
    request = PlanRequest(participants=mixed(4, 5, random.Random(1)), rounds=3, seed=1)
    plan = make_plan(pickle.loads(pickle.dumps(request)))  # noqa: S301 - our own bytes
    assert pickle.loads(pickle.dumps(plan)) == plan == make_plan(request)  # noqa: S301 - our own bytes
