"""Changing a session before and while it runs: breaks, no-shows, rules, links."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.host_page.house import House
from tests.host_wip.workshop import kinds_in, titles_in

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONES = ({"width": 320, "height": 568}, {"width": 390, "height": 844})


async def test_a_break_for_every_room_before_the_start(house: House) -> None:
    """It comes before the second paper of each room; one Undo takes it out of all of them."""
    desk = await house.open_desk()
    dialog = await _break_dialog(desk)
    await expect(dialog.get_by_label("Where?")).to_have_value("all/3")
    await dialog.get_by_role("button", name="15").click()
    await dialog.get_by_label("What is it called?").fill("Coffee")
    await dialog.get_by_role("button", name="Put it in").click()
    await expect(desk.get_by_text("Every room: “Coffee” of 15 minutes is in.")).to_be_visible()
    whole = ["gather", "present", "comments", "break", "changeover", "present", "comments", "close"]
    assert [await kinds_in(house, room) for room in range(3)] == [whole] * 3
    await expect(desk.locator(".unit", has_text="Coffee")).to_have_count(3)
    await desk.locator(".toast").get_by_role("button", name="Undo").click()
    await expect(desk.locator(".unit", has_text="Coffee")).to_have_count(0)


async def test_a_break_in_one_room_while_it_runs(house: House) -> None:
    """Before the paper whose button was pressed; taking it out and Undo work; other rooms stay."""
    await house.command("start", track="all")
    others = await kinds_in(house, 0)
    desk = await house.open_desk()
    await desk.locator("#tab-order").click()
    await desk.get_by_role("button", name="Break … before “Commons”").click()
    await desk.get_by_role("dialog").get_by_label("How many minutes?").fill("7")
    await desk.get_by_role("button", name="Put it in").click()
    await expect(desk.get_by_text("Hall B: “Break” of 7 minutes is in.")).to_be_visible()
    room = (await house.view())["tracks"][1]
    assert [(s["kind"], s["duration_ms"]) for s in room["agenda"][2:5]] == [
        ("comments", 15 * 60_000), ("break", 7 * 60_000), ("changeover", 2 * 60_000),
    ]  # fmt: skip
    assert await kinds_in(house, 0) == others
    await desk.get_by_role("button", name="Take out: Break").click()
    await expect(desk.locator(".unit", has_text="Take out")).to_have_count(0)
    await desk.keyboard.press("u")
    await expect(desk.locator(".unit", has_text="Take out")).to_have_count(1)


async def test_a_no_show_goes_to_another_room_from_the_running_order(house: House) -> None:
    """Who is on and is not there is moved to another room or skipped; the next paper begins at once."""
    await house.command("start", track="all")
    desk = await house.open_desk()
    await desk.locator("#tab-order").click()
    await desk.get_by_role("button", name="Move …: “Takings”").click()
    await desk.get_by_label("To where?").select_option(label="Library: last")
    await desk.get_by_role("button", name="Move it").click()
    await expect(desk.get_by_text("“Takings” is moved.")).to_be_visible()
    assert (await titles_in(house, 0), await titles_in(house, 2)) == (
        ["Tenancy"], ["Registries", "Water", "Takings"],
    )  # fmt: skip
    await desk.get_by_role("button", name="Skip “Zoning”").click()
    await expect(desk.get_by_text("Skipped: “Zoning”.")).to_be_visible()
    assert await titles_in(house, 1) == ["Commons"]
    await desk.keyboard.press("u")
    await expect(desk.get_by_role("button", name="Skip “Zoning”")).to_be_visible()
    assert await titles_in(house, 1) == ["Zoning", "Commons"]


async def test_every_room_has_rules_of_its_own(house: House) -> None:
    """Before the start and while it runs: one room's, then all at once; undone by one press."""
    desk = await house.open_desk()
    await desk.get_by_text("Rules of single rooms").click()
    await _rule(desk, "Hall B", "takes too many").select_option("rest")
    await expect(desk.get_by_text("Hall B: the rule is changed.")).to_be_visible()
    assert await _policies(house, "overrun") == ["comments", "rest", "comments"]
    await house.command("start", track="all")
    await desk.locator("#tab-rules").click()
    await expect(_rule(desk, "Every room", "takes too many")).to_have_value("")
    await expect(_rule(desk, "Hall B", "takes too many")).to_have_value("rest")
    await _rule(desk, "Every room", "a presenter leaves").select_option("finish")
    await expect(desk.get_by_text("Every room: the rule is changed.")).to_be_visible()
    assert await _policies(house, "unused") == ["finish"] * 3
    assert await _policies(house, "overrun") == ["comments", "rest", "comments"]
    await desk.keyboard.press("Escape")
    await desk.locator(".toast").get_by_role("button", name="Undo").click()
    await expect(_rule(desk, "Hall A", "a presenter leaves")).to_have_value("comments")
    assert await _policies(house, "unused") == ["comments"] * 3


async def test_rules_for_comments_change_while_it_runs(house: House) -> None:
    """Who speaks first, what may be written and the guidelines are changed at any time."""
    await house.command("start", track="all")
    desk = await house.open_desk()
    await desk.locator("#tab-rules").click()
    await desk.get_by_label("Discussants speak first").check()
    await expect(desk.get_by_text("Saved.")).to_be_visible()
    await desk.get_by_label("Juniors speak before seniors").check()
    await expect(desk.get_by_label("A senior has at least")).to_be_visible()
    await desk.get_by_label("signed", exact=True).check()
    await desk.get_by_label("Guidelines for good feedback").fill("Be kind.")
    await desk.get_by_label("Guidelines for good feedback").blur()
    facilitator = await _facilitator(house, "t1")
    await expect(facilitator.locator("main")).to_be_visible()
    settings = (await house.view())["settings"]
    assert (settings["discussants_first"], settings["juniors_first"]) == (True, True)
    assert (settings["written"], settings["guidelines"]) == ("signed", "Be kind.")


async def test_a_facilitator_is_signed_out_and_another_gets_a_link(house: House) -> None:
    """The withdrawn page says so at once and steers no more; its link is gone, a fresh one works."""
    await house.command("start", track="all")
    desk = await house.open_desk()
    facilitator, display = await _facilitator(house, "t2"), await _facilitator(house, "t3")
    await desk.locator("#tab-share").click()
    await desk.get_by_role("button", name="Link to facilitate Hall B").click()
    await expect(desk.get_by_label("Text: the link")).to_have_count(1)
    await desk.get_by_role("button", name="Withdraw …: links to facilitate Hall B").click()
    await expect(desk.get_by_role("dialog")).to_contain_text("1 open page is signed out at once")
    await desk.get_by_role("button", name="Withdraw them").click()
    await expect(facilitator.locator(".top").get_by_role("alert")).to_contain_text(
        "Ask the host for a new one", timeout=5_000
    )
    await expect(facilitator.get_by_role("button")).to_have_count(0)
    await expect(facilitator.locator(".digits")).to_be_visible()
    await expect(display.locator("#next-action")).to_be_visible()
    await expect(desk.get_by_label("Text: the link")).to_have_count(0)
    await desk.get_by_role("button", name="Link to facilitate Hall B").click()
    url = await desk.get_by_label("Text: the link").input_value()
    await facilitator.goto(url)
    await expect(facilitator.locator("#next-action")).to_be_visible()


async def test_the_display_of_a_room_is_withdrawn(house: House) -> None:
    """Its own links stop working; those of the hall do not."""
    desk = await house.open_desk()
    own = await _open(house, {"audience": "stage", "track": "t1"})
    hall = await _open(house, {"audience": "stage"})
    await desk.locator("#tab-share").click()
    await expect(desk.get_by_text("1 screen is open.")).to_be_visible()
    await desk.get_by_role("button", name="Withdraw …: links for the display of Hall A").click()
    await desk.get_by_role("button", name="Withdraw them").click()
    await expect(own.get_by_text("Ask the host for a new one")).to_be_visible()
    await desk.get_by_role("button", name="Withdraw …: links for the hall").click()
    await expect(hall.get_by_text("Ask the host for a new one")).to_have_count(0)
    await desk.get_by_role("button", name="Withdraw them").click()
    await expect(hall.get_by_text("Ask the host for a new one")).to_be_visible()


@pytest.mark.parametrize("viewport", PHONES, ids=lambda size: size["width"])
async def test_the_next_action_stays_at_the_foot_of_a_phone(house: House, viewport: dict[str, int]) -> None:
    """Down the page the bar says where the rooms stand and does what comes next, in one room or in all."""
    await house.command("start", track="all")
    desk = await house.open_desk(viewport=viewport)
    foot = desk.get_by_role("complementary", name="The clock and the next action")
    await expect(foot).to_have_count(0)
    await desk.locator(".glance").last.scroll_into_view_if_needed()
    await expect(foot).to_contain_text("3 running")
    await foot.get_by_role("button", name="Everybody pauses").click()
    await expect(foot).to_contain_text("3 paused")
    await foot.get_by_role("button", name="Everybody goes on").click()
    await expect(foot).to_contain_text("3 running")
    await desk.get_by_role("button", name="Library on the desk").click()
    await expect(foot).to_contain_text("Library")
    await expect(foot.locator(".digits")).to_contain_text("14:")
    await foot.get_by_role("button", name="Pause").click()
    await expect(foot.get_by_role("button", name="Go on")).to_be_visible()
    assert [room["clock"]["state"] for room in (await house.view())["tracks"]] == [
        "running",
        "running",
        "paused",
    ]


async def _break_dialog(desk: Page) -> Locator:
    await desk.locator("#tab-order").click()
    await desk.get_by_role("button", name="Put in a break").click()
    return desk.get_by_role("dialog")


def _rule(desk: Page, room: str, words: str) -> Locator:
    return desk.get_by_role("group", name=f"Rules: {room}", exact=True).get_by_label(words)


async def _policies(house: House, rule: str) -> list[str]:
    return [room["policy"][rule] for room in (await house.view())["tracks"]]


async def _facilitator(house: House, room: str) -> Page:
    page = await _open(house, {"audience": "facilitator", "track": room})
    await page.locator("#next-action").wait_for()
    return page


async def _open(house: House, whose: dict[str, str]) -> Page:
    link = await house.post(f"/api/v1/sessions/{house.session}/links", whose)
    page = await (await house.browser.new_context()).new_page()
    await page.goto(link["url"])
    await page.locator("main").wait_for()
    return page
