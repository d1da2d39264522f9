"""Works in progress for everybody: axe finds nothing, light and dark; large targets; few bytes."""

import pytest
from playwright.async_api import Response, expect

from tests.attendee_pages.test_access import faults, with_axe
from tests.wip_pages.conference import HALL, SMALL, SYMMETRY, Conference

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

MOST_BYTES = 60_000


async def test_the_facilitator_s_page_at_every_moment(conference: Conference) -> None:
    """Every part of it on a phone, all of them on a laptop, the dialogue, and without a network."""
    page = await with_axe(await conference.facilitator())
    assert await faults(page) == []
    await conference.to_comments("Alan Turing", "Mary Somerville", "Grace Hopper")
    await conference.do("call_on")
    await conference.do("message_presenter", text="5 minutes")
    await conference.do("announce", text="There is cake.")
    await expect(page.locator(".speaker")).to_be_visible()
    for tab in await page.get_by_role("tab").all():
        await tab.click()
        assert await faults(page) == [], await tab.inner_text()
    await page.get_by_role("tab", name="Plan").click()
    await page.get_by_role("button", name="End this room").click()
    assert await faults(page) == []
    await page.keyboard.press("Escape")
    await page.context.set_offline(True)
    await expect(page.locator(".offline")).to_be_visible(timeout=6_000)
    assert await faults(page) == []
    wide = await with_axe(await conference.facilitator(viewport=HALL))
    assert await faults(wide) == []


async def test_the_displays_at_every_moment(conference: Conference) -> None:
    """A room's display and the hall's, from waiting to the end, with a message and somebody who speaks."""
    displays = [await with_axe(await conference.display()), await with_axe(await conference.display(None))]
    await conference.do("start")
    await conference.do("message_presenter", text="Please wrap up")
    await expect(displays[0].locator(".told")).to_be_visible()
    for display in displays:
        assert await faults(display) == []
    await conference.do("message_presenter", text="")
    await conference.do("advance")
    await conference.raise_hands("Alan Turing")
    await conference.do("call_on")
    await conference.leave_seconds(1)
    await expect(displays[0].locator(".clock.stop")).to_be_visible()
    for display in displays:
        assert await faults(display) == []
    await conference.do("end", track="all")
    await expect(displays[0].locator("h1")).to_have_text("Thank you for coming")
    for display in displays:
        assert await faults(display) == []


async def test_an_attendee_s_phone_at_every_moment(conference: Conference) -> None:
    """Choosing, waiting, a paper with a hand up, one's own turn, every dialogue, gone, and the end."""
    phone = await with_axe(await conference.phone("Alan Turing"))
    assert await faults(phone) == []
    await conference.do("enter_room", room="t1", person=await conference.id_of("Alan Turing"))
    await expect(phone.locator("main.wip-waiting")).to_be_visible()
    assert await faults(phone) == []
    await conference.to_comments("Mary Somerville", "Alan Turing")
    await expect(phone.locator(".my-hand")).to_be_visible()
    assert await faults(phone) == []
    for name in ("Write a comment", "Paper in detail", "Rooms and", "More"):
        await phone.get_by_role("button", name=name).click()
        assert await faults(phone) == [], name
        await phone.keyboard.press("Escape")
    await phone.get_by_role("button", name="Rooms and").click()
    await phone.get_by_role("button", name=SYMMETRY).click()
    assert await faults(phone) == []
    await phone.keyboard.press("Escape")
    await phone.keyboard.press("Escape")
    await conference.do("call_on", person=await conference.id_of("Alan Turing"))
    await expect(phone.locator(".turn")).to_be_visible()
    assert await faults(phone) == []
    await conference.do("end", track="all")
    await expect(phone.locator("main.wip-ended")).to_be_visible()
    assert await faults(phone) == []


async def test_a_presenter_s_phone_with_comments(conference: Conference) -> None:
    """What one is told, one's comments and the dialogue with them, after the end, and the door then."""
    await conference.do("start")
    writer, presenter = await conference.phone("Emmy Noether"), await conference.phone("Ada Lovelace")
    await writer.get_by_role("button", name="Write a comment").click()
    await writer.get_by_label("Your comment").fill("Which loop comes first?")
    await writer.get_by_role("button", name="Send").click()
    await with_axe(presenter)
    await presenter.get_by_role("button", name="1 comment for you").click()
    assert await faults(presenter) == []
    await presenter.keyboard.press("Escape")
    await conference.do("message_presenter", text="Please wrap up")
    await expect(presenter.locator(".told")).to_be_visible()
    assert await faults(presenter) == []
    await conference.do("end", track="all")
    await expect(presenter.locator("main.wip-ended")).to_be_visible()
    assert await faults(presenter) == []
    door = await conference.house.browser.new_page()
    await door.goto(conference.house.url(f"/j/{conference.house.code}"))
    assert await faults(await with_axe(door)) == []


async def test_reduced_motion_stops_all_movement(conference: Conference) -> None:
    """Whoever asks for it sees no transition and no animation on any of the pages."""
    await conference.to_comments("Alan Turing")
    context = await conference.house.browser.new_context(viewport=SMALL, reduced_motion="reduce")
    pages = [
        await conference.facilitator(reduced_motion="reduce"),
        await conference.display(reduced_motion="reduce"),
        await conference.phone("Alan Turing", context),
    ]
    moving = "[...document.querySelectorAll('*')].flatMap((element) => element.getAnimations()).length"
    assert [await page.evaluate(moving) for page in pages] == [0, 0, 0]


async def test_the_timer_is_silent_and_moments_are_said_once(conference: Conference) -> None:
    """The digits are no live region; a polite one says the beginning, the last minute and half of it."""
    await conference.do("start")
    page = await conference.display()
    await expect(page.locator(".digits")).to_have_attribute("aria-live", "off")
    await conference.leave_seconds(62)
    await expect(page.locator("#spoken")).to_have_text("One minute left.")
    await conference.leave_seconds(32)
    await expect(page.locator("#spoken")).to_have_text("Thirty seconds left.")
    await conference.do("advance")
    await expect(page.locator("#spoken")).to_contain_text("Comments: Notes on the Analytical Engine.")


async def test_a_phone_costs_at_most_60_kilobytes(conference: Conference) -> None:
    """The page with its style sheets and scripts, as they come over the wire."""
    await conference.do("start")
    phone = await conference.phone("Ada Lovelace")
    answers: list[Response] = []
    fresh = await (await conference.house.browser.new_context(viewport=SMALL)).new_page()
    await fresh.context.add_cookies(await phone.context.cookies())  # type: ignore[arg-type]
    fresh.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks handlers
    await fresh.goto(phone.url)
    await expect(fresh.locator("main.wip-paper")).to_be_visible()
    sizes = {answer.url: (await answer.request.sizes())["responseBodySize"] for answer in answers}
    assert any("socket.io" in url for url in sizes)
    assert sum(sizes.values()) <= MOST_BYTES, sizes
