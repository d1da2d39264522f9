"""Sessions and journal entries for the tests of the adapters."""

from msgspec.structs import replace

from sessionrunner.core.agenda import FlashSettings, flash_agenda
from sessionrunner.core.answers import Answer, ErrorBody, Failure, JournalEntry
from sessionrunner.core.clock import Clock, begin, end
from sessionrunner.core.errors import Detail
from sessionrunner.core.events import Announced, Event, Paused, SegmentStarted
from sessionrunner.core.model import MAIN_TRACK, Announcement, Person, Session, SessionId, Track, UndoStep
from sessionrunner.core.planning import make_plan
from sessionrunner.core.planning.types import Participant, PersonId, PlanRequest
from sessionrunner.core.time import Duration, Instant
from sessionrunner.runtime.ports import Kept

NOW = Instant(1_700_000_000_123)
SETTINGS = FlashSettings(rounds=2)
AGENDA = flash_agenda(SETTINGS)


def a_session(name: str = "s1", code: str = "ABC234", created_at: Instant = NOW) -> Session:
    """A session that waits for its start."""
    return Session(
        id=SessionId(name),
        code=code,
        title=f"Title of {name}",
        format="flash",
        created_at=created_at,
        settings=SETTINGS,
        tracks={MAIN_TRACK: Track(id=MAIN_TRACK, agenda=AGENDA, clock=Clock())},
    )


def a_full_session() -> Session:
    """A session with something in every part of the state, unset parts of an undo step included."""
    people = (
        Person(id=PersonId("p1"), name="Ada Ŀöw", years=12.5, interests=("tort law",), attendance="here"),
        Person(id=PersonId("p2"), name="Bo", email="bo@example.org", role="mentee", joined=True),
    )
    asked = PlanRequest(
        participants=(
            Participant(id=PersonId("p1"), side="mentor"),
            Participant(id=PersonId("p2"), side="mentee"),
        ),
        rounds=2,
        seed=1,
    )
    step = UndoStep(type="announce", at=NOW, people={PersonId("p2"): None}, announcement=None)
    return replace(
        a_session(),
        version=7,
        people={person.id: person for person in people},
        next_person=3,
        plan=make_plan(asked),
        announcement=Announcement(text="Coffee is late", at=NOW),
        undo=(step, UndoStep(type="start", at=NOW, tracks={MAIN_TRACK: a_session().track})),
    )


def changed(session: Session, title: str) -> Session:
    """The next version, with another title."""
    return replace(session, version=session.version + 1, title=title)


def running(session: Session) -> Session:
    """The next version, with the clock in its second segment."""
    return _with_clock(session, begin(AGENDA, 1, NOW))


def ended(session: Session, at: Instant) -> Session:
    """The next version, ended at `at`."""
    return _with_clock(session, end(AGENDA, at))


def _with_clock(session: Session, clock: Clock) -> Session:
    track = replace(session.track, clock=clock)
    return replace(session, version=session.version + 1, tracks={MAIN_TRACK: track})


def entry(version: int, event: Event | None = None, at: Instant = NOW) -> JournalEntry:
    """Something the host did."""
    return JournalEntry(version=version, at=at, by="host", event=event or Announced(text=f"v{version}"))


def some_events() -> tuple[Event, ...]:
    """Events of several kinds."""
    return (
        SegmentStarted(track=MAIN_TRACK, index=1, label="Welcome", started_at=NOW),
        Paused(track=MAIN_TRACK, remaining_ms=Duration(5_000)),
        Announced(text="Hello – ‘everybody’"),
    )


def accepted(command_id: str = "c1", by: str = "host", version: int = 2) -> Kept:
    """The kept reply to a command that was carried out."""
    return Kept(by=by, command_id=command_id, reply=Answer(version=version, events=some_events()))


def refused(command_id: str = "c1", by: str = "host") -> Kept:
    """The kept reply to a command that was refused."""
    body = ErrorBody(
        code="rejected", message="Not now.", details=(Detail(field="seconds", message="too many"),)
    )
    return Kept(by=by, command_id=command_id, reply=Failure(error=body))
