"""On time: a phone an hour wrong, on a slow network, asleep, or on a connection that died without a word."""

import asyncio
from statistics import median
from typing import Any, Final

import pytest
from playwright.async_api import Page, WebSocket, expect

from tests.attendee_pages.visitors import SMALL, phone_of, prepare, seconds_of, show_phone, to_talk, until
from tests.attendee_pages.wire import a_wire
from tests.host_page.house import House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

AN_HOUR_FAST: Final = """
const Right = Date;
window.Date = class extends Right {
  constructor(...given) { given.length ? super(...given) : super(Right.now() + 3_600_000); }
  static now() { return Right.now() + 3_600_000; }
};
"""
NOTE_DIGITS: Final = """
window.turns = [];
const look = () => {
  const text = document.querySelector('.digits')?.textContent;
  if (!text || text === window.turns.at(-1)?.text) return;
  window.turns.push({ text, at: performance.timeOrigin + performance.now() });
};
new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
"""
"""Notes when each digit came, by a clock that the phone's owner cannot set wrong."""
NOTE_TALK: Final = """
const looking = new MutationObserver(() => {
  if (!document.querySelector('main.talk')) return;
  window.talkedAt = performance.timeOrigin + performance.now();
  looking.disconnect();
});
looking.observe(document, { subtree: true, childList: true, attributes: true });
"""
CAN_SLEEP: Final = """
window.slept = 0;
const now = Date.now;
Date.now = () => now() + window.slept;
"""
CAN_HIDE: Final = """
window.away = false;
Object.defineProperty(document, 'hidden', { get: () => window.away });
"""
HIDE: Final = "window.away = true; document.dispatchEvent(new Event('visibilitychange'));"
SHOW: Final = "window.away = false; document.dispatchEvent(new Event('visibilitychange'));"
RESTORE: Final = (
    "window.away = false; window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));"
)
MOST_WRONG_MS: Final = 250
MOST_LATE_MS: Final = 1_000
"""A busy machine draws late; it never draws early."""
DIGITS: Final = 5
USUAL_GAP_S: Final = 2.0
ENGINE_NOTICES: Final = 20
"""The server asks every 10 s and waits 10 s for an answer; a browser goes by the same."""


class Questions:
    """Listens for a page asking the server what time it is."""

    def __init__(self, socket: WebSocket) -> None:
        self._loop = asyncio.get_running_loop()
        self._last = self._loop.time()
        self._asked: asyncio.Queue[float] = asyncio.Queue()
        socket.on("framesent", self._sent)

    async def another(self) -> float:
        """Wait for the next one; how long it came after the one before, in seconds."""
        return await self._asked.get()

    def _sent(self, payload: str | bytes) -> None:
        if '"sync"' in str(payload):
            now = self._loop.time()
            self._asked.put_nowait(now - self._last)
            self._last = now


async def how_wrong(house: House, phone: Page) -> float:
    """How many milliseconds too late (or early) the digits change, as the middle of a few."""
    await phone.evaluate("window.turns = []")
    await until(phone, f"window.turns.length > {DIGITS}")
    turns: list[dict[str, Any]] = await phone.evaluate("window.turns")
    ends_at: int = (await house.view())["clock"]["ends_at"]
    # The first one was there before anybody looked.
    late: list[float] = [turn["at"] - (ends_at - in_ms(turn["text"])) for turn in turns[1:]]
    return median(late)


def in_ms(digits: str) -> int:
    """What digits like 4:09 say."""
    minutes, seconds = digits.split(":")
    return (int(minutes) * 60 + int(seconds)) * 1000


async def test_a_phone_an_hour_wrong_is_right_to_a_quarter_of_a_second(house: House) -> None:
    """At once, after a reload, and on a network where every answer takes four tenths of a second."""
    await prepare(house)
    async with a_wire(house) as (wire, over_wire):
        context = await house.browser.new_context(viewport=SMALL)
        await context.add_init_script(AN_HOUR_FAST + NOTE_DIGITS)
        phone = await phone_of(over_wire, "Emmy Noether", context)
        await to_talk(house)
        await expect(phone.locator("main.talk")).to_be_visible()
        assert abs(await how_wrong(house, phone)) < MOST_WRONG_MS
        wire.delay = 0.2
        await show_phone(over_wire, phone)
        assert abs(await how_wrong(house, phone)) < MOST_WRONG_MS


async def test_a_phone_turns_at_the_stored_instant_without_a_message(house: House) -> None:
    """An hour wrong and cut off before the move is over, it begins to talk when the server's clock says."""
    await prepare(house, settings={"move_seconds": 6})
    context = await house.browser.new_context(viewport=SMALL)
    await context.add_init_script(AN_HOUR_FAST + NOTE_TALK)
    phone = await phone_of(house, "Emmy Noether", context)
    await house.command("start")
    await house.command("advance")
    await expect(phone.locator("main.move")).to_be_visible()
    await context.set_offline(True)
    ends_at: int = (await house.view())["clock"]["ends_at"]
    await until(phone, "window.talkedAt")
    late: float = await phone.evaluate("window.talkedAt") - ends_at
    assert -MOST_WRONG_MS < late < MOST_LATE_MS


async def test_going_back_to_the_page_is_right_within_two_seconds(house: House) -> None:
    """Whoever looks at another page meanwhile and presses Back sees what has happened since."""
    await prepare(house)
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    await phone.goto(house.url("/healthz"))
    await house.command("pause")
    await phone.go_back()
    await expect(phone.locator(".time")).to_contain_text("Paused", timeout=2_000)


async def test_after_a_sleep_the_time_is_right_at_once_without_a_network_too(house: House) -> None:
    """Where page time stands still during a sleep, the device's own clock says how long it was."""
    await prepare(house)
    context = await house.browser.new_context(viewport=SMALL)
    await context.add_init_script(CAN_SLEEP + CAN_HIDE)
    phone = await phone_of(house, "Emmy Noether", context)
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    await phone.context.set_offline(True)
    await phone.evaluate(HIDE)
    before = await seconds_of(phone.locator(".digits"))
    await phone.evaluate(f"window.slept = 120_000; {SHOW}")
    after = await seconds_of(phone.locator(".digits"))
    assert 120 <= before - after <= 125


@pytest.mark.parametrize("come_back", [SHOW, RESTORE])
async def test_waking_up_on_a_dead_connection_is_right_within_seconds(house: House, come_back: str) -> None:
    """A phone that slept while its socket was killed without a word asks at once, and connects anew.

    So does a page that the browser has kept whole, and brings back from that cache.
    """
    await prepare(house)
    async with a_wire(house) as (wire, over_wire):
        context = await house.browser.new_context(viewport=SMALL)
        await context.add_init_script(CAN_HIDE)
        phone = await phone_of(over_wire, "Emmy Noether", context)
        await to_talk(house)
        await expect(phone.locator("main.talk")).to_be_visible()
        await phone.evaluate(HIDE)
        wire.go_dead()
        await house.command("pause")
        await phone.evaluate(come_back)
        await expect(phone.locator(".time")).to_contain_text("Paused", timeout=4_000)


async def test_a_connection_that_died_without_a_word_is_noticed_and_replaced(house: House) -> None:
    """While the page is seen: offline within five seconds, and on a new connection well before twenty."""
    await prepare(house)
    async with a_wire(house) as (wire, over_wire):
        phone = await phone_of(over_wire, "Emmy Noether")
        await to_talk(house)
        await expect(phone.locator("main.talk")).to_be_visible()
        wire.go_dead()
        await house.command("pause")
        await expect(phone.locator(".offline")).to_be_visible(timeout=5_000)
        await expect(phone.locator(".time")).to_contain_text("Paused", timeout=10_000)
        await expect(phone.locator(".offline")).to_have_count(0)


async def test_a_dead_connection_is_noticed_from_either_side_by_a_page_that_nobody_looks_at(
    house: House,
) -> None:
    """A hidden page asks nothing; the heartbeat of the connection itself gives it up, here and there."""
    await prepare(house)
    async with a_wire(house) as (wire, over_wire):
        context = await house.browser.new_context(viewport=SMALL)
        await context.add_init_script(CAN_HIDE)
        phone = await phone_of(over_wire, "Emmy Noether", context)
        await to_talk(house)
        await expect(phone.locator("main.talk")).to_be_visible()
        await phone.evaluate(HIDE)
        first = await wire.sockets.get()
        wire.go_dead()
        async with asyncio.timeout(ENGINE_NOTICES + 2):
            await first.server_gave_up.wait()
            await wire.sockets.get()
        await house.command("pause")
        await expect(phone.locator(".time")).to_contain_text("Paused")


@pytest.mark.parametrize(
    "sign",
    [
        "window.dispatchEvent(new Event('online'))",
        "navigator.connection.dispatchEvent(new Event('change'))",
        "document.dispatchEvent(new Event('resume'))",
        "window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
        "document.dispatchEvent(new Event('visibilitychange'))",
    ],
)
async def test_every_sign_of_a_change_has_the_clock_measured_again(house: House, sign: str) -> None:
    """A network that comes or changes, a page that thaws, comes back from a cache or into view."""
    await prepare(house)
    phone = await phone_of(house, "Emmy Noether")
    async with phone.expect_websocket() as found:
        await show_phone(house, phone)
    questions = Questions(await found.value)
    async with asyncio.timeout(30):
        # After connecting it asks several times, then every 2.8 s: right after one of these comes no other.
        while await questions.another() < USUAL_GAP_S:
            pass
        await phone.evaluate(sign)
        assert await questions.another() < USUAL_GAP_S
