"""What only the server itself submits: the alarm, files that were read, and people who join."""

from typing import Literal, TypeAlias

from sessionrunner.core.commands.base import BaseCommand
from sessionrunner.core.model import ClaimId
from sessionrunner.core.papers.types import PaperEntry
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.roster import RosterEntry


class Tick(BaseCommand, tag="tick"):
    """Look whether a deadline has passed. Early, late and repeated ticks do no harm."""


class Repair(BaseCommand, tag="repair"):
    """Place those in the coming rounds whose arrival or leaving was taken down without waiting for a plan."""


class ImportRoster(BaseCommand, tag="import_roster"):
    """Put the people of a roster file on the roster: beside those there, or instead of them."""

    entries: tuple[RosterEntry, ...]
    mode: Literal["add", "replace"]


class ImportPapers(BaseCommand, tag="import_papers"):
    """Take over the papers of a file, beside those there or instead; their people join the roster."""

    entries: tuple[PaperEntry, ...]
    mode: Literal["add", "replace"]


class Join(BaseCommand, tag="join"):
    """A device joins as somebody on the roster, or as a walk-in who was not on it."""

    person: PersonId | None = None
    walk_in: RosterEntry | None = None


class AskToJoin(BaseCommand, tag="ask_to_join"):
    """A device wants to join under a name that another device already holds."""

    person: PersonId
    claim: ClaimId


InsideOrder: TypeAlias = Tick | Repair | ImportRoster | ImportPapers | Join | AskToJoin
"""What only the server itself submits."""
