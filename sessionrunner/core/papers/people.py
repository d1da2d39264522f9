"""Whom a file of papers means, among the people of a session: what only the session can tell."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from sessionrunner.core.model import Session
from sessionrunner.core.names import AddressBook, address_book, find, fold
from sessionrunner.core.papers.types import PaperEntry, PapersReading
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.roster.types import Note, Problem, quote

_NAMES_SHOWN: Final = 10


def checked_against(session: Session, reading: PapersReading) -> PapersReading:
    """The reading with what is to be said of it in this session.

    A problem where a name may be several people, or where somebody would discuss their own paper; a note
    of who will be put on the list of people, and of rooms that there are not.
    """
    book = address_book(session.roster)
    found = [problem for entry in reading.entries for problem in _problems(entry, book)]
    faulty = {problem.row for problem in found}
    return replace(
        reading,
        entries=tuple(entry for entry in reading.entries if entry.row not in faulty),
        problems=(*reading.problems, *found),
        notes=(*reading.notes, *_newcomers(reading, book), *_rooms(session, reading)),
    )


def _problems(entry: PaperEntry, book: AddressBook[PersonId]) -> Iterator[Problem]:
    presenting = {person for word in entry.presenters for person in find(word, book)}
    for column, words in (("presenters", entry.presenters), ("discussants", entry.discussants)):
        for word in words:
            meant = find(word, book)
            if len(meant) > 1:
                yield Problem(
                    row=entry.row,
                    column=column,
                    message=f"{quote(word)} may be more than one person on the list.",
                    fix="Write the email address of the one who is meant.",
                )
            elif column == "discussants" and presenting.intersection(meant):
                yield Problem(
                    row=entry.row,
                    column=column,
                    message=f"{quote(word)} presents this paper.",
                    fix="Name somebody else to discuss it.",
                )


def _newcomers(reading: PapersReading, book: AddressBook[PersonId]) -> Iterator[Note]:
    words = (word for entry in reading.entries for word in (*entry.presenters, *entry.discussants))
    new = list({fold(word): word for word in words if not find(word, book)}.values())
    if new:
        shown = ", ".join(map(quote, new[:_NAMES_SHOWN]))
        more = f" and {len(new) - _NAMES_SHOWN} more" if len(new) > _NAMES_SHOWN else ""
        yield Note(row=0, column="", message=f"Not on the list of people yet, and put on it: {shown}{more}.")


def _rooms(session: Session, reading: PapersReading) -> Iterator[Note]:
    known = {fold(track.name) for track in session.tracks.values()}
    for entry in reading.entries:
        if entry.wishes.room and fold(entry.wishes.room) not in known:
            message = f"There is no room called {quote(entry.wishes.room)} in this session."
            yield Note(row=entry.row, column="room", message=message)
