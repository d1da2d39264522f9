"""The shape of what each audience of a works-in-progress session is sent."""

from typing import Literal, TypeAlias

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Attendance, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Duration, Instant
from sessionrunner.core.views.shapes import ClockView, Pulse, SegmentView, View, WaitingClaim
from sessionrunner.core.wip.floor import Message
from sessionrunner.core.wip.papers import PaperId, Wishes
from sessionrunner.core.wip.settings import Policy, WipSettings, WrittenComments

Duty: TypeAlias = Literal["presenter", "discussant"]


class WipSegment(SegmentView):
    """A segment of a room's agenda, and whose paper it belongs to."""

    paper: PaperId | None


class WipClock(ClockView):
    """A room's clock, whose segment says whose paper is on."""

    segment: WipSegment


class RoomHead(Frozen):
    """Which room."""

    id: TrackId
    name: str


class RoomClock(Frozen):
    """Where a room's clock is."""

    id: TrackId
    clock: WipClock


class RoomView(RoomHead):
    """A room with its clock and its agenda."""

    clock: WipClock
    agenda: tuple[WipSegment, ...]


class WipPulse(Pulse):
    """What is sent when only clocks moved: the own room's, and every room's."""

    tracks: tuple[RoomClock, ...]


class Named(Frozen):
    """Somebody by name."""

    name: str
    institution: str


class PaperView(Frozen):
    """A paper as everybody may see it. `abstract` is left out (None) where it is not one's own room's."""

    id: PaperId
    title: str
    presenters: tuple[Named, ...]
    discussants: tuple[Named, ...]
    keywords: tuple[str, ...]
    link: str
    abstract: str | None


class SpeakingView(Frozen):
    """Who has the floor. `since` is null while the room is paused; `before_ms` counts until then."""

    name: str
    since: Instant | None
    before_ms: Duration
    suggested_ms: Duration


class WipMe(Frozen):
    """Who an attendee is, and what they do with papers."""

    id: PersonId
    name: str
    attendance: Attendance
    roles: tuple[Duty, ...]


class MyHand(Frozen):
    """An attendee's raised hand: how many are before them and themselves (1 is next)."""

    place: int
    raised_at: Instant


class MyPaper(Frozen):
    """A paper that an attendee presents or discusses, and where; `over` when it has been on."""

    paper: PaperId
    role: Duty
    room: RoomHead | None
    over: bool


class ReceivedComment(Frozen):
    """A written comment as its presenters read it; `author` is null where it is anonymous."""

    paper: PaperId
    text: str
    at: Instant
    author: str | None


class WipAttendeeView(View):
    """What a phone shows: every room's paper and time, one's own room, hand, papers and comments.

    `clock` and `agenda` are those of `room`, or of the first one while none is chosen. `message` is what
    who presents now (or next, between two papers) is told by the facilitator; nobody else's view has it.
    `written` says whether and how comments can be written.
    """

    audience: Literal["attendee"] = "attendee"
    me: WipMe
    room: RoomHead | None
    tracks: tuple[RoomView, ...]
    papers: tuple[PaperView, ...]
    mine: tuple[MyPaper, ...]
    hand: MyHand | None
    waiting: int
    speaking: SpeakingView | None
    speaking_myself: bool
    spoken_ms: Duration
    message: Message | None
    written: WrittenComments
    guidelines: str
    comments: tuple[ReceivedComment, ...]


class QueueEntry(Frozen):
    """Somebody whose hand is up, as who facilitates sees them."""

    person: PersonId
    name: str
    institution: str
    raised_at: Instant
    spoken_ms: Duration
    discussant: bool
    junior: bool


class InRoom(Frozen):
    """Somebody in the room, and how long they have spoken there.

    Not `here` is who is only expected: their paper is in this room, and they have neither come nor spoken.
    """

    person: PersonId
    name: str
    spoken_ms: Duration
    here: bool


class FacilitatorView(View):
    """What facilitates one room. `behind_ms` is negative where the room is ahead of what was planned.

    `suggestion_ms` is how long each of the queue can take; `people` are those in the room. `undo` is
    the last command in this room that can be taken back, `allowed` are those that make sense now.
    """

    audience: Literal["facilitator"] = "facilitator"
    track: RoomHead
    papers: tuple[PaperView, ...]
    queue: tuple[QueueEntry, ...]
    speaking: SpeakingView | None
    speaker: PersonId | None
    suggestion_ms: Duration
    people: tuple[InRoom, ...]
    message: Message | None
    policy: Policy
    guidelines: str
    planned_finish_at: Instant | None
    expected_finish_at: Instant | None
    behind_ms: Duration | None
    allowed: tuple[str, ...]
    undo: str | None


class WipStageView(View):
    """What hangs on the wall: of one room (`track`), or of all of them where it is null."""

    audience: Literal["stage"] = "stage"
    join_url: str
    track: RoomHead | None
    tracks: tuple[RoomView, ...]
    papers: tuple[PaperView, ...]
    speaking: SpeakingView | None
    waiting: int
    message: Message | None
    guidelines: str
    planned_finish_at: Instant | None
    expected_finish_at: Instant | None


class HostRoom(RoomView):
    """A room at a glance: how far it is behind, what happens on its floor, what can be done.

    `people` is how many are in the room and here; who is only expected there is not counted.
    """

    policy: Policy
    planned_finish_at: Instant | None
    expected_finish_at: Instant | None
    behind_ms: Duration | None
    people: int
    waiting: int
    speaking: SpeakingView | None
    message: Message | None
    allowed: tuple[str, ...]
    undo: str | None


class HostPaper(Frozen):
    """A paper as the host works with it; `room` is null while it has no place.

    `over` is true of every paper of a room that has ended, `begun` only of those that came to be presented.
    `in_common` are those of its keywords that another paper of the same room and block has, too.
    """

    id: PaperId
    title: str
    presenters: tuple[PersonId, ...]
    discussants: tuple[PersonId, ...]
    keywords: tuple[str, ...]
    link: str
    abstract: str
    wishes: Wishes
    room: TrackId | None
    over: bool
    begun: bool
    comments: int
    in_common: tuple[str, ...]


class WipHostPerson(Frozen):
    """Somebody on the roster, as the host of a works-in-progress session sees them."""

    id: PersonId
    name: str
    email: str
    years: float | None
    institution: str
    interests: tuple[str, ...]
    attendance: Attendance
    joined: bool
    walk_in: bool
    room: TrackId | None
    roles: tuple[Duty, ...]


class WipHostView(View):
    """Everything the host of a works-in-progress session works with. `clashes` are sentences."""

    audience: Literal["host"] = "host"
    join_url: str
    settings: WipSettings
    threshold: float
    walk_ins: bool
    people: tuple[WipHostPerson, ...]
    papers: tuple[HostPaper, ...]
    tracks: tuple[HostRoom, ...]
    clashes: tuple[str, ...]
    claims: tuple[WaitingClaim, ...]
    undo: str | None
    allowed: tuple[str, ...]
