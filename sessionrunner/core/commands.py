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
from sessionrunner.core.papers.types import PaperEntry
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.roster import RosterEntry
from sessionrunner.core.wip.papers import (
    LONGEST_ABSTRACT,
    LONGEST_COMMENT,
    LONGEST_KEYWORD,
    LONGEST_LINK,
    LONGEST_TITLE,
    MOST_KEYWORDS,
    MOST_PRESENTERS,
    PaperId,
    Wishes,
)
from sessionrunner.core.wip.settings import Overrun, Unused, WipSettings

CommandId: TypeAlias = Annotated[str, Meta(min_length=1, max_length=100)]
ShortText: TypeAlias = Annotated[str, Meta(max_length=200)]
Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
Years: TypeAlias = Annotated[float, Meta(ge=0, le=100)]
Topics: TypeAlias = Annotated[tuple[Annotated[str, Meta(max_length=100)], ...], Meta(max_length=50)]
Requests: TypeAlias = Annotated[tuple[ShortText, ...], Meta(max_length=3)]
Avoid: TypeAlias = Annotated[tuple[ShortText, ...], Meta(max_length=100)]
Title: TypeAlias = Annotated[str, Meta(min_length=1, max_length=LONGEST_TITLE)]
Abstract: TypeAlias = Annotated[str, Meta(max_length=LONGEST_ABSTRACT)]
Link: TypeAlias = Annotated[str, Meta(max_length=LONGEST_LINK)]
Keywords: TypeAlias = Annotated[
    tuple[Annotated[str, Meta(max_length=LONGEST_KEYWORD)], ...], Meta(max_length=MOST_KEYWORDS)
]
PeopleWords: TypeAlias = Annotated[tuple[ShortText, ...], Meta(max_length=MOST_PRESENTERS)]


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
ANONYMOUS = "anonymous"
"""Who gave a command that nobody is to know the author of."""


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


class ErasePerson(_Previewable, tag="erase_person"):
    """Forget for good all that identifies somebody: on the roster, in what happened and was answered."""

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


class RaiseHand(BaseCommand, tag="raise_hand"):
    """Somebody wants to speak. An attendee raises only their own hand."""

    person: PersonId | None = None


class LowerHand(BaseCommand, tag="lower_hand"):
    """Somebody does not want to speak any more. An attendee lowers only their own hand."""

    person: PersonId | None = None


class CallOn(BaseCommand, tag="call_on"):
    """Give somebody the floor: whoever is first in the queue, unless `person` says who."""

    person: PersonId | None = None


class FinishSpeaking(BaseCommand, tag="finish_speaking"):
    """Whoever has the floor has finished."""


class ReorderQueue(BaseCommand, tag="reorder_queue"):
    """Put these people in front of the queue, in this order; nobody in particular if empty."""

    people: Annotated[tuple[PersonId, ...], Meta(max_length=500)]


class SkipSegment(BaseCommand, tag="skip_segment"):
    """Leave a segment out: the one that is on, unless `index` says which. A paper goes with all of its."""

    index: Annotated[int, Meta(ge=0)] | None = None


class MovePaper(BaseCommand, tag="move_paper"):
    """Present a paper later or earlier, or in another room: `before` another paper, or as the last one.

    `room` is the room to move it to, the one it is in unless given; `block` counts from 1.
    """

    paper: PaperId
    room: TrackId | None = None
    before: PaperId | None = None
    block: Annotated[int, Meta(ge=1, le=12)] | None = None


class InsertSegment(BaseCommand, tag="insert_segment"):
    """Put in a break: before segment `index`, or after the paper that is on."""

    minutes: Annotated[int, Meta(ge=1, le=240)] | Annotated[float, Meta(ge=0.5, le=240)]
    label: Annotated[str, Meta(min_length=1, max_length=60)] = "Break"
    index: Annotated[int, Meta(ge=1)] | None = None


class CatchUp(BaseCommand, tag="catch_up"):
    """Shorten what is still to come, evenly, so that the room finishes when it was planned to."""


class MessagePresenter(BaseCommand, tag="message_presenter"):
    """Show the presenter a few words; empty ones take them away."""

    text: Annotated[str, Meta(max_length=140)]


class SetPolicy(BaseCommand, tag="set_policy"):
    """Say what becomes of minutes a presenter leaves unused, or takes too many of."""

    unused: Unused | UnsetType = UNSET
    overrun: Overrun | UnsetType = UNSET


class WriteComment(BaseCommand, tag="write_comment"):
    """Write to a paper's presenters. Unless `signed`, nobody is told who wrote it, now or later."""

    paper: PaperId
    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_COMMENT)]
    signed: bool


class EnterRoom(BaseCommand, tag="enter_room"):
    """Be in a room. An attendee says it of themselves."""

    room: TrackId
    person: PersonId | None = None


class AddPaper(BaseCommand, tag="add_paper"):
    """Add a paper, people named by id, name or email address; presented last in `room`, if given."""

    title: Title
    presenters: Annotated[PeopleWords, Meta(min_length=1)]
    abstract: Abstract = ""
    keywords: Keywords = ()
    link: Link = ""
    discussants: PeopleWords = ()
    wishes: Wishes = Wishes()
    room: TrackId | None = None


class UpdatePaper(BaseCommand, tag="update_paper"):
    """Change what is known of a paper; fields left out stay as they are."""

    paper: PaperId
    title: Title | UnsetType = UNSET
    presenters: Annotated[PeopleWords, Meta(min_length=1)] | UnsetType = UNSET
    abstract: Abstract | UnsetType = UNSET
    keywords: Keywords | UnsetType = UNSET
    link: Link | UnsetType = UNSET
    discussants: PeopleWords | UnsetType = UNSET
    wishes: Wishes | UnsetType = UNSET


class RemovePaper(BaseCommand, tag="remove_paper"):
    """Take a paper out of the session."""

    paper: PaperId


class ProposeOrder(_Previewable, tag="propose_order"):
    """Work out which paper is presented in which room and when, and who discusses it."""


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
    | ErasePerson
    | CheckIn
    | CheckOut
    | PartnerMissing
    | Swap
    | Replan
    | Announce
    | UpdateSettings
    | AnswerClaim
    | RaiseHand
    | LowerHand
    | CallOn
    | FinishSpeaking
    | ReorderQueue
    | SkipSegment
    | MovePaper
    | InsertSegment
    | CatchUp
    | MessagePresenter
    | SetPolicy
    | WriteComment
    | EnterRoom
    | AddPaper
    | UpdatePaper
    | RemovePaper
    | ProposeOrder
)


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


Order: TypeAlias = Command | Tick | Repair | ImportRoster | ImportPapers | Join | AskToJoin

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
    """Raise `Invalid` unless these can be settings of some session; of which format is decided later."""
    wip = {name: value for name, value in command.settings.items() if name in WipSettings.__struct_fields__}
    others = {name: value for name, value in command.settings.items() if name not in wip}
    faults = list[Detail]()
    for given, kind in ((others, FlashSettings), (wip, WipSettings)):
        try:
            convert_all(given, kind)
        except Invalid as error:
            faults += [Detail(field=f"settings.{each.field}", message=each.message) for each in error.details]
    if faults:
        raise Invalid(faults)


def name_for_record(actor: Actor, order: BaseCommand) -> str:
    """Under which name a command is kept on record: its actor's, or nobody's where it is anonymous."""
    if isinstance(order, WriteComment) and not order.signed:
        return ANONYMOUS
    return actor.by
