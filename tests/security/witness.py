"""A witness of what browsers do: every script that runs and should not, every complaint, every request."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    WebError,
    WebSocket,
)

from sessionrunner.web.origin import refuse_foreign
from sessionrunner.web.remote import Remote

LISTEN: Final = """
window.ran = (what) => console.error(`RAN ${what}`);
document.addEventListener('securitypolicyviolation', (event) =>
  console.error(`POLICY ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
EVIL_ELEMENTS: Final = (
    "[onerror], [onload], .evil, img[src*='evil'], a[href^='javascript' i], a[href^='data:' i]"
)
WORDS_OF: Final = """() => [document.title, document.body.innerText,
  ...[...document.querySelectorAll('input, textarea, option')].map((each) => each.value ?? ''),
  ...[...document.querySelectorAll('[placeholder]')].map((each) => each.placeholder)].join('\\n')"""


SHORTEST: Final = 40
"""Characters that the shortest field takes."""


def evil(field_: str) -> str:
    """A text for the shortest field that would run if it were taken for HTML."""
    text = f"{field_}\"'><img src=evil onerror=ran()>"
    assert len(text) <= SHORTEST, text
    return text


def worse(field_: str) -> str:
    """The same for a field that takes more: out of a script, an attribute, a template, a text area."""
    end = "</script></textarea></title><script class=evil>ran()</script>{{7*7}}${ran()}<!--"
    return evil(field_) + end


@dataclass
class Witness:
    """What was seen in all the contexts of a browser since `watch`."""

    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """Every address that was asked for, as it is sent: without its fragment."""
    heard: list[tuple[str, str]] = field(default_factory=list)
    """Every path that the server was asked for, with the Referer that came along."""
    contexts: list[BrowserContext] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    """The fields, by the names that `evil` was given, whose texts stood on a page."""
    fields: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    """Addresses that answered with a refusal, as they were meant to: browsers write that into the console."""

    async def watch(self, context: BrowserContext) -> BrowserContext:
        """See everything that happens in `context` from now on."""
        self.contexts.append(context)
        await context.add_init_script(LISTEN)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("dialog", self._dialog)
        context.on("request", self._request)
        context.on("page", self._page)
        return context

    def text(self, field_: str, *, long: bool = True) -> str:
        """A text for a field that is not seen in the pages' words before it was asked for."""
        self.fields.add(field_)
        return (worse if long else evil)(field_)

    async def visit(self, page: Page, address: str, status: int = 200) -> None:
        """Open an address that answers with `status`, and look at the page."""
        answer = await page.goto(address)
        assert answer is not None
        assert answer.status == status, address
        if status != HTTPStatus.OK:
            self.refused.add(answer.url)
        await self.look(page)

    async def look(self, page: Page) -> None:
        """Note which fields are shown on `page`, and that they are words there and nothing else."""
        words: str = await page.evaluate(WORDS_OF)
        # Some pages show codes and headings in capitals.
        self.shown |= {each for each in self.fields if f"{each}\"'><IMG" in words.upper()}
        found = await page.evaluate(
            "(bad) => [...document.querySelectorAll(bad)].map((each) => each.outerHTML)", EVIL_ELEMENTS
        )
        assert found == [], page.url

    @property
    def faults(self) -> list[str]:
        """All complaints but those of refusals that were meant."""
        meant = {f"({address})" for address in self.refused}
        return [
            each
            for each in self.complaints
            if "Failed to load resource" not in each or not any(map(each.endswith, meant))
        ]

    async def look_at_each_tab(self, page: Page) -> None:
        """Look at every part of a page that has several."""
        for tab in await page.get_by_role("tab").all():
            await tab.click()
            await self.look(page)

    async def check_nothing_is_told(self, here: str, tokens: set[str]) -> None:
        """No other server was asked, no page said which it is, and no address held a token."""
        tokens = tokens | {cookie["value"] for each in self.contexts for cookie in await each.cookies()}
        assert len(tokens) > len(self.contexts) / 2
        own = (here, here.replace("http", "ws", 1), "data:image/svg+xml,")
        for address in self.asked:
            assert address.startswith(own), address
            assert not any(token in address for token in tokens), address
        assert len(self.heard) > len(self.contexts)
        # A service worker that is looked for anew comes from its own address, the same for everybody.
        told = {referer for _, referer in self.heard if not referer.startswith(f"{here}sw.js?v=")}
        assert told == {""}

    def hear(self, request: web.Request, remote: Remote) -> None:
        """Stands in for the server's own check of where a request comes from, and notes the request."""
        self.heard.append((request.path_qs, request.headers.get("Referer", "")))
        refuse_foreign(request, remote)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            where = message.location.get("url", "")
            self.complaints.append(f"{message.type}: {message.text} ({where})")

    def _request(self, request: Request) -> None:
        self.asked.append(request.url.partition("#")[0])

    def _page(self, page: Page) -> None:
        page.on("websocket", self._socket)

    def _socket(self, socket: WebSocket) -> None:
        self.asked.append(socket.url)

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"uncaught: {error.error}")

    async def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialogue: {dialog.message}")
        await dialog.dismiss()


def witnessed(browser: Browser, witness: Witness) -> Any:
    """`browser.new_context` for which everything is seen."""
    new_context = browser.new_context

    async def watched(**options: Any) -> BrowserContext:
        return await witness.watch(await new_context(**options))

    return watched
