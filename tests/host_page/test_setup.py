"""Setting up: the time there is, the settings, the roster file, and a new session."""

import pytest
from playwright.async_api import FilePayload, expect

from tests.host_page.house import OPERATOR, House

pytestmark = pytest.mark.asyncio(loop_scope="session")

FAULTY = "name,email,years\nAda,ada@example.org,twelve\n,bob@example.org,3\n"
GOOD = "name,years\nAda,12\nBob,3\nCid,1\n"


async def test_the_time_there_is_becomes_rounds(house: House) -> None:
    """Give it the minutes you have: it proposes, and one press sets what it proposed."""
    desk = await house.open_desk()
    await desk.get_by_label("We have").fill("90")
    await expect(desk.locator(".proposal")).to_contain_text("in all")
    await desk.get_by_role("button", name="Use this").click()
    await expect(desk.get_by_text("This is what is set.")).to_be_visible()
    wanted = {"total_minutes": 90, "mentors": 12, "mentees": 20, "move_seconds": 30}
    proposed = await house.post("/api/v1/propose", wanted)
    settings = (await house.view())["settings"]
    names = ("rounds", "round_minutes", "brief_minutes", "close_minutes")
    assert {name: settings[name] for name in names} == {name: proposed[name] for name in names}
    assert settings["rounds"] > 6


async def test_a_setting_saves_itself_and_says_what_is_wrong_with_it(house: House) -> None:
    """A choice is saved as it is made; a number out of range is refused beside its field."""
    desk = await house.open_desk()
    await desk.get_by_label("rest for this round").check()
    await expect(desk.get_by_text("Saved.")).to_be_visible()
    assert (await house.view())["settings"]["surplus"] == "sit_out"
    field = desk.get_by_label("A mentor has at least")
    await field.fill("900")
    await field.press("Tab")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(desk.locator("#fault-threshold")).not_to_be_empty()
    assert (await house.view())["settings"]["threshold"] == 7
    await field.fill("9")
    await field.press("Tab")
    await expect(field).not_to_have_attribute("aria-invalid", "true")
    assert (await house.view())["settings"]["threshold"] == 9


async def test_a_faulty_file_is_shown_by_row_and_column_and_saves_nothing(empty_house: House) -> None:
    """Every problem with its row, its column and its mend; no way to save before they are mended."""
    desk = await empty_house.open_desk()
    await desk.locator("#tab-people").click()
    await desk.get_by_role("button", name="Import a list").click()
    await desk.get_by_label("Choose a file").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": FAULTY.encode()}
    )
    dialog = desk.get_by_role("dialog")
    rows = dialog.locator("tbody tr")
    await expect(rows).to_have_count(2)
    await expect(rows.nth(0).locator("td").nth(0)).to_have_text("2")
    await expect(rows.nth(0).locator("td").nth(1)).to_have_text("years")
    await expect(rows.nth(1).locator("td").nth(1)).to_have_text("name")
    await expect(rows.nth(0).locator("td").nth(3)).not_to_be_empty()
    await expect(dialog.locator("button.primary")).to_have_count(0)
    assert (await empty_house.view())["people"] == []


async def test_a_good_file_is_saved_only_when_confirmed(empty_house: House) -> None:
    """The preview saves nothing; confirming does; a second file can take the first one's place."""
    desk = await empty_house.open_desk()
    await desk.locator("#tab-people").click()
    await desk.get_by_role("button", name="Import a list").click()
    file: FilePayload = {"name": "people.csv", "mimeType": "text/csv", "buffer": GOOD.encode()}
    await desk.get_by_label("Choose a file").set_input_files(file)
    save = desk.get_by_role("button", name="Save 3 people")
    await expect(save).to_be_enabled()
    assert (await empty_house.view())["people"] == []
    await save.click()
    await expect(desk.get_by_role("dialog")).to_be_hidden()
    await expect(desk.locator(".person-row")).to_have_count(3)
    await desk.get_by_role("button", name="Import a list").click()
    one: FilePayload = {
        "name": "one.csv",
        "mimeType": "text/csv",
        "buffer": b"name,years,role\nDora,8,\nEli,,either\n",
    }
    await desk.get_by_label("Choose a file").set_input_files(one)
    await expect(
        desk.get_by_role("heading", name="2 people: 1 mentor, 0 mentees, 1 on either side")
    ).to_be_visible()
    await desk.get_by_role("button", name="Replace the 3 people on the list").click()
    await expect(desk.locator(".person-row .who")).to_have_text(["Dora", "Eli"])


async def test_a_file_can_be_dropped(empty_house: House) -> None:
    """A file dropped onto the dialogue is read as if it had been chosen."""
    desk = await empty_house.open_desk()
    await desk.locator("#tab-people").click()
    await desk.get_by_role("button", name="Import a list").click()
    dropped = await desk.evaluate_handle(
        """text => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], 'people.csv', { type: 'text/csv' }));
          return transfer;
        }""",
        GOOD,
    )
    await desk.dispatch_event(".drop-zone", "drop", {"dataTransfer": dropped})
    await expect(desk.get_by_role("button", name="Save 3 people")).to_be_enabled()


async def test_an_operator_makes_a_session_and_is_its_host(empty_house: House) -> None:
    """A title and the minutes are enough; the page leads on to the new session's host page."""
    context = await empty_house.browser.new_context()
    url = empty_house.served.address
    await context.add_cookies([{"name": "sr_operator", "value": OPERATOR, "url": url}])
    page = await context.new_page()
    await page.goto(empty_house.url("/new"))
    await page.get_by_role("button", name="Make the session").click()
    await expect(page.get_by_label("What is it called?")).to_have_attribute("aria-invalid", "true")
    await page.get_by_label("What is it called?").fill("Tax law at noon")
    await page.get_by_label("We have").fill("30")
    await expect(page.locator("#proposal")).to_contain_text("3 rounds of 8 minutes")
    await page.get_by_role("button", name="Make the session").click()
    await page.wait_for_url("**/host")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Tax law at noon")
    await page.goto(empty_house.url("/operator"))
    await expect(page.get_by_role("heading", name="Tax law at noon")).to_be_visible()


async def test_two_rooms_of_one_name_are_said_once_at_their_field(empty_house: House) -> None:
    """In plain words, with the field marked; nothing is said a second time at the foot."""
    context = await empty_house.browser.new_context()
    await context.add_cookies([{"name": "sr_operator", "value": OPERATOR, "url": empty_house.served.address}])
    page = await context.new_page()
    await page.goto(empty_house.url("/new"))
    await page.get_by_label("What is it called?").fill("Drafts")
    await page.get_by_label("Works in progress").check()
    rooms = page.get_by_label("Rooms", exact=True)
    await rooms.fill("Room A\nRoom B\nRoom B")
    await page.get_by_role("button", name="Make the session").click()
    await expect(rooms).to_have_attribute("aria-invalid", "true")
    words = "The list of rooms has two rooms called “Room B”; give one of them another name."
    await expect(page.locator("#rooms-says")).to_have_text(words)
    await expect(page.locator("#says")).to_be_empty()
