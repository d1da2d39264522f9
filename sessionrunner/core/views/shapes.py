"""The shape of what each audience is sent. What is not a field here does not leave the server."""

from typing import Literal, TypeAlias

from sessionrunner.core.agenda import AtEnd, FlashSettings, RoomKind, SegmentKind
from sessionrunner.core.clock import ClockState
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Announcement, Attendance, ClaimId, Format, Role, SessionId
from sessionrunner.core.planning.types import Pairing, PairingKind, PersonId, Quality, Round, Side
from sessionrunner.core.time import Duration, Instant

MeetingKind: TypeAlias = Literal["mentoring", "peer", "group", "sit_out"]


class Lens(Frozen):
    """What a view depends on besides the state: the instant, the clock's pace, and the public address."""

    now: Instant
    pace: float
    public_url: str


class SegmentView(Frozen):
    """A segment of the agenda."""

    kind: SegmentKind
    label: str
    round: int | None
    slot: int | None
    duration_ms: Duration
    at_end: AtEnd


class ClockView(Frozen):
    """The clock as instants: the segment, when it began, and when it ends or what is left of it."""

    state: ClockState
    index: int
    segment: SegmentView
    started_at: Instant | None
    ends_at: Instant | None
    remaining_ms: Duration | None


class Pulse(Frozen):
    """What is sent when only the clock moved."""

    version: int
    server_now: Instant
    clock: ClockView


class SessionHead(Frozen):
    """Which session this is."""

    id: SessionId
    title: str
    format: Format
    code: str


class View(Pulse):
    """What every audience sees."""

    pace: float
    session: SessionHead
    agenda: tuple[SegmentView, ...]
    announcement: Announcement | None


class Me(Frozen):
    """Who an attendee is."""

    id: PersonId
    name: str
    role: Side
    attendance: Attendance


class Place(Frozen):
    """Where a meeting is; `link` opens it where it is a video room."""

    name: str
    link: str | None


class Partner(Frozen):
    """Somebody one meets. `away` says that they were marked as not here."""

    name: str
    role: Side
    institution: str
    interests: tuple[str, ...]
    away: bool


class Meeting(Frozen):
    """What an attendee does in one round; a sit-out has no room and no partners."""

    round: int
    kind: MeetingKind
    room: Place | None
    partners: tuple[Partner, ...]


class AttendeeView(View):
    """What a phone shows: who you are with, where, and for how long, for the whole session."""

    audience: Literal["attendee"] = "attendee"
    me: Me
    room_kind: RoomKind
    itinerary: tuple[Meeting, ...]


class StageRoom(Frozen):
    """Who meets in a room, by name."""

    room: str
    kind: PairingKind
    people: tuple[str, ...]


class StageRound(Frozen):
    """Who is where in one round."""

    round: int
    rooms: tuple[StageRoom, ...]
    sitting_out: tuple[str, ...]


class StageView(View):
    """What everybody in the room may read on the wall."""

    audience: Literal["stage"] = "stage"
    join_url: str
    rounds: tuple[StageRound, ...]


class HostPerson(Frozen):
    """Somebody on the roster, as the host sees them."""

    id: PersonId
    name: str
    side: Side
    role: Role | None
    years: float | None
    email: str
    institution: str
    interests: tuple[str, ...]
    requests: tuple[str, ...]
    avoid: tuple[str, ...]
    attendance: Attendance
    joined: bool
    walk_in: bool
    sit_outs: int


class HostRound(Frozen):
    """A round with people by id: over, running, or coming. `absent` were not there for their meeting."""

    round: int
    state: Literal["held", "running", "coming"]
    pairings: tuple[Pairing, ...]
    sitting_out: tuple[PersonId, ...]
    absent: tuple[PersonId, ...]


class WaitingClaim(Frozen):
    """Somebody who wants to join under a claimed name."""

    id: ClaimId
    person: PersonId
    asked_at: Instant


class ReportView(Frozen):
    """Somebody says that who was to meet them in the round that is on is not there."""

    person: PersonId
    missing: tuple[PersonId, ...]
    at: Instant


class HostView(View):
    """Everything a host works with. `allowed` are the commands that make sense now.

    `undo` is the type of the command that undo would take back; `undo_added_ms` the time it had added.
    """

    audience: Literal["host"] = "host"
    join_url: str
    settings: FlashSettings
    people: tuple[HostPerson, ...]
    former: dict[PersonId, str]
    rounds: tuple[HostRound, ...]
    quality: Quality | None
    claims: tuple[WaitingClaim, ...]
    reports: tuple[ReportView, ...]
    undo: str | None
    undo_added_ms: Duration
    allowed: tuple[str, ...]
    planned_finish_at: Instant | None
    expected_finish_at: Instant | None


class PlanPerson(Frozen):
    """Somebody in a plan."""

    id: PersonId
    name: str
    side: Side


class PlanView(Frozen):
    """The plan as the contract shows it."""

    seed: int
    people: tuple[PlanPerson, ...]
    rounds: tuple[Round, ...]
    quality: Quality
