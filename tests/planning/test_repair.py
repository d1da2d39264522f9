"""What changes, and what does not, when people come and go in the middle of a session."""

import msgspec
from hypothesis import given, settings

from sessionrunner.core.planning import (
    Participant,
    PersonId,
    Plan,
    PlanRequest,
    Round,
    make_plan,
    measure,
)
from tests.planning.sessions import first_requests, people, person


def later(
    request: PlanRequest,
    plan: Plan,
    held: int,
    *,
    gone: frozenset[str] = frozenset(),
    come: tuple[Participant, ...] = (),
) -> PlanRequest:
    """The request for a repair after so many rounds, the others having been told."""
    stayed = tuple(
        msgspec.structs.replace(one, side=plan.sides[one.id])
        for one in request.participants
        if one.id not in gone
    )
    return msgspec.structs.replace(
        request, participants=stayed + come, held=plan.rounds[:held], told=plan.rounds[held:]
    )


def itinerary(one: Round) -> dict[PersonId, tuple[str, frozenset[PersonId]]]:
    """Where each person is in a round, and with whom."""
    met = {
        who: (pairing.room, frozenset(pairing.people)) for pairing in one.pairings for who in pairing.people
    }
    return met | {who: ("", frozenset()) for who in one.sitting_out}


def changes(before: Plan, after: Plan) -> set[tuple[int, PersonId]]:
    """Which rounds changed for whom, among those who were told."""
    return {
        (old.round, who)
        for old, new in zip(before.rounds, after.rounds, strict=True)
        for who, what in itinerary(old).items()
        if itinerary(new).get(who, what) != what
    }


def sit_outs(plan: Plan, who: str) -> int:
    """How often a person was there without a meeting across the sides."""
    busy = {
        one.round
        for one in plan.rounds
        for pairing in one.pairings
        if pairing.kind != "peer" and who in pairing.people
    }
    return sum(who in itinerary(one) and one.round not in busy for one in plan.rounds)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(first_requests(most=5))
def test_where_nothing_happened_nothing_changes(request: PlanRequest) -> None:
    """A repair with the same people keeps every round exactly as told."""
    plan = make_plan(request)
    assert make_plan(later(request, plan, min(2, request.rounds))).rounds == plan.rounds


def test_when_a_mentee_leaves_only_their_mentors_notice() -> None:
    """20 by 20 without preferences: after round 3 one mentee goes, and five mentors rest once each."""
    request = PlanRequest(participants=people(20, 20), rounds=8, seed=3, surplus="sit_out")
    plan = make_plan(request)
    repaired = make_plan(later(request, plan, 3, gone=frozenset({"w5"})))
    left = {
        (one.round, pairing.people[0])
        for one in plan.rounds[3:]
        for pairing in one.pairings
        if "w5" in pairing.people
    }
    assert changes(plan, repaired) == left
    assert repaired.rounds[:3] == plan.rounds[:3]
    assert repaired.quality.sit_outs.mentor.max == 1


def test_a_latecomer_disturbs_few() -> None:
    """20 by 20: the 21st mentee meets four mentors in the five rounds left; four others rest once each."""
    request = PlanRequest(participants=people(20, 20), rounds=8, seed=3, surplus="sit_out")
    plan = make_plan(request)
    repaired = make_plan(later(request, plan, 3, come=(person("n1", "mentee"),)))
    assert len(changes(plan, repaired)) == 8, "four mentors, and the four mentees who rest instead"
    assert sit_outs(repaired, "n1") == 1
    assert repaired.quality.meetings == 160
    assert repaired.quality.repeats == 0


def test_sit_outs_already_had_count() -> None:
    """12 mentors, 20 mentees, two mentors lost half-way: sit-outs still differ by at most one."""
    request = PlanRequest(participants=people(12, 20), rounds=8, seed=3)
    plan = make_plan(request)
    repaired = make_plan(later(request, plan, 4, gone=frozenset({"m3", "m9"})))
    spread = repaired.quality.sit_outs.mentee
    assert spread.max - spread.min <= 1
    assert repaired.quality.repeats == 0
    assert repaired.quality.meetings == 12 * 4 + 10 * 4


def test_a_latecomer_is_not_made_to_rest_first() -> None:
    """Whoever missed rounds in which others rested does not have to catch up on resting."""
    request = PlanRequest(participants=people(6, 11), rounds=8, seed=3)
    plan = make_plan(request)
    repaired = make_plan(later(request, plan, 6, come=(person("n1", "mentee"),)))
    assert sit_outs(repaired, "n1") <= 1


def test_mentors_keep_their_rooms_and_newcomers_take_free_ones() -> None:
    """A mentor who left frees a room; the next mentor to come gets it, nobody else moves."""
    request = PlanRequest(participants=people(5, 5), rounds=5, seed=3)
    plan = make_plan(request)
    come = (person("n1", "mentor"), person("n2", "mentor"), person("v1", "mentee"))
    repaired = make_plan(later(request, plan, 2, gone=frozenset({"m2"}), come=come))
    rooms = {
        pairing.people[0]: pairing.room
        for one in repaired.rounds[2:]
        for pairing in one.pairings
        if pairing.kind != "peer"
    }
    assert rooms == {
        "m1": "Table 1",
        "m3": "Table 3",
        "m4": "Table 4",
        "m5": "Table 5",
        "n1": "Table 2",
        "n2": "Table 6",
    }


def test_an_avoided_pair_that_was_told_is_taken_apart() -> None:
    """A host who adds an `avoid` in mid-session sees it kept from the next round on."""
    request = PlanRequest(participants=people(4, 4), rounds=4, seed=3)
    plan = make_plan(request)
    mentor, mentee = plan.rounds[2].pairings[0].people
    changed = tuple(
        msgspec.structs.replace(one, avoid=frozenset({mentee})) if one.id == mentor else one
        for one in request.participants
    )
    asked = msgspec.structs.replace(later(request, plan, 1), participants=changed)
    repaired = make_plan(asked)
    assert repaired.quality.avoided_met == 0
    assert {mentor, mentee} not in [set(one.people) for held in repaired.rounds for one in held.pairings]


def test_rounds_can_be_added_and_taken_away() -> None:
    """The told rounds stay when the session gets longer or shorter."""
    request = PlanRequest(participants=people(6, 6), rounds=4, seed=3)
    plan = make_plan(request)
    longer = make_plan(msgspec.structs.replace(later(request, plan, 1), rounds=6))
    assert longer.rounds[:4] == plan.rounds
    assert longer.quality.repeats == 0
    shorter = make_plan(msgspec.structs.replace(later(request, plan, 1), rounds=3))
    assert shorter.rounds == plan.rounds[:3]


def test_either_people_keep_the_side_they_were_seen_on() -> None:
    """Once a round was held nobody is moved to the other side."""
    either = person("e1", "mentor", flexible=True)
    request = PlanRequest(participants=(*people(3, 4), either), rounds=4, seed=3)
    plan = make_plan(request)
    assert plan.sides[PersonId("e1")] == "mentor"
    repaired = make_plan(later(request, plan, 1, gone=frozenset({"w1", "w2"})))
    assert repaired.sides[PersonId("e1")] == "mentor"


def test_a_swap_is_measured() -> None:
    """Two mentees exchanged by hand: what that costs shows in the numbers, the bound stands."""
    wishing = tuple(
        msgspec.structs.replace(one, requests=(PersonId(f"m{one.id[1:]}"),)) if one.side == "mentee" else one
        for one in people(4, 4)
    )
    request = PlanRequest(participants=wishing, rounds=1, seed=3)
    plan = make_plan(request)
    first, second, *others = plan.rounds[0].pairings
    swapped = Round(
        round=1,
        pairings=(
            msgspec.structs.replace(first, people=(first.people[0], second.people[1])),
            msgspec.structs.replace(second, people=(second.people[0], first.people[1])),
            *others,
        ),
    )
    quality = measure(request, (swapped,), plan.sides)
    assert (plan.quality.requests_met, quality.requests_met, quality.requests_possible) == (4, 2, 4)
    assert quality.score == 2 * 10_200
    assert quality.score_bound == plan.quality.score_bound == 4 * 10_200
