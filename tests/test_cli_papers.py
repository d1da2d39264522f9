"""`sessionrunner rehearse` with a file of papers: the order as it would go, and what is to be mended."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from sessionrunner.adapters.papers_files import is_papers
from sessionrunner.cli import app
from sessionrunner.core.time import MINUTE, minutes

PAPERS = """\
title,presenters,keywords
Rivers,Ann Lee,water
Seas,Bo Chen,water
Taxes,Émile Zola,tax
Wages,Fay Wong,tax
Courts,Gus Ito,courts
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Five papers of five people."""
    file = tmp_path / "papers.csv"
    file.write_text(PAPERS, encoding="utf-8")
    return file


def run(*arguments: str | Path) -> Result:
    """The command line in this process, on a terminal of 100 columns."""
    return CliRunner(env={"COLUMNS": "100"}).invoke(app, ["rehearse", *map(str, arguments)])


def shown(*arguments: str | Path) -> dict[str, Any]:
    """What was printed as JSON."""
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_an_overrun_eats_the_comments_and_the_room_is_on_time(papers: Path) -> None:
    """Every paper begins and ends when it was planned to; the comments pay, or gain, to the second."""
    found = shown(papers)
    listed = [paper for room in found["rooms"] for paper in room["papers"]]
    assert sorted(paper["title"] for paper in listed) == ["Courts", "Rivers", "Seas", "Taxes", "Wages"]
    assert any(paper["overrun_ms"] > 0 for paper in listed)
    for paper in listed:
        assert (paper["starts_ms"], paper["ends_ms"]) == (
            paper["planned_starts_ms"],
            paper["planned_ends_ms"],
        )
        assert paper["comments_ms"] - paper["starts_ms"] == minutes(15) + paper["overrun_ms"]
    assert all(room["finish_ms"] == room["planned_finish_ms"] for room in found["rooms"])


def test_an_overrun_moves_the_rest(papers: Path) -> None:
    """Then the comments keep their time (and get what a quick presenter leaves), and the finish moves."""
    found = shown(papers, "--overrun", "rest", "--rooms", "2")
    for room in found["rooms"]:
        late = sum(max(0, paper["overrun_ms"]) for paper in room["papers"])
        assert room["finish_ms"] - room["planned_finish_ms"] == late
        for paper in room["papers"]:
            gained = max(0, -paper["overrun_ms"])
            assert paper["ends_ms"] - paper["comments_ms"] == minutes(15) + gained
        for one, two in pairwise(room["papers"]):
            assert two["starts_ms"] - one["ends_ms"] == minutes(2)


def test_overruns_are_bounded_and_seeded(papers: Path) -> None:
    """The same seed gives the same, another something else, and nobody is beyond the bounds."""
    first, again, other = (shown(papers, "--seed", seed) for seed in ("1", "1", "2"))
    assert first == again
    assert first["rooms"] != other["rooms"]
    for seed in range(20):
        found = shown(papers, "--seed", str(seed), "--overrun-minutes", "8")
        overruns = [paper["overrun_ms"] for room in found["rooms"] for paper in room["papers"]]
        assert all(-2 * MINUTE <= overrun <= 8 * MINUTE for overrun in overruns)
    assert {
        p["overrun_ms"] for room in shown(papers, "--overrun-minutes", "0")["rooms"] for p in room["papers"]
    } == {0}


def test_a_longer_overrun_than_the_comments_moves_the_rest(papers: Path) -> None:
    """More than all of the comments cannot be paid for: those are gone, and the finish moves by the rest."""
    found = shown(
        papers, "--comment-minutes", "1", "--overrun-minutes", "10", "--rooms", "1", "--minutes", "120"
    )
    (room,) = found["rooms"]
    late = sum(max(0, paper["overrun_ms"] - MINUTE) for paper in room["papers"])
    assert late
    assert room["finish_ms"] - room["planned_finish_ms"] == late


def test_the_tables_say_it_for_people(papers: Path) -> None:
    """Times of day from the start that was given, the papers with their people, and a verdict a room."""
    result = run(papers, "--starts", "14:00")
    assert result.exit_code == 0, result.output
    for words in ("5 papers in 2 rooms", "14:00-14:30", "Rivers", "Ann Lee", "Room 1: over at", "on time."):
        assert words in result.stdout


def test_two_days_have_a_table_each(papers: Path) -> None:
    """The second day begins at its own time, however late the first was; papers stand on both."""
    options = ("--rooms", "1", "--days", "2", "--minutes", "95", "--overrun", "rest", "--starts", "14:00")
    (room,) = shown(papers, *options)["rooms"]
    first, second = room["blocks"]
    assert (first["day"], second["day"]) == (1, 2)
    assert first["finish_ms"] > first["planned_finish_ms"]
    assert second["starts_ms"] == minutes(24 * 60)
    held = [paper for paper in room["papers"] if paper["block"] == 2]
    assert held
    assert len(room["papers"]) == 5
    assert held[0]["planned_starts_ms"] == held[0]["starts_ms"] == second["starts_ms"]
    assert room["finish_ms"] == second["finish_ms"] == held[-1]["ends_ms"] + MINUTE
    result = run(papers, *options)
    for words in ("5 papers in 1 room and 2 blocks", "Room 1, day 1: over at", "Room 1, day 2: over at"):
        assert words in result.stdout
    assert result.stdout.count("14:00-14:30") >= 2


def test_blocks_are_named_one_by_one(papers: Path) -> None:
    """Two on the first day at their times, one on the second; each begins when it is said to."""
    blocks = ("--block", "1,9:30,35", "--block", "1,14:00,65", "--block", "2,9:00,65")
    (room,) = shown(papers, "--rooms", "1", *blocks)["rooms"]
    begins = [block["starts_ms"] // MINUTE for block in room["blocks"]]
    assert begins == [0, 270, 23 * 60 + 30]
    assert [paper["block"] for paper in room["papers"]] == [1, 2, 2, 3, 3]
    result = run(papers, "--rooms", "1", *blocks)
    for words in ("day 1, part 1: over at 10:01", "day 1, part 2: over at", "day 2: over at 10:03"):
        assert words in result.stdout, result.stdout


def test_a_block_that_begins_late_begins_when_the_one_before_it_is_over(papers: Path) -> None:
    """Blocks without times of day follow each other; an overrun of the first moves the second."""
    options = ("--rooms", "1", "--overrun", "rest", "--block", "1,65", "--block", "1,65", "--block", "1,65")
    (room,) = shown(papers, *options)["rooms"]
    first, second, _ = room["blocks"]
    assert second["starts_ms"] == minutes(65)
    begins = next(paper["starts_ms"] for paper in room["papers"] if paper["block"] == 2)
    assert begins == max(first["finish_ms"], second["starts_ms"])
    assert first["finish_ms"] > first["planned_finish_ms"]


def test_what_does_not_fit_is_said(papers: Path) -> None:
    """One room holds three of the five; the others are named with the mend."""
    found = shown(papers, "--rooms", "1")
    assert len(found["rooms"][0]["papers"]) == 3
    assert len(found["left_out"]) == 2
    assert all("Add a room" in sentence for sentence in found["left_out"])


def test_rooms_that_papers_ask_for_are_there(tmp_path: Path) -> None:
    """By their names, and the paper is in its room."""
    file = tmp_path / "papers.csv"
    file.write_text("title,presenters,room\nRivers,Ann,Old Library\nSeas,Bo,\n", encoding="utf-8")
    rooms = {room["name"]: [p["title"] for p in room["papers"]] for room in shown(file)["rooms"]}
    assert "Rivers" in rooms["Old Library"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--rounds", "3"], "--rounds is for a roster"),
        (["--starts", "25:00"], "--starts must be a time of day like 14:00"),
        (["--overrun-minutes", "90"], "--overrun-minutes must be from 0 to 60"),
        (["--present-minutes", "0"], "--present-minutes must be at least 1"),
        (["--discussants", "9"], "--discussants must be at most 5"),
        (["--block", "9:30"], "--block must be DAY,HH:MM,MINUTES like 2,9:30,90"),
        (["--block", "1,25:00,90"], "and 1,25:00,90 was given"),
        (["--block", "1,9:30,5"], "--block 1,9:30,5: minutes must be at least 10"),
        (["--block", "1,90", "--days", "2"], "Leave --days out"),
        (["--block", "1,9:30,90", "--block", "1,10:30,90"], "before the block named before it is over"),
        (["--block", "1,10"] * 13, "--block must have at most 12"),
    ],
)
def test_options_that_cannot_be_are_named(papers: Path, options: list[str], words: str) -> None:
    """With what to write instead, exit status 2, and nothing printed as a result."""
    result = run(papers, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_problems_of_the_file_have_their_place(tmp_path: Path) -> None:
    """Row and column of each, and the mend."""
    file = tmp_path / "papers.csv"
    file.write_text("title,presenters,link\n,Ann,\nSeas,Bo,ftp://x\n", encoding="utf-8")
    result = run(file)
    assert result.exit_code == 2
    assert f"{file}, row 2, column “title”" in result.stderr
    assert f"{file}, row 3, column “link”" in result.stderr


def test_papers_options_are_not_for_rosters(tmp_path: Path) -> None:
    """And the other way round."""
    file = tmp_path / "roster.csv"
    file.write_text("name,years\nAnn,9\nBo,1\n", encoding="utf-8")
    result = run(file, "--rooms", "2")
    assert result.exit_code == 2
    assert "--rooms is for a file of papers" in result.stderr


@pytest.mark.parametrize(
    ("header", "papers"),
    [
        ("title,presenters", True),
        ("Paper title;Author;Abstract", True),
        ("name,title,years,email", False),
        ("name,years,interests", False),
        ("", False),
        ("x,y", False),
    ],
)
def test_papers_are_told_from_people(header: str, papers: bool) -> None:
    """By the columns; a roster with a column for people's titles is still a roster."""
    assert is_papers(f"{header}\na;b,c,d,e\n".encode() if header else b"") is papers
