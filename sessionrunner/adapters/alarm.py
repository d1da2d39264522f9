"""Wakes sessions up at their deadlines, by APScheduler on the event loop."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from sessionrunner.adapters.clock import passing_ns
from sessionrunner.core.model import SessionId
from sessionrunner.core.time import Instant, between
from sessionrunner.runtime.ports import Clock

LOOK_AGAIN_SECONDS = 1.0
_UNLIMITED = 1_000_000
_STEP_NS = 50_000_000
"""A computer's time that is off by more than this from one look to the next was set."""

logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it announces every job


class _Scheduler(AsyncIOScheduler):  # type: ignore[misc]  # APScheduler has no types
    """Looks at its jobs at least every second, and first calls `look`.

    The loop's timers do not count while a laptop sleeps, and know nothing of a clock that is set.
    """

    def __init__(self, look: Callable[[], None]) -> None:
        super().__init__(timezone=UTC)
        self._look = look

    def _start_timer(self, wait_seconds: float | None) -> None:
        super()._start_timer(None if wait_seconds is None else min(wait_seconds, LOOK_AGAIN_SECONDS))

    def _process_jobs(self) -> float | None:
        self._look()
        wait: float | None = super()._process_jobs()
        return wait


class APSchedulerAlarm:
    """The `Alarm` of `runtime.ports`; `wake` is called on the event loop and must not block.

    Alarms set before `start` ring after it; one whose instant has passed rings at once. Nothing is
    kept on disk: the stored sessions say what to set after a restart. APScheduler goes by the
    computer's time, which can be set: then every alarm is set anew.
    """

    def __init__(self, wake: Callable[[SessionId], None], clock: Clock) -> None:
        self._wake = wake
        self._clock = clock
        self._scheduler = _Scheduler(self._look)
        self._set: dict[SessionId, Instant] = {}
        self._drift = _drift()
        self._stopped = False

    def start(self) -> None:
        """Begin to ring; called on the event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Ring no more. Harmless when it was never started or has stopped."""
        self._stopped = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def set(self, session: SessionId, at: Instant) -> None:
        """Wake `session` at `at`, and no longer at the instant set before."""
        self._set[session] = at
        self._arm(session, at)

    def clear(self, session: SessionId) -> None:
        """Do not wake `session`."""
        self._set.pop(session, None)
        if self._scheduler.get_job(session) is not None:
            self._scheduler.remove_job(session)

    def _arm(self, session: SessionId, at: Instant) -> None:
        self._scheduler.add_job(
            self._ring,
            DateTrigger(self._real(at)),
            args=[session, at],
            id=session,
            replace_existing=True,
            misfire_grace_time=None,  # by default a job a second late is dropped without a word
            coalesce=True,
            max_instances=_UNLIMITED,  # set again while it rings, it must ring again
        )

    # A coroutine, because APScheduler would run a plain function in another thread.
    async def _ring(self, session: SessionId, at: Instant) -> None:
        if self._stopped or self._set.get(session) != at:
            return
        if self._clock.now() < at:  # the computer's time was set forward
            self._arm(session, at)
            return
        del self._set[session]
        self._wake(session)

    def _look(self) -> None:
        """Set every alarm anew if the computer's time was set, or the computer slept."""
        drift = _drift()
        if abs(drift - self._drift) > _STEP_NS:
            self._drift = drift
            for session, at in self._set.items():
                self._arm(session, at)

    def _real(self, at: Instant) -> datetime:
        wait = between(self._clock.now(), at) / self._clock.pace
        return datetime.now(UTC) + timedelta(milliseconds=wait)


def _drift() -> int:
    """How far the computer's time is ahead of what has passed, in nanoseconds: stays so until it is set."""
    return time.time_ns() - passing_ns()
