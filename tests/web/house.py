"""A server with the real web part, runner and SQLite in it, and small pages of its own."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
from aiohttp import test_utils
from sqlalchemy import func, select

from sessionrunner.adapters.database import Database, open_database
from sessionrunner.adapters.papers_files import read_papers
from sessionrunner.adapters.rehearser import Rehearser
from sessionrunner.adapters.roster_files import read_roster
from sessionrunner.adapters.schema import tokens
from sessionrunner.core.commands import parse_command
from sessionrunner.core.model import Session, SessionId
from sessionrunner.core.planning import make_plan
from sessionrunner.runtime.access import Access
from sessionrunner.runtime.ports import Grant
from sessionrunner.runtime.runner import SessionRunner, World
from sessionrunner.runtime.sessions import Sessions
from sessionrunner.settings import Settings
from sessionrunner.web import WebDeps, make_web
from tests.core.builders import HOST
from tests.fakes import FakeAlarm, FakeClock, FakePlanner, FakePublisher

OPERATOR = "operator-operator-operator"
ROSTER = (
    "name,email,years,institution\n"
    "Ada Lovelace,ada@example.org,12,London\n"
    "Grace Hopper,grace@example.org,9,Yale\n"
    "Kim Lee,kim1@example.org,2,Oslo\n"
    "Kim Lee,kim2@example.org,3,Lima\n"
    "José Ñandú,,1,Quito\n"
)
TEMPLATE = (
    '<title>{{ page }}</title><script type="importmap" nonce="{{ nonce }}">{{ import_map }}</script>'
    '<link rel="stylesheet" href="{{ asset("css/base.css") }}">'
    '<script type="application/json" id="boot" nonce="{{ nonce }}">{{ boot }}</script>'
)
PAGES = (
    "attendee_wip", "enter", "facilitator", "host", "host_wip", "join", "landing", "new", "operator", "phone",
    "presenter", "print", "print_wip", "stage",
)  # fmt: skip
JS = "export const beat = 'tick '.repeat(3);\n" * 20


class Seconds:
    """What limits are measured by; stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class House:
    """The server, its parts, and ways to talk to it."""

    def __init__(
        self, database: Database, settings: Settings, pages: tuple[Path, Path], address: str
    ) -> None:
        self.database = database
        self.settings = settings
        self.clock = FakeClock()
        self.seconds = Seconds()
        self.access = Access(database.tokens, self.clock, OPERATOR)
        self.dropped: list[Grant | SessionId | tuple[Grant, str]] = []
        world = World(
            store=database.store,
            clock=self.clock,
            alarm=FakeAlarm(),
            planner=FakePlanner(make_plan),
            publisher=FakePublisher(),
        )
        self.sessions = Sessions(world)
        self.app = make_web(
            WebDeps(
                sessions=self.sessions,
                access=self.access,
                settings=settings,
                read_roster=read_roster,
                read_papers=read_papers,
                rehearse=Rehearser().rehearse,
                connected=lambda: 7,
                drop=self._drop,
                drop_others=self._drop_others,
                drop_session=self._drop_session,
                monotonic=self.seconds,
                static=pages[0],
                templates=pages[1],
                address=address,
            )
        )
        self.server = test_utils.TestServer(self.app)
        self.program: aiohttp.ClientSession
        self.made: dict[str, Any] = {}

    async def _drop(self, grant: Grant) -> None:
        self.dropped.append(grant)

    async def _drop_others(self, grant: Grant, keep: str) -> None:
        self.dropped.append((grant, keep))

    async def _drop_session(self, session: SessionId) -> None:
        self.dropped.append(session)

    @property
    def url(self) -> str:
        """Where it listens."""
        return str(self.server.make_url("")).rstrip("/")

    @property
    def id(self) -> SessionId:
        """The session that `a_house` made."""
        return SessionId(self.made["id"])

    @property
    def code(self) -> str:
        """Its code."""
        return str(self.made["code"])

    async def ask(
        self, method: str, path: str, token: str | None = None, **more: Any
    ) -> aiohttp.ClientResponse:
        """A program's request: no cookies, no Origin; `token` goes into the header."""
        headers = dict(more.pop("headers", {}))
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return await self.program.request(
            method, self.url + path, headers=headers, allow_redirects=False, **more
        )

    async def as_host(self, method: str, path: str, **more: Any) -> aiohttp.ClientResponse:
        """The host's program asks about the session; `path` is what follows its address."""
        return await self.ask(
            method, f"/api/v1/sessions/{self.id}{path}", self.made["tokens"]["host"], **more
        )

    async def join(self, **who: Any) -> aiohttp.ClientResponse:
        """Join the session as a program."""
        return await self.ask("POST", "/api/v1/join", json={"code": self.code, **who})

    async def joined(self, **who: Any) -> dict[str, Any]:
        """The same, when it must go well."""
        answer = await self.join(**who)
        assert answer.status == 201, await answer.text()
        body: dict[str, Any] = await answer.json()
        return body

    async def runner(self) -> SessionRunner:
        """The session's runner."""
        return await self.sessions.get(self.id)

    async def state(self) -> Session:
        """The session as it is."""
        return (await self.runner()).session

    async def do(self, kind: str, **fields: Any) -> None:
        """The host does something."""
        number = (await self.state()).version
        await (await self.runner()).submit(
            parse_command({"id": f"{kind}-{number}", "type": kind, **fields}), HOST
        )

    async def everything(self) -> tuple[bytes, int, int, int]:
        """All that could change: every session, the journal, how many tokens there are."""
        listed = await self.database.store.summaries()
        stored = [await self.database.store.load(summary.id) for summary in listed]
        journal = [entry for summary in listed for entry in await self.database.store.journal(summary.id)]
        async with self.database.engines.reading() as connection:
            count = (await connection.execute(select(func.count()).select_from(tokens))).scalar_one()
        return msgspec.json.encode(stored), len(journal), count, len(self.dropped)


class Browser:
    """A browser: it keeps cookies, and says where a request comes from."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.client = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))

    async def get(self, path: str) -> aiohttp.ClientResponse:
        """Open a page."""
        return await self.client.get(self._house.url + path, allow_redirects=False)

    async def post(
        self, path: str, body: object, origin: str | None = "own", **headers: str
    ) -> aiohttp.ClientResponse:
        """What a page's script sends; `origin` is whose page it is, None when the browser does not say."""
        if origin is not None:
            headers["Origin"] = self._house.url if origin == "own" else origin
        return await self.client.post(
            self._house.url + path, json=body, headers={"X-Requested-With": "page", **headers}
        )


@asynccontextmanager
async def a_browser(house: House) -> AsyncIterator[Browser]:
    """A browser that is closed afterwards."""
    browser = Browser(house)
    async with browser.client:
        yield browser


@asynccontextmanager
async def a_house(
    folder: Path, settings: Settings, pages: tuple[Path, Path] | None = None, address: str = ""
) -> AsyncIterator[House]:
    """A server with one session and its roster.

    `pages` are other static and template folders, `address` the one by which other people reach it.
    """
    lay_out(folder)
    database = await open_database(f"sqlite:///{folder / 'sessions.sqlite3'}")
    house = House(database, settings, pages or (folder / "static", folder / "templates"), address)
    async with house.server, aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as program:
        house.program = program
        made = await house.ask(
            "POST", "/api/v1/sessions", OPERATOR, json={"format": "flash", "title": "Hour"}
        )
        assert made.status == 201, await made.text()
        house.made = await made.json()
        added = await house.as_host("POST", "/roster?mode=add", data=ROSTER.encode())
        assert added.status == 200, await added.text()
        yield house
        await house.sessions.close()
    await database.close()


def lay_out(folder: Path) -> None:
    """Pages and files that are enough for these tests."""
    files = {
        "static/vendor/imports.json": json.dumps({"preact": "vendor/preact/1/preact.mjs"}),
        "static/vendor/preact/1/preact.mjs": JS,
        "static/js/phone.js": JS,
        "static/js/phone/scene.js": JS,
        "static/js/types.d.ts": "export {};",
        "static/css/base.css": "body { color: black; }",
        "static/secret.txt": "not served",
        "templates/message.html": TEMPLATE
        + "{{ title }}: {{ message }} {{ action_href }} {{ action_label }}",
        **{f"templates/{page}.html": TEMPLATE for page in PAGES},
        "templates/landing.html": TEMPLATE + "[{{ code }}][{{ error }}]",
        "templates/phone.html": TEMPLATE + "<h1>{{ view.me.name }}</h1>",
        "templates/join.html": TEMPLATE + "<h1>{{ session.title }}</h1>",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


async def refusal(answer: aiohttp.ClientResponse, status: int, code: str) -> dict[str, Any]:
    """The error in `answer`, whose shape, status and code are as they must be."""
    body = await answer.json()
    assert (answer.status, body["error"]["code"]) == (status, code), body
    assert body["error"]["message"]
    assert all(set(detail) == {"field", "message"} for detail in body["error"]["details"])
    error: dict[str, Any] = body["error"]
    return error


__all__ = ["OPERATOR", "ROSTER", "Browser", "House", "a_browser", "a_house", "refusal"]
