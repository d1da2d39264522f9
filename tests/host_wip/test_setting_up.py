"""Setting up works in progress: papers by file and by form, the running order, rooms."""

import pytest
from playwright.async_api import FilePayload, expect

from tests.host_page.house import House
from tests.host_wip.workshop import PAPERS, TITLES, import_papers, titles_in

pytestmark = pytest.mark.asyncio(loop_scope="session")


def a_file(text: str) -> FilePayload:
    """A CSV file."""
    return {"name": "papers.csv", "mimeType": "text/csv", "buffer": text.encode()}


async def test_papers_are_brought_and_put_in_order(empty_house: House) -> None:
    """The next action leads from no paper, by a preview, to an order in which every paper has its place."""
    desk = await empty_house.open_desk()
    await desk.locator("#next-action").click()
    await desk.set_input_files("#papers-file", a_file(PAPERS))
    dialog = desk.get_by_role("dialog")
    await expect(dialog.get_by_role("heading", name="6 papers")).to_be_visible()
    assert (await empty_house.view())["papers"] == []
    await dialog.get_by_role("button", name="Save 6 papers").click()
    await desk.locator("#next-action", has_text="Propose the running order").click()
    await expect(desk.locator("#next-action")).to_contain_text("Everybody starts now", timeout=90_000)
    view = await empty_house.view()
    assert all(paper["room"] for paper in view["papers"])
    await expect(desk.locator(".order-room .unit")).to_have_count(len(TITLES))
    together = "All of the 6 papers with keywords share one with another paper in the same room."
    await expect(desk.get_by_text(together)).to_be_visible()
    await expect(desk.locator(".order-room .unit", has_text="Shared here: property")).to_have_count(
        len(TITLES)
    )


async def test_problems_come_first_and_nothing_is_saved(empty_house: House) -> None:
    """A row without presenters is named with its mend; there is no button to save."""
    desk = await empty_house.open_desk()
    await desk.locator("#next-action").click()
    await desk.set_input_files("#papers-file", a_file("title,presenters\nTakings,\n"))
    dialog = desk.get_by_role("dialog")
    await expect(dialog.get_by_role("heading", name="1 problem")).to_be_visible()
    await expect(dialog.get_by_text("Nothing is saved while there are problems")).to_be_visible()
    await expect(dialog.get_by_role("button", name="Save")).to_have_count(0)
    assert (await empty_house.view())["papers"] == []


async def test_what_does_not_fit_is_said(empty_house: House) -> None:
    """More papers than places: the page says so before, and names those without a place afterwards."""
    await import_papers(empty_house)
    await empty_house.command("update_settings", settings={"tracks": ["Hall A"], "blocks": [{"minutes": 35}]})
    desk = await empty_house.open_desk()
    await expect(desk.get_by_text("1 room has place for 1 paper.")).to_be_visible()
    await desk.locator("#next-action").click()
    await expect(desk.get_by_role("heading", name="What does not fit")).to_be_visible(timeout=90_000)
    await expect(desk.get_by_role("heading", name="Without a place")).to_be_visible()


async def test_a_paper_is_added_by_form(empty_house: House) -> None:
    """A form without a title says so; with one, unknown presenters are put on the list, wishes are kept."""
    desk = await empty_house.open_desk()
    await desk.get_by_role("button", name="Add a paper").click()
    dialog = desk.get_by_role("dialog")
    await dialog.get_by_role("button", name="Add", exact=True).click()
    await expect(dialog.get_by_text("Give a title.")).to_be_visible()
    await dialog.get_by_label("Title").fill("Takings and the Sea")
    await dialog.get_by_label("Presented by").fill("Ada Lovelace; Kim Lee")
    await dialog.get_by_label("Keywords").fill("takings; coast")
    await dialog.get_by_label("Not before").fill("14:00")
    await dialog.get_by_label("In its room").select_option("last")
    await dialog.get_by_role("button", name="Add", exact=True).click()
    await expect(dialog).to_be_hidden()
    view = await empty_house.view()
    assert [person["name"] for person in view["people"]] == ["Ada Lovelace", "Kim Lee"]
    [paper] = view["papers"]
    assert (paper["title"], paper["keywords"]) == ("Takings and the Sea", ["takings", "coast"])
    assert (paper["wishes"]["not_before"], paper["wishes"]["last"]) == (14 * 60, True)


async def test_papers_are_reordered_by_buttons_and_by_dragging(house: House) -> None:
    """Later, a drop on another room's paper, and the dialogue each move a paper; Undo puts one back."""
    desk = await house.open_desk()
    await desk.locator("#tab-order").click()
    assert await titles_in(house, 0) == ["Takings", "Tenancy"]
    await desk.get_by_role("button", name="Later: “Takings”").click()
    await expect(desk.get_by_text("“Takings” is moved.")).to_be_visible()
    assert await titles_in(house, 0) == ["Tenancy", "Takings"]
    await desk.locator(".unit", has_text="Tenancy").drag_to(desk.locator(".unit", has_text="Zoning"))
    await expect(desk.get_by_text("“Tenancy” is moved.")).to_be_visible()
    assert await titles_in(house, 1) == ["Tenancy", "Zoning", "Commons"]
    await desk.get_by_role("button", name="Move …: “Water”").click()
    await desk.get_by_label("To where?").select_option(label="Hall A: last")
    await desk.get_by_role("button", name="Move it").click()
    await expect(desk.get_by_text("“Water” is moved.")).to_be_visible()
    assert await titles_in(house, 0) == ["Takings", "Water"]
    await desk.keyboard.press("u")
    await expect(desk.get_by_text("Undone: the move of a paper.")).to_be_visible()
    assert await titles_in(house, 2) == ["Registries", "Water"]


async def test_rooms_can_be_named_added_and_taken_away(house: House) -> None:
    """Every change is saved at once; two rooms of one name are refused in words beside the field."""
    desk = await house.open_desk()
    first = desk.get_by_label("Room 1", exact=True)
    await first.fill("Aula")
    await first.press("Tab")
    await expect(desk.get_by_text("Saved.")).to_be_visible()
    await desk.get_by_role("button", name="Add a room").click()
    await expect(desk.get_by_label("Room 4", exact=True)).to_be_visible()
    await desk.get_by_role("button", name="Remove: Library").click()
    await expect(desk.get_by_label("Room 4", exact=True)).to_be_hidden()
    assert (await house.view())["settings"]["tracks"] == ["Aula", "Hall B", "Room 4"]
    await first.fill("Hall B")
    await first.press("Tab")
    await expect(desk.get_by_text("two rooms called “Hall B”")).to_be_visible()
    assert (await house.view())["settings"]["tracks"][0] == "Aula"


async def test_what_is_being_typed_stays_while_others_act(house: House) -> None:
    """A block's length is half typed when somebody else changes something; then it is saved, with a time."""
    desk = await house.open_desk()
    await desk.get_by_role("tab", name="Set up").click()
    length = desk.get_by_label("For how long")
    await length.fill("12")
    await house.command("update_settings", settings={"discussants": 2})
    await expect(desk.get_by_label("Find for each paper")).to_have_value("2")
    await expect(length).to_have_value("12")
    await length.press("End")
    await length.type("0")
    await desk.get_by_label("From, if you know").fill("09:30")
    await desk.get_by_label("On day").fill("32")
    await desk.get_by_label("On day").blur()
    await expect(desk.locator(".fault", has_text="31")).to_be_visible()
    blocks = (await house.view())["settings"]["blocks"]
    assert blocks == [{"day": 1, "starts": 9 * 60 + 30, "minutes": 120}]


async def test_a_removed_block_leaves_nothing_of_itself(house: House) -> None:
    """What was typed into it and was wrong with it does not pass to the block that takes its place."""
    blocks = [{"day": 1, "minutes": 90}, {"day": 2, "minutes": 60}]
    await house.command("update_settings", settings={"blocks": blocks})
    desk = await house.open_desk()
    await desk.get_by_role("tab", name="Set up").click()
    days = desk.get_by_label("On day")
    await days.first.fill("32")
    await days.first.blur()
    await expect(desk.locator(".fault", has_text="31")).to_be_visible()
    await desk.get_by_role("button", name="Remove block 1").click()
    await expect(days).to_have_count(1)
    await expect(days).to_have_value("2")
    await expect(desk.locator(".fault:not(:empty)")).to_have_count(0)
