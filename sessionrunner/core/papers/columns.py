"""Which column of a file of papers is which."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.roster.headings import Headings, title_of
from sessionrunner.core.roster.types import Cell, Note, Problem, quote

Heading: TypeAlias = Literal[
    "title",
    "presenters",
    "emails",
    "abstract",
    "keywords",
    "link",
    "discussants",
    "not before",
    "done by",
    "day",
    "position",
    "room",
]

ACCEPTED: Final[Mapping[Heading, tuple[str, ...]]] = {
    "title": ("title", "paper", "paper title", "title paper", "presentation", "presentation title", "work"),
    "presenters": (
        "presenters", "presenter", "presenter name", "presented", "author", "authors", "author name",
        "speaker", "speakers", "name",
    ),
    "emails": (
        "emails", "email", "e mail", "e mails", "email address", "email addresses", "presenter email",
        "presenter emails", "presenters emails", "presenters email", "presenter email address",
        "presenters email addresses", "author email", "author emails", "authors emails", "speaker email",
        "speaker emails", "contact email",
    ),
    "abstract": ("abstract", "summary", "description"),
    "keywords": (
        "keywords", "keyword", "key words", "topics", "topic", "areas", "area", "subjects", "subject",
        "interests",
    ),
    "link": ("link", "draft", "link draft", "paper link", "url", "draft url", "paper url", "web address"),
    "discussants": (
        "discussants", "discussant", "discussed", "commentators", "commentator", "commenters", "commenter",
        "respondents", "respondent",
    ),
    "not before": ("not before", "earliest", "earliest time", "after", "available from", "from"),
    "done by": ("done by", "until", "latest", "latest time", "not after", "must end by", "before"),
    "day": ("day", "day number"),
    "position": ("position", "place", "order", "first or last", "must be first or last", "must be"),
    "room": ("room", "track", "room name"),
}  # fmt: skip
"""The names a column may have; small words count for nothing."""

_HEADINGS: Final[Headings[Heading]] = Headings(ACCEPTED)
_ENOUGH_TO_BE_A_HEADER: Final = 2
_TITLES_SHOWN: Final = 10


class Columns(Frozen):
    """Where every column stands (from 0) and how its header is written; what is wrong, what is ignored."""

    known: dict[Heading, tuple[int, str]]
    width: int
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()

    def title(self, heading: Heading) -> str:
        """How the person who made the file calls a column, or its own name if there is none."""
        return self.known[heading][1] if heading in self.known else heading


def recognised(row: Iterable[Cell]) -> int:
    """How many columns that tell a file of papers from others `row` names, read as a header.

    That of the addresses does not count, as every roster may have it.
    """
    return len({heading for cell in row if (heading := _HEADINGS.of(title_of(cell)))} - {"emails"})


def names_titles(row: Iterable[Cell]) -> bool:
    """Whether `row`, read as a header, says in which column the papers' titles are."""
    return any(_HEADINGS.of(title_of(cell)) == "title" for cell in row)


def find_header(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The index of the row that holds the column names: it names the titles, or two other columns."""
    for index, row in enumerate(rows):
        named = {_HEADINGS.of(title_of(cell)) for cell in row} - {None}
        if len(named) >= _ENOUGH_TO_BE_A_HEADER or "title" in named:
            return index
    return None


def match_columns(header: Sequence[Cell], header_row: int) -> Columns:
    """Say which column of `header` is which."""
    known = dict[Heading, tuple[int, str]]()
    problems, ignored = list[Problem](), list[str]()
    for index, cell in enumerate(header):
        title = title_of(cell)
        heading = _HEADINGS.of(title)
        if heading is None:
            ignored.extend([title] if title else [])
        elif heading in known:
            problems.append(_twice(heading, known[heading][1], title, header_row))
        else:
            known[heading] = (index, title)
    problems += _missing(known, header_row)
    notes = (Note(row=header_row, column="", message=_ignored(ignored)),) if ignored else ()
    return Columns(known=known, width=len(header), problems=tuple(problems), notes=notes)


def _twice(heading: Heading, first: str, second: str, row: int) -> Problem:
    return Problem(
        row=row,
        column=second,
        message=f"The columns {quote(first)} and {quote(second)} both give the {heading}.",
        fix="Keep one of them, and delete or rename the other.",
    )


def _missing(known: Mapping[Heading, tuple[int, str]], row: int) -> Iterator[Problem]:
    needed: tuple[tuple[Heading, str], ...] = (
        ("title", "There is no column with the papers’ titles."),
        ("presenters", "There is no column that says who presents each paper."),
    )
    for heading, message in needed:
        if heading not in known:
            yield Problem(row=row, column=heading, message=message, fix=f"Head that column with “{heading}”.")


def _ignored(titles: Sequence[str]) -> str:
    shown = ", ".join(quote(title) for title in titles[:_TITLES_SHOWN])
    more = f" and {len(titles) - _TITLES_SHOWN} more" if len(titles) > _TITLES_SHOWN else ""
    return f"Not used: the column{'s' if len(titles) > 1 else ''} {shown}{more}."
