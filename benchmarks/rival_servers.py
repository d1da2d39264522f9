"""The servers that `push.py` compares ours with, each in a process of its own; not to be called by hand.

They obey `pulse`, which tells everybody the same, and `view`, which tells everybody something of their
own: messages of ours, for all but python-socketio in text that was made before the clock runs.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable
from typing import Any, Protocol

import socketio
from aiohttp import web

from benchmarks.obeying import Words, obey
from benchmarks.phones import allow_many_sockets
from benchmarks.served import SOCKET_IO
from sessionrunner.gateway.frames import text_frame

BACKLOG = 2_048


class Rival(Protocol):
    """What is compared."""

    async def pulse(self, _: Words) -> None:
        """Tell everybody the same."""
        ...

    async def view(self, _: Words) -> None:
        """Tell everybody something of their own."""
        ...


class Stock:
    """python-socketio as it comes, WebSockets only."""

    def __init__(self, pulse: Words, view: Words, phones: int) -> None:
        self.server = socketio.AsyncServer(async_mode="aiohttp", transports=["websocket"])
        self._sids: list[str] = []
        self._pulse = pulse
        self._views = _views(view, phones)
        self.server.on("connect", self._connect)

    async def _connect(self, sid: str, _environ: object, _auth: object = None) -> None:
        self._sids.append(sid)
        await self.server.enter_room(sid, "everybody")

    async def pulse(self, _: Words) -> None:
        """One emit to a room."""
        await self.server.emit("pulse", self._pulse, room="everybody")

    async def view(self, _: Words) -> None:
        """One emit a client."""
        for sid, view in zip(self._sids, self._views, strict=True):
            await self.server.emit("view", view, to=sid)


async def stock(pulse: Words, view: Words, phones: int) -> None:
    """Serve python-socketio."""
    server = Stock(pulse, view, phones)
    app = web.Application()
    server.server.attach(app)
    await _serve(server, await _listen(app), SOCKET_IO)


class Bare:
    """aiohttp WebSockets without anything around them, written to one after the other."""

    def __init__(self, pulse: Words, view: Words, phones: int) -> None:
        self._sockets: list[web.WebSocketResponse] = []
        self._pulse = _text("pulse", pulse)
        self._views = [_text("view", each) for each in _views(view, phones)]

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Keep a socket until it goes."""
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        self._sockets.append(socket)
        async for _message in socket:
            pass
        return socket

    async def pulse(self, _: Words) -> None:
        """The same text to each."""
        for socket in self._sockets:
            await socket.send_str(self._pulse)

    async def view(self, _: Words) -> None:
        """A longer text of their own to each."""
        for socket, text in zip(self._sockets, self._views, strict=True):
            await socket.send_str(text)


async def bare(pulse: Words, view: Words, phones: int) -> None:
    """Serve bare aiohttp."""
    server = Bare(pulse, view, phones)
    app = web.Application()
    app.router.add_get("/", server.serve)
    await _serve(server, await _listen(app), "/")


class Listener(asyncio.Protocol):
    """Shakes hands without looking, then is only ever written to."""

    transports: list[asyncio.Transport] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write."""
        assert isinstance(transport, asyncio.Transport)
        transport.write(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
        self.transports.append(transport)


class Floor:
    """A loop over transports that writes ready-made frames: nothing in Python sends with less."""

    def __init__(self, pulse: Words, view: Words, phones: int) -> None:
        self._pulse = text_frame(_text("pulse", pulse).encode())
        self._views = [text_frame(_text("view", each).encode()) for each in _views(view, phones)]

    async def pulse(self, _: Words) -> None:
        """The same bytes to each."""
        for transport in Listener.transports:
            transport.write(self._pulse)

    async def view(self, _: Words) -> None:
        """More bytes of their own to each."""
        for transport, frame in zip(Listener.transports, self._views, strict=True):
            transport.write(frame)


async def floor(pulse: Words, view: Words, phones: int) -> None:
    """Serve the least that can be."""
    server = await asyncio.get_running_loop().create_server(Listener, "127.0.0.1", 0, backlog=BACKLOG)
    await _serve(Floor(pulse, view, phones), server.sockets[0].getsockname()[1], "/")


def _views(view: Words, phones: int) -> list[Words]:
    """A view for each phone."""
    return [view | {"version": number} for number in range(phones)]


def _text(event: str, words: Words) -> str:
    return "42" + json.dumps([event, words], separators=(",", ":"))


async def _listen(app: web.Application) -> int:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=BACKLOG).start()
    return int(runner.addresses[0][1])


def _serve(rival: Rival, port: int, path: str) -> Awaitable[None]:
    return obey({"port": port, "path": path}, {"pulse": rival.pulse, "view": rival.view})


KINDS = {"floor": floor, "bare": bare, "stock": stock}


def main() -> None:
    """Serve what is asked for."""
    options: dict[str, Any] = json.loads(sys.argv[1])
    allow_many_sockets()
    asyncio.run(KINDS[options.pop("kind")](**options))


if __name__ == "__main__":
    main()
