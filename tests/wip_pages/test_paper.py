"""On paper: the code, the whole running order, and a sheet for the door of each room."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.attendee_pages.test_access import faults, with_axe
from tests.wip_pages.conference import COMPILERS, ENGINES, SMALL, SYMMETRY, Conference

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def sheets(conference: Conference) -> Page:
    """The page to print, opened from the running order on the host's desk, by somebody who reads it dark."""
    context = await conference.house.context(viewport=SMALL, color_scheme="dark", locale="en-US")
    desk = await conference.house.show_desk(await context.new_page())
    await desk.get_by_role("tab", name=re.compile("Running order")).click()
    async with context.expect_page() as opened:
        await desk.get_by_role("link", name="Print for the doors").click()
    page = await opened.value
    await page.get_by_role("button", name="Print").wait_for()
    return page


async def test_every_paper_stands_where_and_when_it_is_on(conference: Conference) -> None:
    """In the whole order and at its room's door, with people and breaks, in times as people read them."""
    await conference.house.command("update_settings", settings={"blocks": [{"starts": 840}]})
    await conference.do("insert_segment", minutes=10, label="Coffee", index=3)
    page = await sheets(conference)
    await expect(page.locator("#whole thead th")).to_have_text(["Hall A", "Hall B"])
    rows = page.locator("#whole tbody tr")
    await expect(rows.nth(0).locator("td")).to_contain_text([ENGINES, SYMMETRY])
    await expect(rows.nth(0)).to_contain_text("2:00 PM–2:30 PM")
    await expect(rows.nth(1)).to_contain_text("Coffee")
    door = page.locator(".of-room").filter(has=page.get_by_role("heading", name="Hall A"))
    await expect(door.locator("li")).to_contain_text([ENGINES, "Coffee", COMPILERS])
    await expect(door.locator("li").nth(0)).to_contain_text("Ada Lovelace, Padua")
    await expect(door.locator("li").nth(0)).to_contain_text("Discussed by Emmy Noether, Erlangen")
    await expect(door.locator("li").nth(2)).to_contain_text("2:42 PM")
    await expect(door).not_to_contain_text(SYMMETRY)
    await expect(page.locator("main")).not_to_contain_text("Times are hours and minutes")


async def test_each_room_has_a_page_of_its_own_on_either_paper(conference: Conference) -> None:
    """The code, the whole order, two rooms: four pages on A4 and on Letter; without the code three."""
    page = await sheets(conference)
    for size in ("A4", "Letter"):
        assert pages_of(await page.pdf(format=size)) == 4
    await page.get_by_label("the code for the door").uncheck()
    assert pages_of(await page.pdf(format="A4")) == 3


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


async def test_it_is_black_on_white_and_only_what_belongs_on_paper(conference: Conference) -> None:
    """No navigation prints; a reader of dark pages gets black ink; axe finds nothing at 320 pixels."""
    page = await with_axe(await sheets(conference))
    assert await faults(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.emulate_media(media="print", color_scheme="dark")
    await expect(page.locator(".paper-nav")).to_be_hidden()
    ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    ink = await page.evaluate("getComputedStyle(document.querySelector('.of-room .title')).color")
    assert (ground, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")


async def test_what_has_no_place_is_said_to_the_host_only(conference: Conference) -> None:
    """A paper without a room is counted on the screen, and on no sheet; nor is a day without papers."""
    blocks = [{"day": 1}, {"day": 2}]
    await conference.house.command("update_settings", settings={"blocks": blocks})
    await conference.house.command("add_paper", title="Lost", presenters=["Alan Turing"])
    page = await sheets(conference)
    await expect(page.locator(".note")).to_contain_text("1 of 4 papers have no place yet")
    await expect(page.locator("main")).not_to_contain_text("Lost")
    await expect(page.locator("#whole table")).to_have_count(1)
    await expect(page.locator("#whole h3")).to_have_text(["Day 1"])
    await expect(page.locator("#whole")).to_contain_text("Times are hours and minutes from the start.")
    await page.emulate_media(media="print")
    await expect(page.locator(".note")).to_be_hidden()
