"""What every kind of roster file is read into first: rows of cells."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from sessionrunner.core.roster import Cell, Note

Row: TypeAlias = Sequence[Cell]


class Table(NamedTuple):
    """Rows from the first row of the file on, blank ones included; reading them may refuse the file."""

    rows: Iterable[Row]
    notes: tuple[Note, ...] = ()
