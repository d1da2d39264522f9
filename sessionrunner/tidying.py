"""Sessions that are long over are erased, with everything about their people."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from sessionrunner.core.errors import Unavailable
from sessionrunner.core.model import SessionId
from sessionrunner.core.time import Instant, minutes
from sessionrunner.runtime.ports import StoreUnavailableError
from sessionrunner.runtime.sessions import Sessions

log = structlog.get_logger(__name__)

TIDY_EVERY_SECONDS: Final = 3_600.0
_MINUTES_PER_DAY: Final = 24 * 60

Drop = Callable[[SessionId], Awaitable[None]]
"""Lets go of everybody who is connected to a session."""


async def keep_tidy(sessions: Sessions, drop: Drop, days: int) -> None:
    """Erase what has been finished for more than `days`, now and every hour, until it is cancelled."""
    while True:
        try:
            erased = await erase_finished(sessions, drop, days)
        except (StoreUnavailableError, Unavailable) as error:
            log.warning("finished sessions could not be erased", reason=str(error))
        else:
            if erased:
                log.info("finished sessions erased", count=erased)
        await asyncio.sleep(TIDY_EVERY_SECONDS)


async def erase_finished(sessions: Sessions, drop: Drop, days: int) -> int:
    """Erase every session that ended more than `days` ago; answers how many there were.

    Raises `StoreUnavailableError` or `Unavailable`; those that were not erased by then are whole.
    """
    before = Instant(sessions.world.clock.now() - minutes(days * _MINUTES_PER_DAY))
    over = [
        summary.id
        for summary in await sessions.world.store.summaries()
        if summary.finished_at is not None and summary.finished_at < before
    ]
    for session in over:
        await sessions.erase(session)
        await drop(session)
    return len(over)
