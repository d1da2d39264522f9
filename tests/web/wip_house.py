"""A works-in-progress session in the house of the web part's tests: two rooms, and a paper in each."""

from typing import Any

import aiohttp

from sessionrunner.core.commands import parse_command
from sessionrunner.core.model import Session, SessionId
from tests.core.builders import HOST
from tests.web.house import OPERATOR, House

PEOPLE = "name,email\nAda Lovelace,ada@example.org\nGrace Hopper,grace@example.org\nKim Lee,kim@example.org\n"
ROOMS = ["Hall A", "Hall B"]


class Workshop:
    """The session, and ways to talk to it."""

    def __init__(self, house: House, made: dict[str, Any]) -> None:
        self.house = house
        self.made = made
        self.id = SessionId(made["id"])
        self.host: str = made["tokens"]["host"]
        self._commands = 0

    def facilitator(self, room: int) -> str:
        """The token of who facilitates a room, counted from 0."""
        return str(self.made["facilitators"][room]["token"])

    async def state(self) -> Session:
        """The session as it is."""
        return (await self.house.sessions.get(self.id)).session

    async def ask(
        self, method: str, path: str, token: str | None = None, **more: Any
    ) -> aiohttp.ClientResponse:
        """A request about the session, as its host unless `token` is somebody else's."""
        return await self.house.ask(method, f"/api/v1/sessions/{self.id}{path}", token or self.host, **more)

    async def command(self, kind: str, token: str | None = None, **fields: Any) -> aiohttp.ClientResponse:
        """A command over HTTP, as the host unless `token` is somebody else's."""
        self._commands += 1
        body = {"id": f"h{self._commands}", "type": kind, **fields}
        return await self.ask("POST", "/commands", token, json=body)

    async def do(self, kind: str, **fields: Any) -> None:
        """The host does something, and it goes well."""
        self._commands += 1
        command = parse_command({"id": f"d{self._commands}", "type": kind, **fields})
        await (await self.house.sessions.get(self.id)).submit(command, HOST)

    async def join(self, name: str) -> str:
        """Somebody's token."""
        answer = await self.house.ask("POST", "/api/v1/join", json={"code": self.made["code"], "name": name})
        assert answer.status == 201, await answer.text()
        return str((await answer.json())["token"])

    async def me(self, token: str) -> dict[str, Any]:
        """The view of whose token it is."""
        answer = await self.house.ask("GET", "/api/v1/me", token)
        assert answer.status == 200, await answer.text()
        view: dict[str, Any] = await answer.json()
        return view


async def a_workshop(house: House, **settings: Any) -> Workshop:
    """A session in which Ada presents in Hall A, Grace in Hall B, and Kim is there to listen."""
    body = {"format": "wip", "title": "Works in progress", "tracks": ROOMS, **settings}
    answer = await house.ask("POST", "/api/v1/sessions", OPERATOR, json=body)
    assert answer.status == 201, await answer.text()
    workshop = Workshop(house, await answer.json())
    added = await workshop.ask("POST", "/roster?mode=add", data=PEOPLE.encode())
    assert added.status == 200, await added.text()
    await workshop.do("add_paper", title="Engines", presenters=["Ada Lovelace"], room="t1")
    await workshop.do("add_paper", title="Compilers", presenters=["Grace Hopper"], room="t2")
    return workshop
