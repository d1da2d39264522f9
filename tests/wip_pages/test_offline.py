"""An attendee's phone without a network, and the signal that it is one's turn."""

import re

import pytest
from playwright.async_api import expect

from tests.attendee_pages.visitors import until
from tests.wip_pages.conference import COMPILERS, ENGINES, SMALL, Conference

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NOTE_BUZZES = "window.buzzes = 0; Navigator.prototype.vibrate = () => (window.buzzes += 1);"


async def test_a_reload_without_a_network_shows_the_room_and_is_put_right_when_it_is_back(
    conference: Conference,
) -> None:
    """The paper and the time are there at once; within two seconds of being back, what changed is too."""
    await conference.do("enter_room", room="t1", person=await conference.id_of("Alan Turing"))
    await conference.do("start")
    phone = await conference.phone("Alan Turing")
    await phone.evaluate("navigator.serviceWorker.ready")
    await until(phone, f"await caches.match('/frame/{conference.house.session}')")
    await until(phone, "(await (await caches.open('kept-views')).keys()).length === 1")
    await phone.context.set_offline(True)
    await phone.reload()
    await expect(phone.locator("h1")).to_have_text(ENGINES)
    await expect(phone.locator(".offline")).to_contain_text("No connection since")
    await expect(phone.locator(".time")).to_contain_text("left to present")
    await conference.do("pause")
    await phone.context.set_offline(False)
    await expect(phone.locator(".time")).to_contain_text("Paused", timeout=2_000)
    await expect(phone.locator(".offline")).to_have_count(0, timeout=2_000)


async def test_words_to_the_presenter_go_with_what_they_were_about(conference: Conference) -> None:
    """A phone and a display without a network go on to the comments by themselves, and drop the message."""
    await conference.do("start")
    presenter, display = await conference.phone("Ada Lovelace"), await conference.display()
    await conference.do("message_presenter", text="Please wrap up")
    for page in (presenter, display):
        await expect(page.locator(".told")).to_be_visible()
    await conference.leave_seconds(4)
    await expect(presenter.locator(".time.soon")).to_be_visible()
    await expect(display.locator(".clock.soon")).to_be_visible()
    for page in (presenter, display):
        await page.context.set_offline(True)
    for page in (presenter, display):
        await expect(page.locator("main")).to_contain_text(re.compile("left for comments", re.IGNORECASE))
        await expect(page.locator(".told")).to_have_count(0)


async def test_a_hand_raised_without_a_network_is_for_the_paper_that_was_on(conference: Conference) -> None:
    """It is not up for the next one when the network is back; the phone says so, and offers it again."""
    await conference.do("enter_room", room="t1", person=await conference.id_of("Alan Turing"))
    await conference.do("start")
    phone = await conference.phone("Alan Turing")
    await phone.context.set_offline(True)
    await phone.get_by_role("button", name="Raise your hand").click()
    for _ in range(3):
        await conference.do("advance")
    await phone.context.set_offline(False)
    await expect(phone.locator("h1")).to_have_text(COMPILERS)
    await expect(phone.locator(".top")).to_contain_text("That paper is over meanwhile.")
    await expect(phone.get_by_role("button", name="Raise your hand")).to_be_visible()
    assert [room["waiting"] for room in (await conference.house.view())["tracks"]] == [0, 0]


async def test_the_phone_of_who_may_speak_vibrates(conference: Conference) -> None:
    """Once, when the floor is theirs; not when it is somebody else's."""
    await conference.to_comments("Mary Somerville", "Alan Turing")
    context = await conference.house.browser.new_context(viewport=SMALL)
    await context.add_init_script(NOTE_BUZZES)
    phone = await conference.phone("Alan Turing", context)
    await phone.locator("h1").click()
    await conference.do("call_on")
    await expect(phone.locator("main")).to_contain_text("Mary Somerville")
    assert await phone.evaluate("window.buzzes") == 0
    await conference.do("call_on")
    await expect(phone.locator("#spoken")).to_have_text("It is your turn to speak.")
    assert await phone.evaluate("window.buzzes") == 1
