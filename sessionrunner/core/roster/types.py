"""What reading a roster is about: cells in, entries, problems and notes out."""

from typing import Literal, TypeAlias

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Role

Field: TypeAlias = Literal["name", "email", "years", "role", "institution", "interests", "requests", "avoid"]

MOST_ROWS = 20_000
"""People on one roster."""
MOST_COLUMNS = 200
MOST_REQUESTS = 3
MOST_AVOIDED = 100
MOST_INTERESTS = 50
LONGEST_NAME = 200
LONGEST_EMAIL = 200
LONGEST_INSTITUTION = 200
LONGEST_INTEREST = 100
LONGEST_WORD = 200
"""Characters of one name or email address among the requests or those to avoid."""
MOST_YEARS = 100


_LONGEST_QUOTE = 60


def quote(text: str) -> str:
    """`text` in quotation marks for a message, cut where it is long."""
    return f"“{text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + '…'}”"


class DateCell(Frozen):
    """A cell that a spreadsheet keeps as a date or a time; `text` is how to show it."""

    text: str


Cell: TypeAlias = str | int | float | bool | DateCell
"""What one cell of a file holds; an empty cell is the empty text."""


class Fault(Frozen):
    """What is wrong with one value, and what mends it."""

    message: str
    fix: str


class Problem(Frozen):
    """A fault of one cell: it blocks the import until it is mended.

    `row` counts as the spreadsheet shows it (the first row of the file is 1; 0 means the file as a
    whole), `column` is the column's name as it stands in the file.
    """

    row: int
    column: str
    message: str
    fix: str


class Note(Frozen):
    """Something the host may want to know that blocks nothing; `row` and `column` as in Problem.

    `matters` says that it changes what the file means, so that it is to be looked at before saving.
    """

    row: int
    column: str
    message: str
    matters: bool = False


class RosterEntry(Frozen):
    """One person of a roster, in tidied words.

    `row` is where in the file the person stands, 0 for somebody from no file. `years` is experience
    in years. `requests` (in order of preference) and `avoid` are names or email addresses as they
    were written.
    """

    name: str
    row: int = 0
    email: str = ""
    years: float | None = None
    role: Role | None = None
    institution: str = ""
    interests: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


class Reading(Frozen):
    """What a roster says: the people of the rows without a problem, and all that is to be said."""

    entries: tuple[RosterEntry, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()


class UnreadableRoster(Exception):  # noqa: N818 - said to a person, who does not speak of errors
    """The file as a whole cannot be read as a roster: `message` says why, `fix` what to do instead."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(f"{message} {fix}")
        self.message = message
        self.fix = fix

    @property
    def problem(self) -> Problem:
        """The same, shaped like the problem of a row; row 0 is the file."""
        return Problem(row=0, column="", message=self.message, fix=self.fix)
