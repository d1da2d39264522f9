"""Engine.IO over WebSockets only, under python-socketio: takes connections in and hands messages up."""

import asyncio
import logging
from contextlib import suppress
from functools import partial

import engineio
import msgspec
from aiohttp import web

from sessionrunner.core.answers import failure
from sessionrunner.core.errors import Forbidden, Invalid, Refusal, Unavailable
from sessionrunner.gateway.options import GatewayOptions
from sessionrunner.gateway.wire import Wire
from sessionrunner.runtime.origins import is_own

_log = logging.getLogger(__name__)
REQUEST = "request"
"""Where python-socketio's environment of a connection has its request."""


class Engine(engineio.AsyncServer):  # type: ignore[misc]
    """The connections. Long polling, upgrades and cross-origin answers are left out on purpose."""

    def __init__(self, options: GatewayOptions, **_: object) -> None:
        super().__init__(
            async_mode="aiohttp",
            transports=["websocket"],
            cors_allowed_origins=None,
            monitor_clients=False,
            async_handlers=False,
            max_http_buffer_size=options.most_message_bytes,
            logger=_log,
        )
        self._options = options
        self.sockets: dict[str, Wire] = {}
        self.accepting = True
        self._empty = asyncio.Event()

    async def handle_request(self, request: web.Request) -> web.StreamResponse:
        """One connection, from its first byte to its last."""
        if (refusal := self._refusal(request)) is not None:
            return refusal
        wire = Wire(self.generate_id(), request, self._options)
        self.sockets[wire.sid] = wire
        try:
            await self._trigger_event("connect", wire.sid, {REQUEST: request})
            return await wire.serve(partial(self._trigger_event, "message", wire.sid))
        finally:
            await self._trigger_event("disconnect", wire.sid, self.reason.TRANSPORT_CLOSE)
            del self.sockets[wire.sid]
            if not self.sockets:
                self._empty.set()

    async def emptied(self, within: float) -> bool:
        """Wait until the last connection is gone, at most `within` seconds; answers whether it is."""
        self._empty.clear()
        if self.sockets:
            with suppress(TimeoutError):
                async with asyncio.timeout(within):
                    await self._empty.wait()
        return not self.sockets

    def _refusal(self, request: web.Request) -> web.Response | None:
        origin = request.headers.get("Origin")
        if origin is not None and not is_own(origin, request.host, self._options.public_url):
            return _refused(403, Forbidden("Pages of other sites may not connect here."))
        if request.query.get("EIO") != "4" or request.query.get("transport") != "websocket":
            return _refused(400, Invalid([], "Only Socket.IO 5 (Engine.IO 4) over WebSocket is spoken here."))
        if "sid" in request.query or request.headers.get("Upgrade", "").lower() != "websocket":
            return _refused(400, Invalid([], "A WebSocket begins here, with an upgrade of its own."))
        if not self.accepting or len(self.sockets) >= self._options.most_sockets:
            return _refused(503, Unavailable("No more can be taken in just now. Try again in a moment."))
        return None


def _refused(status: int, refusal: Refusal) -> web.Response:
    body = msgspec.json.encode(failure(refusal))
    return web.Response(status=status, body=body, content_type="application/json")
