"""Files of papers: what people have is read, every problem is told by row, column and mend."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessionrunner.adapters.papers_files import read_papers
from sessionrunner.core.papers import PapersReading
from sessionrunner.core.papers.people import checked_against
from sessionrunner.core.roster import UnreadableRoster
from tests.core.wip.builders import a_wip, does

HEAD = "title,presenters,keywords,link,discussants,not before,done by,day,position,room"


def read(*rows: str, head: str = HEAD) -> PapersReading:
    """What a CSV file of these rows says."""
    return read_papers("\n".join((head, *rows)).encode())


def problems(reading: PapersReading) -> list[tuple[int, str]]:
    """Where something is wrong; each with words and a mend."""
    assert all(each.message.endswith(".") and each.fix.endswith(".") for each in reading.problems)
    return [(each.row, each.column) for each in reading.problems]


def test_a_whole_row_is_read() -> None:
    """Every column, under other names, in another order of words."""
    head = "Paper title;Author(s);Abstract;Key words;Link to the draft;Discussed by;Earliest;Latest;Day;Room"
    row = '"On  Tax";"Ann Lee; Bob";"One.\n\nTwo.";tax; "https://x.org/a";Cy;2:30 pm;16.00;2;Blue'
    reading = read(row.replace('tax; "', 'tax;"'), head=head)
    assert problems(reading) == []
    [entry] = reading.entries
    assert (entry.title, entry.presenters, entry.discussants) == ("On Tax", ("Ann Lee", "Bob"), ("Cy",))
    assert (entry.abstract, entry.keywords, entry.link) == ("One.\n\nTwo.", ("tax",), "https://x.org/a")
    wishes = entry.wishes
    assert (wishes.not_before, wishes.done_by, wishes.day, wishes.room) == (870, 960, 2, "Blue")


@pytest.mark.parametrize(
    ("cell", "minute"),
    [("14:00", 840), ("2 pm", 840), ("12am", 0), ("12 p.m.", 720), ("9", 540), ("14h30", 870), ("", None)],
)
def test_times_as_people_write_them(cell: str, minute: int | None) -> None:
    """On either clock."""
    [entry] = read(f"A,Ann,,,,{cell},,,,").entries
    assert entry.wishes.not_before == minute


@pytest.mark.parametrize("cell", ["25:00", "14:60", "13 pm", "noon", "-1", "0 am"])
def test_what_is_no_time_is_said(cell: str) -> None:
    """With the cell's own column."""
    assert problems(read(f"A,Ann,,,,{cell},,,,")) == [(2, "not before")]


def test_every_problem_of_every_row_is_told() -> None:
    """Several in one row, too; rows without a problem are read nevertheless."""
    reading = read(
        ",Ann,,,,,,,,",
        "B,,,x.org,,,,first day,middle,",
        "C,Ann,,,ann,15:00,14:00,,last,",
        "D,Dee,,,,,,,first,",
        "d,Eve,,,,,,,,",
    )
    assert sorted(problems(reading)) == sorted([
        (2, "title"),
        (3, "presenters"),
        (3, "link"),
        (3, "day"),
        (3, "position"),
        (4, "discussants"),
        (4, "done by"),
        (6, "title"),
    ])  # fmt: skip
    assert [entry.title for entry in reading.entries] == ["D"]


def test_a_file_without_titles_or_presenters_is_refused_by_column() -> None:
    """The missing column is named; no row is taken."""
    reading = read("A,tax", head="title,keywords")
    assert problems(reading) == [(1, "presenters")]
    assert reading.entries == ()


def test_a_workbook_is_read_with_its_times() -> None:
    """A time that the spreadsheet keeps as a time is one."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["title", "presenters", "not before"])
    sheet.append(["A", "Ann", dt.time(14, 30)])
    file = io.BytesIO()
    book.save(file)
    [entry] = read_papers(file.getvalue()).entries
    assert entry.wishes.not_before == 870


def test_lists_with_commas_are_pointed_at() -> None:
    """A comma parts no names; the host is told once."""
    reading = read("A;Ann Lee, Bob Roe", head="title;presenters")
    assert problems(reading) == []
    assert "only a semicolon" in reading.notes[0].message


@pytest.mark.parametrize("data", [b"", b"   ", b"%PDF-1.7", b"\x00\x01\x02\x03" * 50, b"a,b\n1,2\n"])
def test_what_is_no_file_of_papers_is_refused_in_words(data: bytes) -> None:
    """Empty, another kind, no text, no column names."""
    with pytest.raises(UnreadableRoster) as refusal:
        read_papers(data)
    assert refusal.value.fix.endswith(".")


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_comes_is_answered(data: bytes) -> None:
    """No bytes make it fail: papers, problems or a refusal in words come back."""
    try:
        told = [each.message for each in read_papers(data).problems]
    except UnreadableRoster as refusal:
        told = [refusal.message, refusal.fix]
    assert all(words.endswith(".") for words in told)


def test_what_only_the_session_can_tell() -> None:
    """Two people of one name; who discusses their own paper under another spelling; who is new; a room."""
    session = does(a_wip(), "update_person", person="p2", name="Person 1", email="two@school.edu")
    session = does(session, "update_person", person="p3", email="three@school.edu")
    reading = read("A,Person 1,,,,,,,,", "B,Person 3,,,three@school.edu,,,,,", "C,Zoe,,,,,,,,Aula")
    told = checked_against(session, reading)
    assert problems(told) == [(2, "presenters"), (3, "discussants")]
    assert [entry.title for entry in told.entries] == ["C"]
    assert [note.message for note in told.notes] == [
        "Not on the list of people yet, and put on it: “Zoe”.",
        "There is no room called “Aula” in this session.",
    ]
