"""A real server with one session, and browsers that open its pages."""

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from socket import AF_INET, AI_NUMERICHOST
from typing import Any, Final

from aiohttp import ClientSession, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from sessionrunner.app import Served, serving, set_up_logging
from sessionrunner.settings import Settings
from tests.browser.process import free_port

CHROMIUM_FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OPERATOR: Final = "an-operator-token-that-only-tests-know"
TITLE: Final = "Flash mentoring: New Voices in Property"


@dataclass(frozen=True)
class House:
    """The server, a browser, and the one session in it."""

    served: Served
    browser: Browser
    http: ClientSession
    session: str
    code: str
    host_token: str

    def url(self, path: str) -> str:
        """The address of `path` on this server."""
        return f"{self.served.address}{path}"

    async def command(self, type_: str, **fields: Any) -> dict[str, Any]:
        """Give a command as a second host would, over HTTP."""
        body = {"id": secrets.token_hex(8), "type": type_, **fields}
        return await self.post(f"/api/v1/sessions/{self.session}/commands", body)

    async def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """POST JSON with the host's token; any refusal fails the test."""
        headers = {"Authorization": f"Bearer {self.host_token}"}
        async with self.http.post(self.url(path), json=body, headers=headers) as answer:
            assert answer.ok, await answer.text()
            found: dict[str, Any] = await answer.json()
            return found

    async def get(self, path: str) -> Any:
        """GET with the host's token."""
        headers = {"Authorization": f"Bearer {self.host_token}"}
        async with self.http.get(self.url(path), headers=headers) as answer:
            assert answer.ok, await answer.text()
            return await answer.json()

    async def view(self) -> dict[str, Any]:
        """The host's view as the server has it."""
        found: dict[str, Any] = await self.get(f"/api/v1/sessions/{self.session}")
        return found

    async def import_roster(self, data: bytes | None = None) -> None:
        """Put the example roster (12 mentors, 20 mentees), or `data`, on the list."""
        data = data or resources.files("sessionrunner.data").joinpath("roster.csv").read_bytes()
        path = self.url(f"/api/v1/sessions/{self.session}/roster?mode=add")
        headers = {"Authorization": f"Bearer {self.host_token}"}
        async with self.http.post(path, data=data, headers=headers) as answer:
            assert answer.ok, await answer.text()

    async def context(self, **options: Any) -> BrowserContext:
        """A browser of its own that holds the host's cookie."""
        context = await self.browser.new_context(**options)
        cookie = f"sr_host_{self.session}"
        await context.add_cookies([{"name": cookie, "value": self.host_token, "url": self.served.address}])
        return context

    async def open_desk(self, **options: Any) -> Page:
        """The host's page, alive."""
        return await self.show_desk(await (await self.context(**options)).new_page())

    async def show_desk(self, page: Page) -> Page:
        """The host's page in `page`."""
        await page.goto(self.url(f"/s/{self.session}/host"))
        await page.locator("#next-action").wait_for()
        return page


class _Here(AbstractResolver):
    """Every name is this computer's."""

    async def resolve(self, host: str, port: int = 0, family: int = AF_INET) -> list[ResolveResult]:
        """This computer's own address."""
        found = ResolveResult(
            hostname=host, host="127.0.0.1", port=port, family=family, proto=0, flags=AI_NUMERICHOST
        )
        return [found]

    async def close(self) -> None:
        """Nothing is held."""


@dataclass(frozen=True)
class Building:
    """What sessions share: the server, the browser, and a client for the API."""

    served: Served
    browser: Browser
    http: ClientSession


@asynccontextmanager
async def a_building(
    folder: Path, chromium: str, pace: float = 1.0, name: str = ""
) -> AsyncIterator[Building]:
    """A server on a fresh database, and a browser.

    With a `name`, people reach the server over plain http under it, as they do in a room's Wi-Fi; browsers
    trust that less than an address of the same computer.
    """
    port = free_port() if name else 0
    settings = Settings(
        host="127.0.0.1",
        port=port,
        public_url=f"http://{name}:{port}" if name else "",
        database=f"sqlite:///{folder / 'sessions.sqlite3'}",
        operator_token=OPERATOR,
        log_level="error",
    )
    set_up_logging(settings)
    async with AsyncExitStack() as stack:
        served = await stack.enter_async_context(serving(settings, pace))
        http = await stack.enter_async_context(ClientSession(connector=TCPConnector(resolver=_Here())))
        playwright = await stack.enter_async_context(async_playwright())
        flags = [*CHROMIUM_FLAGS, *([f"--host-resolver-rules=MAP {name} 127.0.0.1"] if name else [])]
        browser = await playwright.chromium.launch(executable_path=chromium, args=flags)
        stack.push_async_callback(browser.close)
        yield Building(served=served, browser=browser, http=http)


@asynccontextmanager
async def a_house(building: Building, **settings: Any) -> AsyncIterator[House]:
    """A fresh session with nobody on its list; its browsers are closed in the end."""
    made = await _make_session(building, settings)
    yield House(
        served=building.served,
        browser=building.browser,
        http=building.http,
        session=made["id"],
        code=made["code"],
        host_token=made["tokens"]["host"],
    )
    for context in building.browser.contexts:
        await context.close()


async def _make_session(building: Building, settings: Mapping[str, Any]) -> dict[str, Any]:
    body = {"format": "flash", "title": TITLE, **settings}
    headers = {"Authorization": f"Bearer {OPERATOR}"}
    url = f"{building.served.address}/api/v1/sessions"
    async with building.http.post(url, json=body, headers=headers) as answer:
        assert answer.status == 201, await answer.text()
        made: dict[str, Any] = await answer.json()
        return made
