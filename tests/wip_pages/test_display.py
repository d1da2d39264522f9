"""The displays: a room's, for who presents, and the hall's."""

import json
import re

import pytest
from playwright.async_api import ViewportSize, expect

from tests.attendee_pages.test_stage import HEIGHT_OF_DIGITS, has_no_scroll_bars
from tests.wip_pages.conference import COMPILERS, ENGINES, HALL, SYMMETRY, Conference

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LARGE_HALL: ViewportSize = {"width": 1920, "height": 1080}
LONG_NEWS = "Lunch is in the foyer, and there is cake for everybody. " * 4


@pytest.mark.parametrize("size", [HALL, LARGE_HALL])
async def test_the_digits_are_enormous(conference: Conference, size: ViewportSize) -> None:
    """Their ink is three tenths of the height, a fifth with a message and news; nothing ever scrolls."""
    display = await conference.display(viewport=size)
    await conference.do("start")
    await expect(display.locator(".digits")).to_be_visible()
    assert await display.locator(".digits").evaluate(HEIGHT_OF_DIGITS) >= 0.3
    assert await has_no_scroll_bars(display)
    await conference.do("message_presenter", text="Please repeat the question for those in the back. " * 2)
    await conference.do("announce", text=LONG_NEWS)
    await expect(display.locator(".told")).to_be_visible()
    await expect(display.locator(".news")).to_be_visible()
    assert await display.locator(".digits").evaluate(HEIGHT_OF_DIGITS) >= 0.2
    assert await has_no_scroll_bars(display)
    for seen in (".told", ".qr", ".digits", ".words"):
        await expect(display.locator(seen)).to_be_in_viewport(ratio=1)


async def test_every_colour_comes_with_words(conference: Conference) -> None:
    """Green, amber and red each say what they mean, for the presentation and for the comments."""
    await conference.do("set_policy", overrun="rest", unused="finish")
    display = await conference.display()
    await expect(display.locator("h1")).to_have_text("It starts soon")
    await expect(display.locator(".programme li")).to_have_count(2)
    await conference.do("start")
    await expect(display.locator(".clock.go .words")).to_have_text("Left to present")
    await expect(display.locator(".head")).to_contain_text(
        f"Hall A: Presentation 1 of 2{ENGINES} Ada Lovelace"
    )
    await expect(display.locator(".below")).to_contain_text(COMPILERS)
    await conference.leave_seconds(55)
    await expect(display.locator(".clock.soon .words")).to_have_text("Last minute")
    await conference.leave_seconds(1)
    await expect(display.locator(".clock.stop .words")).to_have_text("Over. Please finish")
    await expect(display.locator(".digits")).to_have_text(re.compile(r"^\+0:0\d$"))
    await conference.do("advance")
    await expect(display.locator(".clock.go .words")).to_have_text("Left for comments")
    await conference.do("pause")
    await expect(display.locator(".clock.still .words")).to_have_text("Paused")
    await conference.do("end")
    await expect(display.locator("h1")).to_have_text("Thank you for coming")


async def test_who_speaks_is_shown_with_the_time(conference: Conference) -> None:
    """In the comments the display says who has the floor, for how long, and how many wait."""
    await conference.to_comments("Alan Turing", "Mary Somerville")
    display = await conference.display()
    await expect(display.locator(".below")).to_contain_text("2 hands are up.")
    await conference.do("call_on")
    await expect(display.locator(".speaker")).to_contain_text("Alan Turing speaks")
    await expect(display.locator(".speaker")).to_contain_text(
        re.compile(r"0:0[1-9] of about .* One hand is up\.")
    )


async def test_the_way_in_is_there_until_the_end(conference: Conference) -> None:
    """QR, address and code until the room is done; in the hall for as long as any room is not."""
    displays = [await conference.display(), await conference.display(None)]
    for command in ("start", "advance", "pause", "end"):
        for display in displays:
            await expect(display.locator(".qr")).to_be_in_viewport(ratio=1)
            await expect(display.locator(".join-code")).to_have_text(conference.house.code)
            await expect(display.locator(".address")).to_be_in_viewport(ratio=1)
        await conference.do(command)
    for display, ways_in in zip(displays, (0, 1), strict=True):
        await expect(display.locator(".qr, .join-code, .address")).to_have_count(3 * ways_in)
    await conference.do("end", track="t2")
    await expect(displays[1].locator(".door")).to_have_count(0)


async def test_the_hall_shows_every_room(conference: Conference) -> None:
    """Each room with its own clock, what is on and what is next; a change is there within a second."""
    display = await conference.display(None)
    rooms = display.locator(".rooms .room")
    await expect(rooms).to_have_count(2)
    await expect(rooms.nth(0)).to_contain_text("It starts soon")
    await conference.do("start")
    await expect(rooms.nth(0)).to_contain_text(f"Left to present{ENGINES}")
    await expect(rooms.nth(1)).to_contain_text("It starts soon")
    await conference.do("start", track="t2")
    await expect(rooms.nth(1)).to_contain_text(SYMMETRY)
    first = await rooms.nth(1).locator(".left").inner_text()
    await conference.do("pause")
    await expect(rooms.nth(1).locator(".left")).not_to_have_text(first)
    await expect(rooms.nth(0)).to_contain_text("Paused")
    assert await has_no_scroll_bars(display)


async def test_the_chime_needs_one_press(conference: Conference) -> None:
    """Sound is off until somebody enables it; then there is a test and a way to switch it off."""
    display = await conference.display()
    await display.get_by_role("button", name="Enable sound").click()
    await expect(display.locator(".controls")).to_contain_text("Sound is on.")
    await display.get_by_role("button", name="Test the chime").click()
    await display.get_by_role("button", name="Sound off").click()
    await expect(display.get_by_role("button", name="Enable sound")).to_be_visible()


async def test_nothing_private_is_on_the_display(conference: Conference) -> None:
    """No address, no written comment, no ids of people: only names, titles and what is said to everybody."""
    await conference.do("start")
    grace = await conference.id_of("Grace Hopper")
    await conference.house.command("update_person", person=grace, email="grace@secret.example")
    phone = await conference.phone("Alan Turing")
    await phone.get_by_role("button", name="Go here to Hall A").click()
    await phone.get_by_role("button", name="Write a comment").click()
    await phone.get_by_label("Your comment").fill("A secret worry about the third part.")
    await phone.get_by_role("button", name="Send").click()
    await expect(phone.locator("#write")).to_contain_text("Sent.")
    for room in (0, None):
        display = await conference.display(room)
        everything = json.dumps(await display.evaluate("document.documentElement.outerHTML"))
        assert "Grace Hopper" in everything
        for private in ("secret.example", "secret worry", "email", "years"):
            assert private not in everything, private


async def test_while_people_gather_nothing_is_red(conference: Conference) -> None:
    """Between two blocks of time the display says that it goes on soon, and with what; no time is up."""
    blocks = [{"day": 1, "minutes": 95}, {"day": 2, "minutes": 95}]
    await conference.house.command("update_settings", settings={"blocks": blocks, "close_minutes": 0})
    await conference.do("move_paper", paper=await conference.paper(COMPILERS), block=2)
    display = await conference.display()
    await conference.do("start")
    await conference.do("advance")
    await conference.do("advance")
    await expect(display.locator("h1")).to_have_text("It goes on soon")
    await expect(display.locator(".clock.still")).to_be_visible()
    await expect(display.locator(".digits")).to_have_count(0)
    await expect(display.locator(".below")).to_contain_text(COMPILERS)
    hall = await conference.display(None)
    await expect(hall.locator(".room.still").first).to_contain_text("It goes on soon")


@pytest.mark.parametrize("rooms", [2, 8, 12])
async def test_the_paper_that_is_on_is_in_sight_however_many_rooms(
    conference: Conference, rooms: int
) -> None:
    """Each room's card holds its name, the time and the paper's title whole, with long titles too."""
    tracks = [f"Seminar Room {number}" for number in range(1, rooms + 1)]
    await conference.house.command("update_settings", settings={"tracks": tracks})
    for number in range(3, rooms + 1):
        name = f"Professor Somebody the {number}th"
        await conference.house.command("add_person", name=name, here=True)
        title = "Fiduciary Duties of Platform Intermediaries in Cross-Border Data Trusts"
        await conference.house.command("add_paper", title=title, presenters=[name], room=f"t{number}")
    await conference.do("start", track="all")
    hall = await conference.display(None)
    await expect(hall.locator(".room .paper")).to_have_count(rooms)
    outside = """cards => cards.filter((card) => ['h2', '.when', '.paper'].some((part) => {
      const [box, own] = [card.getBoundingClientRect(), card.querySelector(part).getBoundingClientRect()];
      return own.height < 14 || own.bottom > box.bottom || own.right > box.right + 1;
    })).length"""
    assert await hall.locator(".rooms .room").evaluate_all(outside) == 0
    assert await has_no_scroll_bars(hall)
