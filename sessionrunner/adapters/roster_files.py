"""A roster file into people: whatever bytes come, the answer is a reading or a clear refusal.

Takes up to a second of processor time for a hostile file: call it in a thread, beside the loop.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Final

from sessionrunner.adapters.roster_refusals import refuse_other_kinds
from sessionrunner.adapters.roster_table import Row, Table
from sessionrunner.adapters.roster_text import read_text
from sessionrunner.adapters.roster_xlsx import read_xlsx
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.roster import (
    MOST_COLUMNS,
    MOST_ROWS,
    Note,
    Reading,
    UnreadableRoster,
    find_header,
    read_rows,
    recognised,
)

MOST_BYTES = 10_000_000
ROWS_TO_FIND_THE_HEADER: Final = 20


def read_roster(data: bytes, filename: str = "", *, sides: bool = True) -> Reading:
    """Read a CSV or XLSX roster; what the file is, its bytes say, not its name.

    Unless `sides` is False, everybody must be a mentor or a mentee, by years or role.

    Raises:
        UnreadableRoster: the file as a whole is no roster; problems of single rows are in the reading.
    """
    return _read_table(read_table(data, filename, _ROSTER), sides=sides)


class Kind(Frozen):
    """What kind of table a file should be: what stands in a row, and which rows are its header."""

    one_a_row: str
    keep: str
    recognised: Callable[[Row], int]


_ROSTER: Final = Kind(one_a_row="one person a row", keep="the people of this session", recognised=recognised)


def read_table(data: bytes, filename: str, kind: Kind) -> Table:
    """The rows of a CSV or XLSX file, bounded in number and width.

    Raises:
        UnreadableRoster: the file is no table at all, or too large; also later, while the rows are read.
    """
    if not data.strip():
        raise UnreadableRoster(f"{_called(filename)} is empty.", f"Upload a file with {kind.one_a_row}.")
    if len(data) > MOST_BYTES:
        raise UnreadableRoster(
            f"{_called(filename)} has {len(data) / 1e6:,.0f} MB; {MOST_BYTES // 1_000_000} MB is the most.",
            "Keep only the columns and rows that are needed, and save it as CSV.",
        )
    refuse_other_kinds(data)
    table = read_xlsx(data) if data.startswith(b"PK\x03\x04") else read_text(data, kind.recognised)
    return Table(rows=_bounded(table.rows, kind), notes=table.notes)


def _read_table(table: Table, *, sides: bool) -> Reading:
    rows = iter(table.rows)
    first = list(islice(rows, ROWS_TO_FIND_THE_HEADER))
    at = find_header(first)
    if at is None:
        raise UnreadableRoster(
            "No row with column names was found.",
            "Write the names of the columns into the first row: name, email, years, role, institution,"
            " interests, requests, avoid. Only name is needed, and years or role.",
        )
    reading = read_rows(first[at], chain(first[at + 1 :], rows), header_row=at + 1, sides=sides)
    return Reading(
        entries=reading.entries,
        problems=reading.problems,
        notes=(*table.notes, *skipped(first[:at]), *reading.notes),
    )


def _bounded(rows: Iterable[Row], kind: Kind) -> Iterator[Row]:
    """The rows, as long as they are as many and as wide as a table may be."""
    filled = 0
    for number, row in enumerate(rows, 1):
        width = next((index for index in range(len(row), 0, -1) if row[index - 1] != ""), 0)
        filled += width > 0
        if width > MOST_COLUMNS:
            raise UnreadableRoster(
                f"Row {number} has {width:,} columns; {MOST_COLUMNS} is the most.",
                "Keep only the columns that are needed.",
            )
        if filled > MOST_ROWS + 1:
            raise UnreadableRoster(f"The file has more than {MOST_ROWS:,} rows.", f"Keep only {kind.keep}.")
        yield row


def skipped(above: list[Row]) -> Iterator[Note]:
    """A note if anything stands above the row of column names."""
    if any(cell != "" for row in above for cell in row):
        row = len(above) + 1
        yield Note(
            row=row,
            column="",
            message=f"The column names were found in row {row}; what is above is not used.",
        )


def _called(filename: str) -> str:
    return f"“{filename[:100]}”" if filename.isprintable() and filename else "The file"
