"""A real server under an invented address, a browser that finds it there, and people who join."""

import asyncio
import secrets
import socket
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from aiohttp import ClientSession
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from scripts.pictures.camera import DESK, PHONE, NoPicture
from sessionrunner.app import serving, set_up_logging
from sessionrunner.demo import Ready, simulate
from sessionrunner.settings import Settings

NAME = "mentoring.example"
ADDRESS = f"http://{NAME}"
"""What the pictures show instead of the address of the machine that they are taken on."""

FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


@dataclass(frozen=True)
class House:
    """The server as its operator has it, and the browser."""

    browser: Browser
    http: ClientSession
    server: str
    operator: str

    async def post(
        self, path: str, body: Mapping[str, object] | bytes, token: str | None = None
    ) -> dict[str, Any]:
        """POST JSON or a file, as the operator or with `token`. Raises `NoPicture` in the server's words."""
        sent = {"data": body} if isinstance(body, bytes) else {"json": body}
        return await self._ask("POST", path, token or self.operator, **sent)

    async def get(self, path: str, token: str) -> dict[str, Any]:
        """GET with `token`. Raises `NoPicture` in the server's words."""
        return await self._ask("GET", path, token)

    async def _ask(self, method: str, path: str, token: str, **sent: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"}
        async with self.http.request(
            method, f"{self.server}/api/v1{path}", headers=headers, **sent
        ) as answer:
            told: dict[str, Any] = await answer.json()
        if not answer.ok:
            raise NoPicture(told["error"]["message"])
        return told

    async def open(
        self, path: str, size: ViewportSize = DESK, colours: Literal["light", "dark"] = "light"
    ) -> Page:
        """A page in a browser of its own, as somebody sees it who comes for the first time."""
        context = await self.browser.new_context(
            viewport=size, color_scheme=colours, locale="en-US", reduced_motion="reduce"
        )
        page = await context.new_page()
        await page.goto(f"{ADDRESS}{path}")
        return page

    async def join(self, code: str, name: str, colours: Literal["light", "dark"] = "light") -> Page:
        """The phone of somebody on the list."""
        page = await self.open(f"/j/{code}", PHONE, colours)
        await page.get_by_label("Your name").fill(name)
        await page.get_by_role("button", name="Join", exact=True).click()
        await page.wait_for_url("**/me")
        return page

    async def audience(self, session: str, audience: str) -> str:
        """A fresh link for the stage or a host, as a path."""
        url: str = (await self.post(f"/sessions/{session}/links", {"audience": audience}))["url"]
        return url.removeprefix(ADDRESS)

    @asynccontextmanager
    async def crowd(self, session: str, code: str, emails: tuple[str, ...]) -> AsyncIterator[None]:
        """People who join with simulated phones, some late, some never, while the block lasts."""
        stage = await self.audience(session, "stage")
        ready = Ready(
            id=session,
            code=code,
            host_link="",
            stage_link=stage,
            join_link=f"{ADDRESS}/j/{code}",
            host_token="",
            stage_token=stage.partition("=")[2],
            emails=emails,
        )
        phones = asyncio.create_task(simulate(self.server, ready, asyncio.Event()))
        try:
            yield
        finally:
            phones.cancel()
            with suppress(asyncio.CancelledError):
                await phones


@asynccontextmanager
async def a_house(chromium: str) -> AsyncIterator[House]:
    """The server on a fresh database, and a browser that finds it under its invented name."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            host="127.0.0.1",
            port=_free_port(),
            public_url=ADDRESS,
            database=f"sqlite:///{Path(folder) / 'sessions.sqlite3'}",
            operator_token=secrets.token_urlsafe(32),
            log_level="error",
        )
        set_up_logging(settings)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(serving(settings))
            http = await stack.enter_async_context(ClientSession())
            playwright = await stack.enter_async_context(async_playwright())
            found = f"--host-resolver-rules=MAP {NAME} 127.0.0.1:{settings.port}"
            browser = await playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, found])
            server = f"http://127.0.0.1:{settings.port}"
            yield House(browser=browser, http=http, server=server, operator=settings.operator_token)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port
