"""What a running session needs of the world, as protocols; adapters implement them, `app` joins them."""

from collections.abc import Sequence
from typing import Protocol

from sessionrunner.core.answers import JournalEntry, Reply
from sessionrunner.core.forgetting import Forgotten
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Audience, Format, Session, SessionId, TrackId
from sessionrunner.core.planning.types import PersonId, Plan, PlanRequest
from sessionrunner.core.running_order.types import OrderRequest, RunningOrder
from sessionrunner.core.time import Instant


class Clock(Protocol):
    """Tells what time it is. `pace` is how much faster than real time it runs."""

    @property
    def pace(self) -> float:
        """1 but in a demonstration."""
        ...

    def now(self) -> Instant:
        """This instant."""
        ...


class Alarm(Protocol):
    """Wakes a session up, through the function it was made with; early or twice does no harm."""

    def set(self, session: SessionId, at: Instant) -> None:
        """Wake `session` at `at`, and no longer at the instant set before."""
        ...

    def clear(self, session: SessionId) -> None:
        """Do not wake `session`."""
        ...


class Planner(Protocol):
    """Makes plans away from the event loop."""

    def expect(self, people: int, rounds: int) -> None:
        """A plan of this size may be asked for: get ready, if that takes time. Returns at once."""
        ...

    async def plan(self, request: PlanRequest) -> Plan:
        """The plan that `request` asks for."""
        ...

    async def arrange(self, request: OrderRequest) -> RunningOrder:
        """The running order that `request` asks for."""
        ...


class Publisher(Protocol):
    """Tells the pages. It must not block: it is called between two commands."""

    def publish(self, before: Session | None, after: Session) -> None:
        """The committed state is now `after`."""
        ...


class Kept(Frozen):
    """The first answer to a command, kept so that the same command sent again gets it again."""

    by: str
    command_id: str
    reply: Reply


class VersionMovedError(Exception):
    """The stored version is not the one the change was made from; nothing was written."""


class AnsweredBeforeError(Exception):
    """The command has a reply already, so it was carried out or refused; nothing was written."""


class StoreUnavailableError(Exception):
    """The database cannot be written or read just now (full, locked, gone); nothing was written."""


class SessionSummary(Frozen):
    """A line in the operator's list of sessions."""

    id: SessionId
    title: str
    format: Format
    code: str
    created_at: Instant
    finished_at: Instant | None


class Store(Protocol):
    """Keeps sessions for good. Every method raises `StoreUnavailableError` when it cannot."""

    async def create(self, session: Session, entries: Sequence[JournalEntry]) -> None:
        """Store a new session. Raises `VersionMovedError` if its id or code is taken."""
        ...

    async def load(self, session: SessionId) -> Session | None:
        """The session as last committed."""
        ...

    async def unfinished(self) -> Sequence[SessionId]:
        """The ids of all sessions that have not ended."""
        ...

    async def summaries(self) -> Sequence[SessionSummary]:
        """Every session, newest first."""
        ...

    async def by_code(self, code: str) -> SessionId | None:
        """The session that people join with `code`."""
        ...

    async def commit(
        self,
        before: int,
        after: Session,
        entries: Sequence[JournalEntry],
        kept: Kept | None,
        forget: Forgotten | None = None,
    ) -> None:
        """Write `after`, its journal entries and the kept reply in one transaction.

        With `forget`, in the same one: take that person out of the whole journal and of every kept
        reply, and delete their tokens. Having written nothing, raises `VersionMovedError` unless the stored
        version is `before`, and `AnsweredBeforeError` if there is a reply to the same command of the same
        actor: that a command counts once rests on it.
        """
        ...

    async def keep(self, session: SessionId, kept: Kept) -> None:
        """Keep the reply to a command that changed nothing (a refusal)."""
        ...

    async def kept(self, session: SessionId, by: str, command_id: str) -> Reply | None:
        """The first reply to this command, if it was given before."""
        ...

    async def journal(self, session: SessionId) -> Sequence[JournalEntry]:
        """Everything that happened, in order."""
        ...

    async def erase(self, session: SessionId) -> None:
        """Delete a session for good, with its journal, replies and tokens; nothing if there is none."""
        ...

    async def scour(self) -> None:
        """Leave no copy of what was erased in the database's files, where deleting alone would."""
        ...


class Grant(Frozen):
    """What a token allows: to be one audience of one session."""

    session: SessionId
    audience: Audience
    person: PersonId | None = None
    track: TrackId | None = None


class TokenStore(Protocol):
    """Keeps which tokens are good; it sees their digests only."""

    async def add(self, digest: bytes, grant: Grant, at: Instant) -> None:
        """From now on a token with this digest stands for `grant`."""
        ...

    async def find(self, digest: bytes) -> Grant | None:
        """What the token with this digest stands for; None if it is unknown or was revoked."""
        ...

    async def revoke(self, grant: Grant, at: Instant, keep: bytes | None = None) -> int:
        """Revoke every token of exactly this grant, except `keep`; answers how many."""
        ...
