"""Roster files: what people have is read, what is hostile is refused in words, and cheaply."""

import datetime as dt
import importlib.resources
from pathlib import Path

import openpyxl
import pytest

from sessionrunner.adapters.roster_files import read_roster
from tests.adapters.roster_reading import names
from tests.adapters.workbooks import saved, with_sheet, workbook

LINES = ("name;years;interests", "Zoë Müller;12,5;“Tax”; Torts", "Ann;3;")
PLAIN = "name,years,school\r\nZoë Müller,12.5,Université\r\nAnn,3,\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_of_the_contract_keeps_its_accents(encoding: str) -> None:
    """UTF-16 with and without its mark; Windows-1252 last, with a word of caution."""
    reading = read_roster(PLAIN.encode(encoding))
    assert names(reading) == ["Zoë Müller", "Ann"]
    assert reading.entries[0].institution == "Université"
    assert [note.row for note in reading.notes] == ([0] if encoding == "cp1252" else [])


def test_big_endian_utf_16_with_its_mark_is_read() -> None:
    """The other byte order."""
    assert names(read_roster("\ufeff".encode("utf-16-be") + PLAIN.encode("utf-16-be"))) == [
        "Zoë Müller",
        "Ann",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_found_out(delimiter: str, newline: str) -> None:
    """A quoted cell may hold the delimiters that are not meant, and line breaks."""
    rows = [
        ["name", "years", "interests", "requests"],
        ['"Lee, Ann"', "3", '"a;b,c;d"', '"Bo, Jr."'],
        ['"Bo, Jr."', '"12,5"', f'"one{newline}two"', ""],
    ]
    reading = read_roster(newline.join(delimiter.join(row) for row in rows).encode())
    assert names(reading) == ["Lee, Ann", "Bo, Jr."]
    assert reading.entries[0].interests == ("a", "b,c", "d")
    assert reading.entries[1].interests == ("one", "two")
    assert reading.entries[1].years == 12.5


def test_a_single_column_names_what_is_missing() -> None:
    """No delimiter at all is no reason to fail."""
    assert [problem.column for problem in read_roster(b"name\nAnn\n").problems] == ["years"]


def test_excels_own_delimiter_line_is_obeyed_and_not_counted() -> None:
    """Excel does not show the line `sep=;`, so the header is row 1."""
    reading = read_roster(b"sep=;\r\nname;years\r\nAnn, Dr.;x\r\n")
    assert [(problem.row, problem.column) for problem in reading.problems] == [(2, "years")]


def test_titles_above_the_header_are_skipped_with_a_note() -> None:
    """Rows keep the numbers that the spreadsheet shows."""
    reading = read_roster(b"Mentoring day,,\n\nname,years\nAnn,3\n")
    assert [entry.row for entry in reading.entries] == [4]
    assert "row 3" in reading.notes[0].message


def test_rows_are_counted_as_a_spreadsheet_shows_them() -> None:
    """A line break within quotation marks makes no new row; a blank line does."""
    reading = read_roster(b'name,years,school\nAnn,3,"a\nb"\n\nBo,?,\n')
    assert [(problem.row, problem.column) for problem in reading.problems] == [(4, "years")]


def test_the_shipped_roster_reads_without_a_word() -> None:
    """What the demo uses, 12 mentors and 20 mentees, has no problem and no note."""
    reading = read_roster(importlib.resources.files("sessionrunner.data").joinpath("roster.csv").read_bytes())
    assert (reading.problems, reading.notes) == ((), ())
    mentors = [entry for entry in reading.entries if entry.years is not None and entry.years >= 7]
    assert (len(mentors), len(reading.entries)) == (12, 32)


def test_the_example_of_the_documentation_is_read() -> None:
    """What docs/roster.md shows works when it is pasted into a file."""
    text = Path(__file__).parents[2].joinpath("docs/roster.md").read_text("utf-8")
    example = text.split("```csv\n")[1].split("```")[0]
    assert len(names(read_roster(example.encode()))) >= 3


def test_a_workbook_reads_like_the_same_csv() -> None:
    """Numbers, empty cells and text arrive as they are; 12.0 is 12."""
    book = workbook([["name", "years", "interests"], ["Zoë", 12.0, "a;b"], [], ["Ann", 3, 7.0]])
    reading = read_roster(book, "people.xlsx")
    assert names(reading) == ["Zoë", "Ann"]
    assert [entry.row for entry in reading.entries] == [2, 4]
    assert [entry.years for entry in reading.entries] == [12.0, 3.0]
    assert reading.entries[1].interests == ("7",)
    assert reading.notes == ()


def test_the_first_visible_sheet_with_rows_is_read() -> None:
    """An empty first sheet and a hidden one are passed over; the sheets left out are named."""
    book = openpyxl.Workbook()
    hidden = book.create_sheet("Secret")
    hidden.append(["name", "years"])
    hidden.sheet_state = "hidden"
    people = book.create_sheet("People")
    for row in ([], [], ["", "name", "years"], ["", "Ann", 3]):
        people.append(row)
    book.create_sheet("More").append(["name"])
    reading = read_roster(saved(book))
    assert names(reading) == ["Ann"]
    assert reading.entries[0].row == 4
    assert reading.notes[0].message == "Only the sheet “People” is read, not “Sheet”, “More”."


def test_a_formula_counts_as_its_last_result() -> None:
    """The result that the spreadsheet program saved; nothing is computed here."""
    sheet = with_sheet(
        '<sheetData><row r="1"><c r="A1" t="str"><v>name</v></c><c r="B1" t="str"><v>years</v></c></row>'
        '<row r="2"><c r="A2" t="str"><f>B9</f><v>Ann</v></c><c r="B2"><f>1+2</f><v>3</v></c></row>'
        '<row r="3"><c r="A3" t="e"><f>#REF!</f><v>#REF!</v></c><c r="B3"><v>4</v></c></row>'
        '<row r="4"><c r="A4"><f>B9</f></c><c r="B4"><v>5</v></c></row></sheetData>'
    )
    reading = read_roster(sheet)
    assert [(entry.name, entry.years) for entry in reading.entries] == [("Ann", 3.0)]
    failed, unsaved = reading.problems
    assert (failed.row, failed.column, "#REF!" in failed.message) == (3, "name", True)
    assert (unsaved.row, unsaved.column, "formula" in unsaved.fix) == (4, "name", True)
    assert "without a saved result (1)" in reading.notes[0].message


@pytest.mark.parametrize(
    "value",
    [dt.date(2020, 1, 2), dt.datetime(2020, 1, 2, 3, 4), dt.time(3, 4), dt.timedelta(hours=30)],  # noqa: DTZ001
)
def test_a_date_among_the_years_is_a_problem(value: object) -> None:
    """Excel turns 10-12 into a date; the host is told where."""
    reading = read_roster(workbook([["name", "years"], ["Ann", value]]))
    assert [(problem.row, problem.column) for problem in reading.problems] == [(2, "years")]
    assert "date" in reading.problems[0].message
