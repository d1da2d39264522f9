"""Papers: what is presented, by whom, who discusses it, and what must hold of when and where."""

from typing import Annotated, Final, NewType, TypeAlias

from msgspec import Meta

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Instant

PaperId = NewType("PaperId", str)
"""The opaque id of a paper of one session, like `w3`."""
CommentId = NewType("CommentId", str)

MOST_PAPERS: Final = 500
MOST_PRESENTERS: Final = 10
MOST_COMMENTS: Final = 2_000
"""Written comments in one session."""
LONGEST_TITLE: Final = 300
LONGEST_ABSTRACT: Final = 5_000
LONGEST_LINK: Final = 1_000
LONGEST_COMMENT: Final = 4_000
LONGEST_KEYWORD: Final = 100
MOST_KEYWORDS: Final = 30

DAY_IN_MINUTES: Final = 24 * 60
TimeOfDay: TypeAlias = Annotated[int, Meta(ge=0, lt=DAY_IN_MINUTES)]
"""A time on the clock of the venue, as minutes since midnight."""


class Wishes(Frozen):
    """What must hold of when and where a paper is presented.

    `not_before` and `done_by` bound the whole of it (presentation and comments) by times of day.
    `last` and `first` are about its place in its room; `room` is the room's name.
    """

    not_before: TimeOfDay | None = None
    done_by: TimeOfDay | None = None
    day: Annotated[int, Meta(ge=1, le=31)] | None = None
    first: bool = False
    last: bool = False
    room: str = ""


class Paper(Frozen):
    """One work in progress. `presenters` and `discussants` are people of the session's roster."""

    id: PaperId
    title: str
    presenters: tuple[PersonId, ...] = ()
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    link: str = ""
    discussants: tuple[PersonId, ...] = ()
    wishes: Wishes = Wishes()

    @property
    def people(self) -> frozenset[PersonId]:
        """Everybody who must be in the room while this paper is on."""
        return frozenset((*self.presenters, *self.discussants))


class Comment(Frozen):
    """A written comment to the presenters of a paper.

    `author` is None where it is anonymous: then who wrote it is not known anywhere.
    """

    id: CommentId
    paper: PaperId
    text: str
    at: Instant
    author: PersonId | None = None
