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


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Chloé Dubois, Müge Şahin", ("Chloé Dubois", "Müge Şahin")),
        ("Ann Lee, Bob Roe, and Cy Young", ("Ann Lee", "Bob Roe", "Cy Young")),
        ("Ann Lee and Bob Roe", ("Ann Lee", "Bob Roe")),
        ("ann@x.org, Bob Roe", ("ann@x.org", "Bob Roe")),
        ("Lee, Ann", ("Lee, Ann",)),
        ("de la Cruz, María José", ("de la Cruz, María José",)),
        ("Ann Lee, Jr.", ("Ann Lee, Jr.",)),
        ("Lee, Ann; Roe, Bob", ("Lee, Ann", "Roe, Bob")),
    ],
)
def test_commas_part_whole_names(cell: str, names: tuple[str, ...]) -> None:
    """And nothing else; either way the host is shown what was understood before saving."""
    reading = read(f'A;"{cell}"', f"B;{cell.replace(';', ',')}", head="title;presenters")
    assert problems(reading) == []
    assert reading.entries[0].presenters == names
    told = [note.message for note in reading.notes if note.matters and note.row == 2]
    assert len(told) == (len(names) if "," in names[0] else 1)
    assert all(name in told[0] for name in names[:1])


def test_a_quoted_cell_of_a_file_with_commas_is_parted_too() -> None:
    """Whatever separates the columns; discussants like presenters, and no note where nothing is in doubt."""
    reading = read(
        'A,"Ann Lee, Bob Roe","Cy Young, Di Dee"', "B,Eve Fox,", head="title,presenters,discussants"
    )
    assert [entry.presenters for entry in reading.entries] == [("Ann Lee", "Bob Roe"), ("Eve Fox",)]
    assert reading.entries[0].discussants == ("Cy Young", "Di Dee")
    assert [(note.row, note.column) for note in reading.notes] == [(2, "presenters"), (2, "discussants")]


def test_keywords_are_parted_by_commas_where_there_is_no_semicolon() -> None:
    """A long list, too, which as one keyword would be too long."""
    words = [f"keyword number {number}" for number in range(20)]
    reading = read(f"A;Ann;{', '.join(words)}", 'B;Ann;"law, tax; trade"', head="title;presenters;keywords")
    assert problems(reading) == []
    assert [entry.keywords for entry in reading.entries] == [tuple(words), ("law, tax", "trade")]


@pytest.mark.parametrize("head", ["emails", "Email", "Presenter email(s)", "Authors’ e-mails"])
def test_each_presenter_gets_the_address_in_their_place(head: str) -> None:
    """Semicolons or commas separate; one that is not known leaves a gap."""
    rows = ("A;Ann Lee, Bob Roe;a@x.org, b@x.org", '"B";"Cy Young; Di Dee";"; d@x.org"', "C;Eve Fox;")
    reading = read(*rows, head=f"title;presenters;{head}")
    assert problems(reading) == []
    assert [entry.named for entry in reading.entries] == [
        (("Ann Lee", "a@x.org"), ("Bob Roe", "b@x.org")),
        (("Cy Young", ""), ("Di Dee", "d@x.org")),
        (("Eve Fox", ""),),
    ]


def test_addresses_that_do_not_fit_the_presenters_are_problems() -> None:
    """Too few, no address, or one that stands beside two people."""
    reading = read(
        "A;Ann Lee, Bob Roe;a@x.org", "B;Cy Young;nobody", "C;Di Dee;d@x.org", "D;Eve Fox;D@x.org",
        head="title;presenters;email",
    )  # fmt: skip
    assert problems(reading) == [(2, "email"), (3, "email"), (5, "email")]
    assert reading.problems[0].message == "There are 2 presenters, and 1 email address."


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
    """Two people of one name; who discusses their own paper under another spelling; rooms there are not."""
    session = does(a_wip(), "update_person", person="p2", name="Person 1", email="two@school.edu")
    session = does(session, "update_person", person="p3", email="three@school.edu")
    reading = read("A,Person 1,,,,,,,,", "B,Person 3,,,three@school.edu,,,,,", "C,Zoe,,,,,,,,Aula")
    told = checked_against(session, reading)
    assert problems(told) == [(2, "presenters"), (3, "discussants")]
    assert [entry.title for entry in told.entries] == ["C"]
    assert [note.message for note in told.notes] == [
        "There is no room called “Aula” in this session.",
    ]
