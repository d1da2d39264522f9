"""The running order: what must hold, holds; what does not fit is said; and it is as good as can be."""

from collections.abc import Iterator
from itertools import combinations
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessionrunner.core.commands import parse_command
from sessionrunner.core.decide import decide
from sessionrunner.core.decide.decision import Arranged
from sessionrunner.core.errors import Rejected
from sessionrunner.core.events import OrderProposed
from sessionrunner.core.model import Session, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.running_order.costs import costs_of
from sessionrunner.core.running_order.order import make_order
from sessionrunner.core.running_order.places import places_of
from sessionrunner.core.running_order.search import State, cost_of
from sessionrunner.core.running_order.types import (
    Discussant,
    OrderNeeded,
    OrderPaper,
    OrderRequest,
    OrderRoom,
    RunningOrder,
)
from sessionrunner.core.time import MINUTE, Duration, minutes
from sessionrunner.core.wip.papers import PaperId, Wishes
from sessionrunner.core.wip.places import wip_of
from sessionrunner.core.wip.settings import Block
from tests.core.builders import HOST, NOON
from tests.core.wip.builders import T1, T2, a_wip, does, presenting
from tests.core.wip.test_floor import refused
from tests.core.wip.test_moving import order
from tests.running_order.exact_order import best_order

TWO_PM = 14 * 60
SOME_WISHES: tuple[dict[str, Any], ...] = (
    {},
    {},
    {},
    {"last": True},
    {"first": True},
    {"not_before": TWO_PM + 25},
    {"room": "Room 1"},
    {"done_by": TWO_PM + 65},
)


def asked(
    *papers: OrderPaper,
    rooms: int = 2,
    blocks: tuple[Block, ...] = (Block(starts=TWO_PM, minutes=90),),
    slot: int = 30,
    **known: Any,
) -> OrderRequest:
    """What is asked of a running order: rooms called Room 1… and three slots of half an hour each."""
    return OrderRequest(
        papers=papers,
        rooms=tuple(OrderRoom(id=TrackId(f"t{n}"), name=f"Room {n}") for n in range(1, rooms + 1)),
        blocks=blocks,
        slot_ms=minutes(slot),
        changeover_ms=Duration(0),
        close_ms=Duration(0),
        **known,
    )


def paper(number: int, *people: int, about: str = "", **wishes: Any) -> OrderPaper:
    """A paper about the topics in `about`, one letter each, presented by `people` or its namesake."""
    return OrderPaper(
        id=PaperId(f"w{number}"),
        title=f"Paper {number}",
        presenters=tuple(PersonId(f"p{each}") for each in people or (number,)),
        keywords=frozenset(about),
        wishes=Wishes(**wishes),
    )


def random_request(chance: Random, papers: int, rooms: int, blocks: int = 1, slots: int = 3) -> OrderRequest:
    """Any request: papers with topics, some with wishes, some people with several papers."""
    listed = []
    for number in range(1, papers + 1):
        wishes = chance.choice(SOME_WISHES)
        people = chance.sample(range(1, papers + 3), chance.choice([1, 1, 2]))
        topics = "".join(chance.sample("abcdef", chance.randint(0, 3)))
        listed.append(paper(number, *people, about=topics, **wishes))
    lengths = tuple(Block(day=n + 1, starts=TWO_PM, minutes=30 * slots) for n in range(blocks))
    candidates = tuple(
        Discussant(id=PersonId(f"p{n}"), interests=frozenset(chance.sample("abcdef", 2)))
        for n in range(1, papers + 5)
    )
    return asked(*listed, rooms=rooms, blocks=lengths, wanted=chance.randint(0, 2), candidates=candidates)


def times(request: OrderRequest, result: RunningOrder) -> Iterator[tuple[PaperId, tuple[int, int], TrackId]]:
    """Every placed paper with its time (block and slot) and its room."""
    for room, blocks in result.order.items():
        for block, papers in enumerate(blocks):
            for slot, name in enumerate(papers):
                yield name, (block, slot), room


def check(request: OrderRequest, result: RunningOrder) -> None:
    """What must hold of every order."""
    known = {each.id: each for each in request.papers}
    placed = list(times(request, result))
    names = [name for name, _, _ in placed]
    assert sorted(names + [each.paper for each in result.left_out]) == sorted(known)
    assert all(each.why.endswith(".") for each in result.left_out)
    where = {name: (time, room) for name, time, room in placed}
    people = {
        name: {*known[name].presenters, *known[name].discussants, *result.discussants.get(name, ())}
        for name in names
    }
    for one, other in combinations(names, 2):
        if people[one] & people[other]:
            assert where[one][0] != where[other][0]
    for name, (block, slot), room in placed:
        wishes, papers = known[name].wishes, result.order[room][block]
        starts = TWO_PM + slot * request.slot_ms / MINUTE
        assert not wishes.first or slot == 0
        assert not wishes.last or slot == len(papers) - 1
        assert wishes.not_before is None or starts >= wishes.not_before
        assert wishes.done_by is None or starts + request.slot_ms / MINUTE <= wishes.done_by
        assert not wishes.room or room == "t1"
        discussants = (*known[name].discussants, *result.discussants.get(name, ()))
        assert not set(discussants) & set(known[name].presenters)
        assert len(set(discussants)) == len(discussants)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 9), st.integers(1, 3), st.integers(1, 2))
def test_what_must_hold_holds(seed: int, papers: int, rooms: int, blocks: int) -> None:
    """Nobody in two rooms at once, every wish, nobody on their own paper; each paper placed or explained."""
    request = random_request(Random(seed), papers, rooms, blocks)
    result = make_order(request)
    check(request, result)
    assert make_order(request) == result


@pytest.mark.parametrize("seed", range(12))
def test_it_is_as_good_as_an_exact_solver_finds(seed: int) -> None:
    """As many papers placed, and as many keywords shared, on small cases."""
    request = random_request(Random(seed), papers=7, rooms=2, slots=4)
    result = make_order(request)
    placed, most = best_order(request)
    assert len(request.papers) - len(result.left_out) == placed
    assert result.shared == most


def test_papers_about_the_same_share_a_room() -> None:
    """Three on tax and three on torts, told in turn, come apart."""
    papers = [paper(number, about="tax"[number % 2 :: 2] or "x") for number in range(1, 7)]
    result = make_order(asked(*papers))
    rooms = [{PaperId(name) for block in blocks for name in block} for blocks in result.order.values()]
    assert {frozenset(room) for room in rooms} == {
        frozenset({"w1", "w3", "w5"}),
        frozenset({"w2", "w4", "w6"}),
    }


def test_rooms_hold_equally_many() -> None:
    """Four papers with nothing in common are two and two, not three and one."""
    result = make_order(asked(*map(paper, range(1, 5))))
    assert [len(blocks[0]) for blocks in result.order.values()] == [2, 2]


@pytest.mark.parametrize("slots", [2, 4, 8])
def test_wishes_are_met_where_there_is_time_to_spare(slots: int) -> None:
    """Every paper has its room and is the first or the last there, however many places stay empty."""
    papers = [paper(n + 1, room=f"Room {n % 3 + 1}", first=n < 3, last=n >= 3) for n in range(6)]
    made = make_order(asked(*papers, rooms=3, blocks=(Block(minutes=slots * 30),)))
    assert made.left_out == ()
    assert made.order == {"t1": (("w1", "w4"),), "t2": (("w2", "w5"),), "t3": (("w3", "w6"),)}


def test_what_does_not_fit_is_said() -> None:
    """With one paper too many, one finds no place, and is told what would help."""
    result = make_order(asked(*map(paper, range(1, 8))))
    [left] = result.left_out
    assert left.why == (
        f"“Paper {left.paper[1:]}” found no place: there is time for 6 papers, and there are 7. "
        "Add a room, give it more time, or make presentations shorter."
    )


@pytest.mark.parametrize(
    ("wishes", "known", "words"),
    [
        (
            {"not_before": 16 * 60},
            {},
            "found no place after 16:00: papers are presented from 14:00 to 15:30.",
        ),
        ({"room": "Aula"}, {}, "asks for the room “Aula”, and there is none of this name."),
        ({"day": 2}, {}, "asks for day 2, on which there is no time for papers."),
        ({"done_by": TWO_PM}, {"blocks": (Block(minutes=90),)}, "Say first at what time the session starts."),
        ({}, {"slot": 120}, "a paper takes longer than any block of time"),
    ],
)
def test_wishes_that_cannot_be_met_are_explained(
    wishes: dict[str, Any], known: dict[str, Any], words: str
) -> None:
    """Each in the host's words, with what stands against it."""
    [left] = make_order(asked(paper(1, **wishes), **known)).left_out
    assert words in left.why


def test_somebody_with_too_many_papers_is_named() -> None:
    """Four papers of one person cannot be told in three slots."""
    request = asked(*(paper(number, 9) for number in range(1, 5)), names={PersonId("p9"): "Ann Lee"})
    result = make_order(request)
    [left] = result.left_out
    assert "at which Ann Lee would not be needed elsewhere" in left.why
    check(request, result)


def test_discussants_know_the_subject_and_share_the_load() -> None:
    """The two who work on the subject take two papers each before others take one; nobody their own."""
    papers = [paper(number, about="a") for number in range(1, 5)]
    candidates = tuple(
        Discussant(id=PersonId(f"p{n}"), interests=frozenset("a" if n > 10 else "z")) for n in (1, 2, 11, 12)
    )
    request = asked(*papers, wanted=1, candidates=candidates)
    result = make_order(request)
    check(request, result)
    chosen = sorted(person for people in result.discussants.values() for person in people)
    assert len(chosen) == 4
    assert {"p11", "p12"} <= set(chosen)
    assert max(map(chosen.count, chosen)) <= 2


def test_a_paper_without_anybody_free_is_said() -> None:
    """Both presenters speak at the same time, and there is nobody else."""
    candidates = tuple(Discussant(id=PersonId(f"p{n}")) for n in (1, 2))
    request = asked(paper(1, first=True), paper(2, first=True), wanted=1, candidates=candidates)
    result = make_order(request)
    assert result.notes == (
        "“Paper 1” has 0 of 1 discussants: nobody else is free then.",
        "“Paper 2” has 0 of 1 discussants: nobody else is free then.",
    )


def test_named_discussants_stay() -> None:
    """Only what is lacking is found."""
    named = OrderPaper(
        id=PaperId("w1"), title="Paper 1", presenters=(PersonId("p1"),), discussants=(PersonId("p2"),)
    )
    candidates = tuple(Discussant(id=PersonId(f"p{n}")) for n in range(1, 5))
    result = make_order(asked(named, wanted=2, candidates=candidates))
    [found] = result.discussants[PaperId("w1")]
    assert found in {"p3", "p4"}


def test_every_exchange_is_foreseen_exactly() -> None:
    """What the search believes an exchange to change is what it changes, step after step."""
    request = random_request(Random(3), papers=9, rooms=2, blocks=2)
    places = places_of(request)
    costs = costs_of(request, request.papers, places, max(len(places), len(request.papers)))
    chance = np.random.default_rng(1)
    state = State(costs, chance.permutation(len(costs.fixed)))
    for _ in range(60):
        first, second = chance.choice(len(costs.fixed), 2, replace=False)
        foreseen, before = state.changes()[first, second], cost_of(costs, state.places)
        state.exchange(first, second)
        assert cost_of(costs, state.places) - before == pytest.approx(foreseen)


def proposed(session: Session) -> Session:
    """The session with its running order proposed, as the runner does it."""
    command = parse_command({"type": "propose_order", "id": "o"})
    with pytest.raises(OrderNeeded) as needed:
        decide(session, command, HOST, NOON)
    request = needed.value.request
    made = Arranged(request=request, order=make_order(request))
    decision = decide(session, command, HOST, NOON, made)
    assert isinstance(decision.events[0], OrderProposed)
    return decision.session


def test_a_proposal_becomes_the_rooms_agendas_and_can_be_taken_back() -> None:
    """Papers on the same subject come to one room; discussants are found; undo brings everything back."""
    session = does(a_wip(rooms=2, papers=2), "update_settings", settings={"discussants": 1})
    for name, about in (("w1", "tax"), ("w2", "torts"), ("w3", "tax"), ("w4", "torts")):
        session = does(session, "update_paper", paper=name, keywords=[about])
    after = proposed(session)
    rooms = [{unit for unit in order(after, room) if unit[0] == "p"} for room in (T1, T2)]
    assert sorted(map(sorted, rooms)) == [["p1", "p3"], ["p2", "p4"]]
    assert all(len(each.discussants) == 1 for each in wip_of(after).papers.values())
    back = does(after, "undo")
    assert (back.tracks, wip_of(back).papers) == (session.tracks, wip_of(session).papers)


def test_an_order_made_for_other_papers_is_not_used() -> None:
    """The session changed while the order was being made: it is asked for anew."""
    session = a_wip()
    command = parse_command({"type": "propose_order", "id": "o"})
    with pytest.raises(OrderNeeded) as needed:
        decide(session, command, HOST, NOON)
    made = Arranged(request=needed.value.request, order=make_order(needed.value.request))
    changed = does(session, "update_paper", paper="w1", title="Another")
    with pytest.raises(OrderNeeded):
        decide(changed, command, HOST, NOON, made)


def test_when_no_order_is_proposed() -> None:
    """Without papers there is nothing to order; after the start people have been told."""
    assert "no paper yet" in refused(Rejected, a_wip(papers=0), "propose_order")
    assert "running order stands" in refused(Rejected, presenting(), "propose_order")
