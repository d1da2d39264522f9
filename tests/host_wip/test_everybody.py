"""What holds for the host's page of works in progress, in every state: axe, reflow, targets."""

import pytest
from playwright.async_api import Page, expect

from tests.host_page.house import House
from tests.host_page.test_everybody import AXE, NARROW, RULES, RUN_AXE, SMALL_TARGETS

pytestmark = pytest.mark.asyncio(loop_scope="session")

DIALOGUES = (
    ("papers", "Add a paper"),
    ("papers", "Import papers"),
    ("order", "Put in a break"),
    ("order", "Move …"),
    ("share", "Withdraw …"),
)
OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing(house: House, theme: str) -> None:
    """No violation on any tab, before, during and after a session, nor in a dialogue."""
    desk = await house.open_desk(color_scheme=theme)
    await desk.get_by_text("Rules of single rooms").click()
    await _each_tab(desk)
    for tab, button in DIALOGUES:
        await desk.locator(f"#tab-{tab}").click()
        await desk.get_by_role("button", name=button).first.click()
        await expect(desk.get_by_role("dialog")).to_be_visible()
        await _check(desk)
        await desk.keyboard.press("Escape")
    await house.command("start", track="all")
    await expect(desk.locator("#next-action")).to_contain_text("Everybody pauses")
    await _each_tab(desk)
    await desk.get_by_label("The buttons below are for").select_option("t2")
    await _check(desk)
    await house.command("end", track="all")
    await expect(desk.get_by_text("Thank you. All rooms are done.")).to_be_visible()
    await _each_tab(desk)


async def test_it_reflows_and_targets_are_large(house: House) -> None:
    """At 320 pixels nothing scrolls sideways on any tab, and all that is pressed is 44 pixels or more."""
    desk = await house.open_desk(viewport=NARROW)
    for state in ("waiting", "running"):
        if state == "running":
            await house.command("start", track="all")
            await expect(desk.locator("#next-action")).to_contain_text("Everybody pauses")
            await desk.get_by_label("The buttons below are for").select_option("t1")
        for tab in await desk.get_by_role("tab").all():
            await tab.click()
            assert not await desk.evaluate(OVERFLOWS), await tab.inner_text()
            assert await desk.evaluate(SMALL_TARGETS) == [], await tab.inner_text()
        await desk.locator("#tab-order").click()
        await desk.get_by_role("button", name="Put in a break").click()
        assert not await desk.evaluate(OVERFLOWS)
        assert await desk.evaluate(SMALL_TARGETS) == []
        await desk.keyboard.press("Escape")


async def _each_tab(desk: Page) -> None:
    for tab in await desk.get_by_role("tab").all():
        await tab.click()
        await _check(desk)


async def _check(desk: Page) -> None:
    if not await desk.evaluate("'axe' in window"):
        await desk.evaluate(AXE.read_text())
    assert await desk.evaluate(RUN_AXE, {"type": "tag", "values": RULES}) == []
