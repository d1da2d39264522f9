"""Flash mentoring in a real browser, with every text somebody else's program: no page runs any of it.

Nor does any page complain of anything, ask another server for anything, or tell a token in an address.
"""

from typing import Any
from urllib.parse import quote

import pytest
from playwright.async_api import Page, expect

from tests.attendee_pages.visitors import SMALL, phone_of, stage_of, to_talk
from tests.host_page.house import OPERATOR, Building, House, a_house
from tests.security.witness import Witness, worse

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="session")]
PEOPLE = ("MEN1", "MEN2", "TEE1", "TEE2")


async def settings(witness: Witness) -> dict[str, Any]:
    """A session whose every text is a program."""
    template = 'https://video.example/{code}/{room}?"><img src=/evil onerror=ran()>'
    return {
        "title": witness.text("TITLE"),
        "rooms": {"kind": "link", "prefix": witness.text("PLACE", long=False), "template": template},
    }


async def fill(house: House, witness: Witness) -> None:
    """People whose every text is a program."""
    for name in PEOPLE:
        await house.command(
            "add_person",
            name=witness.text(name),
            years=10 if name.startswith("MEN") else 1,
            institution=witness.text("SCHOOL"),
            interests=[witness.text("TOPIC", long=False)],
        )


async def test_nothing_runs_and_nothing_is_told(building: Building, witness: Witness) -> None:
    """Every page, at every moment, with every dialogue that shows somebody's words."""
    async with a_house(building, **(await settings(witness))) as house:
        await fill(house, witness)
        await before_joining(house, witness)
        await before_the_start(house, witness)
        await afterwards(house, witness, await in_a_round(house, witness))
        assert witness.faults == []
        assert witness.fields - witness.shown == set()
        await witness.check_nothing_is_told(house.url("/"), {OPERATOR, house.host_token})


async def before_joining(house: House, witness: Witness) -> None:
    """The code, names, messages and links of somebody who is not in yet."""
    page = await (await house.browser.new_context(viewport=SMALL)).new_page()
    typed, reflected = quote(witness.text("TYPED", long=False), safe=""), quote(worse("REFLECTED"), safe="")
    await witness.visit(page, house.url("/"))
    for code in (typed, reflected):
        await witness.visit(page, house.url(f"/?code={code}"), 404)
        await witness.visit(page, house.url(f"/j/{code}"), 404)
    for path in (f"/{reflected}", f"/s/{reflected}/host", f"/static/{reflected}", f"/qr/{reflected}.svg"):
        await witness.visit(page, house.url(path), 404)
    for path in ("me", "host", "stage", "print"):
        await witness.visit(page, house.url(f"/s/{house.session}/{path}?token={reflected}"), 401)
    for path in ("/offline/flash", "/enter"):
        await witness.visit(page, house.url(path))
    witness.refused.add(house.url("/enter"))
    await page.goto("about:blank")
    await page.goto(house.url(f"/enter#token={reflected}"))
    await expect(page.locator("#enter-words")).to_contain_text("not whole")
    await witness.look(page)
    await witness.visit(page, house.url(f"/j/{house.code}"))
    await page.keyboard.type("men1")
    await page.locator("#found button").first.wait_for()
    await witness.look(page)
    await phone_of(house, worse("MEN1"))
    witness.refused.add(house.url("/api/v1/join"))
    await page.locator("#found button").first.click()
    await expect(page.locator("#asking")).to_be_visible()
    await witness.look(page)


async def before_the_start(house: House, witness: Witness) -> None:
    """The operator's pages, and the host's with its forms, a file with faults, and somebody who asks."""
    page = await (await house.browser.new_context()).new_page()
    await page.goto(house.url(f"/enter#token={OPERATOR}"))
    await page.wait_for_url("**/operator")
    await witness.look(page)
    await witness.visit(page, house.url("/new"))
    desk = await house.open_desk()
    await expect(desk.locator(".claim")).to_be_visible()
    await witness.look_at_each_tab(desk)
    await desk.locator("#tab-people").click()
    await desk.get_by_role("button", name="Import a list").click()
    witness.refused.add(house.url(f"/api/v1/sessions/{house.session}/roster?mode=preview"))
    for field_ in ("LISTED", "FAULTY"):
        word = witness.text(field_, long=False).replace('"', '""')
        text = f'name,years\n"{word}",3\n' if field_ == "LISTED" else f'name,years\nAda,"{word}"\n'
        file: Any = {"name": "people.csv", "mimeType": "text/csv", "buffer": text.encode()}
        await desk.set_input_files("input[type=file]", file)
        await expect(desk.get_by_role("dialog")).to_contain_text(field_)
        await witness.look(desk)
    await desk.keyboard.press("Escape")
    await desk.locator("#tab-setup").click()
    await desk.get_by_role("button", name="Try it out").click()
    await expect(desk.locator("dialog .chart")).to_be_visible(timeout=120_000)
    await witness.look(desk)
    await desk.close()


async def in_a_round(house: House, witness: Witness) -> list[Page]:
    """Phone, stage, paper and host's page while people talk; answers the first two."""
    await to_talk(house)
    await house.command("announce", text=witness.text("NEWS"))
    phone, stage = await phone_of(house, worse("TEE1")), await stage_of(house)
    for page in (phone, stage):
        await expect(page.locator("body")).to_contain_text("NEWS")
        await witness.look(page)
    await expect(phone.locator("body")).to_contain_text("TOPIC")
    await witness.look(phone)
    await phone.get_by_role("button", name="More").click()
    await witness.look(phone)
    desk = await house.open_desk()
    await witness.look_at_each_tab(desk)
    await desk.locator("#tab-people").click()
    for name in ("Swap with …", "Erase …"):
        await desk.locator(".person-line").first.click()
        await witness.look(desk)
        await desk.get_by_role("button", name=name).click()
        await witness.look(desk)
        await desk.keyboard.press("Escape")
        await desk.keyboard.press("Escape")
    await witness.visit(desk, house.url(f"/s/{house.session}/print"))
    return [phone, stage]


async def afterwards(house: House, witness: Witness, pages: list[Page]) -> None:
    """Everybody's page once it is over, as it changes by itself and when it is loaded anew."""
    await house.command("end")
    desk = await house.open_desk()
    await expect(desk.get_by_text("Thank you.")).to_be_visible()
    for page in pages:
        await witness.look(page)
        await page.reload()
        await witness.look(page)
    await witness.look_at_each_tab(desk)
