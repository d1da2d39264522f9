"""What holds for every page of the host's, in every state: axe, reflow, targets, focus, motion."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.host_page.house import OPERATOR, House
from tests.host_page.test_reports import somebody_waits

pytestmark = pytest.mark.asyncio(loop_scope="session")

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW: ViewportSize = {"width": 320, "height": 568}

RUN_AXE = """async rules => {
  const found = await axe.run({ runOnly: rules });
  return found.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary)]);
}"""

SMALL_TARGETS = """() => [...document.querySelectorAll('button, a, input, select, textarea, summary')]
  .filter(element => element.checkVisibility() && !element.closest('.visually-hidden'))
  .map(element => element.closest('label.check, label.option, .paper-nav label') ?? element)
  .filter(element => Math.min(element.offsetHeight ?? 99, element.offsetWidth ?? 99) < 44)
  .map(element => element.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing(house: House, theme: str) -> None:
    """No violation on any tab, before, during and after a session, nor in the dialogues, in either theme."""
    desk = await house.open_desk(color_scheme=theme)
    await _each_tab(desk)
    await desk.locator("#tab-people").click()
    for opener in ("Add a person", "Import a list"):
        await desk.get_by_role("button", name=opener).click()
        await _clean(desk)
        await desk.keyboard.press("Escape")
    await house.command("start")
    await house.command("advance")
    await expect(desk.locator(".now .eyebrow")).to_contain_text("Round 1")
    await _each_tab(desk)
    await desk.locator("#tab-people").click()
    await desk.locator(".person-line").first.click()
    await _clean(desk)
    await desk.get_by_role("button", name="Swap with").click()
    await _clean(desk)
    await desk.keyboard.press("Escape")
    await house.command("end")
    await expect(desk.get_by_text("Thank you.")).to_be_visible()
    await _each_tab(desk)


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing_in_what_is_asked_first(house: House, theme: str) -> None:
    """A rehearsal, links, erasing, who is missing, lists and notices: no violation, and all fits 320 px."""
    desk = await house.open_desk(color_scheme=theme, viewport=NARROW)
    await desk.get_by_role("button", name="Try it out").click()
    await expect(desk.locator("dialog .chart")).to_be_visible(timeout=60_000)
    await desk.get_by_text("Who came and went").click()
    await _clean_and_fitting(desk)
    await desk.keyboard.press("Escape")
    await desk.locator("#tab-share").click()
    for opener in ("Withdraw the stage’s links", "Hand hosting over", "Erase this session"):
        await desk.get_by_role("button", name=opener).click()
        await _clean_and_fitting(desk)
        await desk.keyboard.press("Escape")
    first, _ = await somebody_waits(house)
    await somebody_waits(house, first)
    await desk.get_by_role("button", name="Show 1 more waiting").click()
    await expect(desk.locator(".reports .claim")).to_have_count(2)
    await _clean_and_fitting(desk)
    await desk.locator("#tab-people").click()
    for opener in ("All who are missing are not here", "Import a list"):
        await desk.get_by_role("button", name=opener).click()
        await expect(desk.locator(".sums, .drop-zone").first).to_be_visible()
        await _clean_and_fitting(desk)
        await desk.keyboard.press("Escape")
    await desk.context.set_offline(True)
    await expect(desk.get_by_text("No connection since")).to_be_visible()
    await _clean_and_fitting(desk)


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing_before_anybody_is_there(empty_house: House, theme: str) -> None:
    """The page that leads people in."""
    desk = await empty_house.open_desk(color_scheme=theme, viewport=NARROW)
    await _clean_and_fitting(desk)


@pytest.mark.parametrize("path", ["/new", "/operator", "/s/{session}/print"])
@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing_on_the_other_pages(house: House, theme: str, path: str) -> None:
    """No violation on the operator's pages and on the page to print."""
    await house.command("start")
    page = await _other_page(house, path, color_scheme=theme)
    await _clean(page)


async def test_everything_fits_a_narrow_phone_and_a_finger(house: House) -> None:
    """At 320 px nothing runs off sideways, and what can be pressed is 44 px high and wide."""
    desk = await house.open_desk(viewport=NARROW)
    await _fits_on_each_tab(desk)
    await house.command("start")
    await house.command("advance")
    await expect(desk.locator(".now .eyebrow")).to_contain_text("Round 1")
    await _fits_on_each_tab(desk)
    for path in ("/new", "/operator"):
        await _fits(await _other_page(house, path, viewport=NARROW))


async def test_the_next_action_stays_at_hand_on_a_phone(house: House) -> None:
    """Once the desk has scrolled away, the time and the next action stand at the foot of the screen."""
    await house.command("start")
    desk = await house.open_desk(viewport=NARROW)
    await expect(desk.locator(".mini")).to_have_count(0)
    await desk.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    await desk.locator(".mini button").click()
    await expect(desk.locator(".now .state")).to_have_text("Paused")


async def test_focus_is_always_seen(house: House) -> None:
    """Whatever Tab reaches has an outline, from the head of the page to its end."""
    desk = await house.open_desk()
    reached = 0
    while True:
        await desk.keyboard.press("Tab")
        if await desk.evaluate("document.activeElement === document.body"):
            break
        reached += 1
        style = await desk.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        width = await desk.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert style != "none"
        assert width >= 2
    assert reached > 15


async def test_the_page_speaks_once_and_the_digits_are_silent(house: House) -> None:
    """The running digits are no live region; a polite one says a change once."""
    desk = await house.open_desk()
    await house.command("start")
    await expect(desk.locator("#spoken")).to_have_text("Welcome.")
    await expect(desk.locator(".digits")).to_have_attribute("aria-live", "off")
    live = await desk.evaluate("!!document.querySelector('.digits').closest('[role=status], [role=alert]')")
    assert not live


async def _each_tab(desk: Page) -> None:
    for tab in await desk.get_by_role("tab").all():
        await tab.click()
        await _clean(desk)


async def _clean_and_fitting(page: Page) -> None:
    await _clean(page)
    await _fits(page)


async def _clean(page: Page) -> None:
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[Any] = await page.evaluate(RUN_AXE, {"type": "tag", "values": RULES})
    assert found == []


async def _fits_on_each_tab(desk: Page) -> None:
    for tab in await desk.get_by_role("tab").all():
        await tab.click()
        await _fits(desk)


async def _fits(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert await page.evaluate(SMALL_TARGETS) == []


async def _other_page(house: House, path: str, **options: Any) -> Page:
    context = await house.context(**options)
    url = house.served.address
    await context.add_cookies([{"name": "sr_operator", "value": OPERATOR, "url": url}])
    page = await context.new_page()
    await page.goto(house.url(path.format(session=house.session)))
    return page
