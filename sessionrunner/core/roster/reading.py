"""Rows into people: every problem of every row, then what only shows when all rows are known."""

from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec.structs import replace

from sessionrunner.core.roster.cells import is_blank
from sessionrunner.core.roster.columns import match_columns
from sessionrunner.core.roster.people import check_people
from sessionrunner.core.roster.rows import Draft, read_row
from sessionrunner.core.roster.types import Cell, Note, Problem, Reading, quote

MOST_REPORTED = 1_000
"""Problems, and notes, that one reading lists; nobody mends more at a time."""

_COMMAS_OF_A_LIST = 2


def read_rows(
    header: Sequence[Cell], rows: Iterable[Sequence[Cell]], *, header_row: int = 1, sides: bool = True
) -> Reading:
    """Read a roster's `rows` below its `header`, which is row `header_row` of the file.

    Blank rows are skipped, and counted as the spreadsheet counts them. `problems` names every
    fault of every row (the first 1,000, and a note says so); `entries` are the people of the rows
    without one, and nobody when the header itself has a problem. Unless `sides` is False, everybody
    must be a mentor or a mentee, by years or role.
    """
    columns = match_columns(header, header_row, sides=sides)
    if not columns.names_people:
        return Reading(problems=columns.problems, notes=columns.notes)
    filled = ((row, cells) for row, cells in enumerate(rows, header_row + 1) if not all(map(is_blank, cells)))
    drafts = [read_row(row, cells, columns) for row, cells in filled]
    checked = check_people([draft.entry for draft in drafts], columns)
    found = chain(columns.problems, checked.problems, *(draft.problems for draft in drafts))
    names = {draft.entry.row: draft.entry.name for draft in drafts}
    problems = sorted((_named(one, names.get(one.row, "")) for one in found), key=lambda problem: problem.row)
    if not drafts:
        problems.append(_nobody(header_row))
    faulty = {problem.row for problem in problems}
    sound = () if columns.problems else tuple(one.entry for one in drafts if one.entry.row not in faulty)
    notes = [*columns.notes, *_lists_with_commas(drafts, columns.title("interests")), *checked.notes]
    return Reading(
        entries=sound,
        problems=tuple(problems[:MOST_REPORTED]),
        notes=(*_too_many(len(problems)), *notes[:MOST_REPORTED]),
    )


def _named(problem: Problem, name: str) -> Problem:
    """The problem with the name of whoever stands in its row, unless it says that already."""
    if not name or quote(name) in problem.message:
        return problem
    return replace(problem, message=f"{quote(name)}: {problem.message}")


def _nobody(header_row: int) -> Problem:
    return Problem(
        row=header_row,
        column="",
        message="There is nobody below the column names.",
        fix="Write one person a row, from the next row on.",
    )


def _lists_with_commas(drafts: Iterable[Draft], column: str) -> Iterable[Note]:
    """Point at the first interests that look like a list, which commas do not make."""
    for draft in drafts:
        if len(draft.entry.interests) == 1 and draft.entry.interests[0].count(",") >= _COMMAS_OF_A_LIST:
            yield Note(
                row=draft.entry.row,
                column=column,
                message="This counts as one interest: only a semicolon separates, a comma does not.",
            )
            return


def _too_many(problems: int) -> Iterable[Note]:
    if problems > MOST_REPORTED:
        message = f"{problems:,} problems were found; the first {MOST_REPORTED:,} are listed."
        yield Note(row=0, column="", message=message)
