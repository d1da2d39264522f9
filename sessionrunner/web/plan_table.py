"""The plan as a table for a spreadsheet: one row for every room of every round, and for whoever rests."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from sessionrunner.core.errors import NotFound
from sessionrunner.core.model import Session
from sessionrunner.core.planning.types import PersonId
from sessionrunner.web.spreadsheets import BYTE_ORDER_MARK, safe

_FEWEST_COLUMNS: Final = 2


def plan_csv(session: Session) -> str:
    """The whole plan, rounds already held included. Raises `NotFound` while there is none."""
    if session.plan is None:
        raise NotFound("There is no plan yet. It is drawn when you press Start.")
    rows = list(_rows(session))
    most = max((len(people) for *_, people in rows), default=0)
    text = StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    numbers = range(1, max(most, _FEWEST_COLUMNS) + 1)
    writer.writerow(["Round", "Room", "Meeting", *(f"Person {number}" for number in numbers)])
    for round_, room, meeting, people in rows:
        writer.writerow([round_, *map(safe, (room, meeting, *people))])
    return text.getvalue()


def _rows(session: Session) -> Iterator[tuple[int, str, str, list[str]]]:
    def names(people: tuple[PersonId, ...]) -> list[str]:
        return [session.people[person].name for person in people]

    for each in session.plan.rounds if session.plan else ():
        for pairing in each.pairings:
            yield each.round, pairing.room, pairing.kind, names(pairing.people)
        for person in each.sitting_out:
            yield each.round, "", "rests", names((person,))
