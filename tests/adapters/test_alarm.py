"""The alarm on a real event loop. No test sleeps: each waits for what the alarm itself does."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sessionrunner.adapters.alarm import LOOK_AGAIN_SECONDS, APSchedulerAlarm
from sessionrunner.adapters.clock import SystemClock
from sessionrunner.core.model import SessionId
from sessionrunner.core.time import Duration, Instant, after, seconds
from sessionrunner.runtime.ports import Alarm

ONE, OTHER, LAST = SessionId("one"), SessionId("other"), SessionId("last")
PATIENCE = 10.0


class Bell:
    """Notes what rings, when and in which thread, and lets a test wait for it."""

    def __init__(self, pace: float = 1.0) -> None:
        self.clock = SystemClock(pace)
        self.rung: list[tuple[SessionId, Instant]] = []
        self.threads: set[int] = set()
        self.queue: asyncio.Queue[SessionId] = asyncio.Queue()
        self.alarm = APSchedulerAlarm(self.wake, self.clock)

    def wake(self, session: SessionId) -> None:
        """Called by the alarm."""
        self.rung.append((session, self.clock.now()))
        self.threads.add(threading.get_ident())
        self.queue.put_nowait(session)

    def set_in(self, session: SessionId, wait: Duration) -> Instant:
        """Set the alarm `wait` from now; answers the instant."""
        at = after(self.clock.now(), wait)
        self.alarm.set(session, at)
        return at

    async def next(self) -> SessionId:
        """What rings next."""
        return await asyncio.wait_for(self.queue.get(), PATIENCE)


@pytest_asyncio.fixture
async def bell() -> AsyncIterator[Bell]:
    """A bell whose alarm runs."""
    made = Bell()
    made.alarm.start()
    yield made
    made.alarm.stop()


async def test_it_rings_at_its_instant(bell: Bell) -> None:
    """Never early; and of five rings the most punctual is less than 20 ms late."""
    late = []
    for _ in range(5):
        at = bell.set_in(ONE, Duration(30))
        assert await bell.next() == ONE
        late.append(bell.rung[-1][1] - at)
    assert min(late) >= 0
    assert min(late) < 20


async def test_it_rings_on_the_event_loops_thread(bell: Bell) -> None:
    """What it wakes up belongs to the loop and needs no lock."""
    bell.set_in(ONE, Duration(0))
    await bell.next()
    assert bell.threads == {threading.get_ident()}


async def test_an_instant_long_past_rings_at_once(bell: Bell) -> None:
    """A deadline that passed while the server was down is not dropped for being late."""
    bell.set_in(ONE, seconds(-3 * 24 * 3600))
    assert await bell.next() == ONE


async def test_set_again_it_rings_only_then(bell: Bell) -> None:
    """The instant set last counts, whether it is later or earlier."""
    bell.set_in(ONE, Duration(20))
    bell.set_in(ONE, seconds(3600))
    bell.set_in(LAST, seconds(3600))
    bell.set_in(LAST, Duration(60))
    assert await bell.next() == LAST
    assert [session for session, _ in bell.rung] == [LAST]


async def test_cleared_it_does_not_ring(bell: Bell) -> None:
    """Only the alarm that was not cleared rings; clearing one that is not set does no harm."""
    alarm: Alarm = bell.alarm
    alarm.clear(OTHER)
    bell.set_in(ONE, Duration(20))
    bell.set_in(LAST, Duration(60))
    alarm.clear(ONE)
    assert await bell.next() == LAST
    assert [session for session, _ in bell.rung] == [LAST]


async def test_many_sessions_ring_in_order(bell: Bell) -> None:
    """Every session has an alarm of its own."""
    bell.set_in(LAST, Duration(90))
    bell.set_in(ONE, Duration(30))
    bell.set_in(OTHER, Duration(60))
    assert [await bell.next() for _ in range(3)] == [ONE, OTHER, LAST]


async def test_set_while_it_rings(bell: Bell) -> None:
    """Set again from within the ring, even for an instant that has passed, it rings again."""
    left = 5

    def wake(session: SessionId) -> None:
        nonlocal left
        left -= 1
        if left:
            alarm.set(session, bell.clock.now())
        else:
            done.set()

    done = asyncio.Event()
    alarm = APSchedulerAlarm(wake, bell.clock)
    alarm.start()
    alarm.set(ONE, bell.clock.now())
    await asyncio.wait_for(done.wait(), PATIENCE)
    alarm.stop()
    assert left == 0


async def test_a_fast_clock_rings_early_in_real_time() -> None:
    """At pace 600 a minute takes a tenth of a second, and still it never rings before its instant."""
    bell = Bell(pace=600)
    bell.alarm.start()
    at = bell.set_in(ONE, seconds(60))
    await bell.next()
    bell.alarm.stop()
    assert at <= bell.rung[0][1] < after(at, seconds(600))


async def test_set_before_the_start_it_rings_after_it() -> None:
    """Alarms may be set while the sessions are loaded, replaced and cleared, before the alarm runs."""
    bell = Bell()
    bell.set_in(ONE, seconds(3600))
    bell.set_in(ONE, Duration(0))
    bell.set_in(OTHER, Duration(0))
    bell.alarm.clear(OTHER)
    assert bell.rung == []
    bell.alarm.start()
    assert await bell.next() == ONE
    bell.set_in(LAST, Duration(20))
    assert await bell.next() == LAST
    bell.alarm.stop()
    assert [session for session, _ in bell.rung] == [ONE, LAST]


async def test_stopped_it_rings_no_more(bell: Bell) -> None:
    """After stopping nothing rings, not even what was due; stopping twice, or unstarted, is harmless."""
    other = Bell()
    other.alarm.start()
    other.set_in(ONE, Duration(0))
    other.alarm.stop()
    other.alarm.stop()
    Bell().alarm.stop()
    bell.set_in(LAST, Duration(60))
    assert await bell.next() == LAST
    assert other.rung == []


async def test_a_fault_in_one_session_stops_no_other(bell: Bell, caplog: pytest.LogCaptureFixture) -> None:
    """What goes wrong when one session is woken up is logged, and the next alarm rings."""

    def wake(session: SessionId) -> None:
        if session == ONE:
            raise RuntimeError("broken")
        bell.wake(session)

    alarm = APSchedulerAlarm(wake, bell.clock)
    alarm.start()
    alarm.set(ONE, bell.clock.now())
    alarm.set(LAST, after(bell.clock.now(), Duration(30)))
    assert await bell.next() == LAST
    alarm.stop()
    assert "broken" in caplog.text


async def test_it_looks_at_the_wall_clock_every_second(bell: Bell) -> None:
    """A laptop that slept, or a clock that was set, delays no alarm by more than a second."""
    bell.set_in(OTHER, seconds(3600))
    bell.set_in(ONE, Duration(0))
    await bell.next()
    timer = bell.alarm._scheduler._timeout
    assert timer.when() - asyncio.get_running_loop().time() <= LOOK_AGAIN_SECONDS


class Apart:
    """A clock that can be put ahead of, or behind, the computer's time, by which APScheduler goes."""

    pace = 1.0

    def __init__(self) -> None:
        self.ahead = Duration(0)

    def now(self) -> Instant:
        """The session's time."""
        return after(SystemClock().now(), self.ahead)


async def test_the_computers_time_is_set_forward(bell: Bell) -> None:
    """APScheduler rings too early then; nobody is woken up before the instant, and then somebody is."""
    clock = Apart()
    alarm = APSchedulerAlarm(bell.wake, clock)
    alarm.start()
    at = after(clock.now(), Duration(50))
    alarm.set(ONE, at)
    clock.ahead = Duration(-150)
    assert await bell.next() == ONE
    assert clock.now() >= at
    alarm.stop()


async def test_the_computers_time_is_set_back(bell: Bell, monkeypatch: pytest.MonkeyPatch) -> None:
    """APScheduler would ring an hour late; the step is seen within a second, and the alarm set anew."""
    clock = Apart()
    alarm = APSchedulerAlarm(bell.wake, clock)
    alarm.start()
    alarm.set(ONE, after(clock.now(), seconds(3600)))
    alarm.set(OTHER, after(clock.now(), seconds(7200)))
    alarm.clear(OTHER)
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() - 3_600_000_000_000)
    clock.ahead = seconds(7300)
    assert await bell.next() == ONE
    alarm.stop()
    assert len(bell.rung) == 1
