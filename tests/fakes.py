"""Hand-written stand-ins for the ports: tests move time, ring alarms and answer plans themselves."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from sessionrunner.core.answers import JournalEntry
from sessionrunner.core.forgetting import Forgotten
from sessionrunner.core.model import Session, SessionId
from sessionrunner.core.planning.types import Plan, PlanRequest
from sessionrunner.core.running_order.types import OrderRequest, RunningOrder
from sessionrunner.core.time import Duration, Instant, after
from sessionrunner.runtime.ports import Kept, Store


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: Instant = Instant(1_700_000_000_000), pace: float = 1.0) -> None:
        self._now = now
        self._pace = pace

    @property
    def pace(self) -> float:
        """Only handed on: this clock moves by hand."""
        return self._pace

    def now(self) -> Instant:
        """Where it was moved to."""
        return self._now

    def move_to(self, instant: Instant) -> None:
        """It is `instant` now; earlier than before is possible, as with a clock that is set."""
        self._now = instant

    def move_by(self, duration: Duration) -> None:
        """It is `duration` later now."""
        self._now = after(self._now, duration)


class FakeAlarm:
    """An alarm that rings when it is told to. `wake` may be given once the runner is there."""

    def __init__(self, wake: Callable[[SessionId], None] | None = None) -> None:
        self.wake = wake
        self.armed: dict[SessionId, Instant] = {}

    def set(self, session: SessionId, at: Instant) -> None:
        """Remember `at`, and forget what was set before."""
        self.armed[session] = at

    def clear(self, session: SessionId) -> None:
        """Forget what was set."""
        self.armed.pop(session, None)

    def ring(self, session: SessionId) -> None:
        """Wake `session` whatever was set: early, late or twice must do no harm."""
        assert self.wake is not None, "give FakeAlarm its wake function first"
        self.wake(session)

    def ring_due(self, now: Instant) -> tuple[SessionId, ...]:
        """Wake, in the order of their instants, all that are due; answers which."""
        due = sorted((at, session) for session, at in self.armed.items() if at <= now)
        for _, session in due:
            del self.armed[session]
            self.ring(session)
        return tuple(session for _, session in due)


def one_after_the_other(request: OrderRequest) -> RunningOrder:
    """The papers dealt out to the rooms in turn, all in the first block."""
    rooms = [room.id for room in request.rooms]
    papers = [paper.id for paper in request.papers]
    return RunningOrder(
        order={room: (tuple(papers[place :: len(rooms)]),) for place, room in enumerate(rooms)}
    )


class FakePlanner:
    """A planner that asks `make` and remembers the requests; `hold` makes it wait for `release`.

    A running order is what `arranged` says for it.
    """

    def __init__(self, make: Callable[[PlanRequest], Plan]) -> None:
        self._make = make
        self.arranged: Callable[[OrderRequest], RunningOrder] = one_after_the_other
        self._open = asyncio.Event()
        self._open.set()
        self._news = asyncio.Condition()
        self.requests: list[PlanRequest] = []
        self.expected: list[tuple[int, int]] = []

    def expect(self, people: int, rounds: int) -> None:
        """Remember it."""
        self.expected.append((people, rounds))

    async def plan(self, request: PlanRequest) -> Plan:
        """What `make` answers, or raises."""
        self.requests.append(request)
        async with self._news:
            self._news.notify_all()
        await self._open.wait()
        return self._make(request)

    async def arrange(self, request: OrderRequest) -> RunningOrder:
        """What `arranged` answers."""
        await self._open.wait()
        return self.arranged(request)

    async def asked(self, times: int) -> None:
        """Return once it has been asked this many times in all."""
        async with self._news:
            await self._news.wait_for(lambda: len(self.requests) >= times)

    def fail(self, error: Exception) -> None:
        """From now on raise `error` instead of answering."""

        def raise_it(_: PlanRequest) -> Plan:
            raise error

        self._make = raise_it

    def hold(self) -> None:
        """Answer nobody for now."""
        self._open.clear()

    def release(self) -> None:
        """Answer those who wait, and those who ask later."""
        self._open.set()


class FakePublisher:
    """Remembers what was published."""

    def __init__(self) -> None:
        self.published: list[tuple[Session | None, Session]] = []
        self._news = asyncio.Event()

    def publish(self, before: Session | None, after: Session) -> None:
        """Remember the change."""
        self.published.append((before, after))
        self._news.set()

    async def until(self, true: Callable[[Session], bool]) -> None:
        """Return once what was last published makes `true` true."""
        while not self.published or not true(self.published[-1][1]):
            self._news.clear()
            await self._news.wait()


class FaultyStore:
    """A real store whose next commits fail while `fault` is set; `on_commit` sees each that succeeded."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.fault: Exception | None = None
        self.on_commit: Callable[[Session], None] = lambda _: None

    def __getattr__(self, name: str) -> Any:
        """Everything else is the real store's."""
        return getattr(self._store, name)

    async def commit(
        self,
        before: int,
        after: Session,
        entries: Sequence[JournalEntry],
        kept: Kept | None,
        forget: Forgotten | None = None,
    ) -> None:
        """Raise the fault, or write."""
        if self.fault is not None:
            raise self.fault
        await self._store.commit(before, after, entries, kept, forget)
        self.on_commit(after)
