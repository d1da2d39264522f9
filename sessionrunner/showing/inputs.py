"""What the user gives: files and options, read whole or refused with every fault and its mend."""

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any, Final

from sessionrunner.adapters.roster_files import MOST_BYTES, read_roster
from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.errors import Invalid, Rejected
from sessionrunner.core.faults import convert_all
from sessionrunner.core.model import Session
from sessionrunner.core.rehearsal import Movement, new_session, read_trace, with_roster
from sessionrunner.core.roster import UnreadableRoster

MOST_SHOWN: Final = 1_000


class BadInputError(Exception):
    """What was given cannot be used; each of `lines` is a fault with its place and its mend."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


def settings_of(options: Mapping[str, Any]) -> FlashSettings:
    """The settings that options stand for; those that are None keep their defaults.

    Raises `BadInputError` naming every option that is out of range.
    """
    given = {name: value for name, value in options.items() if value is not None}
    endless = [name for name, value in given.items() if isinstance(value, float) and not isfinite(value)]
    if endless:
        raise BadInputError(f"{_option(name)} must be a number, not {given[name]}." for name in endless)
    try:
        return convert_all(given, FlashSettings)
    except Invalid as invalid:
        raise BadInputError(
            f"{_option(fault.field)} {fault.message}, and {given[fault.field]:g} was given."
            for fault in invalid.details
        ) from invalid


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def session_from(roster: Path, settings: FlashSettings) -> tuple[Session, Sequence[str]]:
    """A session with the people of a roster file, and what else is to be said about the file.

    Raises `BadInputError` with every problem of the file by row and column.
    """
    try:
        reading = read_roster(file_bytes(roster), roster.name)
    except UnreadableRoster as unreadable:
        raise BadInputError([f"{roster}: {unreadable.message} {unreadable.fix}"]) from unreadable
    if reading.problems:
        raise BadInputError(
            f"{place(roster, one.row, one.column)}: {one.message} {one.fix}" for one in reading.problems
        )
    try:
        session = with_roster(new_session(settings), reading.entries)
    except Rejected as rejected:
        raise BadInputError([f"{roster}: {rejected.message} Leave some of them out."]) from rejected
    return session, [f"{place(roster, note.row, note.column)}: {note.message}" for note in reading.notes]


def movements_from(trace: Path, session: Session) -> tuple[Movement, ...]:
    """Who comes and goes in a trace file. Raises `BadInputError` with every fault by its line."""
    try:
        text = file_bytes(trace).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadInputError(
            [f"{trace}, line {line}: This is not UTF-8 text. Save the file with the encoding UTF-8."]
        ) from error
    reading = read_trace(text, session.roster)
    if reading.faults:
        shown = [f"{trace}, line {one.line}: {one.message} {one.fix}" for one in reading.faults]
        more = [f"{trace}: {len(shown):,} faults in all; the first {MOST_SHOWN:,} are listed."]
        raise BadInputError(shown[:MOST_SHOWN] + (more if len(shown) > MOST_SHOWN else []))
    return reading.movements


def file_bytes(file: Path) -> bytes:
    """What is in a file. Raises `BadInputError` if it cannot be read or is too large."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        why = (error.strerror or "it cannot be opened").lower()
        raise BadInputError(
            [f"{file} cannot be read: {why}. Check its name, its folder and who may read it."]
        ) from error
    if len(data) > MOST_BYTES:
        raise BadInputError(
            [f"{file} is larger than {MOST_BYTES // 1_000_000} MB. Keep only what belongs to this session."]
        )
    return data


def place(file: Path, row: int, column: str) -> str:
    """Where in a file something stands, in words."""
    return f"{file}{f', row {row}' if row else ''}{f', column “{column}”' if column else ''}"
