"""Traces: what may stand in them, and every fault with its line and its mend."""

import pytest

from sessionrunner.core.model import Person
from sessionrunner.core.planning import PersonId
from sessionrunner.core.rehearsal import Chances, Movement, TraceReading, draw_movements, read_trace
from sessionrunner.core.time import Duration, minutes, seconds

PEOPLE = (
    Person(id=PersonId("p1"), name="Ann Lee", email="ann@example.org"),
    Person(id=PersonId("p2"), name="Émile Zola"),
    Person(id=PersonId("p3"), name="Bo Chen", institution="Yale"),
    Person(id=PersonId("p4"), name="Bo Chen", institution="NYU"),
)
NAMES = tuple(PersonId(f"p{number}") for number in range(1, 61))


def read(*lines: str) -> TraceReading:
    """What a trace of these lines says."""
    return read_trace("\n".join(lines), PEOPLE)


def arrives(at: float, person: str) -> Movement:
    """An arrival."""
    return Movement(at=seconds(at), person=PersonId(person), event="arrive")


@pytest.mark.parametrize("word", ["Ann Lee", " ann  LEE", "ANN@example.org", "p1"])
def test_people_are_named_as_people_name_them(word: str) -> None:
    """Case and spaces aside, by name or email address; or by the id that a rehearsal's JSON gives."""
    reading = read(f'{{"at": 95, "person": "{word}", "event": "arrive"}}')
    assert reading == TraceReading(movements=(arrives(95, "p1"),), faults=())


def test_movements_come_in_the_order_of_time() -> None:
    """Lines of different people may stand in any order; blank lines and Windows' line ends are fine."""
    reading = read(
        '{"at": 20.5, "person": "Ann Lee", "event": "arrive"}\r',
        "",
        '{"at": 10, "person": "emile zola", "event": "arrive"}',
    )
    assert reading == TraceReading(movements=(arrives(10, "p2"), arrives(20.5, "p1")), faults=())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("nonsense", "This is no JSON."),
        ('{"at": 1', "This is no JSON."),
        ("[1]", "The line must be a group of fields, like {…}."),
        ('{"person": "Ann Lee", "event": "arrive"}', "at is missing."),
        ('{"at": "1", "person": "Ann Lee", "event": "arrive"}', "at must be a number."),
        ('{"at": true, "person": "Ann Lee", "event": "arrive"}', "at must be a number."),
        ('{"at": 1e9, "person": "Ann Lee", "event": "arrive"}', "at must be at most 86400."),
        ('{"at": -1e9, "person": "Ann Lee", "event": "arrive"}', "at must be at least -86400."),
        ('{"at": 1, "person": 7, "event": "arrive"}', "person must be text."),
        ('{"at": 1, "person": "Ann Lee", "event": "come"}', "event must be one of arrive, leave."),
        (
            '{"at": 1, "person": "Ann Lee", "event": "leave", "why": "ill"}',
            "why is not a field that is known here.",
        ),
        ('{"at": 1, "person": "Eve", "event": "leave"}', "“Eve” is not on the roster."),
        ('{"at": 1, "person": "", "event": "leave"}', "“” is not on the roster."),
        (
            '{"at": 1, "person": "bo chen", "event": "leave"}',
            "“bo chen” may be more than one person on the roster.",
        ),
    ],
)
def test_a_faulty_line_is_named_with_its_mend(line: str, message: str) -> None:
    """Each fault says the line, what is wrong with it in plain words, and what to write instead."""
    reading = read("", line)
    assert [(fault.line, fault.message) for fault in reading.faults] == [(2, message)]
    assert reading.faults[0].fix.startswith("Write ")
    assert reading.movements == ()


def test_every_fault_is_named_at_once() -> None:
    """Nobody mends a file one fault at a time: all of a line, all lines, in their order."""
    reading = read('{"at": "x", "person": 1, "event": "arrive"}', "?", '{"at": 1, "person": "Eve"}')
    assert [(fault.line, fault.message.split()[0]) for fault in reading.faults] == [
        (1, "at"),
        (1, "person"),
        (2, "This"),
        (3, "event"),
    ]


def test_leaving_before_arriving_is_a_fault() -> None:
    """One person's lines go forward in time; the mend names the other line."""
    [fault] = read(
        '{"at": 300, "person": "Ann Lee", "event": "arrive"}',
        '{"at": 100, "person": "Ann Lee", "event": "leave"}',
    ).faults
    assert fault.line == 2
    assert fault.message == "Ann Lee leaves at 100, but line 1 says that they arrive at 300, which is later."


@pytest.mark.parametrize("event", ["arrive", "leave"])
def test_nobody_does_the_same_twice_in_a_row(event: str) -> None:
    """Who has left cannot leave, who is there cannot arrive: most likely somebody else was meant."""
    line = f'{{"at": %s, "person": "Ann Lee", "event": "{event}"}}'
    [fault] = read(line % 1, line % 2.5).faults
    assert fault.message == f"Ann Lee {event}s at 2.5, but line 1 says already that they {event} at 1."


def test_the_shares_that_are_drawn_are_kept() -> None:
    """Of sixty people nine come late, six never, three leave early, nobody twice; in the order of time."""
    drawn = draw_movements(NAMES, 7, Chances(), minutes(60))
    late = [one for one in drawn if one.event == "arrive"]
    absent = [one for one in drawn if one.event == "leave" and one.at == 0]
    leaving = [one for one in drawn if one.event == "leave" and one.at > 0]
    assert (len(late), len(absent), len(leaving)) == (9, 6, 3)
    assert len({one.person for one in drawn}) == len(drawn)
    assert all(0 < one.at <= minutes(20) for one in late)
    assert all(minutes(30) <= one.at < minutes(60) for one in leaving)
    assert [one.at for one in drawn] == sorted(one.at for one in drawn)


def test_the_seed_decides_who_and_when() -> None:
    """The same seed draws the same, another seed another."""
    first = draw_movements(NAMES, 1, Chances(), minutes(60))
    assert draw_movements(NAMES, 1, Chances(), minutes(60)) == first
    assert draw_movements(NAMES, 2, Chances(), minutes(60)) != first


def test_shares_beyond_everybody_are_cut_off() -> None:
    """If all come late, nobody is left to be absent."""
    drawn = draw_movements(NAMES, 1, Chances(late_share=1, absent_share=1), Duration(3_000))
    assert len(drawn) == len(NAMES)
    assert {one.event for one in drawn} == {"arrive"}
