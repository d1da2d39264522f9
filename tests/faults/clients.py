"""Real Socket.IO clients that come back, send again what was not acknowledged, and remember everything."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import socketio
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

PATIENCE = 240.0
"""Seconds after which a test gives up waiting: what is waited for is a fact, however slow the machine is."""
WAIT_TO_BE_LET_IN = 20.0
"""Seconds that one try to come in may take."""
COME_BACK_WITHIN = 0.2
"""Longest pause, in seconds, before a client that was cut off tries again."""


@dataclass(frozen=True)
class Acknowledged:
    """A command and what the server said to it."""

    type: str
    fields: dict[str, Any]
    answer: dict[str, Any]

    @property
    def done(self) -> bool:
        """Whether it was carried out."""
        return "error" not in self.answer

    @property
    def code(self) -> str:
        """The code of the refusal, or nothing."""
        return str(self.answer["error"]["code"]) if "error" in self.answer else ""


@dataclass
class History:
    """What one client was told, in the order in which it was."""

    name: str
    views: list[dict[str, Any]] = field(default_factory=list)
    versions: list[int] = field(default_factory=list)
    acknowledged: list[Acknowledged] = field(default_factory=list)
    closes: list[int | None] = field(default_factory=list)
    """The codes with which its connections were closed."""
    last_told: dict[str, Any] = field(default_factory=dict)
    """The newest of everything."""

    @property
    def last_version(self) -> int:
        """The newest it was told."""
        return self.versions[-1] if self.versions else 0

    @property
    def clock(self) -> dict[str, Any]:
        """The clock as it was told last."""
        found: dict[str, Any] = self.last_told["clock"]
        return found


class Listener(ClientWebSocketResponse):
    """A WebSocket that remembers with which code it was closed, though it may be too slow to answer that."""

    told: int | None = None

    async def receive(self, timeout: float | None = None) -> Any:  # noqa: ASYNC109 - as it is inherited
        """The next message."""
        message = await super().receive(timeout)
        if message.type is WSMsgType.CLOSE:
            self.told = message.data
        return message


class _Door:
    """What python-socketio opens WebSockets with; it drops those that die young without closing them."""

    closed = False

    def __init__(self, http: ClientSession) -> None:
        self.cookie_jar = http.cookie_jar
        self._http = http
        self._opened: list[ClientWebSocketResponse] = []

    async def ws_connect(self, *where: Any, **how: Any) -> ClientWebSocketResponse:
        """A fresh WebSocket."""
        opened: ClientWebSocketResponse = await self._http.ws_connect(*where, **how)
        self._opened.append(opened)
        return opened

    def shut(self) -> None:
        """Close what is still open, without waiting for the other side."""
        for websocket in self._opened:
            # Its own `close` does nothing more once the connection broke, and leaves it lying there.
            websocket._response.close()
        self._opened.clear()


class Client:
    """One person's page, as a program: connected whenever it can be, until it is closed."""

    def __init__(self, name: str, address: str, token: str, http: ClientSession) -> None:
        self.history = History(name)
        self._address = address
        self._token = token
        self._news = asyncio.Event()
        self._door = _Door(http)
        self._lost = asyncio.Event()
        self._socket = self._fresh()
        self._staying = asyncio.create_task(self._stay_connected())

    @property
    def connected(self) -> bool:
        """Whether it is let in now."""
        # A connection that dies in the very moment in which it is made is still called connected.
        return bool(self._socket.connected and self._socket.eio.state == "connected")

    async def until(self, settled: Callable[[], object], patience: float = PATIENCE) -> None:
        """Return once something that this client is told makes `settled` true."""
        async with asyncio.timeout(patience):
            while not settled():
                self._news.clear()
                await self._news.wait()

    async def command(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Give a command, again and again with the same id until it is acknowledged."""
        fields = {"id": secrets.token_hex(8)} | fields
        async with asyncio.timeout(PATIENCE):
            while True:
                await self.until(lambda: self.connected)
                answer = await self._ask("command", {"type": kind} | fields)
                if answer is not None:
                    self.history.acknowledged.append(Acknowledged(kind, fields, answer))
                    return answer

    async def server_time(self) -> int:
        """The server's clock."""
        async with asyncio.timeout(PATIENCE):
            while True:
                await self.until(lambda: self.connected)
                answer = await self._ask("sync", {"t0": 0})
                if answer is not None:
                    return int(answer["t1"])

    async def close(self) -> None:
        """Leave for good."""
        self._staying.cancel()
        await asyncio.gather(self._staying, return_exceptions=True)
        await self._socket.disconnect()
        self._door.shut()

    async def _ask(self, event: str, payload: dict[str, Any]) -> dict[str, Any] | None:
        """The acknowledgement, or None if the connection was lost first."""
        lost = asyncio.create_task(self._lost.wait())
        asked = asyncio.create_task(self._socket.call(event, payload, timeout=PATIENCE))
        await asyncio.wait({lost, asked}, return_when=asyncio.FIRST_COMPLETED)
        for task in (lost, asked):
            task.cancel()
        outcomes = await asyncio.gather(asked, lost, return_exceptions=True)
        return outcomes[0] if isinstance(outcomes[0], dict) else None

    async def _stay_connected(self) -> None:
        while True:
            await self._connect()
            await self._lost.wait()

    async def _connect(self) -> None:
        while not self.connected:
            await self._socket.disconnect()
            self._door.shut()
            self._socket = self._fresh()
            self._lost.clear()
            try:
                await self._socket.connect(
                    self._address,
                    auth={"token": self._token},
                    transports=["websocket"],
                    wait_timeout=WAIT_TO_BE_LET_IN,
                )
            # A connection that dies while it is made is met by python-socketio with many kinds of exceptions.
            except Exception:  # noqa: BLE001 - the server is down, or the network: it is tried again
                await asyncio.sleep(COME_BACK_WITHIN * secrets.randbelow(100) / 100)
        self._news.set()

    def _fresh(self) -> socketio.AsyncClient:
        """A client for one connection: what is left of a broken one does not disturb the next."""
        client = socketio.AsyncClient(
            reconnection=False,
            handle_sigint=False,
            http_session=self._door,
            websocket_extra_options={"compress": 0},
        )
        client.on("view", self._view)
        client.on("pulse", self._told)
        client.on("disconnect", self._disconnected)
        return client

    def _view(self, view: dict[str, Any]) -> None:
        self.history.views.append(view)
        self._told(view)

    def _told(self, news: dict[str, Any]) -> None:
        self.history.versions.append(news["version"])
        self.history.last_told = self.history.last_told | news
        self._news.set()

    def _disconnected(self, _reason: str) -> None:
        self.history.closes.append(self._socket.eio.ws.told)
        self._lost.set()
        self._news.set()
