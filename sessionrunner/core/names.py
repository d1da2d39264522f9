"""Names as people write them: tidied, compared, and found again among the people of a session."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import lru_cache
from itertools import groupby
from typing import Final, Generic, Protocol, TypeVar

from sessionrunner.core.frozen import Frozen

MOST_REMEMBERED: Final = 20_000
"""Spellings: a roster's names are compared again with every person who is added."""

Id = TypeVar("Id", bound=Hashable)
Id_co = TypeVar("Id_co", bound=Hashable, covariant=True)

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls, but not those that count as white space
    "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # zero width, direction overrides, BOM
    "\ud800-\udfff]"  # halves of a surrogate pair: no text at all
)
_SAME_MARK = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013", "-")
    | dict.fromkeys("\u00ad\u200c\u200d", "")  # soft hyphen and joiners, which nobody types
)
_NOT_COMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""Letters that look accented and that Unicode nevertheless does not take apart."""
_MOST_MARKS = 30
"""Combining marks in a row that a text may have: those of the Stream-Safe Text Format of UAX #15."""


class Named(Protocol[Id_co]):
    """Whoever has an id, a name and an email address (empty when unknown)."""

    @property
    def id(self) -> Id_co:
        """What `resolve` answers with."""

    @property
    def name(self) -> str:
        """The whole name."""

    @property
    def email(self) -> str:
        """The email address, or the empty text."""


class AddressBook(Frozen, Generic[Id]):
    """People by every spelling under which they may be looked for; made by `address_book`."""

    by_email: dict[str, tuple[Id, ...]]
    by_name: dict[str, tuple[Id, ...]]
    by_key: dict[str, tuple[Id, ...]]


class Resolved(Frozen, Generic[Id]):
    """Whom words mean: `ids` in order and once each, and the words that mean nobody or several."""

    ids: tuple[Id, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """`text` on one line, single-spaced, composed (NFC), without invisible control characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return unicodedata.normalize("NFC", _stream_safe(" ".join(_UNSEEN.sub("", text).split())))


@lru_cache(maxsize=MOST_REMEMBERED)
def fold(text: str) -> str:
    """`text` as it is compared: case, spacing and the shape of apostrophes and hyphens do not count.

    Accents do: `fold("José")` is not `fold("Jose")`.
    """
    if text.isascii():
        return tidy(text).replace("`", "'").casefold()
    caseless = unicodedata.normalize("NFD", tidy(text)).casefold()
    return tidy(caseless.translate(_SAME_MARK))


@lru_cache(maxsize=MOST_REMEMBERED)
def search_key(text: str) -> str:
    """`text` as it is searched for: like `fold`, and accents, apostrophes and hyphens do not count either."""
    return _bare(fold(text))


def address_book(people: Iterable[Named[Id]]) -> AddressBook[Id]:
    """Sort `people` under their email addresses and names, for any number of `resolve` calls."""
    emails: dict[str, list[Id]] = defaultdict(list)
    names: dict[str, list[Id]] = defaultdict(list)
    keys: dict[str, list[Id]] = defaultdict(list)
    for person in people:
        name = fold(person.name)
        for sorted_by, spelling in ((emails, fold(person.email)), (names, name), (keys, _bare(name))):
            if spelling:
                sorted_by[spelling].append(person.id)
    return AddressBook(by_email=_closed(emails), by_name=_closed(names), by_key=_closed(keys))


def find(word: str, book: AddressBook[Id]) -> tuple[Id, ...]:
    """Everybody whom `word` may mean: by email address, else by name, else by the name without accents."""
    spelled = fold(word)
    return book.by_email.get(spelled) or book.by_name.get(spelled) or book.by_key.get(_bare(spelled), ())


def resolve(words: Iterable[str], book: AddressBook[Id]) -> Resolved[Id]:
    """Whom each of `words` (names or email addresses, case and spacing aside) means in `book`."""
    ids: dict[Id, None] = {}
    unknown: list[str] = []
    ambiguous: list[str] = []
    for word in words:
        match find(word, book):
            case ():
                unknown.append(word)
            case (only,):
                ids[only] = None
            case _:
                ambiguous.append(word)
    return Resolved(ids=tuple(ids), unknown=tuple(unknown), ambiguous=tuple(ambiguous))


def _closed(open_lists: dict[str, list[Id]]) -> dict[str, tuple[Id, ...]]:
    return {spelling: tuple(ids) for spelling, ids in open_lists.items()}


def _bare(folded: str) -> str:
    bare = folded
    if not bare.isascii():
        apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", bare).casefold())
        letters = "".join(mark for mark in apart if not unicodedata.combining(mark))
        bare = letters.translate(_SAME_MARK).translate(_NOT_COMPOSED)
    return " ".join(bare.replace("'", "").replace("-", " ").split())


def _stream_safe(text: str) -> str:
    """Drop the combining marks that are too many on one letter, as sorting them takes quadratic time."""
    if len(text) <= _MOST_MARKS:
        return text
    runs = (list(run) for _, run in groupby(text, lambda mark: unicodedata.combining(mark) > 0))
    return "".join(
        mark for run in runs for mark in (run[:_MOST_MARKS] if unicodedata.combining(run[0]) else run)
    )
