"""What every plan must keep to, whoever makes it: properties over random sessions."""

from collections import Counter
from itertools import combinations

import msgspec
from hypothesis import given, settings

from sessionrunner.core.planning import Plan, PlanRequest, Round, make_plan, measure
from tests.planning.sessions import first_requests, repairs

EXAMPLES = settings(max_examples=60, deadline=None, derandomize=True)


def check_round(request: PlanRequest, plan: Plan, one: Round) -> None:
    """Assert what holds for every coming round by itself."""
    there = {person.id for person in request.participants}
    avoid = {(a.id, b) for a in request.participants for b in a.avoid if a.id != b}
    seen = Counter(person for pairing in one.pairings for person in pairing.people) + Counter(one.sitting_out)
    assert seen == Counter(there), "everybody is in exactly one place"
    assert len({pairing.room for pairing in one.pairings}) == len(one.pairings), "a room holds one pairing"
    for pairing in one.pairings:
        sides = [plan.sides[person] for person in pairing.people]
        size = len(pairing.people)
        if pairing.kind == "peer":
            assert size == 2
            assert len(set(sides)) == 1
            assert request.surplus == "peer"
        else:
            assert sides == ["mentor"] + ["mentee"] * (size - 1), "the mentor stands first"
            assert pairing.kind == ("mentoring" if size == 2 else "group")
            assert size == 2 or (request.surplus == "group" and size - 1 <= request.seats)
        for a, b in combinations(pairing.people, 2):
            assert (a, b) not in avoid
            assert (b, a) not in avoid


def check_plan(request: PlanRequest, plan: Plan) -> None:
    """Assert what holds for every plan."""
    held = len(request.held)
    assert set(plan.sides) == {person.id for person in request.participants}
    assert plan.rounds[:held] == request.held, "what was held stands"
    assert [one.round for one in plan.rounds] == list(range(1, max(request.rounds, held) + 1))
    for one in plan.rounds[held:]:
        check_round(request, plan, one)
    assert all(plan.sides[one.id] == one.side for one in request.participants if not one.flexible)
    check_seats(plan, plan.rounds[held:])
    assert measure(request, plan.rounds, plan.sides) == plan.quality
    assert plan.quality.score <= plan.quality.score_bound
    assert plan.quality.requests_met <= plan.quality.requests_possible


def check_seats(plan: Plan, rounds: tuple[Round, ...]) -> None:
    """Assert that every mentor keeps one room."""
    rooms = {
        (pairing.people[0], pairing.room)
        for one in rounds
        for pairing in one.pairings
        if pairing.kind != "peer"
    }
    assert len({mentor for mentor, _ in rooms}) == len(rooms)
    assert len({room for _, room in rooms}) == len(rooms)


@EXAMPLES
@given(first_requests())
def test_a_first_plan_keeps_the_rules(request: PlanRequest) -> None:
    """In any mix of people, however odd, nobody is lost, or in two places, or with whom they avoid."""
    check_plan(request, make_plan(request))


@EXAMPLES
@given(repairs())
def test_a_repaired_plan_keeps_the_rules(repair: tuple[PlanRequest, Plan]) -> None:
    """So does a plan repaired in the middle of a session, and it leaves what was held alone."""
    request, _ = repair
    check_plan(request, make_plan(request))


@EXAMPLES
@given(first_requests())
def test_the_same_request_gives_the_same_plan(request: PlanRequest) -> None:
    """A plan depends on the request only, not on the order in which sets happen to be walked."""
    shuffled = msgspec.structs.replace(
        request, met_before=frozenset(sorted(request.met_before, reverse=True))
    )
    assert make_plan(request) == make_plan(shuffled)
