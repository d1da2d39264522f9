"""Sessions to try things on: never stored, never served, begun at the instant 0."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from sessionrunner.core.agenda import FlashSettings, flash_agenda
from sessionrunner.core.clock import Clock
from sessionrunner.core.commands import SERVER, CommandId, ImportRoster
from sessionrunner.core.decide import decide
from sessionrunner.core.model import MAIN_TRACK, Session, SessionId, Track
from sessionrunner.core.roster import RosterEntry
from sessionrunner.core.time import Instant

PLANNED_START: Final = Instant(0)
"""When Start is pressed in a rehearsal; everything in it is told from there."""

_IMPORT: Final[CommandId] = "import"


def new_session(settings: FlashSettings) -> Session:
    """A session with nobody on its roster that waits to be started."""
    return Session(
        id=SessionId("rehearsal"),
        code="",
        title="Rehearsal",
        format="flash",
        created_at=PLANNED_START,
        settings=settings,
        tracks={MAIN_TRACK: _waiting(settings)},
    )


def with_roster(session: Session, entries: Sequence[RosterEntry]) -> Session:
    """The session with these people on its roster, `p1` being the first.

    Raises `Rejected` if they are more than a session takes.
    """
    order = ImportRoster(id=_IMPORT, entries=tuple(entries), mode="add")
    return decide(session, order, SERVER, PLANNED_START).session


def as_if_new(session: Session, settings: FlashSettings) -> Session:
    """The people of a session, whatever it has come to, before a start with these settings."""
    return replace(
        new_session(settings),
        people={person.id: replace(person, attendance="expected", joined=False) for person in session.roster},
        next_person=session.next_person,
    )


def _waiting(settings: FlashSettings) -> Track:
    return Track(id=MAIN_TRACK, agenda=flash_agenda(settings), clock=Clock())
