"""Joining: the code, the name, and everything that may be wrong with them."""

import pytest
from playwright.async_api import Page, expect

from tests.attendee_pages.visitors import LONG_SCHOOL, PAIRS, SMALL, phone_of, prepare
from tests.host_page.house import House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NAMESAKES = f"{PAIRS}Ada Lovelace,3,{LONG_SCHOOL},\n"


async def a_page(house: House, path: str) -> Page:
    """A new browser at `path`, its first field ready to be typed into."""
    page = await (await house.browser.new_context(viewport=SMALL)).new_page()
    await page.goto(house.url(path))
    for field in await page.locator("[autofocus]").all():
        await expect(field).to_be_focused()
    return page


async def test_the_code_may_be_typed_in_any_way(house: House) -> None:
    """The one field has the focus; case, spaces and hyphens do not matter."""
    await prepare(house)
    page = await a_page(house, "/")
    await expect(page.locator("#code")).to_be_focused()
    await page.keyboard.type(f" {house.code[:2]}-{house.code[2:4]} {house.code[4:]} ".lower())
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**/j/{house.code}")
    await expect(page.locator("#name")).to_be_focused()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ZZZZZ9", "No session has this code"),
        ("ZZZ", "six characters"),
        ("ZZZZZ0", "No code has 0"),
        ("", "first"),
    ],
)
async def test_a_wrong_code_is_said_beside_the_field(house: House, typed: str, said: str) -> None:
    """Within a second; what was typed stays, and the field is marked and has the focus."""
    page = await a_page(house, "/")
    await page.keyboard.type(typed)
    await page.keyboard.press("Enter")
    await expect(page.locator("#code-fault")).to_contain_text(said, timeout=1_000)
    await expect(page.locator("#code")).to_have_attribute("aria-invalid", "true")
    await expect(page.locator("#code")).to_have_value(typed)
    await expect(page.locator("#code")).to_be_focused()


async def test_a_wrong_code_in_an_address_leads_back_to_the_field(house: House) -> None:
    """What was in the address is in the field, to be mended, also where no script runs."""
    page = await a_page(house, "/j/ZZZZZ9")
    await expect(page.locator("#code")).to_have_value("ZZZZZ9")
    await expect(page.locator("#code-fault")).to_contain_text("No session has this code")


async def test_three_letters_and_one_tap(house: House) -> None:
    """Whoever is on the list is in with one tap, and stays the same person in every tab."""
    await prepare(house)
    page = await a_page(house, f"/j/{house.code}")
    await page.keyboard.type("kov")
    await page.get_by_role("button", name="Sofya Kovalevskaya").click()
    await expect(page.locator("h1")).to_have_text("You’re in, Sofya Kovalevskaya.")
    await page.reload()
    await expect(page.locator("h1")).to_have_text("You’re in, Sofya Kovalevskaya.")
    again = await page.context.new_page()
    await page.close()
    await again.goto(house.url(f"/j/{house.code}"))
    await expect(again.locator("h1")).to_have_text("You’re in, Sofya Kovalevskaya.")
    joined = [person for person in (await house.view())["people"] if person["joined"]]
    assert [person["name"] for person in joined] == ["Sofya Kovalevskaya"]


async def test_equal_names_show_where_they_are_from(house: House) -> None:
    """A name that two people have is told apart by the institution, typed out or not."""
    await prepare(house, NAMESAKES)
    page = await a_page(house, f"/j/{house.code}")
    await page.keyboard.type("Ada Lovelace")
    await page.keyboard.press("Enter")
    await expect(page.locator("#name-fault")).to_contain_text("Several people")
    await page.get_by_role("button", name=f"Ada Lovelace {LONG_SCHOOL}").click()
    await expect(page.locator(".me")).to_have_text("Ada Lovelace, mentee")


async def test_somebody_new_says_how_many_years(house: House) -> None:
    """A name that is not on the list is no dead end: with the years they join as a mentor."""
    await prepare(house)
    page = await a_page(house, f"/j/{house.code}")
    await page.keyboard.type("Hypatia")
    await page.keyboard.press("Enter")
    await expect(page.locator("#name-fault")).to_contain_text("not on the list")
    await expect(page.locator("#years")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#years-fault")).to_contain_text("as a number")
    await page.keyboard.type("7,5")
    await page.keyboard.press("Enter")
    await expect(page.locator(".me")).to_have_text("Hypatia, mentor")


async def test_without_walk_ins_only_the_list_joins(house: House) -> None:
    """Who is not on the list is told whom to ask, and is offered nothing that would be refused."""
    await prepare(house, settings={"walk_ins": False})
    page = await a_page(house, f"/j/{house.code}")
    await page.keyboard.type("Hypatia")
    await page.keyboard.press("Enter")
    await expect(page.locator("#name-fault")).to_contain_text("ask the host")
    await expect(page.locator("#years")).to_be_hidden()
    await expect(page.get_by_role("button", name="not on the list")).to_have_count(0)


@pytest.mark.parametrize(
    ("allow", "seen"), [(True, "You’re in, Ada Lovelace."), (False, "has not let this device in")]
)
async def test_a_taken_name_is_for_the_host_to_give(house: House, allow: bool, seen: str) -> None:
    """Who comes under the name of somebody who is in waits until the host has let them in, or not."""
    await prepare(house)
    await phone_of(house, "Ada Lovelace")
    page = await a_page(house, f"/j/{house.code}")
    await page.keyboard.type("ada")
    await page.get_by_role("button", name="Ada Lovelace").click()
    await expect(page.get_by_role("heading", name="The host is asked")).to_be_focused()
    (claim,) = (await house.view())["claims"]
    await house.command("answer_claim", claim=claim["id"], allow=allow)
    await expect(page.locator("body")).to_contain_text(seen)


async def test_a_reload_goes_on_waiting_for_the_host(house: House) -> None:
    """Whoever touches the phone while the host is asked need not ask again; whoever gave up starts anew."""
    await prepare(house)
    await phone_of(house, "Ada Lovelace")
    page = await a_page(house, f"/j/{house.code}")
    await page.keyboard.type("ada")
    await page.get_by_role("button", name="Ada Lovelace").click()
    await expect(page.get_by_role("heading", name="The host is asked")).to_be_focused()
    await page.reload()
    await expect(page.get_by_role("heading", name="The host is asked")).to_be_visible()
    await page.get_by_role("button", name="Type another name").click()
    await page.reload()
    await expect(page.get_by_role("button", name="Join", exact=True)).to_be_visible()
    await page.locator("#name").press_sequentially("ada")
    await page.get_by_role("button", name="Ada Lovelace").click()
    await expect(page.get_by_role("heading", name="The host is asked")).to_be_focused()
    await page.reload()
    claims = (await house.view())["claims"]
    await house.command("answer_claim", claim=claims[-1]["id"], allow=True)
    await expect(page.locator("body")).to_contain_text("You’re in, Ada Lovelace.")


async def test_a_namesake_of_somebody_who_is_in_joins_as_somebody_new(house: House) -> None:
    """The way out for another person of the same name: a second Ada beside the first."""
    await prepare(house)
    await phone_of(house, "Ada Lovelace")
    page = await a_page(house, f"/j/{house.code}")
    await page.keyboard.type("ada")
    await page.get_by_role("button", name="Ada Lovelace").click()
    await page.get_by_role("button", name="somebody else with this name").click()
    await page.locator("#years").fill("1")
    await page.keyboard.press("Enter")
    await expect(page.locator(".me")).to_have_text("Ada Lovelace, mentee")
    assert [person["name"] for person in (await house.view())["people"]].count("Ada Lovelace") == 2


async def test_a_second_device_is_the_same_person(house: House) -> None:
    """The link behind "More" brings in another device beside the first, and nobody new."""
    await prepare(house)
    phone = await phone_of(house, "Ada Lovelace")
    await phone.get_by_role("button", name="More").click()
    async with phone.expect_response("**/api/v1/me/links") as answered:
        await phone.get_by_role("button", name="second device").click()
    link = (await (await answered.value).json())["url"]
    qr = phone.get_by_role("img", name="QR code")
    await expect(qr).to_be_visible()
    assert await qr.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    second = await (await house.browser.new_context(viewport=SMALL)).new_page()
    await second.goto(link)
    await expect(second.locator("h1")).to_have_text("You’re in, Ada Lovelace.")
    assert "token" not in second.url
    assert len((await house.view())["people"]) == 4
    await house.command("announce", text="Hello, all devices.")
    for page in (phone, second):
        await expect(page.locator("#app")).to_contain_text("Hello, all devices.")


async def test_a_broken_link_says_what_to_do(house: House) -> None:
    """A link that was cut off in copying, and one that means nothing, are told apart in words."""
    page = await a_page(house, "/enter")
    await expect(page.locator("h1")).to_have_text("This link is not whole")
    page = await a_page(house, f"/enter#token={'x' * 43}")
    await expect(page.locator("h1")).to_have_text("This link does not let you in")
