"""Wakes sessions up at their deadlines, by APScheduler on the event loop."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from sessionrunner.core.model import SessionId
from sessionrunner.core.time import Instant, between
from sessionrunner.runtime.ports import Clock

LOOK_AGAIN_SECONDS = 1.0
_UNLIMITED = 1_000_000

logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it announces every job


class _Scheduler(AsyncIOScheduler):  # type: ignore[misc]  # APScheduler has no types
    """Looks at the wall clock at least every second.

    The loop's timers do not count while a laptop sleeps, and know nothing of a clock that is set.
    """

    def _start_timer(self, wait_seconds: float | None) -> None:
        super()._start_timer(None if wait_seconds is None else min(wait_seconds, LOOK_AGAIN_SECONDS))


class APSchedulerAlarm:
    """The `Alarm` of `runtime.ports`; `wake` is called on the event loop and must not block.

    Alarms set before `start` ring after it; one whose instant has passed rings at once. Nothing is
    kept on disk: the stored sessions say what to set after a restart.
    """

    def __init__(self, wake: Callable[[SessionId], None], clock: Clock) -> None:
        self._wake = wake
        self._clock = clock
        self._scheduler = _Scheduler(timezone=UTC)
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
        self._scheduler.add_job(
            self._ring,
            DateTrigger(self._real(at)),
            args=[session],
            id=session,
            replace_existing=True,
            misfire_grace_time=None,  # by default a job a second late is dropped without a word
            coalesce=True,
            max_instances=_UNLIMITED,  # set again while it rings, it must ring again
        )

    def clear(self, session: SessionId) -> None:
        """Do not wake `session`."""
        if self._scheduler.get_job(session) is not None:
            self._scheduler.remove_job(session)

    # A coroutine, because APScheduler would run a plain function in another thread.
    async def _ring(self, session: SessionId) -> None:
        if not self._stopped:
            self._wake(session)

    def _real(self, at: Instant) -> datetime:
        wait = between(self._clock.now(), at) / self._clock.pace
        return datetime.now(UTC) + timedelta(milliseconds=wait)
