"""The servers that `push.py` compares, each in a process of its own; not to be called by hand.

A server prints one line of JSON with its port and the tokens to come in by, and then obeys the lines
it reads: `pulse` tells everybody the same, `views` tells everybody something of their own, `used`
prints how many bytes the process holds and the seconds of CPU it has used. All but our own are given
the sizes of our messages.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

import socketio
from aiohttp import web

from benchmarks.phones import allow_many_sockets
from sessionrunner.app import serving, set_up_logging
from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.commands import SERVER, Actor, ImportRoster, Order, parse_command
from sessionrunner.core.roster import RosterEntry
from sessionrunner.gateway.frames import text_frame
from sessionrunner.runtime.ports import Grant
from sessionrunner.runtime.sessions import NewSession
from sessionrunner.settings import Settings

HOST = Actor(audience="host")


class Server(Protocol):
    """What is compared."""

    async def pulse(self) -> None:
        """Tell everybody the same."""
        ...

    async def views(self) -> None:
        """Tell everybody something of their own."""
        ...


async def obey(server: Server, hello: dict[str, Any]) -> None:
    """Say hello, then do what is asked until the input ends."""
    say(hello)
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    while line := (await reader.readline()).decode().strip():
        if line == "used":
            say({"bytes": resident_bytes(), "cpu": time.process_time()})
        elif line == "pulse":
            await server.pulse()
        else:
            await server.views()


def say(words: dict[str, Any]) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def resident_bytes() -> int:
    """The memory that this process holds."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Ours:
    """The whole real server: a session with as many people as phones, and a host who commands it."""

    def __init__(self, submit: Callable[[Order, Actor], Awaitable[object]]) -> None:
        self._submit = submit
        self._count = 0

    async def pulse(self) -> None:
        """Pause and resume take turns: only the clock moves."""
        await self._give("resume" if self._count % 2 else "pause")
        self._count += 1

    async def views(self) -> None:
        """An announcement stands in everybody's view."""
        await self._give("announce", text=f"Number {self._count}")
        self._count += 2

    async def _give(self, kind: str, **fields: str) -> None:
        command = parse_command({"type": kind, "id": f"{kind} {self._count}"} | fields)
        await self._submit(command, HOST)


async def ours(phones: int, _pulse: int, _view: int) -> None:
    """Serve a session of `phones` people that runs its first round."""
    settings = Settings(
        host="127.0.0.1", port=0, database="sqlite:///:memory:", operator_token="o" * 40, log_level="error"
    )
    set_up_logging(settings)
    async with serving(settings) as served:
        new = NewSession(format="flash", title="Push", settings=FlashSettings(rounds=6))
        session = await served.sessions.create(new)
        runner = await served.sessions.get(session.id)
        entries = tuple(
            RosterEntry(
                name=f"Somebody Number {n}",
                years=float(n % 2) * 10,
                institution=f"University {n % 50}",
                interests=(f"Topic {n % 40}", f"Topic {n % 31}"),
            )
            for n in range(phones)
        )
        await runner.submit(ImportRoster(id="roster", entries=entries, mode="add"), SERVER)
        for kind in ("start", "advance", "advance"):
            await runner.submit(parse_command({"type": kind, "id": f"{kind} {runner.session.version}"}), HOST)
        tokens = [
            await served.access.mint(Grant(session=session.id, audience="attendee", person=person))
            for person in runner.session.people
        ]
        port = int(served.address.rpartition(":")[2])
        path = "/socket.io/?EIO=4&transport=websocket"
        await obey(Ours(runner.submit), {"port": port, "path": path, "tokens": tokens})


class Stock:
    """python-socketio as it comes, WebSockets only."""

    def __init__(self, pulse: int, view: int) -> None:
        self.server = socketio.AsyncServer(async_mode="aiohttp", transports=["websocket"])
        self.sids: list[str] = []
        self._pulse = {"wanted": "x" * max(0, pulse - 30)}
        self._view = "x" * max(0, view - 40)
        self.server.on("connect", self._connect)

    async def _connect(self, sid: str, _environ: object, _auth: object = None) -> None:
        self.sids.append(sid)
        await self.server.enter_room(sid, "everybody")

    async def pulse(self) -> None:
        """One emit to a room."""
        await self.server.emit("pulse", self._pulse, room="everybody")

    async def views(self) -> None:
        """One emit a client."""
        for number, sid in enumerate(self.sids):
            await self.server.emit("view", {"wanted": self._view, "number": number}, to=sid)


async def stock(_phones: int, pulse: int, view: int) -> None:
    """Serve python-socketio."""
    server = Stock(pulse, view)
    app = web.Application()
    server.server.attach(app)
    port = await listen(app)
    await obey(server, {"port": port, "path": "/socket.io/?EIO=4&transport=websocket", "tokens": None})


class Bare:
    """aiohttp WebSockets without anything around them, written to one after the other."""

    def __init__(self, pulse: int, view: int) -> None:
        self.sockets: list[web.WebSocketResponse] = []
        self._pulse = '42["pulse",{"wanted":"' + "x" * max(0, pulse - 30) + '"}]'
        self._view = '42["view",{"wanted":"' + "x" * max(0, view - 40) + '"}]'

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Keep a socket until it goes."""
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        self.sockets.append(socket)
        async for _ in socket:
            pass
        return socket

    async def pulse(self) -> None:
        """The same text to each."""
        for socket in self.sockets:
            await socket.send_str(self._pulse)

    async def views(self) -> None:
        """A longer text to each, already made."""
        for socket in self.sockets:
            await socket.send_str(self._view)


async def bare(_phones: int, pulse: int, view: int) -> None:
    """Serve bare aiohttp."""
    server = Bare(pulse, view)
    app = web.Application()
    app.router.add_get("/", server.serve)
    await obey(server, {"port": await listen(app), "path": "/", "tokens": None})


class Floor(asyncio.Protocol):
    """Nothing but writes: shakes hands without looking, then only ever writes ready-made frames."""

    transports: list[asyncio.Transport] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write."""
        assert isinstance(transport, asyncio.Transport)
        transport.write(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
        self.transports.append(transport)


class Loop:
    """A loop over transports."""

    def __init__(self, pulse: int, view: int) -> None:
        self._pulse = text_frame(b'42["pulse",{"wanted":"' + b"x" * max(0, pulse - 30) + b'"}]')
        self._view = text_frame(b'42["view",{"wanted":"' + b"x" * max(0, view - 40) + b'"}]')

    async def pulse(self) -> None:
        """The same bytes to each."""
        for transport in Floor.transports:
            transport.write(self._pulse)

    async def views(self) -> None:
        """More bytes to each."""
        for transport in Floor.transports:
            transport.write(self._view)


async def floor(_phones: int, pulse: int, view: int) -> None:
    """Serve the least that can be."""
    server = await asyncio.get_running_loop().create_server(Floor, "127.0.0.1", 0, backlog=2048)
    await obey(Loop(pulse, view), {"port": server.sockets[0].getsockname()[1], "path": "/", "tokens": None})


async def listen(app: web.Application) -> int:
    """Serve `app` on a free port."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=2048).start()
    return int(runner.addresses[0][1])


KINDS = {"floor": floor, "bare": bare, "ours": ours, "stock": stock}

if __name__ == "__main__":
    allow_many_sockets()
    kind, *sizes = sys.argv[1:]
    asyncio.run(KINDS[kind](*(int(size) for size in sizes)))
