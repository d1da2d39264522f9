"""Running works in progress: every room at once or one of them, by mouse and by key."""

import pytest
from playwright.async_api import Page, expect

from tests.host_page.house import Building, House, a_house
from tests.host_wip.workshop import WORKSHOP, import_papers, states, titles_in

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_everybody_starts_pauses_and_goes_on(house: House) -> None:
    """The next action is about every room unless one is chosen, and every room's clock follows."""
    desk = await house.open_desk()
    main = desk.locator("#next-action")
    for label, state in (("Everybody starts now", "running"), ("Everybody pauses", "paused")):
        await expect(main).to_contain_text(label)
        await main.click()
        await expect(main).not_to_contain_text(label)
        assert await states(house) == [state] * 3
    await expect(main).to_contain_text("Everybody goes on")
    await desk.keyboard.press("s")
    await expect(main).to_contain_text("Everybody pauses")
    assert await states(house) == ["running"] * 3


async def test_one_room_is_steered_and_the_others_stay(house: House) -> None:
    """A room chosen in the list is what the buttons and keys are for; choosing every room leads back."""
    await house.command("start", track="all")
    desk = await house.open_desk()
    await desk.get_by_role("button", name="Hall B on the desk").click()
    await expect(desk.locator(".now .eyebrow")).to_contain_text("Hall B")
    await desk.keyboard.press("s")
    await expect(desk.locator(".now .state")).to_have_text("Paused")
    assert await states(house) == ["running", "paused", "running"]
    left = (await house.view())["tracks"][1]["clock"]["remaining_ms"]
    await desk.keyboard.press("+")
    await expect(desk.get_by_text("Hall B: a minute more.")).to_be_visible()
    assert (await house.view())["tracks"][1]["clock"]["remaining_ms"] == left + 60_000
    await desk.keyboard.press("n")
    await expect(desk.locator(".now .eyebrow")).to_contain_text("comments")
    await desk.keyboard.press("u")
    await expect(desk.locator(".now .eyebrow")).to_contain_text("presentation")
    await desk.get_by_label("The buttons below are for").select_option("all")
    await expect(desk.locator("#next-action")).to_contain_text("Everybody pauses")


async def test_rooms_at_a_glance(house: House) -> None:
    """Every room says what is on, how far behind it is, and that nobody facilitates it until one does."""
    await house.command("start", track="all")
    await house.command("set_policy", track="t1", overrun="rest")
    await house.command("extend", track="t1", seconds=360)
    desk = await house.open_desk()
    rows = desk.locator(".glance")
    await expect(rows).to_have_count(3)
    await expect(rows.nth(0)).to_contain_text("6 minutes behind")
    await expect(rows.nth(0)).to_contain_text("Takings")
    await expect(rows.nth(1)).to_contain_text("On time")
    await expect(rows.nth(1)).to_contain_text("No facilitator")
    link = await house.post(
        f"/api/v1/sessions/{house.session}/links", {"audience": "facilitator", "track": "t2"}
    )
    facilitator = await (await house.browser.new_context()).new_page()
    await facilitator.goto(link["url"])
    await expect(rows.nth(1)).to_contain_text("1 facilitator")
    await expect(rows.nth(2)).to_contain_text("No facilitator")
    await desk.get_by_role("button", name="Catch up").click()
    await expect(rows.nth(0)).to_contain_text("On time")


async def test_eight_rooms_are_seen_at_once(building: Building) -> None:
    """On a laptop every room's row stands on one screen; on a phone nothing is cut off."""
    rooms = [f"Lecture room {number}" for number in range(1, 9)]
    async with a_house(building, **WORKSHOP | {"tracks": rooms}) as house:
        await import_papers(house)
        for number, paper in enumerate((await house.view())["papers"], start=1):
            await house.command("move_paper", paper=paper["id"], room=f"t{number}")
        await house.command("start", track="all")
        await house.command("set_policy", track="t1", overrun="rest")
        await house.command("extend", track="t1", seconds=360)
        desk = await house.open_desk(viewport={"width": 1280, "height": 720})
        rows = desk.locator(".glance")
        await expect(rows).to_have_count(8)
        await expect(rows.first).to_contain_text("6 minutes behind")
        for row in await rows.all():
            await expect(row).to_be_in_viewport(ratio=1)
        await desk.set_viewport_size({"width": 320, "height": 568})
        assert await desk.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_no_show_a_break_and_a_word_to_the_presenter(house: House) -> None:
    """In a room: who is not there comes last, a break is put in and undone, the presenter reads words."""
    await house.command("start", track="all")
    desk = await _on_desk(house, "Hall A")
    await desk.get_by_role("button", name="Present it last").click()
    await expect(desk.locator(".now")).to_contain_text("Tenancy")
    assert await titles_in(house, 0) == ["Tenancy", "Takings"]
    await desk.get_by_role("button", name="10 minutes").click()
    await expect(desk.get_by_text("Hall A: a break of 10 minutes is in.")).to_be_visible()
    assert "break" in [segment["kind"] for segment in (await house.view())["tracks"][0]["agenda"]]
    await desk.keyboard.press("u")
    await expect(desk.get_by_text("Undone: the break.")).to_be_visible()
    assert "break" not in [segment["kind"] for segment in (await house.view())["tracks"][0]["agenda"]]
    await desk.get_by_role("button", name="Please wrap up").click()
    await expect(desk.locator(".room-desk .note")).to_contain_text("Please wrap up")
    assert (await house.view())["tracks"][0]["message"]["text"] == "Please wrap up"


async def test_ending_a_room_asks_first(house: House) -> None:
    """The dialogue says that the other rooms go on, and they do; Undo brings the room back."""
    await house.command("start", track="all")
    desk = await _on_desk(house, "Library")
    await desk.get_by_role("button", name="End room …").click()
    dialog = desk.get_by_role("dialog")
    await expect(dialog.get_by_text("The other rooms go on.")).to_be_visible()
    await expect(dialog.get_by_role("button", name="Go on")).to_be_focused()
    await dialog.get_by_role("button", name="End it now").click()
    await expect(desk.locator(".now .state")).to_have_text("Done")
    assert await states(house) == ["running", "running", "ended"]
    await desk.keyboard.press("u")
    await expect(desk.locator(".now .state")).not_to_have_text("Done")
    assert await states(house) == ["running"] * 3


async def test_undo_is_for_the_room_on_the_desk(house: House) -> None:
    """It takes back what was done there last, and leaves what was done since in another room."""
    await house.command("start", track="all")
    await house.command("pause", track="t2")
    await house.command("pause", track="t3")
    desk = await _on_desk(house, "Hall B")
    await expect(desk.get_by_role("button", name="Undo the pause")).to_be_visible()
    await desk.keyboard.press("u")
    await expect(desk.get_by_text("Undone: the pause.")).to_be_visible()
    assert await states(house) == ["running", "running", "paused"]


async def test_what_comes_next_is_said_for_a_room(house: House) -> None:
    """Next says what it begins; in every room at once it says only that."""
    await house.command("start", track="all")
    desk = await _on_desk(house, "Hall A")
    await desk.get_by_role("button", name="Next comments").click()
    await expect(desk.get_by_role("button", name="Next changeover")).to_be_visible()
    await desk.get_by_role("button", name="Next changeover").click()
    await expect(desk.get_by_role("button", name="Next “Tenancy”")).to_be_visible()
    await desk.get_by_label("The buttons below are for").select_option("all")
    await expect(desk.get_by_role("button", name="Next, in every room")).to_be_visible()


async def test_a_double_click_on_start_starts_once(house: House) -> None:
    """The second click meets a page that has moved on: it never pauses what has just begun."""
    desk = await house.open_desk()
    before = (await house.view())["version"]
    await desk.locator("#next-action").dblclick()
    await expect(desk.get_by_text("Everybody has started.")).to_be_visible()
    view = await house.view()
    assert (view["version"], await states(house)) == (before + 1, ["running"] * 3)


async def test_links_for_every_room(house: House) -> None:
    """Each room has a link for who facilitates it, and one for its display; they lead to that room."""
    desk = await house.open_desk()
    await desk.locator("#tab-share").click()
    await desk.get_by_role("button", name="Link to facilitate Hall B").click()
    url = await desk.get_by_label("Text: the link").input_value()
    facilitator = await (await house.browser.new_context()).new_page()
    await facilitator.goto(url)
    await expect(facilitator.locator(".what")).to_contain_text("Hall B")


async def _on_desk(house: House, room: str) -> Page:
    desk = await house.open_desk()
    await desk.get_by_role("button", name=f"{room} on the desk").click()
    return desk
