"""The clock on the wall that simulated people go by: the server's, drawn from instants as a page does."""

import asyncio
import math
import time
from contextlib import suppress
from typing import Any

import msgspec

from sessionrunner.core.agenda import Segment
from sessionrunner.core.clock import Clock, ClockState, catch_up, remaining
from sessionrunner.core.time import Instant


class Wall:
    """How far the session is. It is told views and pulses, and moves on by itself between them."""

    def __init__(self) -> None:
        self._agenda: tuple[Segment, ...] = ()
        self._clock = Clock()
        self._pace = 1.0
        self._server_now = 0
        self._heard = time.monotonic()
        self._news = asyncio.Event()

    def take(self, message: dict[str, Any]) -> None:
        """A view or a pulse has come."""
        if "agenda" in message:
            self._agenda = msgspec.convert(message["agenda"], tuple[Segment, ...])
            self._pace = message["pace"]
        shown = {name: value for name, value in message["clock"].items() if name != "segment"}
        self._clock = msgspec.convert(shown, Clock)
        self._server_now = message["server_now"]
        self._heard = time.monotonic()
        self._news.set()
        self._news = asyncio.Event()

    def progress(self) -> float:
        """Which part of the session is over: 0 before its start, 1 after its end."""
        clock = self._clock_now()
        total = sum(segment.duration_ms for segment in self._agenda)
        if clock.state == "ended":
            return 1.0
        if clock.state == "waiting" or not total:
            return 0.0
        past = sum(segment.duration_ms for segment in self._agenda[: clock.index + 1])
        return max(0.0, past - max(0, remaining(clock, self.now()))) / total

    async def until(self, moment: float) -> None:
        """Wait until this part of the session is over, however it is paused, extended or ended."""
        while (progress := self.progress()) < moment:
            total = sum(segment.duration_ms for segment in self._agenda)
            runs = self._clock_now().state == "running"
            seconds = (moment - progress) * total / 1000 / self._pace if runs else math.inf
            await self._news_within(None if math.isinf(seconds) else seconds)

    def state(self) -> ClockState:
        """The state of the clock."""
        return self._clock_now().state

    def segment(self) -> Segment | None:
        """What is on; None before anything was heard."""
        return self._agenda[self._clock_now().index] if self._agenda else None

    def left_ms(self) -> int:
        """What is left of it; negative in overtime."""
        return remaining(self._clock_now(), self.now())

    async def news(self, within: float) -> None:
        """Return when something was heard, or after `within` seconds of the session."""
        await self._news_within(within / self._pace)

    async def sleep(self, seconds: float) -> None:
        """Let this many seconds of the session pass."""
        await asyncio.sleep(seconds / self._pace)

    def now(self) -> Instant:
        """What time the server's clock shows."""
        return Instant(self._server_now + int((time.monotonic() - self._heard) * 1000 * self._pace))

    async def _news_within(self, seconds: float | None) -> None:
        with suppress(TimeoutError):
            # Not `wait_for`: in Python 3.11 it forgets that it was cancelled if the news comes just then.
            async with asyncio.timeout(seconds):
                await self._news.wait()

    def _clock_now(self) -> Clock:
        if not self._agenda:
            return self._clock
        return (self._clock, *catch_up(self._agenda, self._clock, self.now()))[-1]
