"""What can be asked of a session: a closed set of types, parsed once at the edge.

`Command` is what comes over the wire. `Order` adds what only the server itself submits: the tick
of the alarm, a roster that was read from a file, and people who join.
"""

from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.errors import Detail, Invalid
from sessionrunner.core.faults import convert_all
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Audience, ClaimId, Role, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.roster import RosterEntry

CommandId: TypeAlias = Annotated[str, Meta(min_length=1, max_length=100)]
ShortText: TypeAlias = Annotated[str, Meta(max_length=200)]
Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
Years: TypeAlias = Annotated[float, Meta(ge=0, le=100)]
Topics: TypeAlias = Annotated[tuple[Annotated[str, Meta(max_length=100)], ...], Meta(max_length=50)]
Requests: TypeAlias = Annotated[tuple[ShortText, ...], Meta(max_length=3)]
Avoid: TypeAlias = Annotated[tuple[ShortText, ...], Meta(max_length=100)]


class Actor(Frozen):
    """Who gives a command: an audience, and which person or track of it where that matters."""

    audience: Audience | Literal["server"]
    person: PersonId | None = None
    track: TrackId | None = None

    @property
    def by(self) -> str:
        """How the journal names the actor."""
        return self.person or (f"{self.audience}:{self.track}" if self.track else self.audience)


SERVER = Actor(audience="server")


class BaseCommand(Frozen, tag_field="type"):
    """What every command carries: a unique id, and the version it was decided on, if that matters."""

    id: CommandId
    expected_version: int | None = None
    track: TrackId | None = None

    previewable: ClassVar[bool] = False


class Start(BaseCommand, tag="start"):
    """End the gathering and run the next segment."""


class Pause(BaseCommand, tag="pause"):
    """Stop the clock; what is left of the segment is kept."""


class Resume(BaseCommand, tag="resume"):
    """Let the clock run on."""


class Advance(BaseCommand, tag="advance"):
    """Run the next segment now."""


class Extend(BaseCommand, tag="extend"):
    """Give the running segment more time, or less."""

    seconds: Annotated[int, Meta(ge=-3600, le=3600)]


class Undo(BaseCommand, tag="undo"):
    """Take back the last command that has not been taken back."""


class End(BaseCommand, tag="end"):
    """End the session now."""


class _Previewable(BaseCommand):
    preview: bool = False

    previewable: ClassVar[bool] = True


class AddPerson(_Previewable, tag="add_person"):
    """Put somebody on the roster, checked in unless `here` is false."""

    name: Name
    email: ShortText = ""
    years: Years | None = None
    role: Role | None = None
    institution: ShortText = ""
    interests: Topics = ()
    requests: Requests = ()
    avoid: Avoid = ()
    here: bool = True


class UpdatePerson(_Previewable, tag="update_person"):
    """Change what is known of somebody; fields left out stay as they are."""

    person: PersonId
    name: Name | UnsetType = UNSET
    email: ShortText | UnsetType = UNSET
    years: Years | UnsetType | None = UNSET
    role: Role | UnsetType | None = UNSET
    institution: ShortText | UnsetType = UNSET
    interests: Topics | UnsetType = UNSET
    requests: Requests | UnsetType = UNSET
    avoid: Avoid | UnsetType = UNSET


class RemovePerson(_Previewable, tag="remove_person"):
    """Take somebody off the roster."""

    person: PersonId


class CheckIn(_Previewable, tag="check_in"):
    """Somebody is here (or back). An attendee checks in only themselves."""

    person: PersonId | None = None


class CheckOut(_Previewable, tag="check_out"):
    """Somebody is not here, or has gone. An attendee checks out only themselves."""

    person: PersonId | None = None


class PartnerMissing(_Previewable, tag="partner_missing"):
    """Nobody has come to meet this person in the round that is on. An attendee says it of themselves.

    `round` says which round is meant, so that what a phone sends late is not taken for the next one.
    """

    person: PersonId | None = None
    round: Annotated[int, Meta(ge=1)] | None = None


class Swap(_Previewable, tag="swap"):
    """Two people take each other's places in one round: the running one unless `round` says so."""

    people: tuple[PersonId, PersonId]
    round: Annotated[int, Meta(ge=1)] | None = None


class Replan(_Previewable, tag="replan"):
    """Draw the coming rounds anew."""


class Announce(BaseCommand, tag="announce"):
    """Show a sentence on every page; an empty one takes it away."""

    text: Annotated[str, Meta(max_length=280)]


class UpdateSettings(BaseCommand, tag="update_settings"):
    """Change the title, or settings of a session that has not started."""

    title: Name | UnsetType = UNSET
    settings: dict[str, Any] = {}


class AnswerClaim(BaseCommand, tag="answer_claim"):
    """Let in, or turn away, a second device that wants to join under a claimed name."""

    claim: ClaimId
    allow: bool


Command: TypeAlias = (
    Start
    | Pause
    | Resume
    | Advance
    | Extend
    | Undo
    | End
    | AddPerson
    | UpdatePerson
    | RemovePerson
    | CheckIn
    | CheckOut
    | PartnerMissing
    | Swap
    | Replan
    | Announce
    | UpdateSettings
    | AnswerClaim
)


class Tick(BaseCommand, tag="tick"):
    """Look whether a deadline has passed. Early, late and repeated ticks do no harm."""


class Repair(BaseCommand, tag="repair"):
    """Place those in the coming rounds whose arrival or leaving was taken down without waiting for a plan."""


class ImportRoster(BaseCommand, tag="import_roster"):
    """Put the people of a roster file on the roster: beside those there, or instead of them."""

    entries: tuple[RosterEntry, ...]
    mode: Literal["add", "replace"]


class Join(BaseCommand, tag="join"):
    """A device joins as somebody on the roster, or as a walk-in who was not on it."""

    person: PersonId | None = None
    walk_in: RosterEntry | None = None


class AskToJoin(BaseCommand, tag="ask_to_join"):
    """A device wants to join under a name that another device already holds."""

    person: PersonId
    claim: ClaimId


Order: TypeAlias = Command | Tick | Repair | ImportRoster | Join | AskToJoin

COMMANDS: dict[str, type[BaseCommand]] = {str(kind.__struct_config__.tag): kind for kind in Command.__args__}
"""Every command that may come over the wire, by its type."""


def parse_command(data: object) -> Command:
    """The command in `data`, as decoded from JSON.

    Raises `Invalid` naming every fault: an unknown type, unknown or missing fields, wrong types and
    values out of range.
    """
    if not isinstance(data, dict):
        raise Invalid([Detail(field="", message="must be a group of fields, like {…}")])
    kind = COMMANDS.get(str(data.get("type")))
    if kind is None:
        known = ", ".join(sorted(COMMANDS))
        raise Invalid([Detail(field="type", message=f"must be one of {known}")])
    command = convert_all(data, kind)
    if isinstance(command, UpdateSettings):
        _check_settings(command)
    return command  # type: ignore[return-value]


def _check_settings(command: UpdateSettings) -> None:
    try:
        convert_all(command.settings, FlashSettings)
    except Invalid as error:
        raise Invalid(
            Detail(field=f"settings.{fault.field}", message=fault.message) for fault in error.details
        ) from error
