"""What the host does about links and data: each is asked first, and then is so."""

import pytest
from playwright.async_api import Page, expect

from tests.host_page.house import House
from tests.host_page.phones import join, open_phone

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def status(house: House, path: str, token: str) -> int:
    """How the server answers whoever holds a token."""
    headers = {"Authorization": f"Bearer {token}"}
    async with house.http.get(house.url(path), headers=headers) as answer:
        return answer.status


async def a_link(house: House, audience: str) -> str:
    """The token of a fresh link."""
    made = await house.post(f"/api/v1/sessions/{house.session}/links", {"audience": audience})
    return str(made["url"]).partition("#token=")[2]


async def open_links(house: House) -> Page:
    """The desk with its links."""
    desk = await house.open_desk()
    await desk.locator("#tab-share").click()
    return desk


async def test_the_stages_links_are_withdrawn(house: House) -> None:
    """Asked first; leaving it changes nothing; then no link of the stage works."""
    token = await a_link(house, "stage")
    desk = await open_links(house)
    button = desk.get_by_role("button", name="Withdraw the stage’s links")
    await button.click()
    await desk.get_by_role("button", name="Leave it as it is").click()
    await expect(button).to_be_focused()
    assert await status(house, "/api/v1/me", token) == 200
    await button.click()
    await desk.get_by_role("button", name="Withdraw them").click()
    await expect(desk.get_by_text("links are worthless now")).to_be_visible()
    assert await status(house, "/api/v1/me", token) == 401


async def test_somebodys_devices_are_signed_out(house: House) -> None:
    """Found by name, asked first; their phone is told, and their place in the session stays."""
    view = await house.view()
    name = view["people"][0]["name"]
    joined = await join(house, name)
    phone = await open_phone(house, joined)
    await expect(phone.locator("body")).to_contain_text(name.split()[0])
    desk = await open_links(house)
    await desk.get_by_label("Whose devices").fill(name)
    await desk.get_by_role("button", name=name).click()
    await desk.get_by_role("button", name="Sign them out …").click()
    await desk.get_by_role("button", name="Sign them out", exact=True).click()
    await expect(desk.get_by_text(f"{name} is signed out on 1 device.")).to_be_visible()
    assert await status(house, "/api/v1/me", joined["token"]) == 401
    await expect(phone.locator("body")).to_contain_text("not valid")
    assert [one["name"] for one in (await house.view())["people"]].count(name) == 1


async def test_hosting_is_handed_over_by_a_link(house: House) -> None:
    """The new host's link is the only one that is left; this page says that it is signed out."""
    other = await a_link(house, "host")
    desk = await open_links(house)
    await desk.get_by_role("button", name="Hand hosting over …").click()
    await expect(desk.get_by_role("button", name="Hand over now")).to_have_count(0)
    await desk.get_by_role("button", name="Make their link").click()
    link = await desk.locator("dialog .copyable input").input_value()
    await expect(desk.get_by_text("No other host page is open yet.")).to_be_visible()
    successor = await (await house.browser.new_context()).new_page()
    await successor.goto(link)
    await successor.locator("#next-action").wait_for()
    await expect(desk.get_by_text("1 other host page is open.")).to_be_visible()
    await desk.get_by_role("button", name="Hand over now").click()
    await expect(desk.get_by_text("Thank you for hosting.")).to_be_visible()
    path = f"/api/v1/sessions/{house.session}"
    assert [await status(house, path, token) for token in (house.host_token, other)] == [401, 401]
    assert await status(house, path, link.partition("#token=")[2]) == 200
    await successor.locator("#next-action").click()
    await expect(successor.get_by_text("It has begun.")).to_be_visible()


async def test_the_other_hosts_are_signed_out(house: House) -> None:
    """Every host link but this browser's is worthless, and it goes on as before."""
    other = await a_link(house, "host")
    desk = await open_links(house)
    await desk.get_by_role("button", name="Sign the other hosts out").click()
    await desk.get_by_role("button", name="Sign them out", exact=True).click()
    await expect(desk.get_by_text("1 other host link is worthless now.")).to_be_visible()
    assert await status(house, f"/api/v1/sessions/{house.session}", other) == 401
    await desk.locator("#next-action").click()
    await expect(desk.get_by_text("It has begun.")).to_be_visible()


async def test_a_person_is_erased_after_a_look_at_what_changes(house: House) -> None:
    """The preview names them once more; afterwards the page has no trace of the name, nor an Undo for it."""
    await house.command("start")
    await house.command("advance")
    await house.command("advance")
    name = (await house.view())["people"][0]["name"]
    await house.command("announce", text=f"Find {name} at the door")
    phone = await open_phone(house, await join(house, name))
    await expect(phone.locator("body")).to_contain_text("Round 1")
    desk = await house.open_desk()
    await desk.locator("#tab-people").click()
    await desk.get_by_label("Find by name").fill(name)
    await desk.locator(".person-line").first.click()
    await desk.get_by_role("button", name="Erase …").click()
    dialog = desk.get_by_role("dialog")
    await expect(dialog).to_contain_text(f"{name} is not in this round any more")
    await dialog.get_by_role("button", name="Erase for good").click()
    await expect(desk.get_by_text("Somebody was erased for good.").first).to_be_visible()
    await expect(desk.locator(".toast").get_by_role("button", name="Undo")).to_have_count(0)
    await desk.get_by_label("Find by name").fill("")
    for tab in ("rooms", "rounds", "story", "people"):
        await desk.locator(f"#tab-{tab}").click()
        await expect(desk.locator("body")).not_to_contain_text(name)
    await desk.locator("#tab-rounds").click()
    await expect(desk.locator(".round").first).to_contain_text("somebody who was erased")
    await expect(phone.locator("body")).to_contain_text("not valid")


async def test_whoever_was_taken_off_the_list_can_be_erased_after_the_end(house: House) -> None:
    """They are named below the list until then."""
    person = (await house.view())["people"][0]
    await house.command("start")
    await house.command("remove_person", person=person["id"])
    await house.command("end")
    desk = await house.open_desk()
    await desk.locator("#tab-people").click()
    await desk.get_by_text("Taken off the list (1)").click()
    await desk.get_by_role("button", name=f"Erase {person['name']}").click()
    await desk.get_by_role("button", name="Erase for good").click()
    await expect(desk.get_by_text("Taken off the list")).to_have_count(0)
    assert person["name"] not in (await house.view())["former"].values()


async def test_a_session_is_erased_only_with_its_code_typed(house: House) -> None:
    """Not without the code; then the page leaves, and nothing of the session answers any more."""
    desk = await open_links(house)
    await desk.get_by_role("button", name="Erase this session …").click()
    everything = desk.get_by_role("button", name="Erase everything")
    await expect(everything).to_be_disabled()
    field = desk.get_by_label("To be sure, type")
    await field.fill("AAAAAA")
    await expect(everything).to_be_disabled()
    await field.fill(house.code.lower())
    await everything.click()
    await desk.wait_for_url(house.url("/"))
    assert await status(house, f"/api/v1/sessions/{house.session}", house.host_token) == 401


async def test_the_rounds_are_downloaded_as_a_table(house: House) -> None:
    """The file has the session's code in its name, and every room of every round."""
    await house.command("replan")
    desk = await house.open_desk()
    await desk.locator("#tab-rounds").click()
    async with desk.expect_download() as started:
        await desk.get_by_role("link", name="Download as CSV").click()
    download = await started.value
    assert download.suggested_filename == f"rounds-{house.code}.csv"
    text = (await download.path()).read_text(encoding="utf-8-sig")
    assert text.startswith("Round,Room,Meeting,Person 1,Person 2")
    rounds = (await house.view())["rounds"]
    rows = sum(len(one["pairings"]) + len(one["sitting_out"]) for one in rounds)
    assert len(text.splitlines()) == 1 + rows
