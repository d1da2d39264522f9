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


async def test_after_the_end_paper_holds_who_met_whom(house: House) -> None:
    """Only the round that was held and the pair that was here; nothing for the door or the absent."""
    await house.command("start")
    while (await house.view())["clock"]["segment"]["kind"] != "talk":
        await house.command("advance")
    first = (await house.view())["rounds"][0]["pairings"][1]
    for person in first["people"]:
        await house.command("check_in", person=person)
    await house.command("end")
    names = {person["id"]: person["name"] for person in (await house.view())["people"]}
    page = await (await house.context()).new_page()
    await page.goto(house.url(f"/s/{house.session}/print"))
    await expect(page.get_by_role("heading", name="who met whom")).to_be_visible()
    assert await page.locator("#grid thead th").all_inner_texts() == ["Room", "Round 1"]
    assert await page.locator("#grid tbody th").all_inner_texts() == [first["room"]]
    assert sorted(await page.locator(".card h3").all_inner_texts()) == sorted(
        names[p] for p in first["people"]
    )
    await expect(page.locator(".door")).to_have_count(0)
    await expect(page.get_by_label("for the door")).to_have_count(0)
    desk = await house.open_desk()
    await expect(desk.get_by_text("2 people met in 1 conversation over 1 round.")).to_be_visible()
    await expect(desk.get_by_text("could not happen, because somebody was not here.")).to_be_visible()


async def test_before_the_plan_there_is_the_sheet_for_the_door(house: House) -> None:
    """Without a plan the page prints the QR code, and says why there is no more."""
    page = await (await house.context()).new_page()
    await page.goto(house.url(f"/s/{house.session}/print"))
    await expect(page.locator(".door-code")).to_have_text(house.code)
    await expect(page.locator("#grid")).to_have_count(0)
    await expect(page.get_by_text("There is no plan yet")).to_be_visible()
