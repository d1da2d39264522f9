"""Rehearsals of many kinds against independent ways to count: slower, so apart from the core's own tests."""

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.model import Role
from sessionrunner.core.planning import PersonId, Surplus, make_plan
from sessionrunner.core.rehearsal import (
    Kind,
    Meeting,
    Movement,
    Rehearsal,
    RehearsedRound,
    new_session,
    rehearse,
    stays,
    with_roster,
)
from sessionrunner.core.roster import RosterEntry
from sessionrunner.core.time import Duration, Instant

ROUNDS, LENGTH = 3, 3 * 90
"""Rounds of a minute's talk and half a minute to move; the session's length in seconds."""

SEATS = 2


@st.composite
def rosters(draw: st.DrawFn, roles: Sequence[Role]) -> tuple[RosterEntry, ...]:
    """Two to eight people with roles, some of whom avoid somebody."""
    count = draw(st.integers(2, 8))
    names = [f"Person {number}" for number in range(1, count + 1)]
    avoid = st.lists(st.sampled_from(names), max_size=2, unique=True)
    return tuple(
        RosterEntry(
            name=name,
            role=draw(st.sampled_from(roles)),
            avoid=tuple(other for other in draw(avoid) if other != name),
        )
        for name in names
    )


@st.composite
def traces(draw: st.DrawFn, people: int) -> tuple[Movement, ...]:
    """Everybody moves up to three times, arriving and leaving in turn, at any second."""
    found: list[Movement] = []
    for number in range(1, people + 1):
        times = sorted(draw(st.lists(st.integers(-5, LENGTH + 5), max_size=3, unique=True)))
        first = draw(st.booleans())
        found += [
            Movement(
                at=Duration(at * 1000), person=PersonId(f"p{number}"), event=_turn(index % 2 == int(first))
            )
            for index, at in enumerate(times)
        ]
    return tuple(sorted(found, key=lambda movement: movement.at))


def _turn(arrives: bool) -> Kind:
    return "arrive" if arrives else "leave"


def rehearsed(
    entries: Sequence[RosterEntry], movements: Sequence[Movement], surplus: Surplus, seed: int
) -> Rehearsal:
    """The rehearsal of a roster against a trace."""
    chosen = FlashSettings(
        rounds=ROUNDS,
        round_minutes=1,
        move_seconds=30,
        brief_minutes=0,
        surplus=surplus,
        seats=SEATS,
        seed=seed,
    )
    return rehearse(with_roster(new_session(chosen), entries), movements, make_plan)


def undisturbed(rehearsal: Rehearsal) -> list[RehearsedRound]:
    """The rounds that nobody left between their move and their end: their pairings stood throughout."""
    left = [one.at * 1000 for one in rehearsal.trace if one.event == "leave"]
    return [
        one for one in rehearsal.rounds if not any(one.starts_ms - 30_000 < at <= one.ends_ms for at in left)
    ]


def counted_anew(rehearsal: Rehearsal, movements: Sequence[Movement]) -> Mapping[PersonId, int]:
    """Everybody's talk in undisturbed rounds, second by second from the rounds as told and the trace."""
    there = stays([person.id for person in rehearsal.people], movements)
    talk = dict.fromkeys((person.id for person in rehearsal.people), 0)
    for one in undisturbed(rehearsal):
        for second in range(one.starts_ms, one.ends_ms, 1000):
            present = {
                person
                for person, own in there.items()
                if any(stay.start <= second < stay.end for stay in own)
            }
            for pairing in one.pairings:
                mentor, *mentees = pairing.people
                listening = [mentee for mentee in mentees if mentee in present]
                if pairing.kind != "peer" and mentor in present and listening:
                    for person in (mentor, *listening):
                        talk[person] += 1
    return talk


def counted(meetings: Iterable[Meeting]) -> Mapping[PersonId, int]:
    """Everybody's talk in seconds according to the meetings, time in several at once counting once."""
    seconds: dict[PersonId, set[int]] = {}
    for one in meetings:
        for person in (one.mentor, one.mentee):
            seconds.setdefault(person, set()).update(range(one.starts_ms, one.ends_ms, 1000))
    return {person: len(talked) for person, talked in seconds.items()}


def heaviest(
    rehearsal: Rehearsal, entries: Sequence[RosterEntry], movements: Sequence[Movement], seats: int
) -> int:
    """The most talk in milliseconds, round by round: a general matching with a node for every seat."""
    there = stays([person.id for person in rehearsal.people], movements)
    total = 0
    for one in rehearsal.rounds:
        graph = nx.Graph()
        for left, first in enumerate(entries):
            for right, other in enumerate(entries):
                may = first.role in ("mentor", "either") and other.role in ("mentee", "either")
                apart = first.name in other.avoid or other.name in first.avoid
                if left == right or not may or apart:
                    continue
                weight = sum(
                    min(mine.end, theirs.end, Instant(one.ends_ms))
                    - max(mine.start, theirs.start, Instant(one.starts_ms))
                    for mine in there[PersonId(f"p{left + 1}")]
                    for theirs in there[PersonId(f"p{right + 1}")]
                    if mine.overlap(Instant(one.starts_ms), Instant(one.ends_ms))
                    and theirs.overlap(Instant(one.starts_ms), Instant(one.ends_ms))
                    and mine.overlap(theirs.start, theirs.end)
                )
                for seat in range(seats):
                    if weight > 0:
                        graph.add_edge((left, seat), (right, 0), weight=weight)
        best = nx.max_weight_matching(graph)
        total += sum(graph[mine][theirs]["weight"] for mine, theirs in best)
    return total


@given(
    entries=rosters(["mentor", "mentee", "either"]),
    surplus=st.sampled_from(["peer", "group", "sit_out"]),
    seed=st.integers(0, 9),
    data=st.data(),
)
@settings(max_examples=25)
def test_what_was_talked_can_be_counted_anew(
    entries: tuple[RosterEntry, ...], surplus: Surplus, seed: int, data: st.DataObject
) -> None:
    """Whoever has the rounds and the trace counts the same talk; and no rehearsal passes its bound."""
    movements = data.draw(traces(len(entries)))
    rehearsal = rehearsed(entries, movements, surplus, seed)
    rounds = {one.round for one in undisturbed(rehearsal)}
    told = counted(meeting for meeting in rehearsal.meetings if meeting.round in rounds)
    assert told == {person: talk for person, talk in counted_anew(rehearsal, movements).items() if talk}
    everywhere = counted(rehearsal.meetings)
    assert everywhere == {person: ms / 1000 for person, ms in rehearsal.talk_ms.items() if ms}
    assert 0 <= rehearsal.talked_ms <= rehearsal.most_ms
    assert 0 <= rehearsal.share <= 1


@given(
    entries=rosters(["mentor", "mentee"]),
    surplus=st.sampled_from(["peer", "group"]),
    data=st.data(),
)
@settings(max_examples=25)
def test_the_bound_is_the_heaviest_matching(
    entries: tuple[RosterEntry, ...], surplus: Surplus, data: st.DataObject
) -> None:
    """With everybody's side given it is exactly what another solver finds, seats and avoids included."""
    movements = data.draw(traces(len(entries)))
    rehearsal = rehearsed(entries, movements, surplus, 1)
    best = heaviest(rehearsal, entries, movements, SEATS if surplus == "group" else 1)
    if len(undisturbed(rehearsal)) == ROUNDS:
        assert rehearsal.most_ms == best
    else:  # putting people together anew in mid-round can only give more
        assert rehearsal.most_ms >= best


@given(entries=rosters(["mentor", "mentee", "either", "either"]), data=st.data())
@settings(max_examples=25)
def test_the_bound_holds_whatever_side_people_take(
    entries: tuple[RosterEntry, ...], data: st.DataObject
) -> None:
    """With people who may be on either side it is never below the best matching, nor half again above it."""
    movements = data.draw(traces(len(entries)))
    rehearsal = rehearsed(entries, movements, "sit_out", 1)
    best = heaviest(rehearsal, entries, movements, 1)
    assert best <= rehearsal.most_ms
    if len(undisturbed(rehearsal)) == ROUNDS:
        assert rehearsal.most_ms <= best * 3 / 2


@given(
    entries=rosters(["mentor", "mentee"]),
    surplus=st.sampled_from(["peer", "sit_out"]),
    seed=st.integers(0, 9),
)
@settings(max_examples=25)
def test_nothing_is_lost_while_nobody_comes_or_goes(
    entries: tuple[RosterEntry, ...], surplus: Surplus, seed: int
) -> None:
    """Every round holds as many meetings as it can, whoever avoids whom, so the yield is one."""
    assert rehearsed(entries, (), surplus, seed).share == 1.0
