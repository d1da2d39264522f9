"""Names of columns: matched without case, accents, punctuation, small words or word order mattering."""

import re
from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

from sessionrunner.core.names import search_key, tidy
from sessionrunner.core.roster.types import Cell

Heading = TypeVar("Heading", bound=Hashable)

_SMALL_WORDS = {
    "a",
    "any",
    "at",
    "by",
    "for",
    "i",
    "in",
    "my",
    "of",
    "or",
    "the",
    "their",
    "to",
    "with",
    "your",
}
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"\w+")
_LONGEST_HEADING = 200


class Headings(Generic[Heading]):
    """The columns of one kind of table, by every name they may have."""

    def __init__(self, accepted: Mapping[Heading, tuple[str, ...]]) -> None:
        named = [(heading, _words(name)) for heading, names in accepted.items() for name in names]
        self._by_words = {tuple(sorted(words)): heading for heading, words in named}
        self._by_letters = {"".join(words): heading for heading, words in named}

    def of(self, title: str) -> Heading | None:
        """Which column `title` names, if one of them."""
        for spelling in (title, _CAMEL.sub(" ", title), _IN_BRACKETS.sub(" ", title)):
            words = _words(spelling)
            heading = self._by_words.get(tuple(sorted(words))) or self._by_letters.get("".join(words))
            if heading:
                return heading
        return None


def title_of(cell: Cell) -> str:
    """What a cell says as the name of a column."""
    return tidy(cell[:_LONGEST_HEADING]) if isinstance(cell, str) else ""


def _words(title: str) -> list[str]:
    words = _WORD.findall(search_key(title).replace("_", " "))
    return [word for word in words if word not in _SMALL_WORDS] or words
