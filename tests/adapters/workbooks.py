"""Workbooks made by hand, honest ones and hostile ones."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def workbook(rows: Iterable[Iterable[object]], **others: Iterable[Iterable[object]]) -> bytes:
    """A workbook with `rows` in its first sheet, and further sheets by name."""
    book = openpyxl.Workbook()
    fill(book.active, rows)
    for name, cells in others.items():
        fill(book.create_sheet(name), cells)
    return saved(book)


def fill(sheet: openpyxl.worksheet.worksheet.Worksheet, rows: Iterable[Iterable[object]]) -> None:
    """Append `rows` to `sheet`."""
    for row in rows:
        sheet.append(list(row))


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of `book` as a file."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_parts(parts: Mapping[str, bytes]) -> bytes:
    """A small workbook with some of its parts replaced or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_small())) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in source.namelist():
            package.writestr(name, parts.get(name, source.read(name)))
        for name in parts.keys() - set(source.namelist()):
            package.writestr(name, parts[name])
    return target.getvalue()


@cache
def _small() -> bytes:
    return workbook([["name", "years"], ["Ann", 3], ["Bo", dt.date(2020, 1, 2)]])


def with_sheet(inside: str, **parts: bytes) -> bytes:
    """A workbook whose sheet holds the XML `inside`; `strings` replaces the shared strings."""
    sheet = f'<worksheet xmlns="{MAIN}">{inside}</worksheet>'.encode()
    strings = {STRINGS: parts["strings"]} if "strings" in parts else {}
    return with_parts({SHEET: sheet, **strings})
