"""A trace: who arrives and leaves at which second, one JSON object a line."""

from collections.abc import Iterable
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from sessionrunner.core.errors import Invalid
from sessionrunner.core.faults import convert_all
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Person
from sessionrunner.core.names import AddressBook, address_book, find
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.rehearsal.movements import Kind, Movement
from sessionrunner.core.roster.types import quote
from sessionrunner.core.time import SECOND, seconds

_DAY: Final = 86_400
_LIKE_THIS: Final = 'Write it like {"at": 95, "person": "Ann Lee", "event": "arrive"}.'
_SPOKEN: Final[dict[Kind, str]] = {"arrive": "arrives", "leave": "leaves"}


class TraceFault(Frozen):
    """What is wrong with a line of a trace (the first is 1), and what mends it."""

    line: int
    message: str
    fix: str


class TraceReading(Frozen):
    """What a trace says: its movements in the order of time, and everything wrong with it."""

    movements: tuple[Movement, ...]
    faults: tuple[TraceFault, ...]


class TraceLine(Frozen):
    """A line of a trace: `at` is in seconds from the planned start, `person` a name, email or id."""

    at: Annotated[int, Meta(ge=-_DAY, le=_DAY)] | Annotated[float, Meta(ge=-_DAY, le=_DAY)]
    person: str
    event: Kind


def as_line(movement: Movement) -> TraceLine:
    """A movement as a line of a trace, the person by id."""
    whole, rest = divmod(movement.at, SECOND)
    return TraceLine(
        at=whole + rest / SECOND if rest else whole, person=movement.person, event=movement.event
    )


class _Read(Frozen):
    number: int
    at: float
    movement: Movement


def read_trace(text: str, people: Iterable[Person]) -> TraceReading:
    """The movements of a trace, which names people by name, email address or id.

    Blank lines are skipped. The lines of one person must stand in the order of time and say arrive
    and leave in turn; lines of different people may stand in any order.
    """
    everybody = {person.id: person for person in people}
    book = address_book(everybody.values())
    faults: list[TraceFault] = []
    read: list[_Read] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            found = _read_line(number, line, book, everybody)
            read += [found] if isinstance(found, _Read) else []
            faults += [] if isinstance(found, _Read) else found
    faults += _out_of_turn(read, everybody)
    in_time = sorted((one.movement for one in read), key=lambda movement: movement.at)
    return TraceReading(movements=tuple(in_time), faults=tuple(sorted(faults, key=lambda fault: fault.line)))


def _read_line(
    number: int, line: str, book: AddressBook[PersonId], people: dict[PersonId, Person]
) -> _Read | list[TraceFault]:
    try:
        said = convert_all(msgspec.json.decode(line), TraceLine)
    except msgspec.DecodeError:
        return [TraceFault(line=number, message="This is no JSON.", fix=_LIKE_THIS)]
    except Invalid as invalid:
        return [
            TraceFault(line=number, message=f"{fault.field or 'The line'} {fault.message}.", fix=_LIKE_THIS)
            for fault in invalid.details
        ]
    meant = find(said.person, book) or tuple({PersonId(said.person)} & people.keys())
    if len(meant) != 1:
        return [_nobody(number, said.person) if not meant else _several(number, said.person)]
    movement = Movement(at=seconds(said.at), person=meant[0], event=said.event)
    return _Read(number=number, at=said.at, movement=movement)


def _nobody(line: int, word: str) -> TraceFault:
    return TraceFault(
        line=line,
        message=f"{quote(word)} is not on the roster.",
        fix="Write the name or the email address as the roster has it.",
    )


def _several(line: int, word: str) -> TraceFault:
    return TraceFault(
        line=line,
        message=f"{quote(word)} may be more than one person on the roster.",
        fix="Write the email address of the one who is meant, here and in the roster.",
    )


def _out_of_turn(read: list[_Read], people: dict[PersonId, Person]) -> Iterable[TraceFault]:
    last: dict[PersonId, _Read] = {}
    for one in read:
        person = one.movement.person
        before, last[person] = last.get(person), one
        if before is None:
            continue
        does, did = _SPOKEN[one.movement.event], _SPOKEN[before.movement.event]
        told = f"{people[person].name} {does} at {one.at:g}, but line {before.number} says"
        if one.movement.at < before.movement.at:
            message = f"{told} that they {before.movement.event} at {before.at:g}, which is later."
            yield TraceFault(
                line=one.number,
                message=message,
                fix="Put each person’s lines in the order of time, or correct the seconds.",
            )
        elif does == did:
            message = f"{told} already that they {before.movement.event} at {before.at:g}."
            yield TraceFault(
                line=one.number,
                message=message,
                fix="Delete one of the two lines, or write what happened in between.",
            )
