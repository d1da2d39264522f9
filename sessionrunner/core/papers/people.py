"""Whom a file of papers means, among the people of a session: what only the session can tell."""

from collections.abc import Iterator

from msgspec.structs import replace

from sessionrunner.core.model import Session
from sessionrunner.core.names import AddressBook, address_book, find, fold
from sessionrunner.core.papers.types import PaperEntry, PapersReading
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.roster.types import Note, Problem, quote


def checked_against(session: Session, reading: PapersReading) -> PapersReading:
    """The reading with what is to be said of it in this session.

    A problem where a name may be several people, or where somebody would discuss their own paper under
    another name; a note of rooms that there are not.
    """
    book = address_book(session.roster)
    found = [problem for entry in reading.entries for problem in _problems(entry, book)]
    faulty = {problem.row for problem in found}
    return replace(
        reading,
        entries=tuple(entry for entry in reading.entries if entry.row not in faulty),
        problems=(*reading.problems, *found),
        notes=(*reading.notes, *_rooms(session, reading)),
    )


def _problems(entry: PaperEntry, book: AddressBook[PersonId]) -> Iterator[Problem]:
    presenting = {person for word in entry.looked_for for person in find(word, book)}
    for column, words in (("presenters", entry.looked_for), ("discussants", entry.discussants)):
        for word in words:
            meant = find(word, book)
            if len(meant) > 1:
                yield Problem(
                    row=entry.row,
                    column=column,
                    message=f"Several people of this session are called {quote(word)}.",
                    fix="Write the email address of the one who is meant.",
                )
            elif column == "discussants" and presenting.intersection(meant):
                yield Problem(
                    row=entry.row,
                    column=column,
                    message=f"{quote(word)} presents this paper.",
                    fix="Name somebody else to discuss it.",
                )


def _rooms(session: Session, reading: PapersReading) -> Iterator[Note]:
    known = {fold(track.name) for track in session.tracks.values()}
    for entry in reading.entries:
        if entry.wishes.room and fold(entry.wishes.room) not in known:
            message = f"There is no room called {quote(entry.wishes.room)} in this session."
            yield Note(row=entry.row, column="room", message=message)
