"""What one cell says: a value of its field, or a fault in words with its mend."""

import re

from sessionrunner.core.model import Role
from sessionrunner.core.names import fold, tidy
from sessionrunner.core.roster.types import (
    LONGEST_EMAIL,
    LONGEST_INSTITUTION,
    LONGEST_INTEREST,
    LONGEST_NAME,
    LONGEST_WORD,
    MOST_AVOIDED,
    MOST_INTERESTS,
    MOST_REQUESTS,
    MOST_YEARS,
    Cell,
    DateCell,
    Fault,
    quote,
)

_FAILED_FORMULA = re.compile(
    r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BUSY!|CONNECT!)"
)
_EMAIL = re.compile(r'[^\s@,;:<>()\[\]"]+@[^\s@,;:<>()\[\]"]+\.[^\s@,;:<>()\[\]".]{2,}')
_YEARS = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?) ?\+? ?(?:years?|yrs?\.?|y)?\+?", re.IGNORECASE)
_NEGATIVE = re.compile(r"[-\u2212\u2013] ?\d")
_SEPARATOR = re.compile(r"[;\uff1b\r\n]")
_ROLES: dict[str, Role] = {
    "mentor": "mentor",
    "mentors": "mentor",
    "mentee": "mentee",
    "mentees": "mentee",
    "either": "either",
    "both": "either",
    "any": "either",
}
_ROOM_TO_TIDY = 4
"""How much longer than allowed a text may be before tidying; beyond, it is refused unread."""

_NO_DATE = "Format the cell as plain text in the spreadsheet program and write it again."


def is_blank(cell: Cell) -> bool:
    """Whether nothing is in the cell that a person could see."""
    return isinstance(cell, str) and (not cell or cell.isspace())


def read_name(cell: Cell) -> str | Fault:
    """The whole name (empty when the cell is), which has a letter in it."""
    name = text_of(cell, LONGEST_NAME, "name")
    if isinstance(name, Fault) or name[:1].isalpha() or not name or any(mark.isalpha() for mark in name):
        return name
    return Fault(message=f"{quote(name)} is no name: it has no letter.", fix="Write the person’s name.")


def read_email(cell: Cell) -> str | Fault:
    """The email address as written, or nothing."""
    email = text_of(cell, LONGEST_EMAIL, "email address")
    if isinstance(email, Fault):
        return email
    email = email.removeprefix("mailto:")
    if not email or _EMAIL.fullmatch(email):
        return email
    return Fault(
        message=f"{quote(email)} is no email address.",
        fix="Write one address like ann@school.edu, or leave the cell empty.",
    )


def read_years(cell: Cell) -> float | Fault | None:
    """Years of experience, from a number or from words like “12”, “12,5”, “12 years” and “10+”."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _sensible_years(cell)
    text = text_of(cell, LONGEST_WORD, "number of years")
    if isinstance(text, Fault):
        return text
    if match := _YEARS.fullmatch(text):
        return _sensible_years(float(match[1].replace(",", ".")))
    if not text:
        return None
    why = "years cannot be less than 0" if _NEGATIVE.match(text) else "that is no number of years"
    return Fault(
        message=f"{quote(text)}: {why}.",
        fix="Write a number of years, such as 12 or 7.5, or leave the cell empty.",
    )


def read_role(cell: Cell) -> Role | Fault | None:
    """Mentor, mentee or either; None for an empty cell."""
    text = text_of(cell, LONGEST_WORD, "role")
    if isinstance(text, Fault):
        return text
    if not text:
        return None
    return _ROLES.get(fold(text).strip(" .")) or Fault(
        message=f"{quote(text)} is no role.",
        fix="Write mentor, mentee or either, or leave the cell empty to go by the years.",
    )


def read_institution(cell: Cell) -> str | Fault:
    """The institution's name, or nothing."""
    return text_of(cell, LONGEST_INSTITUTION, "institution")


def read_interests(cell: Cell) -> tuple[str, ...] | Fault:
    """The interests, each once."""
    return list_of(cell, MOST_INTERESTS, LONGEST_INTEREST, "interest")


def read_requests(cell: Cell) -> tuple[str, ...] | Fault:
    """The names or email addresses somebody would like to meet, in their order."""
    return list_of(cell, MOST_REQUESTS, LONGEST_WORD, "request")


def read_avoid(cell: Cell) -> tuple[str, ...] | Fault:
    """The names or email addresses somebody must not be paired with."""
    return list_of(cell, MOST_AVOIDED, LONGEST_WORD, "name")


def text_of(cell: Cell, longest: int, what: str) -> str | Fault:
    """The cell as tidied text of at most `longest` characters; `what` is what it says, for a fault."""
    raw = cell if isinstance(cell, str) else _shown(cell)
    if isinstance(raw, Fault):
        return raw
    text = tidy(raw) if len(raw) <= _ROOM_TO_TIDY * longest else raw
    if len(text) > longest:
        return Fault(
            message=f"This {what} has {len(text):,} characters; {longest} is the most.", fix="Shorten it."
        )
    if text.startswith("#") and _FAILED_FORMULA.fullmatch(text):
        return Fault(
            message=f"The formula in this cell failed and shows {text}.",
            fix="Write what should stand there instead of the formula.",
        )
    return text


def _shown(cell: Cell) -> str | Fault:
    match cell:
        case bool():
            return str(cell).upper()
        case DateCell(text=text):
            return Fault(message=f"The cell holds a date ({text}).", fix=_NO_DATE)
        case float() if cell.is_integer():
            return f"{cell:.0f}"
        case _:
            return str(cell)


def _sensible_years(years: float) -> float | Fault:
    if 0 <= years <= MOST_YEARS:
        return float(years)
    if years < 0:
        return Fault(message=f"{years:g}: years cannot be less than 0.", fix="Write 0 or more.")
    return Fault(
        message=f"More than {MOST_YEARS} years cannot be meant.",
        fix="Write how many years of experience the person has, not since which year.",
    )


def list_of(cell: Cell, most: int, longest: int, what: str) -> tuple[str, ...] | Fault:
    """The words of a cell that semicolons separate, each once."""
    raw = cell if isinstance(cell, str) else _shown(cell)
    if isinstance(raw, Fault):
        return raw
    words: dict[str, str] = {}
    for part in _SEPARATOR.split(raw):
        word = text_of(part, longest, what)
        if isinstance(word, Fault):
            return word
        if word:
            words.setdefault(fold(word), word)
    if len(words) > most:
        return Fault(
            message=f"There are {len(words)} {what}s; {most} is the most.", fix=f"Keep the first {most}."
        )
    return tuple(words.values())
