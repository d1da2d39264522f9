"""Runs one session: a queue in; decide, commit, publish, set the alarm; one command after the other."""

import asyncio
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Final

import structlog
from msgspec import UNSET

from sessionrunner.core.answers import Answer, Failure, JournalEntry, Reply, failure
from sessionrunner.core.clock import deadline
from sessionrunner.core.commands import (
    COMMANDS,
    SERVER,
    Actor,
    Order,
    Repair,
    Tick,
    name_for_record,
)
from sessionrunner.core.decide import Decision, Drawn, decide
from sessionrunner.core.decide.deciding import command_type
from sessionrunner.core.decide.decision import Arranged, Made
from sessionrunner.core.drawing import PlanNeeded, may_unplace, unplaced
from sessionrunner.core.errors import Refusal, Unavailable
from sessionrunner.core.model import Session
from sessionrunner.core.planning.types import PlanRequest
from sessionrunner.core.running_order.types import OrderNeeded, OrderRequest
from sessionrunner.core.time import Instant, after, seconds
from sessionrunner.runtime.ports import (
    Alarm,
    AnsweredBeforeError,
    Clock,
    Kept,
    Planner,
    Publisher,
    Store,
    StoreUnavailableError,
    VersionMovedError,
)

log = structlog.get_logger(__name__)

RETRY = seconds(1)
"""After a tick that could not be stored, the next attempt."""

_STOPPING: Final = "The server is stopping. Try again in a moment."

MOST_WAITING: Final = 2_000
"""Commands in a session's queue; beyond that, callers are told to try again."""


TICK: Final = Tick(id="tick")
REPAIR: Final = Repair(id="repair")


@dataclass(frozen=True, kw_only=True)
class World:
    """What a runner works with: the ports, joined once by the application."""

    store: Store
    clock: Clock
    alarm: Alarm
    planner: Planner
    publisher: Publisher


class Refused(Exception):  # noqa: N818 - carries an earlier refusal, word for word
    """The command was refused when it came first; `failure` is what was said then."""

    def __init__(self, kept: Failure) -> None:
        super().__init__(kept.error.message)
        self.failure = kept


class _Job:
    """An order in the queue, whoever gave it, and who waits for its answer."""

    def __init__(self, order: Order, actor: Actor) -> None:
        self.order = order
        self.actor = actor
        self.by = name_for_record(actor, order)
        """Under which name it is kept: nobody's, where its author is not to be known."""
        self.made: Made | None = None
        """The plan or running order that was made for it, once it has asked for one."""
        self.answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()


class SessionRunner:
    """One running session. Made by `Sessions`; everything about the session passes through `submit`."""

    def __init__(self, session: Session, world: World) -> None:
        self._session = session
        self._world = world
        self._queue: asyncio.Queue[_Job] = asyncio.Queue()
        self._taken: _Job | None = None
        self._planning: _Job | None = None
        self._wait_to_plan: deque[_Job] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._repairing = False
        self._closed = ""
        """Why nothing more is carried out, once that is so."""
        self._doubtful = False
        """Whether a commit may have been stored although it failed: a fault can come after the deed."""
        self._under_way: dict[tuple[str, str], asyncio.Future[Answer]] = {}
        self._worker = asyncio.create_task(self._work(), name=f"session {session.id}")

    @property
    def session(self) -> Session:
        """The state as last committed."""
        return self._session

    async def submit(self, order: Order, actor: Actor) -> Answer:
        """Carry `order` out after all that came before it, and say what happened.

        The same command given again while the first is still under way (a plan can take seconds, and
        whoever asks loses patience) waits for the first one's answer. Raises a `Refusal` if it cannot be
        done; nothing has changed then. Raises `Refused` if the same command was refused before.
        """
        key = (name_for_record(actor, order), order.id)
        if command_type(order) not in COMMANDS:
            return await self._enqueue(order, actor)
        if key not in self._under_way:
            self._under_way[key] = answer = self._enqueue(order, actor)
            answer.add_done_callback(lambda _: self._under_way.pop(key, None))
        return await asyncio.shield(self._under_way[key])

    def _enqueue(self, order: Order, actor: Actor) -> asyncio.Future[Answer]:
        if self._closed:
            raise Unavailable(self._closed)
        if self._queue.qsize() + len(self._wait_to_plan) >= MOST_WAITING:
            raise Unavailable("The server is very busy. Try again in a moment.")
        job = _Job(order, actor)
        self._queue.put_nowait(job)
        return job.answer

    async def wake(self) -> None:
        """Look whether a deadline has passed. If that cannot be stored now, try again shortly."""
        try:
            await self.submit(TICK, SERVER)
        except Unavailable as refusal:
            log.exception("deadline not stored", session=self._session.id, reason=refusal.message)
            self._world.alarm.set(self._session.id, after(self._world.clock.now(), RETRY))

    async def close(self, because: str = _STOPPING) -> None:
        """Stop; what was committed stays, what still waits is refused with `because`.

        So is the command that is just being stored. It may be stored all the same: given again, it says.
        """
        self._closed = because
        for task in (self._worker, *self._tasks):
            task.cancel()
        await asyncio.gather(self._worker, *self._tasks, return_exceptions=True)
        while not self._queue.empty():
            self._wait_to_plan.append(self._queue.get_nowait())
        for job in (*filter(None, (self._taken, self._planning)), *self._wait_to_plan):
            self._fail(job, Unavailable(because))

    async def _work(self) -> None:
        self._set_alarm()
        self._repair_soon()
        self._expect_plan()
        while True:
            self._taken = job = await self._queue.get()
            try:
                await self._take(job)
            except Exception as error:  # noqa: BLE001 - whoever waits is told; the next command goes on
                self._fail(job, error)
            self._next_to_plan()

    async def _take(self, job: _Job) -> None:
        try:
            if self._doubtful:
                await self._reload()
            await self._apply_deadlines(job)
            answer = await self._carry_out(job)
        except (PlanNeeded, OrderNeeded) as needed:
            await self._draw(job, needed.request)
            return
        except StoreUnavailableError as error:
            # Whoever asked can do little about it; whoever runs the server reads how to mend it.
            log.error("a session cannot be saved", session=self._session.id, reason=str(error))  # noqa: TRY400
            raise Unavailable(
                "This could not be saved, so nothing was changed. Try again in a moment."
            ) from error
        if not job.answer.done():
            job.answer.set_result(answer)

    async def _apply_deadlines(self, job: _Job) -> None:
        """A command meets the session as its instants say it is, even if the alarm is late."""
        now = self._world.clock.now()
        due = self._next_deadline()
        if due is not None and due <= now and not isinstance(job.order, Tick):
            await self._commit(decide(self._session, TICK, SERVER, now), SERVER.by, now, kept=None)

    async def _carry_out(self, job: _Job) -> Answer:
        """Decide and store, and answer; a command that was carried out before gets its first reply again.

        Few come twice, and whoever waits for a round to begin would wait for the question. So it is asked
        where a command changes nothing or needs a plan; of the others the store takes only the first.
        """
        order, now = job.order, self._world.clock.now()
        if getattr(order, "preview", False):
            return _answer(await self._decide(job, now), order)
        wanted = command_type(order) in COMMANDS
        try:
            decision = await self._decide(job, now)
        except (Refusal, PlanNeeded, OrderNeeded) as reason:
            if wanted and (first := await self._first_reply(job)):
                return _again(first)
            if wanted and isinstance(reason, Refusal):
                await self._keep(job, failure(reason))
            raise
        answer = _answer(decision, order)
        kept = Kept(by=job.by, command_id=order.id, reply=answer) if wanted else None
        if decision.session is not self._session:
            first = await self._commit(decision, job.by, now, kept)
            if first is not None:
                return _again(first)
            if decision.forget is not None:
                await scour(self._world.store)
        elif kept is not None:
            if first := await self._first_reply(job):
                return _again(first)
            await self._world.store.keep(self._session.id, kept)
        return answer

    async def _decide(self, job: _Job, now: Instant) -> Decision:
        """Decide; with a plan in hand in a thread, while the session stays as it is.

        To say what a plan changes for a thousand people would keep everybody's phone waiting.
        """
        whole = (self._session, job.order, job.actor, now, job.made)
        return decide(*whole) if job.made is None else await asyncio.to_thread(decide, *whole)

    async def _keep(self, job: _Job, reply: Reply) -> None:
        kept = Kept(by=job.by, command_id=job.order.id, reply=reply)
        await self._world.store.keep(self._session.id, kept)

    async def _first_reply(self, job: _Job) -> Reply | None:
        return await self._world.store.kept(self._session.id, job.by, job.order.id)

    async def _commit(self, decision: Decision, by: str, now: Instant, kept: Kept | None) -> Reply | None:
        """Store first; only what is stored is shown to anybody.

        Nothing is stored if this command had a reply before, which is the answer then.
        """
        before, session = self._session, decision.session
        entries = [
            JournalEntry(version=session.version, at=now, by=by, event=event) for event in decision.events
        ]
        try:
            await self._world.store.commit(before.version, session, entries, kept, decision.forget)
        except AnsweredBeforeError:
            assert kept is not None  # else there is nothing that could have been answered
            if first := await self._world.store.kept(session.id, by, kept.command_id):
                return first
            raise Unavailable("This was erased just now, with its session or person.") from None
        except VersionMovedError as error:
            await self._reload()
            raise Unavailable("Another server changed this session just now. Try again.") from error
        except StoreUnavailableError:
            self._doubtful = True
            raise
        self._session = session
        self._world.publisher.publish(before, session)
        self._set_alarm()
        if may_unplace(before, session):
            self._repair_soon()
            self._expect_plan()
        return None

    async def _reload(self) -> None:
        stored = await self._world.store.load(self._session.id)
        self._doubtful = False
        if stored is not None and stored.version != self._session.version:
            before, self._session = self._session, stored
            self._world.publisher.publish(before, stored)
            self._set_alarm()

    async def _draw(self, job: _Job, request: PlanRequest | OrderRequest) -> None:
        """Have the plan (or running order) made while other commands go on; then decide again with it.

        One at a time: commands that each need a plan would only make each other's stale. One whose
        plan was stale when it came holds the others up for the second, so that it gets through.
        """
        if job.made is not None:
            job.made = await self._make(request)
            await self._take(job)
        elif self._planning is None:
            self._planning = job
            self._begin(self._plan(job, request))
        else:
            self._wait_to_plan.append(job)

    def _next_to_plan(self) -> None:
        """Once a command that needed a plan is through, the next of them has its turn."""
        if self._planning is not None and self._planning.answer.done():
            self._planning = None
        if self._planning is None and self._wait_to_plan:
            self._queue.put_nowait(self._wait_to_plan.popleft())

    async def _make(self, request: PlanRequest | OrderRequest) -> Made:
        planner = self._world.planner
        if isinstance(request, OrderRequest):
            return Arranged(request=request, order=await planner.arrange(request))
        return Drawn(request=request, plan=await planner.plan(request))

    async def _plan(self, job: _Job, request: PlanRequest | OrderRequest) -> None:
        try:
            job.made = await self._make(request)
        except Exception as error:  # noqa: BLE001 - whoever waits is told
            self._fail(job, error)
            self._next_to_plan()
        else:
            self._queue.put_nowait(job)

    def _repair_soon(self) -> None:
        """Place whoever came or left without waiting for a plan: once for all who did meanwhile."""
        if not self._repairing and unplaced(self._session):
            self._repairing = True
            self._begin(self._repair())

    def _expect_plan(self) -> None:
        session = self._session
        if session.format == "flash" and session.track.clock.state != "ended":
            self._world.planner.expect(len(session.people), session.settings.rounds)

    async def _repair(self) -> None:
        try:
            await self.submit(REPAIR, SERVER)
        except Exception:
            log.exception("the coming rounds were not repaired", session=self._session.id)
        finally:
            self._repairing = False

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _fail(self, job: _Job, error: Exception) -> None:
        if not job.answer.done():
            job.answer.set_exception(error)

    def _next_deadline(self) -> Instant | None:
        due = (deadline(track.clock) for track in self._session.tracks.values())
        return min((instant for instant in due if instant is not None), default=None)

    def _set_alarm(self) -> None:
        due = self._next_deadline()
        if due is None:
            self._world.alarm.clear(self._session.id)
        else:
            self._world.alarm.set(self._session.id, due)


async def scour(store: Store) -> None:
    """Leave no copies of what was erased in the database's files.

    It is gone from every table by then, so if this fails nothing else does; the log tells the operator.
    """
    try:
        await store.scour()
    except StoreUnavailableError as error:
        log.warning("old copies of what was erased may be left in the database's files", reason=str(error))


def _again(first: Reply) -> Answer:
    if isinstance(first, Answer):
        return first
    raise Refused(first)


def _answer(decision: Decision, order: Order) -> Answer:
    """What the decision is answered with; only commands that move people speak of changes."""
    return Answer(
        version=decision.session.version,
        events=decision.events,
        changes=decision.changes if order.previewable else UNSET,
        summary=decision.summary or UNSET,
        warnings=decision.warnings or UNSET,
    )
