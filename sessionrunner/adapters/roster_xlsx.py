"""XLSX by calamine, which gets to see only what was measured and found small beforehand."""

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from sessionrunner.adapters.roster_package import safe_copy
from sessionrunner.adapters.roster_refusals import damaged
from sessionrunner.adapters.roster_table import Row, Table
from sessionrunner.core.roster import Cell, DateCell, Note, UnreadableRoster

_SHEETS_SEARCHED = 20
_NAMES_SHOWN = 5

_Raw: TypeAlias = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_xlsx(data: bytes) -> Table:
    """The rows of the first visible sheet that has any; a formula counts as its last result.

    Raises:
        UnreadableRoster: damaged, protected, too large, or another kind of zip file.
    """
    package, unsaved = safe_copy(data)
    with _in_words(), CalamineWorkbook.from_object(io.BytesIO(package)) as book:
        visible = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        for name in visible[:_SHEETS_SEARCHED]:
            sheet = book.get_sheet_by_name(name)
            if sheet.start is not None:
                others = [other for other in visible if other != name]
                return Table(rows=_rows(sheet), notes=(*_ignored(name, others), *_formulas(unsaved)))
    raise UnreadableRoster(
        "No sheet of the workbook has any rows.", "Write one person a row into the first sheet."
    )


def _rows(sheet: CalamineSheet) -> list[Row]:
    """From row 1 on: calamine puts the blank rows above the first cell in front itself."""
    return [[_cell(raw) for raw in row] for row in sheet.iter_rows()]


def _cell(raw: _Raw) -> Cell:
    if isinstance(raw, dt.time | dt.date | dt.timedelta):
        return DateCell(text=str(raw))
    return raw


def _ignored(name: str, others: list[str]) -> Iterator[Note]:
    if others:
        shown = ", ".join(f"“{other[:40]}”" for other in others[:_NAMES_SHOWN])
        more = f" and {len(others) - _NAMES_SHOWN} more" if len(others) > _NAMES_SHOWN else ""
        message = f"Only the sheet “{name[:40]}” is read, not {shown}{more}."
        yield Note(row=0, column="", message=message)


def _formulas(unsaved: int) -> Iterator[Note]:
    if unsaved:
        message = (
            f"The workbook has formulas without a saved result ({unsaved:,}): they count as empty cells."
            " If they matter, open the file in the spreadsheet program, save it, and upload it again."
        )
        yield Note(row=0, column="", message=message)


@contextmanager
def _in_words() -> Iterator[None]:
    """Say what calamine finds wrong in our words. A panic of its Rust code is no Exception."""
    try:
        yield
    except (CalamineError, ValueError, OSError) as fault:
        raise damaged() from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise damaged() from fault
