"""What reading a file of papers is about: entries, and all that is to be said about its rows."""

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.roster.types import Note, Problem
from sessionrunner.core.wip.papers import Wishes


class PaperEntry(Frozen):
    """One paper of a file, in tidied words.

    `row` is where in the file it stands. `presenters` and `discussants` are names or email addresses
    as they were written; whom they mean is worked out when the papers are taken over. `emails` has
    an address (or the empty text) for each presenter, or nothing at all.
    """

    title: str
    row: int = 0
    presenters: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    link: str = ""
    discussants: tuple[str, ...] = ()
    wishes: Wishes = Wishes()

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Every presenter as written, with their email address or the empty text."""
        return tuple(zip(self.presenters, self.emails or ("",) * len(self.presenters), strict=True))

    @property
    def looked_for(self) -> tuple[str, ...]:
        """What every presenter is looked for by: the email address where there is one, else the name."""
        return tuple(email or word for word, email in self.named)


class PapersReading(Frozen):
    """What a file of papers says: those of the rows without a problem, and all that is to be said."""

    entries: tuple[PaperEntry, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
