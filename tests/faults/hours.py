"""A session on a real server, with hosts and phones that use it at random while things go wrong."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from aiohttp import ClientSession, DummyCookieJar, TCPConnector

from sessionrunner.core.decide.undoing import MOST_STEPS
from tests.browser.process import Program
from tests.faults.checking import (
    check_nobody_in_two_rooms,
    check_nothing_lost,
    check_versions_only_grow,
)
from tests.faults.clients import Client, History, Listener
from tests.faults.slowness import slowness

MENTORS, MENTEES = 6, 8
PEOPLE = tuple(f"Mentor {n}" for n in range(MENTORS)) + tuple(f"Mentee {n}" for n in range(MENTEES))
SETTINGS: dict[str, Any] = {"rounds": 5, "brief_minutes": 0, "move_seconds": 0, "round_minutes": 20}
FAULTY = "tests.faults.server"
"""The program that `a_program` starts for faults from within."""

_texts = count(1)


class Hour:
    """A session that has been set up, and everybody who is connected to it."""

    def __init__(self, program: Program, made: dict[str, Any], http: ClientSession) -> None:
        self.program = program
        self.id = made["id"]
        self.code = made["code"]
        self.host_token: str = made["tokens"]["host"]
        self.clients: list[Client] = []
        self._http = http
        self._gone: list[History] = []

    @property
    def histories(self) -> list[History]:
        """What everybody was told."""
        return self._gone + [client.history for client in self.clients]

    async def ask(self, method: str, path: str = "", **body: Any) -> Any:
        """The host asks over HTTP."""
        return await self.program.call(method, f"/api/v1/sessions/{self.id}{path}", self.host_token, **body)

    async def tokens(self, people: Sequence[str] = PEOPLE, **new: Any) -> list[str]:
        """What the phones of `people` come in by; `new` is what is said of people who are not on the list."""
        joined = [
            await self.program.call("POST", "/api/v1/join", code=self.code, name=name, **new)
            for name in people
        ]
        return [each["token"] for each in joined]

    def connect(self, name: str, token: str, address: str = "") -> Client:
        """A client; `address` is where it reaches the server if not directly."""
        client = Client(name, address or self.program.address, token, self._http)
        self.clients.append(client)
        return client

    async def hosts_and_phones(
        self, hosts: int = 2, people: Sequence[str] = PEOPLE, address: str = ""
    ) -> tuple[list[Client], list[Client]]:
        """Hosts' pages, and the phones of `people`, once each has its first view."""
        phones = [
            self.connect(name, token, address)
            for name, token in zip(people, await self.tokens(people), strict=True)
        ]
        pages = [self.connect(f"host {n}", self.host_token, address) for n in range(hosts)]
        for client in self.clients:
            await client.until(lambda each=client: each.history.views)  # type: ignore[misc]
        return pages, phones

    async def forget(self, client: Client) -> None:
        """A client leaves; its history stays."""
        await client.close()
        self.clients.remove(client)
        self._gone.append(client.history)

    async def settle_and_check(self) -> int:
        """Wait until everybody is on the last version, which is answered; check all that must be true."""
        last: int = (await self.ask("GET"))["version"]
        for client in self.clients:
            await client.until(lambda each=client: each.connected and each.history.last_version >= last)  # type: ignore[misc]
        assert (await self.ask("GET"))["version"] == last, "somebody was still at it"
        assert {client.history.last_version for client in self.clients} == {last}
        journal = await self.ask("GET", "/journal")
        check_nothing_lost(self.histories, journal)
        check_versions_only_grow(self.histories)
        check_nobody_in_two_rooms(self.histories)
        return last


@asynccontextmanager
async def an_hour(program: Program, **settings: Any) -> AsyncIterator[Hour]:
    """A session with its list of people, which has not begun; in the end everybody hangs up."""
    body = SETTINGS | settings
    made = await program.call("POST", "/api/v1/sessions", format="flash", title="Faults", **body)
    connector = TCPConnector(limit=0)
    jar = DummyCookieJar()
    async with ClientSession(connector=connector, cookie_jar=jar, ws_response_class=Listener) as http:
        hour = Hour(program, made, http)
        for name in PEOPLE:
            years = 10 if name.startswith("Mentor") else 1
            await hour.ask("POST", "/commands", id=name, type="add_person", name=name, years=years)
        for n in range(MOST_STEPS):  # so that no host takes somebody back whose phone is in use
            await hour.ask("POST", "/commands", id=f"title {n}", type="update_settings", title=f"Faults {n}")
        try:
            yield hour
        finally:
            await asyncio.gather(*(client.close() for client in hour.clients))


def announcement() -> str:
    """A text that nobody used before."""
    return f"Announcement {next(_texts)}"


async def use(
    hosts: Sequence[Client], phones: Sequence[Client], chance: random.Random, wanted: Callable[[], bool]
) -> None:
    """Click and tap at random for as long as `wanted` says so; what is refused is refused."""
    people = [client.history.views[0]["me"]["id"] for client in phones]
    while wanted():
        if chance.random() < 0.2:
            phone = chance.choice(phones)
            await phone.command(chance.choice(["check_in", "check_out"]))
        else:
            await _click(chance.choice(hosts), people, chance)


async def _click(host: Client, people: Sequence[str], chance: random.Random) -> None:
    kind = chance.choice(
        [
            "announce",
            "announce",
            "extend",
            "pause",
            "resume",
            "check_in",
            "check_out",
            "undo",
            "advance",
            "add_person",
        ]
    )
    fields: dict[str, Any] = {}
    if kind == "announce":
        fields["text"] = announcement()
    elif kind == "extend":
        fields["seconds"] = chance.choice([-1, 1, 60])
    elif kind in {"check_in", "check_out"}:
        fields["person"] = chance.choice(people)
    elif kind == "add_person":
        fields |= {"name": announcement(), "years": chance.choice([1, 10])}
    if chance.random() < 0.5 and kind != "announce":
        fields["expected_version"] = host.history.last_version
    await host.command(kind, **fields)


async def end_in(host: Client, seconds: int) -> dict[str, Any]:
    """Shorten what runs so that it ends in about so many seconds; answers the clock as it is then.

    On a busy machine it is as many times longer as that is slower: what is done meanwhile takes longer, too.
    """
    seconds = round(seconds * slowness())
    await host.until(lambda: host.history.clock["state"] == "running")
    left = host.history.clock["ends_at"] - await host.server_time()
    answer = await host.command("extend", seconds=seconds - left // 1_000)
    await host.until(lambda: host.history.last_version == answer["version"])
    return host.history.clock


async def over(host: Client, ends_at: int) -> None:
    """Wait until the server's clock is past an instant; only time itself tells that it has passed."""
    left_ms = ends_at - await host.server_time()
    await asyncio.sleep(max(0, left_ms + 100) / 1_000)
    assert await host.server_time() > ends_at
