"""All sessions of this server: made, found, brought back after a restart."""

import asyncio
import secrets
from collections.abc import Iterable

import structlog

from sessionrunner.core.agenda import FlashSettings, flash_agenda
from sessionrunner.core.answers import JournalEntry
from sessionrunner.core.clock import Clock as TrackClock
from sessionrunner.core.codes import ALPHABET, CODE_LENGTH, is_code, tidy_code
from sessionrunner.core.errors import NotFound, Unavailable
from sessionrunner.core.events import SessionCreated
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import MAIN_TRACK, Format, Session, SessionId, Track, Wip
from sessionrunner.core.time import Instant
from sessionrunner.core.wip.creating import rooms_for
from sessionrunner.core.wip.settings import WipSettings
from sessionrunner.runtime.ports import StoreUnavailableError, VersionMovedError
from sessionrunner.runtime.runner import SessionRunner, World, scour

log = structlog.get_logger(__name__)

NO_SUCH_CODE = "No session has this code. Look at the screen in the room and type its six characters again."
NO_SUCH_SESSION = "There is no such session (any more)."
_TRIES = 10


class NewSession(Frozen):
    """What it takes to make a session: `wip` for one of works in progress, and only for that."""

    format: Format
    title: str
    settings: FlashSettings
    wip: WipSettings | None = None


class Sessions:
    """Finds the runner of a session, loading it when it is asked for the first time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._runners: dict[SessionId, SessionRunner] = {}
        self._loading: dict[SessionId, asyncio.Lock] = {}
        self._erasing: set[SessionId] = set()

    @property
    def loaded(self) -> Iterable[SessionRunner]:
        """The sessions in memory."""
        return tuple(self._runners.values())

    async def start(self) -> None:
        """Bring every unfinished session back; deadlines that passed meanwhile are applied at once.

        One that cannot be read keeps none of the others from going on; the log tells the operator.
        """
        for session in await self.world.store.unfinished():
            try:
                runner = await self.get(session)
            except Unavailable as error:
                log.error("a session cannot be read", session=session, reason=str(error.__cause__))  # noqa: TRY400
            else:
                await runner.wake()

    async def close(self) -> None:
        """Stop every session; all is stored."""
        await asyncio.gather(*(runner.close() for runner in self._runners.values()))
        self._runners.clear()

    async def create(self, new: NewSession) -> Session:
        """Make a session with an id that cannot be guessed and a code that is not taken."""
        for _ in range(_TRIES):
            session = _fresh(new, self.world.clock.now())
            entry = JournalEntry(
                version=session.version,
                at=session.created_at,
                by="operator",
                event=SessionCreated(title=session.title),
            )
            try:
                await self.world.store.create(session, [entry])
            except VersionMovedError:
                continue
            except StoreUnavailableError as error:
                raise Unavailable("The session could not be saved. Try again in a moment.") from error
            return session
        raise Unavailable("No free code was found. Try again.")

    async def get(self, session: SessionId) -> SessionRunner:
        """The runner of a session. Raises `NotFound` if there is no such session."""
        if session in self._erasing:
            raise NotFound(NO_SUCH_SESSION)
        if session in self._runners:
            return self._runners[session]
        async with self._loading.setdefault(session, asyncio.Lock()):
            if session not in self._runners:
                self._runners[session] = SessionRunner(await self._load(session), self.world)
        self._loading.pop(session, None)
        return self._runners[session]

    async def erase(self, session: SessionId) -> None:
        """Delete a session for good, with all that was kept of it. Whoever is connected must be let go.

        Raises `Unavailable`, having erased nothing, when it cannot be done just now.
        """
        self._erasing.add(session)
        try:
            async with self._loading.setdefault(session, asyncio.Lock()):
                if runner := self._runners.pop(session, None):
                    await runner.close("This session has just been erased.")
                self.world.alarm.clear(session)
                await self.world.store.erase(session)
        except StoreUnavailableError as error:
            raise Unavailable("The session could not be erased, so it is all there. Try again.") from error
        finally:
            self._erasing.discard(session)
            self._loading.pop(session, None)
        await scour(self.world.store)

    async def by_code(self, code: str) -> SessionRunner:
        """The runner of the session with this code. Raises `NotFound` in words."""
        tidied = tidy_code(code)
        found = await self._by_code(tidied) if is_code(tidied) else None
        if found is None:
            raise NotFound(NO_SUCH_CODE)
        return await self.get(found)

    def wake(self, session: SessionId) -> None:
        """The alarm's way in."""
        task = asyncio.ensure_future(self._wake(session))
        task.add_done_callback(_log_failure)

    async def _wake(self, session: SessionId) -> None:
        await (await self.get(session)).wake()

    async def _load(self, session: SessionId) -> Session:
        try:
            stored = await self.world.store.load(session)
        except StoreUnavailableError as error:
            raise Unavailable("The session could not be read. Try again in a moment.") from error
        if stored is None:
            raise NotFound(NO_SUCH_SESSION)
        return stored

    async def _by_code(self, code: str) -> SessionId | None:
        for runner in self._runners.values():
            if runner.session.code == code:
                return runner.session.id
        try:
            return await self.world.store.by_code(code)
        except StoreUnavailableError as error:
            raise Unavailable("The session could not be read. Try again in a moment.") from error


def _fresh(new: NewSession, now: Instant) -> Session:
    return Session(
        id=SessionId(secrets.token_urlsafe(12)),
        code="".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
        title=new.title,
        format=new.format,
        created_at=now,
        settings=new.settings,
        tracks=rooms_for(new.wip) if new.wip else {MAIN_TRACK: _only_track(new.settings)},
        wip=Wip(settings=new.wip) if new.wip else None,
    )


def _only_track(settings: FlashSettings) -> Track:
    return Track(id=MAIN_TRACK, agenda=flash_agenda(settings), clock=TrackClock())


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("a session could not be woken", error=repr(error))
