"""What one cell of a file of papers says: a value of its column, or a fault in words with its mend."""

import re
from typing import Final, Literal, TypeAlias

from sessionrunner.core.names import fold
from sessionrunner.core.roster.cells import list_of, read_email, text_of
from sessionrunner.core.roster.types import LONGEST_EMAIL, LONGEST_WORD, Cell, DateCell, Fault, quote
from sessionrunner.core.wip.papers import (
    LONGEST_ABSTRACT,
    LONGEST_KEYWORD,
    LONGEST_LINK,
    LONGEST_TITLE,
    MOST_KEYWORDS,
    MOST_PRESENTERS,
)

Position: TypeAlias = Literal["", "first", "last"]

_SEPARATED = re.compile(r"[;\uff1b\r\n]")
_BETWEEN_NAMES = re.compile(r",\s*(?:and\s|&)?|\s(?:and|&)\s")
_BETWEEN_EMAILS = re.compile(r"\s*[;,\uff1b]\s*")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2})?(?::\d{2})?)? ?(am|pm|a\.m\.|p\.m\.|o’?clock)?", re.IGNORECASE)
_TIME_IN_DATE = re.compile(r"(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$")
_POSITIONS: Final[dict[str, Position]] = {
    "": "", "first": "first", "must be first": "first", "1st": "first", "last": "last",
    "must be last": "last",
}  # fmt: skip
_NOON: Final = 12
_HOURS: Final = 24
_MINUTES: Final = 60
_MOST_DAYS: Final = 31


def read_title(cell: Cell) -> str | Fault:
    """The paper's title, empty when the cell is."""
    return text_of(cell, LONGEST_TITLE, "title")


def read_people(cell: Cell) -> tuple[str, ...] | Fault:
    """Names or email addresses that semicolons separate; commas and “and” where each part is a whole name."""
    return list_of(parted_names(cell), MOST_PRESENTERS, LONGEST_WORD, "name")


def read_keywords(cell: Cell) -> tuple[str, ...] | Fault:
    """Keywords that semicolons separate; commas do where there is no semicolon."""
    return list_of(parted_keywords(cell), MOST_KEYWORDS, LONGEST_KEYWORD, "keyword")


def parted_names(cell: Cell) -> Cell:
    """The cell with semicolons for the commas and “and” between whole names, else as it is.

    A whole name has two words, or is an email address: “Lee, Ann” stays one person, and so does
    “de la Cruz, María José”, where a last name comes first that begins with a small letter.
    """
    if not isinstance(cell, str) or _SEPARATED.search(cell):
        return cell
    parts = [part.strip() for part in _BETWEEN_NAMES.split(cell) if part.strip()]
    if len(parts) > 1 and all(map(_is_whole_name, parts)):
        return "; ".join(parts)
    return cell


def _is_whole_name(text: str) -> bool:
    return "@" in text or (len(text.split()) > 1 and not text[0].islower())


def parted_keywords(cell: Cell) -> Cell:
    """The cell with semicolons for its commas, if it has no semicolon."""
    return cell if not isinstance(cell, str) or _SEPARATED.search(cell) else cell.replace(",", ";")


def read_emails(cell: Cell) -> tuple[str, ...] | Fault:
    """Email addresses that semicolons or commas separate, in their order; a gap between two is kept."""
    text = text_of(cell, MOST_PRESENTERS * LONGEST_EMAIL, "list of email addresses")
    if isinstance(text, Fault):
        return text
    found = list[str]()
    for part in _BETWEEN_EMAILS.split(text.rstrip(";, ")):
        email = read_email(part)
        if isinstance(email, Fault):
            return email
        found.append(email)
    return tuple(found) if any(found) else ()


def read_abstract(cell: Cell) -> str | Fault:
    """The abstract, its paragraphs kept."""
    if not isinstance(cell, str):
        return text_of(cell, LONGEST_ABSTRACT, "abstract")
    if len(cell) > LONGEST_ABSTRACT:
        return text_of(cell, LONGEST_ABSTRACT, "abstract")
    lines = [text_of(line, LONGEST_ABSTRACT, "abstract") for line in cell.splitlines()]
    return "\n".join(line for line in lines if isinstance(line, str)).strip()


def read_link(cell: Cell) -> str | Fault:
    """The address of the draft, or nothing."""
    text = text_of(cell, LONGEST_LINK, "link")
    if isinstance(text, Fault) or not text or text.casefold().startswith(("https://", "http://")):
        return text
    return Fault(
        message=f"{quote(text)} is no whole web address.",
        fix="Write it as the browser shows it, from https:// on, or leave the cell empty.",
    )


def read_time(cell: Cell) -> int | Fault | None:
    """A time of day in minutes since midnight: “14:00”, “2 pm”, “2:30pm”, or a time of the spreadsheet."""
    if isinstance(cell, DateCell):
        match = _TIME_IN_DATE.search(cell.text)
        return int(match[1]) * _MINUTES + int(match[2]) if match else _no_time(cell.text)
    text = text_of(cell, LONGEST_WORD, "time")
    if isinstance(text, Fault):
        return text
    if not text:
        return None
    match = _TIME.fullmatch(text)
    minute = _minute_of(match) if match else None
    return _no_time(text) if minute is None else minute


def _minute_of(match: re.Match[str]) -> int | None:
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").casefold()
    if half[:1] in {"a", "p"}:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + _NOON * half.startswith("p")
    return hour * _MINUTES + minute if hour < _HOURS and minute < _MINUTES else None


def _no_time(text: str) -> Fault:
    return Fault(
        message=f"{quote(text)} is no time of day.",
        fix="Write it like 14:00 or 2 pm, or leave the cell empty.",
    )


def read_day(cell: Cell) -> int | Fault | None:
    """The day of the session, from 1, or nothing."""
    text = text_of(cell, LONGEST_WORD, "day")
    if isinstance(text, Fault):
        return text
    digits = fold(text).removeprefix("day").strip()
    if not text:
        return None
    if digits.isascii() and digits.isdecimal() and 1 <= int(digits[:4]) <= _MOST_DAYS:
        return int(digits)
    return Fault(message=f"{quote(text)} is no day.", fix="Write 1 for the first day, 2 for the second.")


def read_position(cell: Cell) -> Position | Fault:
    """Whether the paper must be the first or the last in its room."""
    text = text_of(cell, LONGEST_WORD, "position")
    if isinstance(text, Fault):
        return text
    found = _POSITIONS.get(fold(text).strip(" ."))
    return (
        found
        if found is not None
        else Fault(
            message=f"{quote(text)} is no position.", fix="Write first or last, or leave the cell empty."
        )
    )


def read_room(cell: Cell) -> str | Fault:
    """The name of the room that the paper must be in, or nothing."""
    return text_of(cell, LONGEST_WORD, "room")
