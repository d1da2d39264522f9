"""A simulated phone: a real Socket.IO client that joins like anybody else and follows its script."""

import asyncio
import secrets
from http import HTTPStatus
from typing import Any

import aiohttp
import socketio
import structlog

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


class SimulatedPhone:
    """One person's phone. `view` is what it shows, or None before it has joined."""

    def __init__(self, script: Script, http: aiohttp.ClientSession, address: str, wall: Wall) -> None:
        self.view: dict[str, Any] | None = None
        self._script = script
        self._http = http
        self._address = address
        self._wall = wall
        self._client = new_client(http)
        self._client.on("view", self._take)
        self._client.on("pulse", self._take)

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
        await connect(self._client, self._address, token)
        for begins, ends in script.silences:
            await self._wall.until(begins)
            await self._client.disconnect()
            await self._wall.until(ends)
            await connect(self._client, self._address, token)
        if script.leaves is not None:
            await self._wall.until(script.leaves)
            await self._leave()

    async def hang_up(self) -> None:
        """Close the connection, if there is one, and do not come back."""
        await hang_up(self._client)

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
        await self._client.call("command", command, timeout=_ANSWER_SECONDS)
        await self._client.disconnect()

    def _take(self, message: dict[str, Any]) -> None:
        if self.view is None or message["version"] >= self.view["version"]:
            self.view = (self.view or {}) | message
