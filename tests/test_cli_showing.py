"""`sessionrunner plan` and `rehearse`: what they print, and what they say of what is to be mended."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from sessionrunner.cli import app
from sessionrunner.core.planning import Plan, PlanRequest
from sessionrunner.showing import planning

ROSTER = """\
name,years,email,interests,requests,avoid
Ann Lee,12,ann@example.org,Tax law,,
Bo Chen,9,,Torts,,
Émile Zola,1,,Torts,Ann Lee;Bo Chen,
Fay Wong,2,,tax  Law,Ann Lee,Bo Chen
Gus Ito,3,,,Somebody Else,
"""


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A roster of two mentors and three mentees, one of whom asks for somebody unknown."""
    file = tmp_path / "roster.csv"
    file.write_text(ROSTER, encoding="utf-8")
    return file


def run(*arguments: str | Path) -> Result:
    """The command line in this process, on a terminal of 80 columns."""
    return CliRunner(env={"COLUMNS": "80"}).invoke(app, [str(argument) for argument in arguments])


def program(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    command = [sys.executable, "-m", "sessionrunner", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)


def shown(result: Result) -> dict[str, Any]:
    """What was printed as JSON."""
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_plan_is_printed_as_the_contract_has_it(roster: Path) -> None:
    """Every field of the Plan, people by the ids that the rounds use."""
    plan = shown(run("plan", roster, "--rounds", "3", "--seed", "4", "--json"))
    assert list(plan) == ["seed", "people", "rounds", "quality"]
    assert plan["seed"] == 4
    assert plan["people"][2] == {"id": "p3", "name": "Émile Zola", "side": "mentee"}
    assert [one["round"] for one in plan["rounds"]] == [1, 2, 3]
    assert {pairing["kind"] for one in plan["rounds"] for pairing in one["pairings"]} == {"mentoring"}
    assert plan["quality"]["meetings"] == 6
    assert plan["quality"]["avoided_met"] == 0
    assert plan["quality"]["milliseconds"] >= 0


def test_the_same_seed_gives_the_same_plan(roster: Path) -> None:
    """But for the time that it took."""
    first, second = (shown(run("plan", roster, "--json")) for _ in range(2))
    assert first.pop("quality") | {"milliseconds": 0} == second.pop("quality") | {"milliseconds": 0}
    assert first == second


def test_options_reach_the_plan(roster: Path) -> None:
    """Groups of two with one mentor fewer: each option changes what it says."""
    plan = shown(
        run(
            "plan",
            roster,
            "--surplus",
            "group",
            "--seats",
            "4",
            "--threshold",
            "10",
            "--rounds",
            "1",
            "--json",
        )
    )
    [pairing] = plan["rounds"][0]["pairings"]
    assert pairing["kind"] == "group"
    assert pairing["people"][0] == "p1"
    # Bo avoids no one and Fay avoids Bo: those two cannot share the one table.
    assert len(pairing["people"]) == 4


def test_a_plan_is_shown_as_tables_that_fit(roster: Path) -> None:
    """Nothing is wider than 80 columns, every round and every name is there, and then how good it is."""
    result = run("plan", roster)
    assert max(map(len, result.stdout.splitlines())) <= 80
    words = " ".join(result.stdout.split())
    for number in range(1, 7):
        assert f"Round {number}" in words
    for name in ("Ann Lee", "Bo Chen", "Émile Zola", "Fay Wong", "Gus Ito"):
        assert name in words
    assert "2 mentors, 3 mentees, 6 rounds, seed 1" in words
    assert "3 of 4 requests met; 3 is the most possible." in words


def test_who_meets_nobody_stands_below_the_tables(tmp_path: Path) -> None:
    """With nobody to keep them company, one mentee a round sits out, each in turn."""
    file = tmp_path / "roster.csv"
    file.write_text("name,years\nAnn,9\nBo,9\nUma,1\nVic,1\nWei,1\n", encoding="utf-8")
    result = run("plan", file, "--surplus", "sit_out", "--rounds", "3")
    row = next(line for line in result.stdout.splitlines() if line.startswith("Sitting out"))
    assert sorted(row.split()[2:]) == ["Uma", "Vic", "Wei"]
    assert "Each mentee rests once." in result.stdout


def test_notes_do_not_get_into_the_result(roster: Path) -> None:
    """What is only worth knowing goes to standard error, with its row and column."""
    result = run("plan", roster, "--json")
    assert f"Note: {roster}, row 6, column “requests”: " in result.stderr
    shown(result)


def test_a_rehearsal_is_printed_as_the_contract_has_it(roster: Path, tmp_path: Path) -> None:
    """Rounds with the instants of their talk, everybody's minutes, and the yield."""
    trace = tmp_path / "trace.jsonl"
    trace.write_text('{"at": 0, "person": "Gus Ito", "event": "leave"}\n', encoding="utf-8")
    found = shown(
        run("rehearse", roster, "--trace", trace, "--rounds", "2", "--round-minutes", "5", "--json")
    )
    assert {"rounds", "quality", "talk_ms", "yield"} <= found.keys()
    assert [(one["starts_ms"], one["ends_ms"]) for one in found["rounds"]] == [
        (30_000, 330_000),
        (360_000, 660_000),
    ]
    assert found["talk_ms"] == dict.fromkeys(("p1", "p2", "p3", "p4"), 600_000) | {"p5": 0}
    assert found["trace"] == [{"at": 0, "person": "p5", "event": "leave"}]


def test_who_avoids_is_not_held_against_the_yield(roster: Path, tmp_path: Path) -> None:
    """Fay avoids Bo, so with both of the others gone only one of the two can meet Ann at a time."""
    trace = tmp_path / "trace.jsonl"
    lines = [f'{{"at": 0, "person": "{name}", "event": "leave"}}' for name in ("Gus Ito", "emile zola")]
    trace.write_text("\n".join(lines), encoding="utf-8")
    found = shown(run("rehearse", roster, "--trace", trace, "--rounds", "2", "--json"))
    assert found["yield"] == 1.0
    assert found["talk_ms"]["p2"] == 0


def test_the_same_seed_draws_the_same_comings_and_goings(roster: Path) -> None:
    """Without a trace they come from the seed, and the JSON can be made into a trace again."""
    first, second = (shown(run("rehearse", roster, "--seed", "3", "--json")) for _ in range(2))
    assert first["trace"] == second["trace"] != []
    assert first["talk_ms"] == second["talk_ms"]


def test_a_rehearsal_is_shown_with_a_bar_for_everybody(roster: Path) -> None:
    """Who came and went and where that is from, the minutes, and the yield against the bound."""
    result = run("rehearse", roster, "--seed", "1")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    words = " ".join(result.stdout.split())
    assert "drawn from seed 1, as no trace was given" in words
    assert re.search(r"Ann Lee all along 0 \d 48\.0 █+", words)
    assert re.search(r"Yield \d+\.\d %: people met across the sides for \d+ minutes", words)


def test_a_trace_says_where_it_is_from(roster: Path, tmp_path: Path) -> None:
    """And what is in it is told in the order of the day."""
    trace = tmp_path / "trace.jsonl"
    trace.write_text(
        '{"at": 95, "person": "bo chen", "event": "arrive"}\n'
        '{"at": 600, "person": "ann@example.org", "event": "leave"}\n'
        '{"at": 900, "person": "ann@example.org", "event": "arrive"}\n',
        encoding="utf-8",
    )
    result = run("rehearse", roster, "--trace", trace)
    assert max(map(len, result.stdout.splitlines())) <= 80
    words = " ".join(result.stdout.split())
    # A name that is longer than a line is cut, so what is cut is put together again.
    assert f"Whocameandwent({trace})" in "".join(result.stdout.split())
    assert "1 came late: Bo Chen" in words
    assert "1 came back: Ann Lee" in words
    assert "Bo Chen from 1:35" in words
    assert "Ann Lee until 10:00" in words
    assert "from 15:00" in words


@pytest.mark.parametrize("command", ["plan", "rehearse"])
def test_problems_of_a_roster_are_all_named_with_row_column_and_mend(command: str, tmp_path: Path) -> None:
    """Exit 2, everything on standard error, nothing half done on standard output."""
    file = tmp_path / "bad.csv"
    file.write_text("name,years\nAnn,many\n,3\n", encoding="utf-8")
    result = run(command, file)
    assert result.exit_code == 2
    assert result.stdout == ""
    first, second = result.stderr.splitlines()
    assert first.startswith(f"{file}, row 2, column “years”: “Ann”: “many”")
    assert "Write a number of years" in first
    assert second.startswith(f"{file}, row 3, column “name”: ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty. Upload a file"),
        (b"%PDF-1.7", "This is a PDF. Open it"),
        (b"one,two\n1,2\n", "No row with column names was found. Write the names"),
        (b"x" * 10_000_001, "is larger than 10 MB. Keep only"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_words(content: bytes, message: str, tmp_path: Path) -> None:
    """Whatever is given, the answer says what it is and what to do instead."""
    file = tmp_path / "roster.csv"
    file.write_bytes(content)
    result = run("plan", file)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{file}")
    assert message in result.stderr


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """Missing, or a folder."""
    for file in (tmp_path / "nowhere.csv", tmp_path):
        result = run("rehearse", file)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"{file} cannot be read: ")
        assert "Check its name" in result.stderr


def test_a_roster_of_one_can_be_planned_and_not_rehearsed(tmp_path: Path) -> None:
    """The plan is a sensible one that says what is missing; a session needs two to start."""
    file = tmp_path / "roster.csv"
    file.write_text("name,years\nAnn,1\n", encoding="utf-8")
    plan = run("plan", file)
    assert plan.exit_code == 0
    assert "Nobody is a mentor" in plan.stdout
    rehearsal = run("rehearse", file)
    assert rehearsal.exit_code == 2
    assert "Write at least two people into it." in rehearsal.stderr


@pytest.mark.parametrize(
    ("options", "messages"),
    [
        (
            ["--rounds", "99", "--seats", "0"],
            [
                "--rounds must be at most 60, and 99 was given.",
                "--seats must be at least 1, and 0 was given.",
            ],
        ),
        (["--threshold", "-1"], ["--threshold must be at least 0, and -1 was given."]),
        (["--threshold", "nan"], ["--threshold must be a number, not nan."]),
        (["--seed", "-1"], ["--seed must be at least 0, and -1 was given."]),
    ],
)
def test_options_out_of_range_are_all_named(options: list[str], messages: list[str], roster: Path) -> None:
    """With what they may be."""
    result = run("plan", roster, *options)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == messages


def test_faults_of_a_trace_are_all_named_with_line_and_mend(roster: Path, tmp_path: Path) -> None:
    """As with a roster: all at once, and nothing is rehearsed."""
    trace = tmp_path / "trace.jsonl"
    trace.write_text('{"at": 1, "person": "Eve", "event": "leave"}\n\nnonsense\n', encoding="utf-8")
    result = run("rehearse", roster, "--trace", trace)
    assert result.exit_code == 2
    assert result.stdout == ""
    unknown, broken = (line for line in result.stderr.splitlines() if line.startswith(str(trace)))
    assert unknown.startswith(f"{trace}, line 1: “Eve” is not on the roster. Write the name")
    assert broken.startswith(f"{trace}, line 3: This is no JSON. Write it like {{")


def test_a_trace_that_is_no_text_is_refused_by_its_line(roster: Path, tmp_path: Path) -> None:
    """Guessing its encoding could turn one name into another."""
    trace = tmp_path / "trace.jsonl"
    trace.write_bytes(b'{"at": 1}\n{"person": "\xc9mile"}')
    result = run("rehearse", roster, "--trace", trace)
    assert result.exit_code == 2
    assert f"{trace}, line 2: This is not UTF-8 text. Save the file" in result.stderr


def test_a_fault_of_ours_is_no_fault_of_the_user(roster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever breaks inside ends with status 1, never with 2."""

    def broken(request: PlanRequest, stopwatch: object) -> Plan:
        raise ZeroDivisionError

    monkeypatch.setattr(planning, "make_plan", broken)
    assert run("plan", roster).exit_code == 1


def test_the_program_keeps_results_and_complaints_apart(roster: Path, tmp_path: Path) -> None:
    """In real processes: JSON in UTF-8 on one stream with status 0, complaints on the other with status 2."""
    good = program("rehearse", roster, "--rounds", "1", "--json")
    assert good.returncode == 0
    assert json.loads(good.stdout)["people"][2]["name"] == "Émile Zola"
    bad = program("plan", tmp_path / "nowhere.csv")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert "nowhere.csv cannot be read" in bad.stderr
    unknown = program("plan", roster, "--surplus", "everything")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "--surplus" in unknown.stderr
