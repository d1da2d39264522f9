"""Measures the XML parts of a workbook, before anybody builds a table of them.

Reads with expat as UTF-8, the way calamine does, and refuses what the two might understand
differently: other encodings, document types (and with them every entity), markup within values.
"""

from array import array
from typing import NoReturn
from xml.parsers import expat  # entities, its danger, are refused with the document type

from sessionrunner.adapters.roster_refusals import damaged, too_large

_MOST_TAGS = 2_000_000
"""Opening and closing tags: twice what 20,000 people with eight columns need."""
_MOST_CELLS = 2_000_000
_MOST_TEXT = 30_000_000
_LONGEST_VALUE = 100
"""Characters of a value that need be looked at; a number is never longer."""
_LONGEST_NUMBER = 7
_LONGEST_LETTERS = 3


class Measure:
    """How large the tables of a workbook would become; refuses those that are too large.

    `unsaved` counts the formulas without a saved result.
    """

    def __init__(self) -> None:
        self.unsaved = 0
        self._lengths = array("L")
        self._tags = 0

    def strings(self, part: bytes) -> None:
        """Take in the shared strings, by whose lengths the cells are measured; comes before `cells`."""
        self._go_through(part, _Strings(self._lengths))

    def cells(self, part: bytes) -> None:
        """Measure a sheet; any other part has no cells and adds nothing."""
        cells = _Cells(self._lengths)
        self._go_through(part, cells)
        self.unsaved += cells.unsaved

    def _go_through(self, part: bytes, reader: "_Strings | _Cells") -> None:
        if b"\x00" in part:  # UTF-16, which expat would read after all
            raise damaged()
        self._tags += part.count(b"<")
        if self._tags > _MOST_TAGS:
            raise too_large("has too many cells")
        parser = expat.ParserCreate(encoding="utf-8")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.characters
        parser.CommentHandler = parser.ProcessingInstructionHandler = reader.other
        parser.StartCdataSectionHandler = reader.other
        try:
            parser.Parse(part, True)  # noqa: FBT003 - expat takes it by position only
        except expat.ExpatError as fault:
            raise damaged() from fault


class _Strings:
    """The shared strings: `si` elements, whose texts may be in several pieces."""

    def __init__(self, lengths: "array[int]") -> None:
        self._lengths = lengths
        self._length = 0
        self._inside = False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        if _local(tag) == "si":
            if self._inside:
                raise damaged()
            self._inside = True
            self._length = 0

    def characters(self, text: str) -> None:
        self._length += len(text)

    def end(self, tag: str) -> None:
        if _local(tag) == "si":
            self._inside = False
            self._lengths.append(self._length)

    def other(self, *_: object) -> None:
        """A comment or the like, which changes no length."""


class _Cells:
    """A sheet: `row` elements of `c` elements, whose places are named or follow one another."""

    def __init__(self, lengths: "array[int]") -> None:
        self.unsaved = 0
        self._lengths = lengths
        self._text = 0
        self._columns: dict[str, int] = {}
        self._row = self._column = 0
        self._last_row = self._last_column = 0
        self._kind = ""
        self._formula = self._filled = self._in_value = False
        self._value = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._in_value:
            raise damaged()
        name = _local(tag) if ":" in tag else tag
        if name == "c":
            self._column += 1
            if "r" in attributes:
                self._place(attributes["r"])
            self._kind = attributes.get("t", "")
            self._formula = self._filled = False
        elif name == "v":
            self._in_value = True
            self._value = ""
        elif name == "row":
            self._column = 0
            self._row = _number(attributes["r"]) if "r" in attributes else self._row + 1
        elif name == "is":
            self._count()
        elif name == "f":
            self._formula = True

    def characters(self, text: str) -> None:
        if self._in_value and len(self._value) < _LONGEST_VALUE:
            self._value += text

    def end(self, tag: str) -> None:
        name = _local(tag) if ":" in tag else tag
        if name == "v":
            self._in_value = False
            if self._value:
                self._count()
                self._count_text()
        elif name == "c":
            self.unsaved += self._formula and not self._filled and self._kind != "str"

    def other(self, *_: object) -> None:
        """A comment or the like, which no program writes into a value and readers differ about."""
        if self._in_value:
            raise damaged()

    def _place(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = _column(letters)
        self._column = column
        self._row = _number(reference[len(letters) :])

    def _count(self) -> None:
        """Calamine makes one table of everything from the first cell to the last, empty or not."""
        self._filled = True
        if self._row > self._last_row or self._column > self._last_column:
            self._last_row = max(self._last_row, self._row)
            self._last_column = max(self._last_column, self._column)
            if self._last_row * self._last_column > _MOST_CELLS:
                raise too_large(f"has cells in row {self._last_row:,} and column {self._last_column:,}")

    def _count_text(self) -> None:
        if self._kind == "s":
            number = _number(self._value)
            if number >= len(self._lengths):
                raise damaged()
            self._text += self._lengths[number]
            if self._text > _MOST_TEXT:
                raise too_large("has too much text")


def _local(tag: str) -> str:
    """An element's name without its namespace prefix, which calamine does not look at either."""
    return tag.rpartition(":")[2]


def _number(text: str) -> int:
    if len(text) > _LONGEST_NUMBER or not (text.isdecimal() and text.isascii()):
        raise damaged()
    return int(text)


def _column(letters: str) -> int:
    """The number of a column, counted from 1, like 28 for `AB`."""
    if len(letters) > _LONGEST_LETTERS or not (letters.isalpha() and letters.isascii()):
        raise damaged()
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _refuse(*_: object) -> NoReturn:
    raise damaged()
