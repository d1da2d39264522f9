"""The code that people type: read off a wall, typed on a phone, in any way."""

import pytest

from sessionrunner.core.codes import ALPHABET, CODE_LENGTH, is_code, tidy_code


def test_no_character_looks_like_another() -> None:
    """Neither 0 nor O, neither 1 nor I nor L; six of what is left are too many to guess."""
    assert not set("0O1IL") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert len(ALPHABET) ** CODE_LENGTH > 500_000_000


@pytest.mark.parametrize("typed", ["ABC234", "abc234", " abc-234 ", "AbC 2 3 4", "abc\u00a0234"])
def test_case_spaces_and_hyphens_do_not_matter(typed: str) -> None:
    """However it is typed, it is the same code."""
    assert tidy_code(typed) == "ABC234"
    assert is_code(tidy_code(typed))


@pytest.mark.parametrize("typed", ["", "ABC23", "ABC2345", "ABC23O", "ABC23é"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    """Too short, too long, or with a character that no code has."""
    assert not is_code(tidy_code(typed))
