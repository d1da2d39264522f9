"""Roster files that mean harm, or are no roster: refused in words, and cheaply."""

import datetime as dt
import io
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessionrunner.adapters import roster_xlsx
from sessionrunner.adapters.roster_files import MOST_BYTES, read_roster
from sessionrunner.core.roster import Reading, UnreadableRoster
from tests.adapters.roster_reading import names, refused
from tests.adapters.workbooks import MAIN, SHEET, with_parts, with_sheet, workbook


def shared(count: int, length: int) -> bytes:
    """A workbook in which one long text is named `count` times."""
    rows = "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(count))
    text = f'<sst xmlns="{MAIN}"><si><t>{"x" * length}</t></si></sst>'
    return with_sheet(f"<sheetData>{rows}</sheetData>", strings=text.encode())


def zipped(**members: bytes) -> bytes:
    """A zip file that is no workbook."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return target.getvalue()


def protected() -> bytes:
    """A workbook whose parts say that they are encrypted."""
    data = bytearray(workbook([["name"]]))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


CORNER = (
    '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
)
ROW = "<sheetData><row{}><c{}><v>{}</v></c></row></sheetData>"
UTF_16 = '<?xml version="1.0" encoding="utf-16"?><worksheet/>'.encode("utf-16")
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

HOSTILE = {
    "empty": (b"", "is empty"),
    "white space": (b" \r\n\t ", "is empty"),
    "no header": (b"Ann,3\nBo,4\n", "No row with column names"),
    "a sentence": (b"hello there", "No row with column names"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
    "a PDF": (b"%PDF-1.7\n", "a PDF"),
    "a web page": (b"\xef\xbb\xbf\n<!doctype html><table>", "a web page"),
    "an archive": (b"\x1f\x8b\x08\x00" + bytes(50), "archive"),
    "old Excel": (OLD_EXCEL, "old Excel file (.xls) or one with a password"),
    "noise": (bytes(range(256)) * 40, "no text"),
    "NUL bytes": (b"name,years\nA\x00nn,3\n", "no text"),
    "half UTF-16": (b"\xff\xfen\x00a\x00m", "no text"),
    "lone surrogates": (b"\xff\xfe\x00\xd8\x00\xd8", "no text"),
    "control characters": (b"name,years\n" + b"\x01\x02\x03" * 50, "no text"),
    "an open quotation mark": (b'name,years\nAnn,3\n"Bo,4\nCy,5\n', "Row 3 cannot be read"),
    "a loose quotation mark": (b'name,years\n"Ann" Lee,3\n', "Row 2 cannot be read"),
    "a gigantic cell": (b"name,years\n" + b"a" * 5_000_000 + b",3\n", "Row 2 is longer"),
    "a gigantic quoted cell": (b'name,years\n"' + b"a\n" * 2_000_000 + b'",3\n', "Row 2 is longer"),
    "a million commas": (b"name,years\nAnn,3" + b"," * 9_000_000 + b"x\n", "Row 2 is longer"),
    "201 columns": (b"name,years" + b",x" * 199 + b"\nAnn,3\n", "201 columns; 200 is the most"),
    "20,001 people": (b"name,years\n" + b"A,1\n" * 20_001, "more than 20,000 rows"),
    "millions of empty rows": (b"name,years\n" + b"\n" * 9_000_000 + b"x", "most of them empty"),
    "a zip bomb": (with_sheet(f"<sheetData>{' ' * 100_000_000}</sheetData>"), "too large once unpacked"),
    "too many cells": (with_sheet(f"<sheetData>{'<row/>' * 2_000_001}</sheetData>"), "too many cells"),
    "a cell in the last corner": (with_sheet(CORNER), "row 1,048,576 and column 16,384"),
    "a text named often": (shared(20_000, 30_000), "too much text"),
    "a text that is not there": (with_sheet(ROW.format("", ' t="s"', 9)), "damaged"),
    "a row of its own counting": (with_sheet(ROW.format(' r="-1"', "", 9)), "damaged"),
    "a column of its own counting": (with_sheet(ROW.format("", ' r="ÄÖ1"', 9)), "damaged"),
    "a comment within a value": (with_sheet(ROW.format("", "", "1<!-- -->2")), "damaged"),
    "markup within a value": (with_sheet(ROW.format("", "", "1<x/>2")), "damaged"),
    "texts within a text": (with_sheet("", strings=b"<sst><si><si/></si></sst>"), "damaged"),
    "entities": (with_parts({SHEET: ENTITIES}), "damaged"),
    "another encoding": (with_parts({SHEET: UTF_16}), "damaged"),
    "no XML": (with_parts({SHEET: b"nothing"}), "damaged"),
    "a cut workbook": (workbook([["name"]])[:3000], "damaged"),
    "a part twice": (with_parts({"XL/worksheets/SHEET1.xml": b"<worksheet/>"}), "damaged"),
    "many members": (zipped(**{f"m{number}": b"" for number in range(2_001)}), "too many parts"),
    "a zip within a zip": (zipped(roster=workbook([["name"]])), "not an XLSX workbook"),
    "an OpenDocument table": (zipped(content=b"<x/>"), "not an XLSX workbook"),
    "a password": (protected(), "password"),
    "empty sheets": (workbook([]), "No sheet"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_words(kind: str) -> None:
    """Each kind by what is wrong with it, never by an exception of a library."""
    data, said = HOSTILE[kind]
    assert said in str(refused(data))


def test_200_megabytes_are_refused_unread() -> None:
    """By their length alone."""
    assert "200 MB; 10 MB is the most" in str(refused(b"x" * 200_000_000))


def test_a_refusal_names_the_file_and_can_be_shown_like_a_problem() -> None:
    """The web page lists it where it lists the problems of rows."""
    refusal = refused(b"", "people.csv")
    assert refusal.message == "“people.csv” is empty."
    assert (refusal.problem.row, refusal.problem.fix) == (0, refusal.fix)


def test_a_file_of_the_largest_size_is_not_too_large() -> None:
    """The limit is the limit: one byte less is read."""
    head = b"name,years\nAnn,3\n"
    assert names(read_roster(head + b"\n" * (MOST_BYTES - len(head)))) == ["Ann"]
    assert "10 MB is the most" in str(refused(head + b"\n" * (MOST_BYTES - len(head) + 1)))


def test_the_most_people_are_read() -> None:
    """20,000 rows are not more than 20,000 rows."""
    data = "name,years\n" + "".join(f"Person {number},{number % 30}\n" for number in range(20_000))
    assert len(read_roster(data.encode()).entries) == 20_000


def test_hostile_files_take_little_memory(tmp_path: Path) -> None:
    """A process that has refused them all never grew by more than 150 MB over what it had loaded."""
    for kind, (data, _) in HOSTILE.items():
        if len(data) <= MOST_BYTES:
            tmp_path.joinpath(kind).write_bytes(data)
    program = textwrap.dedent("""
        import resource, sys
        from pathlib import Path
        from sessionrunner.adapters.roster_files import read_roster
        from sessionrunner.core.roster import UnreadableRoster
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for path in Path(sys.argv[1]).iterdir():
            try:
                read_roster(path.read_bytes())
            except UnreadableRoster:
                continue
            sys.exit(f"read: {path}")
        print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
    """)
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) < 150


def test_a_panic_of_the_native_reader_is_a_damaged_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rust's panics are no Exception in Python; they must not take the server down. Others pass on."""
    panic = type("PanicException", (BaseException,), {})
    for raised, seen in ((panic, UnreadableRoster), (KeyboardInterrupt, KeyboardInterrupt)):
        book = SimpleNamespace(from_object=Mock(side_effect=raised))
        monkeypatch.setattr(roster_xlsx, "CalamineWorkbook", book)
        with pytest.raises(seen):
            read_roster(BOOK)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No other exception exists."""
    _reads_or_refuses(data)


HEADERS = ("name,years\n", "name;years;role;requests\n", "\ufeffname\tyears\n")


@given(head=st.sampled_from(HEADERS), body=st.text(max_size=200))
def test_any_text_below_a_header_is_read_or_refused(head: str, body: str) -> None:
    """The same with text that gets as far as rows."""
    _reads_or_refuses((head + body).encode("utf-8", "surrogatepass"))


BOOK = workbook([["name", "years"], ["Ann", 3], ["Bo", dt.date(2020, 1, 2)]])


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_workbook_with_broken_bytes_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    """The zip layer meets every kind of damage."""
    data = bytearray(BOOK)
    for at, value in changes:
        data[at] = value
    _reads_or_refuses(bytes(data))


PIECES = (
    *(
        "<row>",
        "</row>",
        "<row/>",
        '<row r="3">',
        '<row r="0">',
        "<sheetData>",
        "</sheetData>",
        "<v/>",
        "<!--c-->",
    ),
    *(
        "<c>",
        "</c>",
        '<c r="B2">',
        '<c t="s">',
        '<c t="b">',
        '<c t="d">',
        '<c s="1">',
        '<c s="99">',
        '<c t="e">',
    ),
    *(
        "<v>0</v>",
        "<v>1e308</v>",
        "<v>-1</v>",
        "<v>NaN</v>",
        "<is><t>name</t></is>",
        "<f>1</f>",
        "<![CDATA[x]]>",
    ),
    *('<c r="ZZZ9">', '<dimension ref="A1:XFD9"/>', '<mergeCell ref="A1"/>', "<v>99999999999999999999</v>"),
)


@settings(max_examples=100)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_a_workbook_of_odd_xml_is_read_or_refused(pieces: list[str]) -> None:
    """Mostly no XML at all: nothing of it may get through half read."""
    _reads_or_refuses(with_sheet(f"<sheetData>{''.join(pieces)}</sheetData>"))


KINDS = st.sampled_from(["n", "s", "b", "d", "e", "str", "inlineStr", "odd"])
VALUES = st.sampled_from(
    ["1", "0", "45000.5", "1e308", "-1e308", "NaN", "9" * 20, "2020-01-02", "x", "", "name", "#N/A"]
)
PLACES = st.sampled_from(["", ' r="A1"', ' r="b2"', ' r="GZ7"', ' r="A99999"', ' s="1"', ' s="77"'])
TAGS = st.sampled_from(["v", "f", "is", "t"])


@settings(max_examples=100)
@given(st.lists(st.tuples(PLACES, KINDS, TAGS, VALUES), max_size=8))
def test_a_workbook_of_odd_cells_is_read_or_refused(cells: list[tuple[str, str, str, str]]) -> None:
    """Well-formed XML reaches the native reader, with cells that no spreadsheet program writes."""
    rows = "".join(
        f'<row><c{at} t="{kind}"><{tag}>{value}</{tag}></c></row>' for at, kind, tag, value in cells
    )
    _reads_or_refuses(
        with_sheet(f"<sheetData>{rows}</sheetData>", strings=b"<sst><si><t>name</t></si></sst>")
    )


def _reads_or_refuses(data: bytes) -> None:
    try:
        reading = read_roster(data)
    except UnreadableRoster as refusal:
        understandable = bool(refusal.message and refusal.fix)
    else:
        understandable = isinstance(reading, Reading)
    assert understandable
