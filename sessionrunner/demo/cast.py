"""The people of a demonstration: those of the example roster, and as many more as are asked for."""

import csv
import io
from collections.abc import Sequence
from importlib import resources
from typing import TypeAlias

from sessionrunner import data

Row: TypeAlias = dict[str, str]

THRESHOLD = 7
_WISHES = ("requests", "avoid")


def cast(count: int) -> list[Row]:
    """`count` people with names and emails of their own, mentors and mentees in the example's proportion."""
    example = resources.files(data).joinpath("roster.csv").read_text(encoding="utf-8")
    known = list(csv.DictReader(io.StringIO(example)))
    if count < len(known):
        return [_without_wishes(row) for row in _fairly(known, count)]
    more = (_invented(known, number) for number in range(count - len(known)))
    return [*known, *more]


def to_csv(people: Sequence[Row]) -> str:
    """The people as a roster file."""
    file = io.StringIO()
    writer = csv.DictWriter(file, list(people[0]))
    writer.writeheader()
    writer.writerows(people)
    return file.getvalue()


def _fairly(known: list[Row], count: int) -> list[Row]:
    mentors = [row for row in known if float(row["years"]) >= THRESHOLD]
    mentees = [row for row in known if float(row["years"]) < THRESHOLD]
    chosen = max(1, round(count * len(mentors) / len(known)))
    return mentors[:chosen] + mentees[: count - chosen]


def _without_wishes(row: Row) -> Row:
    """Wishes may name somebody who was left out."""
    return row | dict.fromkeys(_WISHES, "")


def _invented(known: list[Row], number: int) -> Row:
    """Somebody with one person's first name and another's last name, else like the first."""
    size = len(known)
    lap, index = divmod(number, size)
    first, other = known[index], known[(index + lap + 1) % size]
    name = f"{first['name'].split()[0]} {other['name'].split(maxsplit=1)[1]}"
    local, _, domain = first["email"].partition("@")
    mine = {"name": name, "email": f"{local}.{lap + 2}@{domain}", "institution": other["institution"]}
    return _without_wishes(first | mine)
