"""On paper: a grid of rounds by rooms, a card for everybody, the QR for the door."""

import pytest
from playwright.async_api import expect

from tests.host_page.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_paper_holds_the_plan_and_nothing_that_is_only_for_the_screen(house: House) -> None:
    """Every pairing stands in its room's row and round's column; everybody has a card; no button prints."""
    await house.command("start")
    view = await house.view()
    names = {person["id"]: person["name"] for person in view["people"]}
    context = await house.context(color_scheme="dark")
    page = await context.new_page()
    await page.goto(house.url(f"/s/{house.session}/print"))
    await page.emulate_media(media="print", color_scheme="dark")
    await expect(page.locator(".paper-nav")).to_be_hidden()
    await expect(page.locator(".door img")).to_be_visible()
    await expect(page.locator(".door-code")).to_have_text(house.code)
    await expect(page.locator(".card")).to_have_count(len(names))
    for round_ in view["rounds"]:
        for pairing in round_["pairings"]:
            row = page.locator("#grid tbody tr").filter(has=page.get_by_text(pairing["room"], exact=True))
            cell = row.locator("td").nth(round_["round"] - 1)
            assert await cell.locator("span").all_inner_texts() == [names[p] for p in pairing["people"]]
    ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    ink = await page.evaluate("getComputedStyle(document.querySelector('.card h3')).color")
    assert (ground, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")


async def test_before_the_plan_there_is_the_sheet_for_the_door(house: House) -> None:
    """Without a plan the page prints the QR code, and says why there is no more."""
    page = await (await house.context()).new_page()
    await page.goto(house.url(f"/s/{house.session}/print"))
    await expect(page.locator(".door-code")).to_have_text(house.code)
    await expect(page.locator("#grid")).to_have_count(0)
    await expect(page.get_by_text("There is no plan yet")).to_be_visible()
