"""The end of a round, felt and heard: only what its owner has chosen, and where the browser can."""

import pytest
from playwright.async_api import Page, expect

from tests.attendee_pages.visitors import SMALL, leave_seconds, phone_of, prepare, show_phone, to_talk, until
from tests.host_page.house import House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NOTE_ALERTS = """
window.buzzes = [];
Navigator.prototype.vibrate = (pattern) => window.buzzes.push(pattern);
window.tones = [];
window.OscillatorNode = class extends OscillatorNode {
  start(...given) { window.tones.push(this.frequency.value); super.start(...given); }
};
"""
NO_BUZZ = f"{NOTE_ALERTS} delete Navigator.prototype.vibrate;"
NEITHER = f"{NO_BUZZ} delete window.AudioContext;"
END_CHIME = 3
"""The chime that ends a round has three tones; the one that says "this is what it sounds like" has two."""


async def phone_with(house: House, script: str, **options: str) -> Page:
    """A phone whose vibrations and tones are noted, and which its owner has touched."""
    context = await house.browser.new_context(viewport=SMALL, **options)  # type: ignore[arg-type]
    await context.add_init_script(script)
    phone = await phone_of(house, "Emmy Noether", context)
    await phone.locator("h1").click()
    return phone


async def to_the_end_of_a_round(house: House, phone: Page) -> None:
    """Let round 1 run out by itself."""
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    await leave_seconds(house, 1)
    await expect(phone.locator("main.move")).to_be_visible()


async def test_a_phone_that_can_vibrates_once_at_the_end_of_a_round(house: House) -> None:
    """Without anybody having set anything; and nothing sounds."""
    await prepare(house)
    phone = await phone_with(house, NOTE_ALERTS)
    await to_the_end_of_a_round(house, phone)
    assert await phone.evaluate("window.buzzes.length") == 1
    assert await phone.evaluate("window.tones.length") == 0


async def test_whoever_wants_no_movement_feels_none(house: House) -> None:
    """Reduced motion holds for vibration too, unless its owner chooses it."""
    await prepare(house)
    phone = await phone_with(house, NOTE_ALERTS, reduced_motion="reduce")
    await to_the_end_of_a_round(house, phone)
    assert await phone.evaluate("window.buzzes.length") == 0


async def test_a_chime_is_chosen_by_a_press_and_heard_after_a_reload(house: House) -> None:
    """The press lets it be heard; the choice stays, and sounds again once the page was touched."""
    await prepare(house)
    phone = await phone_with(house, NO_BUZZ)
    await phone.get_by_role("button", name="More").click()
    await phone.get_by_role("button", name="When a round ends: no signal").click()
    await expect(phone.get_by_role("button", name="When a round ends: chime")).to_be_visible()
    await until(phone, "window.tones.length > 0")
    await show_phone(house, phone)
    await phone.locator("h1").click()
    assert await phone.evaluate("window.tones.length") == 0
    await to_the_end_of_a_round(house, phone)
    await until(phone, f"window.tones.length === {END_CHIME}")


async def test_silence_is_kept(house: House) -> None:
    """Whoever has switched the signals off is not disturbed after a reload either."""
    await prepare(house)
    phone = await phone_with(house, NOTE_ALERTS)
    await phone.get_by_role("button", name="More").click()
    await phone.get_by_role("button", name="When a round ends: vibrate").click()
    await phone.get_by_role("button", name="When a round ends: vibrate and chime").click()
    await expect(phone.get_by_role("button", name="When a round ends: no signal")).to_be_visible()
    await show_phone(house, phone)
    await phone.locator("h1").click()
    await to_the_end_of_a_round(house, phone)
    assert await phone.evaluate("[window.buzzes.length, window.tones.length]") == [0, 0]


async def test_where_the_browser_can_do_neither_nothing_is_offered(house: House) -> None:
    """No button that does nothing."""
    await prepare(house)
    phone = await phone_with(house, NEITHER)
    await phone.get_by_role("button", name="More").click()
    await expect(phone.get_by_role("button", name="Back")).to_be_visible()
    await expect(phone.get_by_role("button", name="When a round ends")).to_have_count(0)
