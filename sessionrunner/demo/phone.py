"""A simulated phone: a real Socket.IO client that joins like anybody else and follows its script."""

import asyncio
import secrets
from http import HTTPStatus
from typing import Any

import aiohttp
import socketio
import structlog
from socketio.exceptions import SocketIOError

from sessionrunner.demo.script import Script
from sessionrunner.demo.wall import Wall

_log = structlog.get_logger(__name__)

_AGAIN_SECONDS = 2.0
_TOO_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_ANSWER_SECONDS = 20


def new_client(http: aiohttp.ClientSession) -> socketio.AsyncClient:
    """A Socket.IO client that comes back by itself."""
    return socketio.AsyncClient(
        reconnection_delay=0.3, reconnection_delay_max=3, handle_sigint=False, http_session=http
    )


async def connect(client: socketio.AsyncClient, address: str, token: str) -> None:
    """Connect as whoever `token` stands for, however long it takes."""
    await client.connect(
        address, auth={"token": token}, transports=["websocket"], wait_timeout=_ANSWER_SECONDS, retry=True
    )


async def hang_up(client: socketio.AsyncClient) -> None:
    """Close the client's connection, if there is one; it does not come back."""
    client.reconnection = False
    await client.shutdown()


class Caller:
    """Somebody's page: what it shows, and what it says. `wall` is the clock of the own room."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.view: dict[str, Any] | None = None
        self.wall = Wall()
        self.client = new_client(http)
        self.client.on("view", self._take)
        self.client.on("pulse", self._take)

    async def look(self, within: float) -> dict[str, Any]:
        """The page when there is news on it, or after `within` seconds of the session."""
        await self.wall.news(within)
        while self.view is None:
            await self.wall.news(within)
        return self.view

    async def pause(self, seconds: float) -> None:
        """Do nothing for this many seconds of the session."""
        await self.wall.sleep(seconds)

    async def say(self, kind: str, **fields: Any) -> None:
        """Give a command. It may come too late, as people's do, and is not sent without a connection."""
        command = {"id": secrets.token_urlsafe(16), "type": kind, **fields}
        try:
            answer = await self.client.call("command", command, timeout=_ANSWER_SECONDS)
        except SocketIOError as error:
            _log.debug("a simulated command was not sent", type=kind, reason=str(error))
        else:
            _log.debug("a simulated command", type=kind, refused=answer.get("error"))

    def _take(self, message: dict[str, Any]) -> None:
        if self.view is None or message["version"] >= self.view["version"]:
            self.view = (self.view or {}) | message
            self.wall.take(message)


class SimulatedPhone(Caller):
    """One person's phone, by the script and by `wall`, the clock that all go by."""

    def __init__(self, script: Script, http: aiohttp.ClientSession, address: str, wall: Wall) -> None:
        super().__init__(http)
        self._script = script
        self._http = http
        self._address = address
        self._wall = wall

    async def live(self, code: str) -> None:
        """Come, fall silent, come back and leave, as the script says; who stays is there until `hang_up`."""
        script = self._script
        if script.arrives is None:
            return
        await self._wall.until(script.arrives)
        await asyncio.sleep(script.dawdles)
        token = await self._join(code)
        if token is None:
            return
        await connect(self.client, self._address, token)
        for begins, ends in script.silences:
            await self._wall.until(begins)
            await self.client.disconnect()
            await self._wall.until(ends)
            await connect(self.client, self._address, token)
        if script.leaves is not None:
            await self._wall.until(script.leaves)
            await self._leave()

    async def hang_up(self) -> None:
        """Close the connection, if there is one, and do not come back."""
        await hang_up(self.client)

    async def _join(self, code: str) -> str | None:
        """A token, or None if a device of flesh and blood was first under this name."""
        attempt = secrets.token_urlsafe(16)
        while True:
            body = {"code": code, "email": self._script.email, "attempt": attempt}
            async with self._http.post(f"{self._address}/api/v1/join", json=body) as answer:
                told = await answer.json()
            if answer.status == HTTPStatus.CREATED:
                return str(told["token"])
            if answer.status not in _TOO_BUSY:
                _log.info("a simulated phone stays away", reason=told["error"]["message"])
                return None
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _leave(self) -> None:
        command = {"id": secrets.token_urlsafe(16), "type": "check_out"}
        await self.client.call("command", command, timeout=_ANSWER_SECONDS)
        await self.client.disconnect()
