"""What happened: past-tense facts, one or more for every command, kept in the journal for good.

An event names people by id and carries what the journal needs to be read as a story; the state
itself is stored whole beside it.
"""

from typing import Literal, TypeAlias

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import ClaimId, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Duration, Instant
from sessionrunner.core.wip.papers import PaperId
from sessionrunner.core.wip.settings import Overrun, Unused


class BaseEvent(Frozen, tag_field="type"):
    """Base of all events."""


class SessionCreated(BaseEvent, tag="session_created"):
    """The session was set up."""

    title: str


class SegmentStarted(BaseEvent, tag="segment_started"):
    """A segment began at `started_at`: by a command, or by itself when its time came."""

    track: TrackId
    index: int
    label: str
    started_at: Instant


class TimeUp(BaseEvent, tag="time_up"):
    """A segment that holds has used up its time and counts overtime."""

    track: TrackId
    index: int
    label: str


class CaughtUp(BaseEvent, tag="caught_up"):
    """Deadlines passed while nobody looked (the server was down); they were applied afterwards."""

    track: TrackId
    late_ms: Duration
    segments: int


class Paused(BaseEvent, tag="paused"):
    """The clock stands still."""

    track: TrackId
    remaining_ms: Duration


class Resumed(BaseEvent, tag="resumed"):
    """The clock runs on."""

    track: TrackId


class Extended(BaseEvent, tag="extended"):
    """The segment's time was changed by `by_ms`."""

    track: TrackId
    by_ms: Duration


class Ended(BaseEvent, tag="ended"):
    """The track is over."""

    track: TrackId


class Undone(BaseEvent, tag="undone"):
    """A command was taken back; `command` is its type."""

    command: str


class PersonAdded(BaseEvent, tag="person_added"):
    """Somebody was put on the roster."""

    person: PersonId
    name: str
    walk_in: bool = False


class PersonUpdated(BaseEvent, tag="person_updated"):
    """What is known of somebody changed; `fields` names what."""

    person: PersonId
    fields: tuple[str, ...]


class PersonRemoved(BaseEvent, tag="person_removed"):
    """Somebody was taken off the roster."""

    person: PersonId


class PersonErased(BaseEvent, tag="person_erased"):
    """All that identified somebody was erased."""

    person: PersonId


class CheckedIn(BaseEvent, tag="checked_in"):
    """Somebody is here."""

    person: PersonId


class CheckedOut(BaseEvent, tag="checked_out"):
    """Somebody is not here any more, or never came."""

    person: PersonId


class MissingCheckedOut(BaseEvent, tag="missing_checked_out"):
    """The host said that those who had not come are not here."""

    people: tuple[PersonId, ...]


class Joined(BaseEvent, tag="joined"):
    """A device claimed a name."""

    person: PersonId


class ClaimAsked(BaseEvent, tag="claim_asked"):
    """A second device wants to join under a claimed name."""

    claim: ClaimId
    person: PersonId


class ClaimAnswered(BaseEvent, tag="claim_answered"):
    """The host let the second device in, or did not."""

    claim: ClaimId
    person: PersonId
    allowed: bool


class RosterImported(BaseEvent, tag="roster_imported"):
    """A roster file was taken over."""

    mode: Literal["add", "replace"]
    people: int


class SettingsUpdated(BaseEvent, tag="settings_updated"):
    """Settings changed; `fields` names which."""

    fields: tuple[str, ...]


class Planned(BaseEvent, tag="planned"):
    """The coming rounds were drawn: afresh, or repaired so that as little as possible changed."""

    rounds: int
    changes: int
    repaired: bool


class Swapped(BaseEvent, tag="swapped"):
    """Two people took each other's places in one round."""

    people: tuple[PersonId, PersonId]
    round: int


class LeftAlone(BaseEvent, tag="left_alone"):
    """Somebody's partner did not come and nobody else was free: they rest in this round."""

    person: PersonId
    round: int


class PutTogether(BaseEvent, tag="put_together"):
    """Somebody without company meets somebody in the round that is on who has none, or a free chair."""

    people: tuple[PersonId, PersonId]
    room: str
    round: int


class Announced(BaseEvent, tag="announced"):
    """The host said something to everybody; empty text took it away."""

    text: str


class HandRaised(BaseEvent, tag="hand_raised"):
    """Somebody wants to speak."""

    track: TrackId
    person: PersonId


class HandLowered(BaseEvent, tag="hand_lowered"):
    """Somebody does not want to speak any more."""

    track: TrackId
    person: PersonId


class CalledOn(BaseEvent, tag="called_on"):
    """Somebody has the floor; `suggested_ms` is how long it was suggested they take."""

    track: TrackId
    person: PersonId
    suggested_ms: Duration


class FinishedSpeaking(BaseEvent, tag="finished_speaking"):
    """Somebody had the floor for `spoken_ms`."""

    track: TrackId
    person: PersonId
    spoken_ms: Duration


class QueueReordered(BaseEvent, tag="queue_reordered"):
    """These people were put in front of the queue, in this order."""

    track: TrackId
    people: tuple[PersonId, ...]


class SegmentSkipped(BaseEvent, tag="segment_skipped"):
    """A segment was left out; where it was a paper's, all of that paper's."""

    track: TrackId
    label: str
    paper: PaperId | None = None


class PaperMoved(BaseEvent, tag="paper_moved"):
    """A paper is presented at another time, or in another room; `from_track` is None if it was in none."""

    paper: PaperId
    from_track: TrackId | None
    to_track: TrackId


class SegmentInserted(BaseEvent, tag="segment_inserted"):
    """A break was put in."""

    track: TrackId
    label: str
    duration_ms: Duration


class Shortened(BaseEvent, tag="shortened"):
    """What is still to come was shortened by `by_ms` in all, to finish on time."""

    track: TrackId
    by_ms: Duration


class PresenterMessaged(BaseEvent, tag="presenter_messaged"):
    """The presenter was told something; empty text took it away."""

    track: TrackId
    text: str


class PolicySet(BaseEvent, tag="policy_set"):
    """What becomes of unused minutes and of overruns was chosen."""

    track: TrackId
    unused: Unused
    overrun: Overrun


class CommentWritten(BaseEvent, tag="comment_written"):
    """Somebody wrote to a paper's presenters. What was written stands nowhere but with them."""

    paper: PaperId


class RoomEntered(BaseEvent, tag="room_entered"):
    """Somebody is in a room."""

    track: TrackId
    person: PersonId


class PaperAdded(BaseEvent, tag="paper_added"):
    """A paper was added."""

    paper: PaperId
    title: str


class PaperUpdated(BaseEvent, tag="paper_updated"):
    """What is known of a paper changed; `fields` names what."""

    paper: PaperId
    fields: tuple[str, ...]


class PaperRemoved(BaseEvent, tag="paper_removed"):
    """A paper was taken out."""

    paper: PaperId
    title: str


class PapersImported(BaseEvent, tag="papers_imported"):
    """A file of papers was taken over; `people` were not on the roster before."""

    mode: Literal["add", "replace"]
    papers: int
    people: int


class OrderProposed(BaseEvent, tag="order_proposed"):
    """The running order was worked out: for every room and block the papers, and those without a place."""

    order: dict[TrackId, tuple[tuple[PaperId, ...], ...]]
    left_out: tuple[PaperId, ...]


Event: TypeAlias = (
    SessionCreated
    | SegmentStarted
    | TimeUp
    | CaughtUp
    | Paused
    | Resumed
    | Extended
    | Ended
    | Undone
    | PersonAdded
    | PersonUpdated
    | PersonRemoved
    | PersonErased
    | CheckedIn
    | CheckedOut
    | MissingCheckedOut
    | Joined
    | ClaimAsked
    | ClaimAnswered
    | RosterImported
    | SettingsUpdated
    | Planned
    | Swapped
    | LeftAlone
    | PutTogether
    | Announced
    | HandRaised
    | HandLowered
    | CalledOn
    | FinishedSpeaking
    | QueueReordered
    | SegmentSkipped
    | PaperMoved
    | SegmentInserted
    | Shortened
    | PresenterMessaged
    | PolicySet
    | CommentWritten
    | RoomEntered
    | PaperAdded
    | PaperUpdated
    | PaperRemoved
    | PapersImported
    | OrderProposed
)
