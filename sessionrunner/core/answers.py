"""What a command is answered with, and what the journal keeps of it."""

from typing import TypeAlias

from msgspec import UNSET, UnsetType

from sessionrunner.core.errors import Detail, ErrorCode, Refusal, StaleVersion
from sessionrunner.core.events import Event
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.types import PersonId, Quality
from sessionrunner.core.time import Instant


class Change(Frozen):
    """What a new plan means for one person in one coming round, said as a sentence in `text`."""

    round: int
    person: PersonId
    name: str
    text: str


class Summary(Frozen):
    """The changes of one command counted, over the round that is on and the coming ones.

    `partners` is how many people get another partner, lose one or find one, `rooms` how many keep theirs
    and only change rooms; who comes or goes by the command is in neither. `rounds` are those in which
    anything changes for the others. `rests` meetings become a rest, `meets` rests become a meeting, each
    counted by person and round. `was` and `now` are the quality of the whole plan before and after.
    """

    partners: int
    rooms: int
    rounds: tuple[int, ...]
    rests: int
    meets: int
    was: Quality | None
    now: Quality | None


class Answer(Frozen):
    """A command was carried out, or (`preview`) would be: the version after it and what happened.

    `changes` says whose coming rounds differ, where the command drew them anew, and `summary` counts
    them; `warnings` are sentences about what was done although it is not ideal.
    """

    version: int
    events: tuple[Event, ...]
    changes: tuple[Change, ...] | UnsetType = UNSET
    summary: Summary | UnsetType = UNSET
    warnings: tuple[str, ...] | UnsetType = UNSET


class ErrorBody(Frozen):
    """A refusal as it goes over the wire."""

    code: ErrorCode
    message: str
    details: tuple[Detail, ...] = ()
    current_version: int | UnsetType = UNSET
    claim: str | UnsetType = UNSET


class Failure(Frozen):
    """The one shape of every error."""

    error: ErrorBody


Reply: TypeAlias = Answer | Failure


def failure(refusal: Refusal) -> Failure:
    """`refusal` in the shape in which it leaves the server."""
    current = refusal.current if isinstance(refusal, StaleVersion) else UNSET
    return Failure(
        error=ErrorBody(
            code=refusal.code, message=refusal.message, details=refusal.details, current_version=current
        )
    )


class JournalEntry(Frozen):
    """One thing that happened: at which version, when, by whom."""

    version: int
    at: Instant
    by: str
    event: Event
