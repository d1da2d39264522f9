"""The code that people type to join: six characters, none of which looks like another."""

from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and capitals without 0, O, 1, I and L. Six of them make 887 million codes."""

CODE_LENGTH: Final = 6


def tidy_code(text: str) -> str:
    """What was typed, as a code: capitals, without spaces and hyphens."""
    return "".join(text.upper().split()).replace("-", "")


def is_code(text: str) -> bool:
    """Whether `text` can be a code at all."""
    return len(text) == CODE_LENGTH and all(letter in ALPHABET for letter in text)
