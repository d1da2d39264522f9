"""The rules of a roster's columns and rows."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessionrunner.core.roster import (
    Cell,
    DateCell,
    Problem,
    Reading,
    RosterEntry,
    find_header,
    read_rows,
    recognised,
)
from sessionrunner.core.roster.reading import MOST_REPORTED

HEADER = ("name", "email", "years", "role", "institution", "interests", "requests", "avoid")


def row(name: Cell = "Ann Lee", **cells: Cell) -> tuple[Cell, ...]:
    """A row under HEADER, good unless told otherwise: eight years and nothing else."""
    values: dict[str, Cell] = {"name": name, "years": 8, **cells}
    assert values.keys() <= set(HEADER)
    return tuple(values.get(column, "") for column in HEADER)


def read(*rows: Sequence[Cell]) -> Reading:
    """Read rows under HEADER."""
    return read_rows(HEADER, rows)


def where(problems: Sequence[Problem]) -> list[tuple[int, str]]:
    """The places of problems."""
    return [(problem.row, problem.column) for problem in problems]


def test_a_full_row_becomes_a_person() -> None:
    """Every column arrives in its field, tidied, lists split at semicolons and lines."""
    reading = read(
        (
            " Ann  Lee ",
            "ann@a.edu",
            12.0,
            "Mentors",
            "Yale",
            "Tax law; ;tax  LAW;Torts\nWills",
            "Bo Roe",
            "x@y.edu",
        ),
        row("Bo Roe"),
    )
    assert reading.problems == ()
    assert reading.entries[0] == RosterEntry(
        row=2,
        name="Ann Lee",
        email="ann@a.edu",
        years=12.0,
        role="mentor",
        institution="Yale",
        interests=("Tax law", "Torts", "Wills"),
        requests=("Bo Roe",),
        avoid=("x@y.edu",),
    )


@pytest.mark.parametrize(
    "header",
    [
        "Full Name|E-mail Address|Years of Experience|Role|School|Topics|Would like to meet|Avoid",
        "NAME|email|years in teaching|role|Affiliation|areas|Requests|Already mentored by",
        "name,|E-Mail|Experience|Mentor or mentee|University|Scholarship|requests|Do not pair",
        "Name (first and last)|EmailAddress|Experience (years)|ROLE|Organization|Subjects|request|AVOID!",
        "fullName|email_address|Experience, years of|rôle|law-school|Area|Meet: would like|do not pair with",
    ],
)
def test_header_names_match_without_case_punctuation_or_word_order(header: str) -> None:
    """All names of the contract, and the ways in which forms and programs write them."""
    reading = read_rows(header.split("|"), [("Ann Lee", "a@b.edu", "8", "either", "Yale", "Tax", "Bo", "Cy")])
    assert reading.problems == ()
    assert reading.entries == (
        RosterEntry(
            row=2,
            name="Ann Lee",
            email="a@b.edu",
            years=8.0,
            role="either",
            institution="Yale",
            interests=("Tax",),
            requests=("Bo",),
            avoid=("Cy",),
        ),
    )


def test_first_and_last_name_join_in_that_order() -> None:
    """The order of the two columns does not matter, and one part may be empty in a row."""
    reading = read_rows(("Last Name", "First name", "years"), [("Lee", "Ann", 1), ("", "Bo", 2), ("", "", 3)])
    assert [entry.name for entry in reading.entries] == ["Ann Lee", "Bo"]
    assert where(reading.problems) == [(4, "First name")]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        (("name", "years", "School", "University"), "University"),
        (("name", "years", "Name"), "Name"),
        (("name", "surname", "years"), "surname"),
        (("first name", "years"), "name"),
        (("email", "years"), "name"),
        (("name", "email"), "years"),
    ],
)
def test_a_header_that_is_unclear_is_one_problem(header: Sequence[str], column: str) -> None:
    """A missing or doubled column is said once, at the header, not once for each row."""
    rows = [("x", *("" for _ in header[1:]))] * 3
    problems = read_rows(header, rows, header_row=3).problems
    assert [problem for problem in problems if problem.row == 3] != []
    assert where(problems)[0] == (3, column)
    assert len([problem for problem in problems if problem.row == 3]) == 1


def test_a_column_we_do_not_know_is_only_a_note() -> None:
    """The import goes on without the column, and the host is told."""
    reading = read_rows(("name", "years", "Shoe size", "T-shirt"), [("Ann", 3, 42, "M")])
    assert len(reading.entries) == 1
    assert [note.message for note in reading.notes] == ["Not used: the columns “Shoe size”, “T-shirt”."]


@pytest.mark.parametrize(
    ("years", "read_as"),
    [
        (12, 12.0), (12.0, 12.0), (0, 0.0), ("12", 12.0), ("12.5", 12.5), ("12,5", 12.5), ("12 years", 12.0),
        ("1 year", 1.0), ("10+", 10.0), ("10 + years", 10.0), ("7 yrs.", 7.0), (" 3 ", 3.0), ("100", 100.0),
    ],
)  # fmt: skip
def test_years_are_understood_as_people_write_them(years: Cell, read_as: float) -> None:
    """Numbers, decimal commas, words and a plus."""
    assert read(row(years=years)).entries[0].years == read_as


@pytest.mark.parametrize(
    ("years", "said"),
    [
        (-1, "less than 0"), ("-3", "less than 0"), ("−3", "less than 0"), ("many", "no number"),
        ("7-10", "no number"),
        ("1998", "More than 100"), (float("nan"), "More than 100"), (float("inf"), "More than 100"),
        (10**400, "More than 100"), (True, "no number"), ("9" * 5_000, "characters"),
        (DateCell(text="2020-01-02"), "a date (2020-01-02)"), ("#VALUE!", "formula"), ("=1+1", "no number"),
    ],
)  # fmt: skip
def test_years_that_are_no_number_of_years_are_a_problem(years: Cell, said: str) -> None:
    """Each says what is wrong and what to write; the row is not imported, and only this is complained of."""
    reading = read(row(years=years))
    assert reading.entries == ()
    assert where(reading.problems) == [(2, "years")]
    assert said in reading.problems[0].message
    assert reading.problems[0].fix


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        (row(name=""), "name", "missing"),
        (row(name="#REF!"), "name", "formula"),
        (row(name="1234"), "name", "no letter"),
        (row(name="x" * 201), "name", "200 is the most"),
        (row(name="x" * 1_000_000), "name", "200 is the most"),
        (row(name=DateCell(text="2020-01-02")), "name", "a date"),
        (row(email="ann"), "email", "no email address"),
        (row(email="ann@school"), "email", "no email address"),
        (row(email="a b@school.edu"), "email", "no email address"),
        (row(email="a@b.edu, c@d.edu"), "email", "no email address"),
        (row(role="boss"), "role", "no role"),
        (row(years="", role=""), "years", "not clear"),
        (row(institution="x" * 201), "institution", "200 is the most"),
        (row(institution=DateCell(text="2020-01-02")), "institution", "a date"),
        (row(interests="x" * 101), "interests", "100 is the most"),
        (row(interests=";".join(f"topic {i}" for i in range(51))), "interests", "50 is the most"),
        (row(requests="a;b;c;d"), "requests", "3 is the most"),
        (row(requests="Ann Lee"), "requests", "themselves"),
        (row(avoid="ann  LEE"), "avoid", "themselves"),
        (row(avoid=";".join(f"person {i}" for i in range(101))), "avoid", "100 is the most"),
        (row(requests="x" * 201), "requests", "200 is the most"),
        ((*row(), "stray"), "", "more cells"),
    ],
)
def test_a_bad_cell_is_one_problem_with_place_words_and_mend(
    cells: tuple[Cell, ...], column: str, said: str
) -> None:
    """Row, column, message and fix are there; the other row is read; nothing else is complained of."""
    reading = read(cells, row("Bo Roe"))
    assert where(reading.problems) == [(2, column)]
    assert said in reading.problems[0].message
    assert reading.problems[0].fix.endswith(".")
    assert [entry.name for entry in reading.entries] == ["Bo Roe"]


def test_every_problem_of_every_row_is_named_at_once() -> None:
    """A person mends a file in one go."""
    reading = read(row(name="", email="x", role="boss"), row(), row("Bo", years="?", avoid="Bo"))
    assert where(reading.problems) == [(2, "name"), (2, "email"), (2, "role"), (4, "avoid"), (4, "years")]
    assert [entry.row for entry in reading.entries] == [3]


def test_a_problem_names_the_person_once_where_a_name_was_read() -> None:
    """Whoever mends the file looks for a name sooner than for a row."""
    rows = [row("Ann Lee", years=""), row(name="", years="?"), row("Bo", email="b@b.edu")]
    rows += [row("Cy", email="b@b.edu"), row("Ann Lee", institution="Y"), row("Ann Lee", institution="Y")]
    said = [problem.message for problem in read(*rows).problems]
    assert said == [
        "“Ann Lee”: It is not clear whether they are a mentor or a mentee.",
        "The name is missing.",
        "“?”: that is no number of years.",
        "“Cy”: “b@b.edu” stands in row 4 already.",
        "“Ann Lee” stands in row 6 already.",
    ]


@pytest.mark.parametrize(("role", "years"), [("mentee", ""), ("Either", ""), ("MENTORS", 2), ("", 7)])
def test_years_or_role_is_enough(role: str, years: Cell) -> None:
    """One of the two tells the side."""
    assert read(row(role=role, years=years)).problems == ()


def test_an_email_address_may_stand_once_only() -> None:
    """Case aside; the problem is at the second and names the first."""
    reading = read(row("Ann", email="a@b.edu"), row("Bo", email="A@B.edu"))
    assert where(reading.problems) == [(3, "email")]
    assert "row 2" in reading.problems[0].message


def test_the_same_person_twice_is_a_problem() -> None:
    """The same name, institution and no email address to tell them apart."""
    reading = read(row("Ann Lee", institution="Yale"), row("ann  lee", institution="YALE"))
    assert where(reading.problems) == [(3, "name")]


@pytest.mark.parametrize(
    "other",
    [row("Ann Lee", institution="Duke"), row("Ann Lee", email="ann@b.edu", institution="Yale")],
)
def test_equal_names_are_two_people_when_something_else_differs(other: tuple[Cell, ...]) -> None:
    """An institution or an email address tells them apart."""
    reading = read(row("Ann Lee", institution="Yale"), other)
    assert reading.problems == ()
    assert len(reading.entries) == 2


def test_a_wish_that_two_people_answer_to_asks_for_the_email() -> None:
    """The problem is where the wish is, for requests and avoids alike."""
    reading = read(
        row("Kim Lee", email="k1@a.edu"),
        row("Kim Lee", email="k2@a.edu"),
        row("Bo", requests="kim lee", avoid="kim lee"),
    )
    assert where(reading.problems) == [(4, "requests"), (4, "avoid")]
    assert all("email" in problem.fix for problem in reading.problems)


def test_a_wish_by_email_is_not_ambiguous() -> None:
    """The mend that the problem names works."""
    reading = read(
        row("Kim Lee", email="k1@a.edu"), row("Kim Lee", email="k2@a.edu"), row("Bo", requests="K2@a.edu")
    )
    assert (reading.problems, reading.notes) == ((), ())


def test_a_wish_for_somebody_else_is_a_note() -> None:
    """They may still walk in, so the import goes on."""
    reading = read(row(requests="Zed Zee; Yve Wye", avoid="zed@x.edu"))
    assert reading.problems == ()
    assert [(note.row, note.column) for note in reading.notes] == [(2, "requests"), (2, "avoid")]
    assert "“Zed Zee”, “Yve Wye”" in reading.notes[0].message


def test_a_wish_for_somebody_to_avoid_is_a_note() -> None:
    """Avoiding wins, and the host is told of the contradiction."""
    reading = read(row(requests="Bo", avoid="bo"), row("Bo"))
    assert reading.problems == ()
    assert "avoid" in reading.notes[0].message


def test_a_list_with_commas_is_pointed_out_once() -> None:
    """A comma does not separate; the host learns it at the first such cell."""
    reading = read(row(interests="tax, torts, wills"), row("Bo", interests="tax, torts, wills"))
    assert [(note.row, note.column) for note in reading.notes] == [(2, "interests")]
    assert reading.entries[0].interests == ("tax, torts, wills",)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    """It is kept letter by letter; nothing evaluates it."""
    reading = read(row('=HYPERLINK("http://x.example","Ann")', institution="@SUM(A1)", interests="+1;-1"))
    entry = reading.entries[0]
    assert entry.name == '=HYPERLINK("http://x.example","Ann")'
    assert (entry.institution, entry.interests) == ("@SUM(A1)", ("+1", "-1"))


def test_blank_rows_are_skipped_and_counted() -> None:
    """Row numbers stay those that the spreadsheet shows."""
    reading = read((), ("", "  ", ""), row(), (), row(""))
    assert [entry.row for entry in reading.entries] == [4]
    assert where(reading.problems) == [(6, "name")]


def test_short_rows_are_rows_with_empty_cells() -> None:
    """Programs leave out the empty cells at a row's end."""
    assert read(("Ann", "", 3)).entries[0].name == "Ann"


def test_nobody_at_all_is_a_problem() -> None:
    """A header alone is not a roster."""
    assert where(read().problems) == [(1, "")]


def test_control_characters_do_not_survive() -> None:
    """Nothing invisible gets into names, not even a change of writing direction."""
    assert read(row("A\x00n\u202en\u200b\tLee\x07")).entries[0].name == "Ann Lee"


def test_numbers_in_text_columns_are_written_plainly() -> None:
    """12.0 from a spreadsheet is 12."""
    assert read(row(interests=12.0, institution=3.5)).entries[0].interests == ("12",)


def test_a_thousand_problems_are_enough() -> None:
    """The rest is counted in a note, and no faulty row slips into the entries."""
    reading = read(*[row("") for _ in range(MOST_REPORTED + 5)])
    assert len(reading.problems) == MOST_REPORTED
    assert reading.notes[0].message.startswith("1,005 problems")
    assert reading.entries == ()


def test_the_header_is_found_below_titles() -> None:
    """A title or blank rows above the column names do no harm; a row of data is no header."""
    assert find_header([["Mentoring day"], [], ["Name", "Years"], ["Ann", 3]]) == 2
    assert find_header([["Ann", 3], ["Bo", 4]]) is None
    assert find_header([]) is None


def test_recognised_counts_different_columns() -> None:
    """The measure by which a delimiter is chosen."""
    assert recognised(["Name", "School", "University", "Shoe"]) == 2
    assert recognised(["name;years"]) == 0


CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["Ann Lee", "Bo Roe", "ann@a.edu", "mentor", "7", "Ann Lee;Bo Roe", "#REF!", ""]),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.builds(DateCell, text=st.text(max_size=10)),
)
NAMES = st.one_of(st.sampled_from(HEADER), st.text(max_size=10))


@settings(max_examples=50)
@given(header=st.lists(NAMES, max_size=10), rows=st.lists(st.lists(CELLS, max_size=10), max_size=12))
def test_any_cells_give_a_reading_that_keeps_its_promises(header: list[Cell], rows: list[list[Cell]]) -> None:
    """Never an exception; no entry of a faulty row; every limit kept; everything said in words."""
    reading = read_rows(header, rows)
    faulty = {problem.row for problem in reading.problems}
    assert all(problem.message and problem.fix for problem in reading.problems)
    assert all(note.message for note in reading.notes)
    for entry in reading.entries:
        assert entry.row not in faulty
        assert 1 <= len(entry.name) <= 200
        assert entry.years is None or 0 <= entry.years <= 100
        assert entry.years is not None or entry.role is not None
        assert len(entry.requests) <= 3
        assert len(entry.interests) <= 50
