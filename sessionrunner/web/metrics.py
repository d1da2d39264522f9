"""Numbers for whoever watches the server, in Prometheus' text format."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Final

from aiohttp import web
from aiohttp.hdrs import METH_ALL
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

_LAG_EVERY: Final = 0.5
"""Seconds between two looks at how late the event loop is."""
_QUICK: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """Everything that is counted; no number names a session, a person or a code."""

    def __init__(self, sessions: Callable[[], float], connected: Callable[[], float]) -> None:
        self._registry = CollectorRegistry()
        self._commands = Counter(
            "sessionrunner_commands",
            "Commands, by their type and how they went (done, or the code of the refusal)",
            ("type", "outcome"),
            registry=self._registry,
        )
        self._requests = Histogram(
            "sessionrunner_request_seconds",
            "How long HTTP requests took, by route, method and status",
            ("route", "method", "status"),
            buckets=_QUICK,
            registry=self._registry,
        )
        self._lag = Histogram(
            "sessionrunner_event_loop_lag_seconds",
            "How late the event loop ran what was due",
            buckets=_QUICK,
            registry=self._registry,
        )
        self._gauge("sessionrunner_sessions", "Sessions in memory", sessions)
        self._gauge("sessionrunner_connected", "Sockets that are let in", connected)

    def command(self, kind: str, outcome: str) -> None:
        """Count a command of type `kind`; `outcome` is "done" or the code of the refusal."""
        self._commands.labels(kind, outcome).inc()

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request that took `seconds`."""
        known = method if method in METH_ALL else "other"
        self._requests.labels(route, known, str(status)).observe(seconds)

    async def serve(self, _: web.Request) -> web.Response:
        """Answer with all numbers."""
        return web.Response(
            body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    async def watch_the_loop(self, _: web.Application) -> AsyncIterator[None]:
        """Measure the event loop's lag for as long as the application runs."""
        task = asyncio.create_task(self._measure_lag(), name="event loop lag")
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def _measure_lag(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + _LAG_EVERY
            await asyncio.sleep(_LAG_EVERY)
            self._lag.observe(max(0.0, loop.time() - due))

    def _gauge(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        Gauge(name, meaning, registry=self._registry).set_function(read)
