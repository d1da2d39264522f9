"""What a first plan looks like, by examples that people would check by hand."""

import os
import subprocess
import sys
from collections import Counter
from itertools import combinations, pairwise

import pytest

from sessionrunner.core.planning import Pairing, PersonId, Plan, PlanRequest, make_plan
from tests.planning.sessions import people, person


def tables(plan: Plan, number: int) -> dict[PersonId, Pairing]:
    """The pairing of each mentor in a round, counted from 1."""
    return {
        pairing.people[0]: pairing for pairing in plan.rounds[number - 1].pairings if pairing.kind != "peer"
    }


def meetings(plan: Plan) -> Counter[frozenset[PersonId]]:
    """How often each two meet."""
    return Counter(
        frozenset((pairing.people[0], other))
        for one in plan.rounds
        for pairing in one.pairings
        for other in pairing.people[1:]
    )


def rests(plan: Plan, who: str) -> list[int]:
    """The rounds in which a person meets nobody of the other side."""
    busy = [
        one.round
        for one in plan.rounds
        for pairing in one.pairings
        if pairing.kind != "peer" and who in pairing.people
    ]
    return [one.round for one in plan.rounds if one.round not in busy]


def test_without_preferences_it_is_the_classic_movement() -> None:
    """Mentors stay at table 1, 2, 3...; every mentee goes to the next table; everybody meets everybody."""
    plan = make_plan(PlanRequest(participants=people(12, 12), rounds=12, seed=7))
    order = [PersonId(f"m{number}") for number in range(1, 13)]
    for number in range(1, 13):
        assert [tables(plan, number)[mentor].room for mentor in order] == [f"Table {n}" for n in range(1, 13)]
    for before, after in pairwise(range(1, 13)):
        for index, mentor in enumerate(order):
            following = tables(plan, after)[order[(index + 1) % 12]]
            assert tables(plan, before)[mentor].people[1] == following.people[1]
    assert set(meetings(plan).values()) == {1}
    assert len(meetings(plan)) == 144


def test_the_first_pairing_is_drawn_from_the_seed() -> None:
    """Another seed gives another first round; the same seed the same."""
    plans = [make_plan(PlanRequest(participants=people(8, 8), rounds=2, seed=seed)) for seed in (1, 2, 1)]
    assert plans[0] == plans[2]
    assert plans[0].rounds[0] != plans[1].rounds[0]


def test_the_same_plan_whatever_python_hashes() -> None:
    """Processes with different hash seeds, in which sets are walked in other orders, print the same plan."""
    program = (
        "import random; from tests.planning.sessions import mixed;"
        "from sessionrunner.core.planning import PlanRequest, make_plan;"
        "roster = mixed(9, 13, random.Random(5));"
        "print(make_plan(PlanRequest(participants=roster, rounds=5, seed=3, surplus='group')))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    assert b"Table 5" in printed.pop()


def test_rests_are_shared_and_stand_apart() -> None:
    """20 mentees for 12 mentors: each rests twice or three times in six rounds, nobody twice in a row."""
    plan = make_plan(PlanRequest(participants=people(12, 20), rounds=6, seed=1))
    assert {len(rests(plan, f"w{number}")) for number in range(1, 21)} == {2, 3}
    assert plan.quality.back_to_back_sit_outs == 0
    assert not any(
        later == earlier + 1
        for number in range(1, 21)
        for earlier, later in pairwise(rests(plan, f"w{number}"))
    )
    peers = [pairing for one in plan.rounds for pairing in one.pairings if pairing.kind == "peer"]
    assert len(peers) == 24
    assert len({pairing.people for pairing in peers}) == 24, "no peers meet twice"
    assert {pairing.room for pairing in peers} == {"Table 13", "Table 14", "Table 15", "Table 16"}


def test_surplus_mentors_meet_at_one_of_their_own_tables() -> None:
    """Five mentors, two mentees: the mentors left over pair up in a room that is one of theirs."""
    plan = make_plan(PlanRequest(participants=people(5, 2), rounds=3, seed=1))
    rooms = {PersonId(f"m{number}"): f"Table {number}" for number in range(1, 6)}
    for one in plan.rounds:
        peers = [pairing for pairing in one.pairings if pairing.kind == "peer"]
        assert len(peers) == 1
        assert peers[0].room in {rooms[mentor] for mentor in peers[0].people}
        assert len(one.sitting_out) == 1


def test_one_side_alone_meets_as_in_a_tournament() -> None:
    """Six mentees and no mentor: five rounds, in which everybody meets everybody once."""
    plan = make_plan(PlanRequest(participants=people(0, 6), rounds=5, seed=4))
    assert meetings(plan) == Counter(frozenset(two) for two in combinations(plan.sides, 2))
    assert plan.quality.meetings == 0


def test_more_rounds_than_partners() -> None:
    """Three by three in seven rounds: twelve repeats, spread evenly, never in two rounds running."""
    plan = make_plan(PlanRequest(participants=people(3, 3), rounds=7, seed=1))
    assert plan.quality.repeats == 12
    assert sorted(meetings(plan).values()) == [2] * 6 + [3] * 3
    for earlier, later in pairwise(plan.rounds):
        assert not {one.people for one in earlier.pairings} & {one.people for one in later.pairings}


@pytest.mark.parametrize(("surplus", "met"), [("peer", 4), ("sit_out", 4), ("group", 12)])
def test_one_mentor_and_fifty_mentees(surplus: str, met: int) -> None:
    """The mentor is busy every round, nobody comes twice, and the others are not lost."""
    request = PlanRequest(participants=people(1, 50), rounds=4, seed=1, surplus=surplus, seats=3)  # type: ignore[arg-type]
    plan = make_plan(request)
    assert plan.quality.meetings == met
    assert plan.quality.repeats == 0
    assert plan.quality.sit_outs.mentee.max == 4


def test_somebody_who_avoids_everybody() -> None:
    """They meet nobody, and sit out every round; the others are not disturbed."""
    loner = person("w9", "mentee", avoid=frozenset(one.id for one in people(4, 4)))
    plan = make_plan(PlanRequest(participants=(*people(4, 4), loner), rounds=4, seed=1))
    assert all("w9" in one.sitting_out for one in plan.rounds)
    assert plan.quality.meetings == 16
    assert plan.quality.avoided_met == 0


def test_nobody_and_one_person() -> None:
    """No people give empty rounds; one person rests in each."""
    assert [one.pairings for one in make_plan(PlanRequest(participants=(), rounds=2, seed=1)).rounds] == [
        (),
        (),
    ]
    alone = make_plan(PlanRequest(participants=people(1, 0), rounds=2, seed=1))
    assert [one.sitting_out for one in alone.rounds] == [("m1",), ("m1",)]


def test_groups_are_filled_evenly() -> None:
    """13 mentees at 5 tables of up to 3: in every round two or three at each, nobody rests."""
    plan = make_plan(PlanRequest(participants=people(5, 13), rounds=5, seed=1, surplus="group", seats=3))
    for one in plan.rounds:
        assert sorted(len(pairing.people) - 1 for pairing in one.pairings) == [2, 2, 3, 3, 3]
        assert one.sitting_out == ()
    assert plan.quality.repeats == 0


def test_either_people_even_the_sides_out() -> None:
    """Four mentors, two mentees and two of role `either`, who become mentees."""
    either = tuple(person(f"e{number}", "mentor", flexible=True) for number in (1, 2))
    plan = make_plan(PlanRequest(participants=(*people(4, 2), *either), rounds=3, seed=1))
    assert plan.quality.meetings == 12
    assert plan.sides[PersonId("e1")] == plan.sides[PersonId("e2")] == "mentee"


def test_requests_come_before_interests() -> None:
    """Who asked for whom meets, though others share more interests."""
    topics = frozenset("abcde")
    mentors = [person(f"m{number}", "mentor", interests=topics) for number in range(1, 5)]
    asking = person("w1", "mentee", requests=(PersonId("m3"),))
    others = [person(f"w{number}", "mentee", interests=topics) for number in range(2, 5)]
    plan = make_plan(PlanRequest(participants=(*mentors, asking, *others), rounds=1, seed=1))
    assert tables(plan, 1)[PersonId("m3")].people == ("m3", "w1")
    assert plan.quality.requests_met == plan.quality.requests_possible == 1
    assert plan.quality.score == plan.quality.score_bound == 10_200 + 3 * 15


def test_a_request_among_peers_is_met_where_they_are_left_over() -> None:
    """Two of three mentees want each other: the one mentor takes turns so that they meet as peers."""
    friends = (
        person("m1", "mentor"),
        person("w1", "mentee", requests=(PersonId("w2"),)),
        person("w2", "mentee"),
        person("w3", "mentee"),
    )
    plan = make_plan(PlanRequest(participants=friends, rounds=3, seed=1))
    assert plan.quality.requests_met == plan.quality.requests_possible == 1


def test_who_met_in_an_earlier_session_counts_as_met() -> None:
    """Two by two in one round: of the two ways the one with new partners."""
    for before in ((("m1", "w1"), ("m2", "w2")), (("w2", "m1"), ("w1", "m2"))):
        earlier = frozenset((PersonId(a), PersonId(b)) for a, b in before)
        plan = make_plan(PlanRequest(participants=people(2, 2), rounds=1, seed=1, met_before=earlier))
        assert plan.quality.repeats == 0


def test_the_stopwatch_is_read_for_the_milliseconds() -> None:
    """`milliseconds` is what passed on the stopwatch handed in: the core has no clock of its own."""
    ticks = iter((1_000, 1_250))
    plan = make_plan(PlanRequest(participants=people(2, 2), rounds=1, seed=1), stopwatch=lambda: next(ticks))
    assert plan.quality.milliseconds == 250
