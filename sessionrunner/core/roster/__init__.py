"""The rules of a roster, pure: what its columns mean, and what is wrong with its rows."""

from sessionrunner.core.roster.columns import find_header, recognised
from sessionrunner.core.roster.example import example
from sessionrunner.core.roster.reading import read_rows
from sessionrunner.core.roster.types import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    DateCell,
    Field,
    Note,
    Problem,
    Reading,
    RosterEntry,
    UnreadableRoster,
)

__all__ = [
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Cell",
    "DateCell",
    "Field",
    "Note",
    "Problem",
    "Reading",
    "RosterEntry",
    "UnreadableRoster",
    "example",
    "find_header",
    "read_rows",
    "recognised",
]
