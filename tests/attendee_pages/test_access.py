"""Pages for everybody: axe finds nothing, light and dark; large targets; little goes over the wire."""

from pathlib import Path
from typing import Any, Final

import pytest
from playwright.async_api import Page, Response, expect

from tests.attendee_pages.visitors import SMALL, phone_of, prepare, stage_of, to_talk
from tests.host_page.house import House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

AXE: Final = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
MOST_BYTES: Final = 60_000
TOO_SMALL: Final = """() => [...document.querySelectorAll('button, a[href], input')]
  .filter((element) => element.checkVisibility())
  .map((element) => [element.textContent || element.id, element.closest('label') ?? element])
  .map(([name, target]) => [name, target.getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""


async def faults(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is, in both themes, and what is too small to be hit."""
    found: list[str] = []
    for theme in ("light", "dark"):
        await page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
        result: dict[str, Any] = await page.evaluate("axe.run(document)")
        for violation in result["violations"]:
            where = [node["html"][:120] for node in violation["nodes"]]
            found.append(f"{theme}: {violation['id']}: {violation['help']} {where}")
    small: list[str] = await page.evaluate(TOO_SMALL)
    return found + small


async def with_axe(page: Page) -> Page:
    """The page with axe in it, put there from outside, where the page's policy does not reach."""
    assert AXE.is_file(), "axe-core is not installed: ./scripts/test does it, or npm ci."
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    return page


async def test_the_pages_before_joining(house: House) -> None:
    """The code with and without a fault, the name with everything open, a message, a broken link."""
    await prepare(house)
    page = await (await house.browser.new_context(viewport=SMALL)).new_page()
    await page.goto(house.url("/"))
    assert await faults(await with_axe(page)) == []
    await page.keyboard.press("Enter")
    await expect(page.locator("#code-fault")).not_to_be_empty()
    assert await faults(page) == []
    await page.goto(house.url(f"/j/{house.code}"))
    await page.keyboard.type("love")
    await page.locator("#found button").wait_for()
    await page.get_by_role("button", name="I am not on the list").click()
    assert await faults(await with_axe(page)) == []
    for path in ("/enter", "/nowhere", f"/s/{house.session}/me"):
        await page.goto(house.url(path))
        assert await faults(await with_axe(page)) == [], path


async def test_the_phone_at_every_moment(house: House) -> None:
    """From waiting to ended, with the dialogue of "More", a notice, and without a network."""
    await prepare(house)
    phone = await with_axe(await phone_of(house, "Emmy Noether"))
    assert await faults(phone) == []
    await house.command("announce", text="There is cake.")
    for command, moment in (
        ("start", "welcome"),
        ("advance", "move"),
        ("advance", "talk"),
        ("pause", "talk"),
        ("check_out", "gone"),
        ("check_in", "talk"),
        ("end", "ended"),
    ):
        person = next(one for one in (await house.view())["people"] if one["name"] == "Emmy Noether")
        await house.command(command, **({"person": person["id"]} if command.startswith("check") else {}))
        await expect(phone.locator(f"main.{moment}")).to_be_visible()
        assert await faults(phone) == [], moment
    await phone.get_by_role("button", name="More").click()
    assert await faults(phone) == []
    await phone.keyboard.press("Escape")
    await phone.context.set_offline(True)
    await expect(phone.locator(".offline")).to_be_visible()
    assert await faults(phone) == []


async def test_the_stage_at_every_moment(house: House) -> None:
    """From waiting to ended."""
    await prepare(house)
    stage = await with_axe(await stage_of(house, viewport={"width": 1280, "height": 720}))
    assert await faults(stage) == []
    for command, moment in (("start", "brief"), ("advance", "move"), ("advance", "talk"), ("end", "ended")):
        await house.command(command)
        await expect(stage.locator(f"main.{moment}")).to_be_visible()
        assert await faults(stage) == [], moment


async def test_focus_is_always_seen(house: House) -> None:
    """Whatever Tab reaches on the way in, on a phone and on the stage has an outline of two pixels."""
    await prepare(house)
    door = await (await house.browser.new_context(viewport=SMALL)).new_page()
    await door.goto(house.url(f"/j/{house.code}"))
    phone, stage = await phone_of(house, "Ada Lovelace"), await stage_of(house)
    await to_talk(house)
    await phone.get_by_role("button", name="My partner isn’t here").wait_for()
    for page, least in ((door, 2), (phone, 2), (stage, 2)):
        assert await reached_by_tab(page) >= least, page.url


async def reached_by_tab(page: Page) -> int:
    """How many things Tab leads to; each must show that it has the focus."""
    await page.evaluate("document.activeElement.blur()")
    for reached in range(100):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement === document.body"):
            return reached
        outline = await page.evaluate(
            "(({ outlineStyle, outlineWidth }) => [outlineStyle, parseFloat(outlineWidth)])"
            "(getComputedStyle(document.activeElement))"
        )
        assert outline[0] != "none", page.url
        assert outline[1] >= 2, page.url
    pytest.fail("Tab never comes to an end")


async def test_reduced_motion_stops_all_movement(house: House) -> None:
    """Whoever asks for it sees no transition and no animation anywhere."""
    await prepare(house)
    context = await house.browser.new_context(viewport=SMALL, reduced_motion="reduce")
    phone = await phone_of(house, "Emmy Noether", context)
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    moving = "[...document.querySelectorAll('*')].flatMap((element) => element.getAnimations())"
    assert await phone.evaluate(f"{moving}.length") == 0


async def test_the_phone_costs_at_most_60_kilobytes(house: House) -> None:
    """The page, its style sheets, scripts and pictures together, as they come over the wire."""
    await prepare(house)
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    answers: list[Response] = []
    fresh = await (await house.browser.new_context(viewport=SMALL)).new_page()
    await fresh.context.add_cookies(await phone.context.cookies())  # type: ignore[arg-type]
    fresh.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks handlers
    await fresh.goto(house.url(f"/s/{house.session}/me"))
    await expect(fresh.locator("main.talk")).to_be_visible()
    sizes = {answer.url: (await answer.request.sizes())["responseBodySize"] for answer in answers}
    assert any("socket.io" in url for url in sizes)
    # What the browser fetches afterwards, to be able to open the page without a network.
    for path in ("/sw.js", "/offline/flash"):
        headers = {"Accept-Encoding": "gzip"}
        async with house.http.get(house.url(path), headers=headers, auto_decompress=False) as answer:
            sizes[path] = len(await answer.read())
    assert sum(sizes.values()) <= MOST_BYTES, sizes
