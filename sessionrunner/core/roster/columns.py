"""Which column is which: header names matched without case, accents, punctuation or word order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeAlias

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.roster.headings import Headings, title_of
from sessionrunner.core.roster.types import Cell, Field, Note, Problem, quote

Heading: TypeAlias = Field | Literal["first name", "last name"]

ACCEPTED: Mapping[Heading, tuple[str, ...]] = {
    "name": ("name", "full name", "participant", "participant name", "attendee", "attendee name"),
    "first name": ("first name", "given name", "forename"),
    "last name": ("last name", "family name", "surname"),
    "email": ("email", "email address", "e-mail", "e-mail address", "mail"),
    "years": (
        "years", "years experience", "years teaching", "years teaching experience", "experience",
        "teaching experience", "number years",
    ),
    "role": ("role", "mentor or mentee"),
    "institution": (
        "institution", "school", "law school", "affiliation", "university", "organization", "organisation",
    ),
    "interests": (
        "interests", "interest", "topics", "topic", "areas", "area", "areas interest", "research interests",
        "scholarship", "subjects", "subject",
    ),
    "requests": ("requests", "request", "would like to meet", "who would you like to meet"),
    "avoid": ("avoid", "already mentored by", "do not pair", "do not pair with"),
}  # fmt: skip
"""The names a column may have, in the words of the documentation; small words count for nothing."""

_ROWS_BEFORE_HEADER = 20
_ENOUGH_TO_BE_A_HEADER = 2
_TITLES_SHOWN = 10


class Column(Frozen):
    """Where a field stands (`index` counts from 0) and how its header is written."""

    index: int
    title: str


class Columns(Frozen):
    """The columns of one file, with what is wrong with them (`problems`) and ignored (`notes`).

    `sides` says whether every row must tell if somebody is a mentor or a mentee.
    """

    known: dict[Heading, Column]
    width: int
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    sides: bool = True

    @property
    def names_people(self) -> bool:
        """Whether the rows can be read at all: there is a column for names, whole or in two parts."""
        return "name" in self.known or {"first name", "last name"} <= self.known.keys()

    def title(self, field: Field) -> str:
        """How the person who made the file calls `field`, or the field's own name if it has no column."""
        column = self.known.get(field)
        if column is None and field == "name":
            column = self.known.get("first name")
        return column.title if column else field


def match_columns(header: Sequence[Cell], header_row: int, *, sides: bool = True) -> Columns:
    """Say which column of `header` is which field; `sides` as in `Columns`."""
    known: dict[Heading, Column] = {}
    problems: list[Problem] = []
    ignored: list[str] = []
    for index, cell in enumerate(header):
        title = title_of(cell)
        heading = _HEADINGS.of(title)
        column = Column(index=index, title=title)
        if heading is None:
            ignored.extend([title] if title else [])
        elif heading in known:
            problems.append(_twice(heading, known[heading], column, header_row))
        else:
            known[heading] = column
    problems.extend(_of_names(known, header_row))
    if sides and "years" not in known and "role" not in known:
        problems.append(_no_side(header_row))
    notes = (Note(row=header_row, column="", message=_ignored(ignored)),) if ignored else ()
    return Columns(known=known, width=len(header), problems=tuple(problems), notes=notes, sides=sides)


def recognised(row: Iterable[Cell]) -> int:
    """How many different columns of a roster `row` names, read as a header."""
    return len({heading for cell in row if (heading := _HEADINGS.of(title_of(cell)))})


def find_header(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The index of the row that holds the column names, or None if none of the first rows does.

    Titles and blank rows may stand above it. A row counts that names the people's names, or two
    other columns.
    """
    for index, row in enumerate(rows[:_ROWS_BEFORE_HEADER]):
        headings = {_HEADINGS.of(title_of(cell)) for cell in row} - {None}
        if len(headings) >= _ENOUGH_TO_BE_A_HEADER or "name" in headings:
            return index
    return None


def _twice(heading: Heading, first: Column, second: Column, row: int) -> Problem:
    return Problem(
        row=row,
        column=second.title,
        message=f"The columns {quote(first.title)} and {quote(second.title)} both give the {heading}.",
        fix="Keep one of them, and delete or rename the other.",
    )


def _of_names(known: Mapping[Heading, Column], row: int) -> Iterable[Problem]:
    whole, first, last = (known.get(heading) for heading in ("name", "first name", "last name"))
    if whole and (part := first or last):
        yield Problem(
            row=row,
            column=part.title,
            message=f"The columns {quote(whole.title)} and {quote(part.title)} both give the name.",
            fix="Keep either one column with the whole name, or two: first name and last name.",
        )
    elif not whole and not (first and last):
        yield Problem(
            row=row,
            column="name",
            message=f"There is only a column {quote(part.title)}, not the whole name."
            if (part := first or last)
            else "There is no column with people’s names.",
            fix="Head the column that holds the whole names with “name”,"
            " or have two: first name and last name.",
        )


def _no_side(row: int) -> Problem:
    return Problem(
        row=row,
        column="years",
        message="Neither years nor role is given, so who is a mentor is unknown.",
        fix="Add a column “years” (of experience), or “role” with mentor, mentee or either.",
    )


def _ignored(titles: Sequence[str]) -> str:
    shown = ", ".join(quote(title) for title in titles[:_TITLES_SHOWN])
    more = f" and {len(titles) - _TITLES_SHOWN} more" if len(titles) > _TITLES_SHOWN else ""
    return f"Not used: the column{'s' if len(titles) > 1 else ''} {shown}{more}."


_HEADINGS: Headings[Heading] = Headings(ACCEPTED)
