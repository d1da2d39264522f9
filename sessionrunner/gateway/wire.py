"""One WebSocket that speaks Engine.IO: its handshake, its heartbeat, its end.

It stands in for python-engineio's own socket, which gives every client a queue, a writer task and
a sleeping ping task, and has no bound on what it keeps for a client that does not read. Here a
message is one write to the transport, a heartbeat is a timer, and what is unsent is bounded.
"""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Protocol

import structlog
from aiohttp import WSCloseCode, WSMsgType, web

from sessionrunner.gateway.frames import PING, close_frame, open_frame, text_frame
from sessionrunner.gateway.limits import Allowance
from sessionrunner.gateway.options import GatewayOptions

_log = structlog.get_logger(__name__)

Take = Callable[[str], Awaitable[None]]


class EnginePacket(Protocol):
    """A packet of python-engineio."""

    def encode(self) -> str | bytes:
        """The packet as it goes over the wire."""
        ...


class Wire:
    """A connection. `sid` is Engine.IO's name for it; `closed` is asked by python-engineio."""

    def __init__(self, sid: str, request: web.Request, options: GatewayOptions) -> None:
        assert request.transport is not None, "a request that was just received has a transport"
        self.sid = sid
        self.closed = False
        self._leaving = False
        self._options = options
        self._request = request
        self._transport = request.transport
        self._loop = asyncio.get_running_loop()
        self._frames = Allowance(options.frames, self._loop.time())
        self._websocket = web.WebSocketResponse(
            autoclose=False,
            compress=False,  # it would cost 100 KB a phone, and the CPU that pulses need
            max_msg_size=options.most_message_bytes,
            timeout=options.goodbye_within,
        )
        self._heartbeat: asyncio.TimerHandle | None = None
        self._limit: asyncio.TimerHandle | None = None

    async def serve(self, take: Take) -> web.StreamResponse:
        """Shake hands, then hand every message to `take` until the connection has ended."""
        try:
            await self._websocket.prepare(self._request)
        except ConnectionResetError:
            # Already gone again, as many are when many come; there is nobody to answer.
            self.closed = True
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        options = self._options
        self.write(open_frame(self.sid, options.ping_every, options.pong_within, options.most_message_bytes))
        self._heartbeat = self._loop.call_later(options.ping_every, self._ping)
        self._limit = self._loop.call_later(options.admit_within, self._too_late)
        try:
            await self._read(take)
        finally:
            self.closed = True
            self._stop(self._heartbeat)
            self._stop(self._limit)
            self._hang_up()
            self._forget_fault()
        return self._websocket

    def admitted(self) -> None:
        """The client has shown who it is in time."""
        self._stop(self._limit)

    @property
    def lagging(self) -> bool:
        """Whether the client has yet to read what it was sent."""
        return self._transport.get_write_buffer_size() > self._options.lagging_bytes

    def write(self, frame: bytes) -> bool:
        """Send a frame if the connection stands; answers whether it does. Never waits."""
        if self._leaving or self._transport.is_closing():
            return False
        if self._transport.get_write_buffer_size() > self._options.most_waiting_bytes:
            self._cut("it does not read what it is sent")
            return False
        self._transport.write(frame)
        return True

    async def send(self, packet: EnginePacket) -> None:
        """Send what python-socketio has to say: an answer, or that somebody is let in or not."""
        self.write(text_frame(str(packet.encode()).encode()))

    def part(self, code: int, reason: str) -> None:
        """Say goodbye, and end the connection once the client has heard, or does not answer."""
        if self._leaving or self._transport.is_closing():
            return
        self._transport.write(close_frame(code, reason))
        self._leaving = True
        self._stop(self._heartbeat)
        self._stop(self._limit)
        self._limit = self._loop.call_later(self._options.goodbye_within, self._transport.abort)

    async def _read(self, take: Take) -> None:
        while True:
            message = await self._websocket.receive()
            if message.type not in {WSMsgType.TEXT, WSMsgType.BINARY}:
                return await self._answer_goodbye()
            if self._leaving:
                continue
            if not self._frames.take(self._loop.time()):
                self.part(WSCloseCode.POLICY_VIOLATION, "too many messages")
            elif message.type is WSMsgType.BINARY:
                self.part(WSCloseCode.UNSUPPORTED_DATA, "text only")
            elif message.data.startswith("4"):
                await take(message.data[1:])
            elif message.data == "3":
                self._heard()
            else:
                self.part(WSCloseCode.PROTOCOL_ERROR, "not Engine.IO 4 over a WebSocket")

    async def _answer_goodbye(self) -> None:
        if not self._leaving and not self._transport.is_closing():
            await self._websocket.close(drain=False)

    def _hang_up(self) -> None:
        self._transport.close()
        if self._transport.get_write_buffer_size():
            self._loop.call_later(self._options.goodbye_within, self._transport.abort)

    def _forget_fault(self) -> None:
        """Cut what aiohttp keeps of how the connection ended loose from the connection.

        Through its traceback it holds all that the connection held, and that holds it: the memory of
        a phone that is gone would stay until Python looks for such rings, which stops every other phone.
        """
        fault = self._websocket.exception()
        if fault is not None:
            fault.__traceback__ = fault.__context__ = None

    def _ping(self) -> None:
        self.write(PING)
        self._heartbeat = self._loop.call_later(
            self._options.pong_within, self._cut, "it does not answer pings"
        )

    def _heard(self) -> None:
        self._stop(self._heartbeat)
        self._heartbeat = self._loop.call_later(self._options.ping_every, self._ping)

    def _too_late(self) -> None:
        self.part(WSCloseCode.POLICY_VIOLATION, "no valid token in time")

    def _cut(self, why: str) -> None:
        _log.info("a connection is cut", why=why, socket=self.sid)
        self._transport.abort()

    @staticmethod
    def _stop(timer: asyncio.TimerHandle | None) -> None:
        if timer is not None:
            timer.cancel()
