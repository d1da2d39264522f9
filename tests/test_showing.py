"""What the command line shows results with: a bar while it takes time, bars of numbers, and sentences."""

import io
import time
from typing import Any

import pytest
from rich.console import Console

from sessionrunner.core.planning import Quality, SitOuts, Spread
from sessionrunner.showing.progress import progress
from sessionrunner.showing.rehearsal_chart import bar
from sessionrunner.showing.sentences import missing_side, quality_sentences


def test_nobody_is_told_of_what_is_over_in_a_moment() -> None:
    """The bar waits; where there is no terminal it never comes."""
    terminal, pipe = io.StringIO(), io.StringIO()
    with progress("Planning", Console(file=terminal, force_terminal=True), after=60) as watch:
        watch(0.5)
    with progress("Planning", Console(file=pipe), after=0) as watch:
        watch(0.5)
    assert (terminal.getvalue(), pipe.getvalue()) == ("", "")


def test_what_takes_longer_is_seen_to_go_on() -> None:
    """The bar comes by itself while the work goes on, and goes when it is done."""
    terminal = io.StringIO()
    with progress("Planning", Console(file=terminal, force_terminal=True), after=0) as watch:
        given_up = time.monotonic() + 30
        while "Planning" not in terminal.getvalue():
            assert time.monotonic() < given_up
            watch(0.5)
    assert "Planning" in terminal.getvalue()


@pytest.mark.parametrize(
    ("value", "ascii_only", "drawn"),
    [(8, False, "█" * 20), (4, False, "█" * 10), (0, False, ""), (1, False, "██▌"), (4, True, "#" * 10)],
)
def test_bars_are_as_long_as_their_share(value: int, ascii_only: bool, drawn: str) -> None:
    """In eighths of a character, or in whole ones where the terminal has no others."""
    assert bar(value, 8, ascii_only=ascii_only) == drawn
    assert bar(value, 0, ascii_only=ascii_only) == ""


def quality(**differing: Any) -> Quality:
    """A faultless plan but for what differs."""
    faultless: dict[str, Any] = {
        "meetings": 12, "repeats": 0, "avoided_met": 0, "requests_met": 0, "requests_possible": 0,
        "sit_outs": rests((0, 0), (0, 0)), "back_to_back_sit_outs": 0,
        "score": 0, "score_bound": 0, "fair_bound": 0, "milliseconds": 0,
    }  # fmt: skip
    return Quality(**(faultless | differing))


def rests(mentor: tuple[int, int], mentee: tuple[int, int]) -> SitOuts:
    """The fewest and the most sit-outs of each side."""
    return SitOuts(mentor=Spread(min=mentor[0], max=mentor[1]), mentee=Spread(min=mentee[0], max=mentee[1]))


@pytest.mark.parametrize(
    ("differing", "asked", "sentence"),
    [
        ({}, 0, "Nobody meets twice."),
        ({}, 0, "Everybody has a partner of the other side in every round."),
        ({"meetings": 0}, 0, "Nobody meets anybody of the other side."),
        ({"repeats": 1}, 0, "1 meeting is with somebody met before; 11 are new."),
        ({"avoided_met": 2}, 0, "2 pairs that should be kept apart meet."),
        ({"sit_outs": rests((1, 2), (0, 0))}, 0, "Each mentor rests once or twice."),
        ({"sit_outs": rests((0, 0), (0, 1))}, 0, "Each mentee rests at most once."),
        ({"sit_outs": rests((0, 0), (3, 3))}, 0, "Each mentee rests three times."),
        ({"sit_outs": rests((0, 0), (2, 3))}, 0, "Each mentee rests two or three times."),
        ({"sit_outs": rests((0, 0), (2, 12))}, 0, "Each mentee rests two to 12 times."),
        ({"back_to_back_sit_outs": 1}, 0, "1 time, somebody rests two rounds in a row."),
        (
            {"requests_met": 41, "requests_possible": 41},
            44,
            "41 of 44 requests met; 41 is the most possible.",
        ),
        ({"requests_met": 3, "requests_possible": 4}, 4, "3 of 4 requests met; at most 4 would be possible."),
        ({"requests_met": 2, "requests_possible": 2}, 2, "All 2 requests are met."),
        ({"requests_met": 1, "requests_possible": 1}, 1, "The one request is met."),
        (
            {"score": 5, "fair_bound": 5, "score_bound": 5},
            0,
            "Proven: no plan for these people serves their wishes and shared interests better.",
        ),
        (
            {"score": 5, "fair_bound": 5, "score_bound": 6},
            0,
            "Proven: no plan that is as fair serves their wishes and shared interests better.",
        ),
        (
            {"score": 4, "fair_bound": 5, "score_bound": 6},
            0,
            "Wishes and shared interests are served to 80 % of a bound that no fair plan can pass.",
        ),
    ],
)
def test_how_good_a_plan_is_is_said_in_words(differing: dict[str, Any], asked: int, sentence: str) -> None:
    """One sentence for each thing worth knowing, with the bound beside what was reached."""
    assert sentence in list(quality_sentences(quality(**differing), "sit_out", asked))


def test_who_is_left_over_meets_their_own_side_where_that_is_wanted() -> None:
    """With peers nobody rests for nothing, so the sentence says so."""
    sentences = quality_sentences(quality(sit_outs=rests((0, 0), (1, 1))), "peer", 0)
    assert "Each mentee is without a mentor once, and meets another mentee then if one is free." in sentences


@pytest.mark.parametrize(("mentors", "mentees", "word"), [(0, 3, "is a mentor"), (3, 0, "is a mentee")])
def test_a_missing_side_is_said_with_its_mend(mentors: int, mentees: int, word: str) -> None:
    """Most likely the threshold does not suit these people."""
    sentence = missing_side(mentors, mentees, 7)
    assert sentence is not None
    assert word in sentence
    assert "--threshold" in sentence
    assert missing_side(1, 1, 7) is None
