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
from sessionrunner.core.time import Instant

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

    In a works-in-progress session there is one for every room, and `name` is the room's.
    """

    id: TrackId
    name: str = ""
    agenda: tuple[Segment, ...]
    clock: Clock
    planned_finish_at: Instant | None = None


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
    """Somebody says that those who were to meet them in a round are not there."""

    person: PersonId
    missing: tuple[PersonId, ...]
    round: int
    at: Instant


class UndoStep(Frozen):
    """What one command changed, as it stood before; parts it did not touch are left unset.

    `track` is the one room a works-in-progress command was about, or None.
    In `people`, None stands for somebody who was not there before. `held` is how many rounds were
    fixed when the command was given.
    """

    type: str
    at: Instant
    track: TrackId | None = None
    held: int = 0
    people: dict[PersonId, Person | None] = {}
    tracks: dict[TrackId, Track] | UnsetType = UNSET
    plan: Plan | UnsetType | None = UNSET
    settings: FlashSettings | UnsetType = UNSET
    title: str | UnsetType = UNSET
    announcement: Announcement | UnsetType | None = UNSET
    reports: tuple[Report, ...] | UnsetType = UNSET


class Session(Frozen):
    """One live run. `code` is what people type to join; `people` keep the roster's order."""

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
    undo: tuple[UndoStep, ...] = ()

    @property
    def track(self) -> Track:
        """The one track of a flash session."""
        return self.tracks[MAIN_TRACK]

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
