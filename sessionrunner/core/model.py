"""The state of one session: everything that must survive a crash, and nothing else.

A `Session` is one immutable value. It is stored whole, and a change is another value. Who is
connected is not in it (that is presence), and what an audience may see is made from it in `views`.
"""

from typing import Literal, NewType, TypeAlias

from msgspec import UNSET, UnsetType

from sessionrunner.core.agenda import FlashSettings, Segment
from sessionrunner.core.clock import Clock
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.types import PersonId, Plan, Side
from sessionrunner.core.time import Duration, Instant
from sessionrunner.core.wip.floor import Floor, Hand, Message, Speaking
from sessionrunner.core.wip.papers import Comment, Paper, PaperId
from sessionrunner.core.wip.settings import Policy, WipSettings

SessionId = NewType("SessionId", str)
TrackId = NewType("TrackId", str)
ClaimId = NewType("ClaimId", str)

Format: TypeAlias = Literal["flash", "wip"]
Role: TypeAlias = Literal["mentor", "mentee", "either"]
Attendance: TypeAlias = Literal["expected", "here", "gone"]
Audience: TypeAlias = Literal["host", "facilitator", "attendee", "stage"]

MAIN_TRACK = TrackId("main")
EVERY_TRACK = TrackId("all")
"""How a host's command names every room at once."""


class Person(Frozen):
    """Somebody on the roster.

    `requests` and `avoid` are names or emails as they were written; whom they mean is worked out
    when a plan is made, so that they also reach somebody who walks in later. `attendance` is
    whether the person is expected, checked in, or gone; `joined` whether a device has claimed the
    name. `removed` people are kept only because rounds that were held name them.
    """

    id: PersonId
    name: str
    email: str = ""
    years: float | None = None
    role: Role | None = None
    institution: str = ""
    interests: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    attendance: Attendance = "expected"
    joined: bool = False
    walk_in: bool = False
    removed: bool = False


class Track(Frozen):
    """One agenda with one clock. `planned_finish_at` is the finish foreseen at the start.

    In a works-in-progress session there is one for every room; `name` is the room's, and `policy` says
    what becomes of time that does not go to plan.
    """

    id: TrackId
    name: str = ""
    agenda: tuple[Segment, ...]
    clock: Clock
    planned_finish_at: Instant | None = None
    policy: Policy | None = None


class Announcement(Frozen):
    """A sentence from the host to everybody."""

    text: str
    at: Instant


class Claim(Frozen):
    """Somebody who wants to join under a name that another device already holds."""

    id: ClaimId
    person: PersonId
    asked_at: Instant
    answer: Literal["waiting", "allowed", "refused"] = "waiting"


class Report(Frozen):
    """Somebody says that those who were to meet them in a round, in `room`, are not there."""

    person: PersonId
    missing: tuple[PersonId, ...]
    round: int
    at: Instant
    room: str = ""


class Wip(Frozen):
    """What a works-in-progress session has beside its tracks.

    `floors` are the rooms' discussions, `places` the rooms that people chose to be in; who chose none
    is where the paper is that they present or discuss. `comments` are in the order of writing.
    """

    settings: WipSettings
    papers: dict[PaperId, Paper] = {}
    next_paper: int = 1
    floors: dict[TrackId, Floor] = {}
    places: dict[PersonId, TrackId] = {}
    comments: tuple[Comment, ...] = ()
    next_comment: int = 1

    def floor(self, track: TrackId) -> Floor:
        """The discussion of a room."""
        return self.floors.get(track, Floor())


class FloorStep(Frozen):
    """What one command changed in a room's discussion: what to put back, and nothing else.

    `lowered` hands go up again, `raised` ones down; `order` is in which order they were. In `spoken`,
    None stands for somebody who had not spoken before.
    """

    lowered: tuple[Hand, ...] = ()
    raised: tuple[PersonId, ...] = ()
    order: tuple[PersonId, ...] = ()
    first: tuple[PersonId, ...] | UnsetType = UNSET
    speaking: Speaking | UnsetType | None = UNSET
    heard: tuple[PersonId, ...] | UnsetType = UNSET
    spoken: dict[PersonId, Duration | None] = {}
    message: Message | UnsetType | None = UNSET


class WipStep(Frozen):
    """What one command changed of a works-in-progress session beside its tracks.

    In `papers` and `places`, None stands for what was not there before.
    """

    settings: WipSettings | UnsetType = UNSET
    papers: dict[PaperId, Paper | None] = {}
    places: dict[PersonId, TrackId | None] = {}
    floors: dict[TrackId, FloorStep] = {}


class UndoStep(Frozen):
    """What one command changed, as it stood before; parts it did not touch are left unset.

    `track` is the one room that a works-in-progress command was about and that alone it changed, or
    None; `by` is who gave it. In `people` and `tracks`, None stands for what was not there before.
    `moved` are the tracks whose clock the command moved: the others' clocks stay as they are.
    `held` is how many rounds were fixed when the command was given. `added_ms` is the time that the
    command gave the running segment of a flash session; below zero if it took some away.
    """

    type: str
    at: Instant
    by: str = ""
    track: TrackId | None = None
    held: int = 0
    added_ms: Duration = Duration(0)
    people: dict[PersonId, Person | None] = {}
    tracks: dict[TrackId, Track | None] | UnsetType = UNSET
    moved: tuple[TrackId, ...] = ()
    wip: WipStep | UnsetType = UNSET
    plan: Plan | UnsetType | None = UNSET
    settings: FlashSettings | UnsetType = UNSET
    title: str | UnsetType = UNSET
    announcement: Announcement | UnsetType | None = UNSET
    reports: tuple[Report, ...] | UnsetType = UNSET
    absent: dict[int, tuple[PersonId, ...]] | UnsetType = UNSET


class Session(Frozen):
    """One live run. `code` is what people type to join; `people` keep the roster's order.

    `plan` and most of `settings` serve flash mentoring; a works-in-progress session has `wip`. `absent`
    are those whom the plan names in a round but who were not there for it, for every round that was begun.
    """

    id: SessionId
    code: str
    title: str
    format: Format
    created_at: Instant
    settings: FlashSettings
    tracks: dict[TrackId, Track]
    version: int = 1
    people: dict[PersonId, Person] = {}
    next_person: int = 1
    plan: Plan | None = None
    announcement: Announcement | None = None
    claims: dict[ClaimId, Claim] = {}
    reports: tuple[Report, ...] = ()
    absent: dict[int, tuple[PersonId, ...]] = {}
    wip: Wip | None = None
    undo: tuple[UndoStep, ...] = ()

    @property
    def track(self) -> Track:
        """The one track of a flash session; of a works-in-progress session, that of its first room."""
        return next(iter(self.tracks.values()))

    @property
    def roster(self) -> tuple[Person, ...]:
        """Everybody on the list, without those who were removed."""
        return tuple(person for person in self.people.values() if not person.removed)


def side_of(person: Person, threshold: float, plan: Plan | None) -> Side:
    """The side somebody is on: the role if one is given, else by years; `either` as the plan says."""
    if person.role == "either":
        return plan.sides.get(person.id, "mentee") if plan else "mentee"
    if person.role is not None:
        return person.role
    return "mentor" if person.years is not None and person.years >= threshold else "mentee"
