"""A server with the real gateway, runner and store in it, and phones that speak the protocol by hand."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import aiohttp
from aiohttp import WSMsgType, web

from sessionrunner.adapters.database import Database, open_database
from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.answers import Answer
from sessionrunner.core.commands import SERVER, ImportRoster, parse_command
from sessionrunner.core.model import Audience, Session, SessionId
from sessionrunner.core.planning import PersonId, make_plan
from sessionrunner.core.roster import RosterEntry
from sessionrunner.gateway.gateway import Gateway
from sessionrunner.gateway.options import GatewayOptions
from sessionrunner.runtime.access import Access
from sessionrunner.runtime.ports import Grant
from sessionrunner.runtime.runner import SessionRunner, World
from sessionrunner.runtime.sessions import NewSession, Sessions
from tests.core.builders import HOST
from tests.fakes import FakeAlarm, FakeClock, FakePlanner

PATIENCE = 10.0
"""Seconds after which a test gives up waiting for a message: never waited for when all is well."""

_numbers = count(1)


class House:
    """The server, with one session in it: 3 mentors and 4 mentees."""

    def __init__(self, database: Database, options: GatewayOptions) -> None:
        self.clock = FakeClock()
        self.access = Access(database.tokens, self.clock, operator_token="operator")
        self.gateway = Gateway(self.access, self.clock, options)
        planner = FakePlanner(make_plan)
        world = World(
            store=database.store, clock=self.clock, alarm=FakeAlarm(), planner=planner, publisher=self.gateway
        )
        self.sessions = Sessions(world)
        self.phones: list[Phone] = []
        self.counted: list[tuple[str, str]] = []
        """Every command that came over a socket, and how it went."""
        self.url = ""
        self.id = SessionId("")

    async def open(self) -> None:
        """Make the session."""
        new = NewSession(format="flash", title="Flash", settings=FlashSettings(rounds=3))
        self.id = (await self.sessions.create(new)).id
        people = [RosterEntry(name=f"Mentor {n}", years=10.0) for n in range(3)]
        people += [RosterEntry(name=f"Mentee {n}", years=1.0) for n in range(4)]
        order = ImportRoster(id="roster", entries=tuple(people), mode="add")
        await (await self.runner()).submit(order, SERVER)

    async def runner(self) -> SessionRunner:
        """The session's runner."""
        return await self.sessions.get(self.id)

    async def session(self) -> Session:
        """The session as last committed."""
        return (await self.runner()).session

    async def people(self) -> list[PersonId]:
        """The ids of everybody on the roster."""
        return list((await self.session()).people)

    async def give(self, kind: str, **fields: Any) -> Answer:
        """Carry out a command as the host, past every socket."""
        command = parse_command({"type": kind, "id": f"c{next(_numbers)}"} | fields)
        return await (await self.runner()).submit(command, HOST)

    async def until(self, settled: Callable[[], bool]) -> None:
        """Let the server work until what is asked for has come about."""
        async with asyncio.timeout(PATIENCE):
            while not settled():  # noqa: ASYNC110 - what is waited for has no event of its own
                await asyncio.sleep(0)

    async def grant(self, audience: Audience, person: PersonId | None = None) -> Grant:
        """A grant of the session."""
        return Grant(session=self.id, audience=audience, person=person)

    async def token(self, audience: Audience, person: PersonId | None = None) -> str:
        """A fresh token."""
        return await self.access.mint(await self.grant(audience, person))

    async def phone(self, audience: Audience, person: PersonId | None = None) -> "Phone":
        """A client that was let in and has its first view."""
        phone = await Phone.open(self)
        await phone.connect({"token": await self.token(audience, person)})
        return phone


@asynccontextmanager
async def a_house(**options: Any) -> AsyncIterator[House]:
    """A server that listens, with `options` of the gateway. In the end all its phones hang up."""
    database = await open_database(":memory:")
    house = House(database, GatewayOptions(address="http://here", **options))
    app = web.Application()
    house.gateway.attach(app, house.sessions, lambda kind, how: house.counted.append((kind, how)))
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    house.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    await house.open()
    try:
        yield house
    finally:
        for phone in house.phones:
            await phone.hang_up()
        await runner.cleanup()
        await house.sessions.close()
        await database.close()


class Phone:
    """A Socket.IO client by hand: it sees every frame, and does nothing on its own but answer pings."""

    def __init__(self, http: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._http = http
        self.socket = socket
        self.view: Any = None
        self.seen: list[tuple[str, Any]] = []
        self._asked = 0

    @classmethod
    async def open(cls, house: House, **headers: str) -> "Phone":
        """A WebSocket after the Engine.IO handshake, not let in yet."""
        http = aiohttp.ClientSession()
        try:
            url = f"{house.url}/socket.io/?EIO=4&transport=websocket"
            socket = await http.ws_connect(url, headers=headers, max_msg_size=0, compress=15)
        except BaseException:
            await http.close()
            raise
        phone = cls(http, socket)
        house.phones.append(phone)
        assert (await phone.text()).startswith("0")
        return phone

    async def connect(self, auth: object) -> None:
        """Be let in; the first view follows."""
        await self.say("40" + json.dumps(auth))
        answer = await self.text()
        assert answer.startswith('40{"sid"'), answer
        self.view = await self.event("view")

    async def refused(self, auth: object) -> dict[str, Any]:
        """Be turned away: the error as it was told, after the connection was seen to end."""
        await self.say("40" + json.dumps(auth))
        answer = await self.text()
        assert answer.startswith("44"), answer
        assert await self.ended() == 1008
        error: dict[str, Any] = json.loads(answer[2:])["data"]["error"]
        return error

    async def say(self, text: str) -> None:
        """Send a frame as it is."""
        await self.socket.send_str(text)

    async def text(self) -> str:
        """The next message; pings are answered on the way."""
        while True:
            message = await self.socket.receive(PATIENCE)
            assert message.type is WSMsgType.TEXT, f"{message.type} {self.socket.close_code}"
            if message.data != "2":
                return str(message.data)
            await self.say("3")

    async def event(self, wanted: str) -> Any:
        """The payload of the next event called `wanted`; others that come first are kept in `seen`."""
        for position, (name, payload) in enumerate(self.seen):
            if name == wanted:
                del self.seen[position]
                return payload
        while True:
            name, payload = await self._event()
            if name == wanted:
                return payload
            self.seen.append((name, payload))

    async def _event(self) -> tuple[str, Any]:
        text = await self.text()
        assert text.startswith("42["), text
        name, payload = json.loads(text[2:])
        return name, payload

    async def ask(self, event: str, *payload: object) -> Any:
        """The acknowledgement of an event; events that come before it are kept in `seen`."""
        self._asked += 1
        await self.say(f"42{self._asked}" + json.dumps([event, *payload]))
        while True:
            text = await self.text()
            if text.startswith(f"43{self._asked}["):
                (answer,) = json.loads(text[2 + len(str(self._asked)) :])
                return answer
            self.seen.append(tuple(json.loads(text[2:])))

    async def command(self, kind: str, **fields: Any) -> Any:
        """The answer to a command."""
        return await self.ask("command", {"type": kind, "id": f"c{next(_numbers)}"} | fields)

    async def events_so_far(self) -> list[tuple[str, Any]]:
        """Everything that was sent before now: an answer comes after all that was sent before it."""
        await self.ask("sync", {"t0": 0})
        seen, self.seen = self.seen, []
        return seen

    async def ended(self) -> int | None:
        """Wait for the end of the connection; its close code."""
        async with asyncio.timeout(PATIENCE):
            while (message := await self.socket.receive()).type is WSMsgType.TEXT:
                self.seen.append(("text", message.data))
        await self._http.close()
        return self.socket.close_code

    async def hang_up(self) -> None:
        """Close the connection as a page does."""
        await self.socket.close()
        await self._http.close()
