"""The plan as a table for a spreadsheet: one row for every room of every round, and for whoever rests."""

from collections.abc import Iterator
from typing import Final

from sessionrunner.core.errors import NotFound
from sessionrunner.core.model import Session
from sessionrunner.core.planning.types import PersonId
from sessionrunner.web.spreadsheets import csv_text

_FEWEST_COLUMNS: Final = 2


def plan_csv(session: Session) -> str:
    """The whole plan, rounds already held included. Raises `NotFound` while there is none."""
    if session.plan is None:
        raise NotFound("There is no plan yet. It is drawn when you press Start.")
    rows = list(_rows(session))
    most = max((len(people) for *_, people in rows), default=0)
    numbers = range(1, max(most, _FEWEST_COLUMNS) + 1)
    header = ("Round", "Room", "Meeting", *(f"Person {number}" for number in numbers))
    return csv_text((header, *((round_, room, meeting, *people) for round_, room, meeting, people in rows)))


def _rows(session: Session) -> Iterator[tuple[int, str, str, list[str]]]:
    def names(people: tuple[PersonId, ...]) -> list[str]:
        return [session.people[person].name for person in people]

    for each in session.plan.rounds if session.plan else ():
        for pairing in each.pairings:
            yield each.round, pairing.room, pairing.kind, names(pairing.people)
        for person in each.sitting_out:
            yield each.round, "", "rests", names((person,))
