"""CSV as people's programs write it: in one of four encodings, parted by comma, semicolon or tab."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeAlias

from sessionrunner.adapters.roster_refusals import not_text
from sessionrunner.adapters.roster_table import Row, Table
from sessionrunner.core.roster import Note, UnreadableRoster, recognised

_DELIMITERS = (",", ";", "\t")
_NAMED_DELIMITER = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
"""Excel's own first line, which Excel does not show as a row."""
_LONGEST_RECORD = 200_000
_MOST_RECORDS = 200_000
_SAMPLE_CHARACTERS = 50_000
_SAMPLE_RECORDS = 20
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_TEXT_PER_CONTROL = 100


Recognised: TypeAlias = Callable[[Row], int]
"""How many of the columns that are looked for a row names."""


def read_text(data: bytes, recognised: Recognised = recognised) -> Table:
    """Split a CSV file into rows; they are read as they are asked for.

    `recognised` tells which delimiter is the right one.

    Raises:
        UnreadableRoster: no text in any encoding we read, or (while reading the rows) no table.
    """
    text, notes = _decode(data)
    text = text.rstrip("\r\n\t ,;")
    named = _NAMED_DELIMITER.match(text)
    if named:
        return Table(rows=_records(text[named.end() :], named[1]), notes=notes)
    return Table(rows=_records(text, _delimiter(text, recognised)), notes=notes)


def _decode(data: bytes) -> tuple[str, tuple[Note, ...]]:
    encoding = _announced(data)
    if encoding:
        return _checked(data, encoding), ()
    try:
        return _checked(data, "utf-8"), ()
    except UnicodeDecodeError:
        text = _checked(data, "cp1252")
    message = "The file is not in UTF-8 and was read as Windows-1252: check the names with accents."
    return text, (Note(row=0, column="", message=message),)


def _announced(data: bytes) -> str | None:
    """The encoding that the file's first bytes name or, for UTF-16, plainly show."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = data[:100]
    if len(start) > 1 and not any(start[1::2]) and all(start[::2]):
        return "utf-16-le"
    if len(start) > 1 and not any(start[::2]) and all(start[1::2]):
        return "utf-16-be"
    return None


def _checked(data: bytes, encoding: str) -> str:
    """Decode strictly, and refuse what decodes by chance but is full of control characters."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        if encoding == "utf-8":
            raise
        raise not_text() from fault
    controls = sum(1 for _ in islice(_CONTROL.finditer(text), len(text) // _TEXT_PER_CONTROL + 1))
    if "\x00" in text or controls > len(text) // _TEXT_PER_CONTROL:
        raise not_text()
    return text


def _delimiter(text: str, recognised: Recognised) -> str:
    """The delimiter under which the first rows name most of the columns, then have most cells."""
    sample = text[:_SAMPLE_CHARACTERS]
    return max(_DELIMITERS, key=lambda delimiter: _promise(sample, delimiter, recognised))


def _promise(sample: str, delimiter: str, recognised: Recognised) -> tuple[int, int]:
    best = (0, 0)
    try:
        for row in islice(_records(sample, delimiter), _SAMPLE_RECORDS):
            best = max(best, (recognised(row), len(row)))
    except UnreadableRoster:
        return best  # the sample may end within quotation marks; what came before it counts
    return best


def _records(text: str, delimiter: str) -> Iterator[Row]:
    lines = _Lines(text)
    number = 0
    try:
        for number, record in enumerate(
            csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True), 1
        ):
            if number > _MOST_RECORDS:
                raise UnreadableRoster(
                    f"The file has more than {_MOST_RECORDS:,} rows, most of them empty.",
                    "Copy only the filled rows into a new file.",
                )
            lines.in_record = 0
            yield record
    except csv.Error as fault:
        raise _unreadable(number + 1, lines.in_record) from fault


def _unreadable(row: int, length: int) -> UnreadableRoster:
    if length > csv.field_size_limit():
        return UnreadableRoster(
            f"Row {row} is longer than the row of a table can be.",
            "Look for a quotation mark in it that is never closed, or save the file as XLSX.",
        )
    return UnreadableRoster(
        f"Row {row} cannot be read: a quotation mark is not closed, or stands within a text.",
        "Put a text that holds quotation marks in quotation marks and double those inside,"
        " or save the file as XLSX.",
    )


class _Lines:
    """The lines of a text, refused once a single record, by an open quotation mark, swallows too many."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.in_record = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.in_record += len(line)
        if self.in_record > _LONGEST_RECORD:
            raise csv.Error
        return line
