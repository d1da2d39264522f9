"""One row into one person, with every problem that the row alone shows."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.roster import cells as read
from sessionrunner.core.roster.columns import Columns, Heading
from sessionrunner.core.roster.types import LONGEST_NAME, Cell, Fault, Problem, RosterEntry

Value = TypeVar("Value")


class Draft(Frozen):
    """A row as far as it could be read; a value with a problem is left empty."""

    entry: RosterEntry
    problems: tuple[Problem, ...]


def read_row(row: int, cells: Sequence[Cell], columns: Columns) -> Draft:
    """Read row number `row` of the file."""
    reader = _RowReader(row, cells, columns)
    entry = RosterEntry(
        row=row,
        name=reader.name(),
        email=reader.take("email", read.read_email, ""),
        years=reader.take("years", read.read_years, None),
        role=reader.take("role", read.read_role, None),
        institution=reader.take("institution", read.read_institution, ""),
        interests=reader.take("interests", read.read_interests, ()),
        requests=reader.take("requests", read.read_requests, ()),
        avoid=reader.take("avoid", read.read_avoid, ()),
    )
    reader.check_side(entry)
    reader.check_width()
    return Draft(entry=entry, problems=tuple(reader.problems))


class _RowReader:
    """Reads a row's cells one by one and gathers what is wrong with them."""

    def __init__(self, row: int, cells: Sequence[Cell], columns: Columns) -> None:
        self.problems: list[Problem] = []
        self._row = row
        self._cells = cells
        self._columns = columns

    def take(self, heading: Heading, reader: Callable[[Cell], Value | Fault], missing: Value) -> Value:
        """What the cell under `heading` says; `missing` without such a column or with a fault."""
        column = self._columns.known.get(heading)
        if column is None:
            return missing
        cell = self._cells[column.index] if column.index < len(self._cells) else ""
        if cell == "":
            return missing
        value = reader(cell)
        if isinstance(value, Fault):
            self._report(column.title, value)
            return missing
        return value

    def name(self) -> str:
        """The whole name, from one column or from first and last name."""
        parts = [self.take(heading, read.read_name, "") for heading in ("name", "first name", "last name")]
        name = " ".join(filter(None, parts))
        title = self._columns.title("name")
        if len(name) > LONGEST_NAME:
            message = f"This name has {len(name)} characters; {LONGEST_NAME} is the most."
            self._report(title, Fault(message=message, fix="Shorten it."))
        elif not name and not self.problems:
            self._report(title, _NO_NAME)
        return name[:LONGEST_NAME]

    def check_side(self, entry: RosterEntry) -> None:
        """Say so when nothing tells whether the person is a mentor or a mentee."""
        if entry.years is not None or entry.role is not None or not self._columns.sides:
            return
        known = self._columns.known
        titles = [known[heading].title for heading in ("years", "role") if heading in known]
        if titles and not any(problem.column in titles for problem in self.problems):
            self._report(titles[0], _NO_SIDE)

    def check_width(self) -> None:
        """Say so when text stands to the right of the last column name."""
        if not all(map(read.is_blank, self._cells[self._columns.width :])):
            self._report("", _TOO_WIDE)

    def _report(self, column: str, fault: Fault) -> None:
        self.problems.append(Problem(row=self._row, column=column, message=fault.message, fix=fault.fix))


_NO_NAME = Fault(
    message="The name is missing.",
    fix="Write the name, or empty the row. If a formula stands there, save the file in the spreadsheet"
    " program first, so that its result is kept.",
)
_NO_SIDE = Fault(
    message="It is not clear whether they are a mentor or a mentee.",
    fix="Write the years of experience, or mentor, mentee or either as the role.",
)
_TOO_WIDE = Fault(
    message="This row has more cells than there are column names.",
    fix="If a text holds the character that separates the columns, put the text in quotation marks;"
    " otherwise name the column or empty the cell.",
)
