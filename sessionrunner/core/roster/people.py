"""What only shows when all rows are known: people listed twice, and whom requests and avoids mean."""

from collections.abc import Iterable, Iterator, Sequence

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.names import AddressBook, Resolved, address_book, fold, resolve
from sessionrunner.core.roster.columns import Columns
from sessionrunner.core.roster.types import Note, Problem, RosterEntry, quote


class Checked(Frozen):
    """Problems and notes between rows."""

    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]


class _Listed(Frozen):
    """A person of the file as an address book wants one; the row is the id."""

    id: int
    name: str
    email: str


def check_people(entries: Sequence[RosterEntry], columns: Columns) -> Checked:
    """Compare all rows with one another."""
    book = address_book(_Listed(id=entry.row, name=entry.name, email=entry.email) for entry in entries)
    found = [
        *_same_email(entries, columns.title("email")),
        *_same_person(entries, columns.title("name")),
        *_wishes(entries, book, columns),
    ]
    return Checked(
        problems=tuple(one for one in found if isinstance(one, Problem)),
        notes=tuple(one for one in found if isinstance(one, Note)),
    )


def _same_email(entries: Iterable[RosterEntry], column: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for entry in entries:
        row = first.setdefault(fold(entry.email), entry.row) if entry.email else entry.row
        if row != entry.row:
            yield Problem(
                row=entry.row,
                column=column,
                message=f"{quote(entry.email)} stands in row {row} already.",
                fix="Delete one of the two rows, or correct the address.",
            )


def _same_person(entries: Iterable[RosterEntry], column: str) -> Iterator[Problem]:
    """Equal names are two people only if their email addresses or their institutions differ."""
    first: dict[tuple[str, str], int] = {}
    for entry in entries:
        if not entry.name or entry.email:
            continue
        row = first.setdefault((fold(entry.name), fold(entry.institution)), entry.row)
        if row != entry.row:
            yield Problem(
                row=entry.row,
                column=column,
                message=f"{quote(entry.name)} stands in row {row} already.",
                fix="Delete one of the two rows, or tell the two apart by email address or institution.",
            )


def _wishes(
    entries: Iterable[RosterEntry], book: AddressBook[int], columns: Columns
) -> Iterator[Problem | Note]:
    for entry in entries:
        if not (entry.requests or entry.avoid):
            continue
        requests = resolve(entry.requests, book)
        avoid = resolve(entry.avoid, book)
        yield from _wish(entry, requests, columns.title("requests"))
        yield from _wish(entry, avoid, columns.title("avoid"))
        if set(requests.ids) & set(avoid.ids):
            yield Note(
                row=entry.row,
                column=columns.title("requests"),
                message=f"{quote(entry.name)} asks for somebody to avoid: they will not be paired.",
            )


def _wish(entry: RosterEntry, wish: Resolved[int], column: str) -> Iterator[Problem | Note]:
    if entry.row in wish.ids:
        message = f"{quote(entry.name)} cannot be paired with themselves."
        yield Problem(
            row=entry.row, column=column, message=message, fix="Take their own name out of this cell."
        )
    for word in wish.ambiguous:
        yield Problem(
            row=entry.row,
            column=column,
            message=f"{quote(word)} may be more than one person on this list.",
            fix="Write the email address of the one who is meant, here and in that person’s own row.",
        )
    if wish.unknown:
        words = ", ".join(map(quote, wish.unknown))
        message = f"Not on this list, and ignored unless they join: {words}."
        yield Note(row=entry.row, column=column, message=message)
