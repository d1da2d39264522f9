"""Rows into papers: every problem of every row, then what only shows when all rows are known."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from msgspec.structs import replace

from sessionrunner.core.names import fold, search_key
from sessionrunner.core.papers import cells as read
from sessionrunner.core.papers.columns import Columns, Heading, match_columns
from sessionrunner.core.papers.types import PaperEntry, PapersReading
from sessionrunner.core.roster.cells import is_blank
from sessionrunner.core.roster.types import Cell, Fault, Note, Problem, quote
from sessionrunner.core.wip.papers import MOST_PAPERS, Wishes

Value = TypeVar("Value")

MOST_REPORTED: Final = 1_000


def read_rows(
    header: Sequence[Cell], rows: Iterable[Sequence[Cell]], *, header_row: int = 1
) -> PapersReading:
    """Read the papers in `rows` below their `header`, which is row `header_row` of the file.

    `problems` names every fault of every row; `entries` are the papers of the rows without one, and
    none when the header itself has a problem.
    """
    columns = match_columns(header, header_row)
    if columns.problems:
        return PapersReading(problems=columns.problems, notes=columns.notes)
    filled = [(row, cells) for row, cells in enumerate(rows, header_row + 1) if not all(map(is_blank, cells))]
    drafts = [_Row(row, cells, columns).read() for row, cells in filled]
    entries = [entry for entry, _ in drafts]
    problems = [problem for _, found in drafts for problem in found]
    problems += _same_title(entries, columns)
    problems += _same_email(entries, columns)
    problems += _too_many_or_few(entries, header_row)
    faulty = {problem.row for problem in problems}
    return PapersReading(
        entries=tuple(entry for entry in entries if entry.row not in faulty and header_row not in faulty),
        problems=tuple(sorted(problems, key=lambda problem: problem.row)[:MOST_REPORTED]),
        notes=(*columns.notes, *(note for row, cells in filled for note in _parted(cells, columns, row))),
    )


class _Row:
    """Reads a row's cells one by one and gathers what is wrong with them."""

    def __init__(self, row: int, cells: Sequence[Cell], columns: Columns) -> None:
        self._problems: list[Problem] = []
        self._row = row
        self._cells = cells
        self._columns = columns

    def read(self) -> tuple[PaperEntry, tuple[Problem, ...]]:
        """The paper as far as it could be read, and every problem."""
        position = self._take("position", read.read_position, "")
        entry = PaperEntry(
            row=self._row,
            title=self._needed("title", read.read_title, ""),
            presenters=self._needed("presenters", read.read_people, ()),
            emails=self._take("emails", read.read_emails, ()),
            abstract=self._take("abstract", read.read_abstract, ""),
            keywords=self._take("keywords", read.read_keywords, ()),
            link=self._take("link", read.read_link, ""),
            discussants=self._take("discussants", read.read_people, ()),
            wishes=Wishes(
                not_before=self._take("not before", read.read_time, None),
                done_by=self._take("done by", read.read_time, None),
                day=self._take("day", read.read_day, None),
                first=position == "first",
                last=position == "last",
                room=self._take("room", read.read_room, ""),
            ),
        )
        self._check(entry)
        self._check_emails(entry)
        # A count of addresses that fits nobody is a problem already: whoever reads on gets none.
        return entry if _fits(entry) else replace(entry, emails=()), tuple(self._problems)

    def _take(self, heading: Heading, reader: Callable[[Cell], Value | Fault], missing: Value) -> Value:
        """What the cell under `heading` says; `missing` without such a column or with a fault."""
        index, title = self._columns.known.get(heading, (len(self._cells), heading))
        value = reader(self._cells[index]) if index < len(self._cells) else missing
        if isinstance(value, Fault):
            self._report(title, value.message, value.fix)
            return missing
        return value

    def _needed(self, heading: Heading, reader: Callable[[Cell], Value | Fault], missing: Value) -> Value:
        before = len(self._problems)
        value = self._take(heading, reader, missing)
        if not value and len(self._problems) == before:
            message, fix = _NEEDED[heading]
            self._report(self._columns.title(heading), message, fix)
        return value

    def _check(self, entry: PaperEntry) -> None:
        both = {fold(word) for word in entry.presenters} & {fold(word) for word in entry.discussants}
        for word in entry.discussants:
            if fold(word) in both:
                title = self._columns.title("discussants")
                self._report(
                    title, f"{quote(word)} presents this paper.", "Name somebody else to discuss it."
                )
        early, late = entry.wishes.not_before, entry.wishes.done_by
        if early is not None and late is not None and early >= late:
            title = self._columns.title("done by")
            self._report(title, "It would have to be over before it may begin.", "Correct one of the times.")
        if not all(map(is_blank, self._cells[self._columns.width :])):
            self._report("", "This row has more cells than there are column names.", _TOO_WIDE)

    def _check_emails(self, entry: PaperEntry) -> None:
        if not _fits(entry) and entry.presenters:
            people = f"{len(entry.presenters)} presenter{'s' if len(entry.presenters) > 1 else ''}"
            emails = f"{len(entry.emails)} email address{'es' if len(entry.emails) > 1 else ''}"
            self._report(
                self._columns.title("emails"),
                f"There {'is' if people == '1 presenter' else 'are'} {people}, and {emails}.",
                "Write an address for each presenter, in the same order, separated by semicolons; presenters"
                " are separated by semicolons, too.",
            )

    def _report(self, column: str, message: str, fix: str) -> None:
        self._problems.append(Problem(row=self._row, column=column, message=message, fix=fix))


_NEEDED: Final[dict[Heading, tuple[str, str]]] = {
    "title": ("The title is missing.", "Write the paper’s title, or empty the row."),
    "presenters": (
        "Nobody is named who presents this paper.",
        "Write the names or email addresses of its presenters, separated by semicolons.",
    ),
}
_TOO_WIDE: Final = (
    "If a text holds the character that separates the columns, put the text in quotation marks;"
    " otherwise name the column or empty the cell."
)


def _fits(entry: PaperEntry) -> bool:
    return not entry.emails or len(entry.emails) == len(entry.presenters)


def _same_email(entries: Iterable[PaperEntry], columns: Columns) -> Iterator[Problem]:
    """One address beside two names: whoever joined with it would be taken for the wrong person."""
    first = dict[str, str]()
    for entry in entries:
        for word, email in entry.named:
            name = first.setdefault(fold(email), word) if email else word
            if search_key(name) != search_key(word):
                yield Problem(
                    row=entry.row,
                    column=columns.title("emails"),
                    message=f"{quote(email)} stands beside {quote(name)} and beside {quote(word)}.",
                    fix="Correct one of the addresses, or write the name the same way.",
                )


def _same_title(entries: Iterable[PaperEntry], columns: Columns) -> Iterator[Problem]:
    first = dict[str, int]()
    for entry in entries:
        row = first.setdefault(fold(entry.title), entry.row) if entry.title else entry.row
        if row != entry.row:
            yield Problem(
                row=entry.row,
                column=columns.title("title"),
                message=f"{quote(entry.title)} stands in row {row} already.",
                fix="Delete one of the two rows, or tell their titles apart.",
            )


def _too_many_or_few(entries: Sequence[PaperEntry], header_row: int) -> Iterator[Problem]:
    if not entries:
        yield Problem(
            row=header_row,
            column="",
            message="There is no paper below the column names.",
            fix="Write one paper a row, from the next row on.",
        )
    if len(entries) > MOST_PAPERS:
        yield Problem(
            row=0,
            column="",
            message=f"The file has {len(entries):,} papers; {MOST_PAPERS} is the most.",
            fix="Keep only the papers of this session.",
        )


def _parted(cells: Sequence[Cell], columns: Columns, row: int) -> Iterator[Note]:
    """What commas were taken for among a row's people: who is read wrong cannot be found by name."""
    for heading in _OF_PEOPLE:
        index, title = columns.known.get(heading, (len(cells), heading))
        cell = cells[index] if index < len(cells) else ""
        if not isinstance(cell, str):
            continue
        names = read.read_people(cell)
        if isinstance(names, Fault):
            continue
        if read.parted_names(cell) != cell:
            message = f"Taken for {len(names)} people: {', '.join(map(quote, names))}."
            yield Note(row=row, column=title, message=message, matters=True)
        for name in names:
            if "," in name or " and " in name or " & " in name:
                yield Note(row=row, column=title, message=_ONE_PERSON.format(quote(name)), matters=True)


_OF_PEOPLE: Final[tuple[Heading, ...]] = ("presenters", "discussants")
_ONE_PERSON: Final = (
    "{} counts as one person. Are they several? Then separate the names by semicolons and import it again."
)
