"""Nobody stands alone: what the phone offers when a partner does not come, and what it says then."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.attendee_pages.visitors import (
    LONG_NAME,
    LONG_SCHOOL,
    PAIRS,
    SMALL,
    person_id,
    phone_of,
    prepare,
    resting_in,
    to_talk,
)
from tests.host_page.house import House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

THREE = "name,years,institution\nAda Lovelace,12,Padua\nEmmy Noether,2,Erlangen\nSofya Kovalevskaya,3,\n"
"""One mentor and two mentees: in each round one of the mentees rests."""


async def says_missing(phone: Page) -> None:
    """Press the quiet button, and confirm."""
    await phone.get_by_role("button", name="My partner isn’t here").click()
    await phone.get_by_role("button", name="Yes, find me somebody").click()


async def journal_of(house: House) -> list[str]:
    """What has happened, as types."""
    return [entry["type"] for entry in await house.get(f"/api/v1/sessions/{house.session}/journal")]


async def test_two_who_are_free_are_put_together_and_both_are_told(house: House) -> None:
    """Who waits in vain stays and is told who comes; who rested is told where somebody waits."""
    await prepare(house, THREE)
    await to_talk(house)
    resting = await resting_in(house)
    ada, rested = await phone_of(house, "Ada Lovelace"), await phone_of(house, resting)
    await expect(rested.locator("h1")).to_have_text("You rest this round.")
    await says_missing(ada)
    await expect(ada.locator(".change")).to_have_text(
        f"{resting} is free too, and comes to you: stay at Table 1."
    )
    await expect(ada.locator(".names")).to_have_text(resting)
    await expect(ada.locator("#spoken")).to_contain_text("comes to you")
    await expect(rested.locator(".change")).to_have_text(
        "You are wanted: go to Table 1. You meet Ada Lovelace there."
    )
    await expect(rested.locator(".names")).to_have_text("Ada Lovelace")
    await house.command("advance")
    await expect(ada.locator(".change")).to_have_count(0)


async def test_if_nobody_is_free_they_read_that_they_rest_and_who_is_next(house: House) -> None:
    """Plainly: rest now, at this time you meet somebody, there; the host sees it."""
    await prepare(house, PAIRS)
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    await says_missing(phone)
    await expect(phone.locator("h1")).to_have_text("You rest this round.")
    await expect(phone.locator(".change")).to_contain_text("Nobody else is free just now")
    await expect(phone.locator("main")).to_contain_text("Nobody is free to meet you just now.")
    await expect(phone.locator(".time")).to_contain_text("left of this round")
    await expect(phone.locator("main")).to_contain_text(re.compile(r"You go on at \d+:\d\d"))
    await expect(phone.locator(".coming .place")).to_contain_text("Table")
    reports = (await house.view())["reports"]
    assert [report["person"] for report in reports] == [await person_id(house, "Emmy Noether")]


async def test_a_partner_who_comes_after_all_is_said_at_once(house: House) -> None:
    """Whoever gave them up reads who is free now and where; the partner reads whom they meet."""
    await prepare(house, PAIRS)
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    partner = await phone.locator(".names").inner_text()
    await says_missing(phone)
    await expect(phone.locator("h1")).to_have_text("You rest this round.")
    late = await phone_of(house, partner)
    await expect(late.locator(".names")).to_have_text("Emmy Noether")
    await expect(phone.locator(".names")).to_have_text(partner)
    await expect(phone.locator(".change")).to_contain_text(
        f"{partner} is free now: you meet at once, at Table"
    )


async def test_a_wrong_press_does_nothing(house: House) -> None:
    """The first press only asks; waiting on closes the question and gives the focus back."""
    await prepare(house, PAIRS)
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    button = phone.get_by_role("button", name="My partner isn’t here")
    await button.click()
    await phone.get_by_role("button", name="No, I wait").click()
    await expect(button).to_be_focused()
    assert "left_alone" not in await journal_of(house)


async def test_the_question_of_a_round_does_not_outlive_it(house: House) -> None:
    """A dialogue that is still open when the round turns is gone: nobody accuses the next partner."""
    await prepare(house, PAIRS)
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    await phone.get_by_role("button", name="My partner isn’t here").click()
    await expect(phone.get_by_role("dialog")).to_be_visible()
    await house.command("advance")
    await expect(phone.locator("main.move")).to_be_visible()
    await expect(phone.get_by_role("dialog")).to_have_count(0)


async def test_a_partner_who_has_left_is_said_so(house: House) -> None:
    """With what to do, in one press; nobody has to find out by waiting."""
    await prepare(house, THREE)
    await to_talk(house)
    resting = await resting_in(house)
    (other,) = {"Emmy Noether", "Sofya Kovalevskaya"} - {resting}
    ada, leaving = await phone_of(house, "Ada Lovelace"), await phone_of(house, other)
    await leaving.get_by_role("button", name="More").click()
    await leaving.get_by_role("button", name="I have to leave").click()
    await leaving.get_by_role("button", name="Yes, I’m leaving").click()
    await expect(ada.locator(".left")).to_have_text(re.compile(f"{other} Has left."))
    await expect(ada.get_by_role("button", name="My partner isn’t here")).to_have_count(0)
    await ada.get_by_role("button", name="Find somebody").click()
    await expect(ada.locator(".names")).to_have_text(resting)


async def test_without_a_network_it_is_kept_and_told_once(house: House) -> None:
    """The phone says that it is kept; back on the network the answer comes, and the journal has it once."""
    await prepare(house, PAIRS)
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    await phone.context.set_offline(True)
    await says_missing(phone)
    await expect(phone.locator(".foot")).to_contain_text("Kept, sent later")
    await expect(phone.get_by_role("button", name="My partner isn’t here")).to_have_count(0)
    await phone.context.set_offline(False)
    await expect(phone.locator("h1")).to_have_text("You rest this round.")
    assert (await journal_of(house)).count("left_alone") == 1


async def test_a_word_that_comes_too_late_is_refused_in_words(house: House) -> None:
    """Kept through the end of the round, it is not taken for the next round's partner."""
    await prepare(house, PAIRS)
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    await phone.context.set_offline(True)
    await says_missing(phone)
    await house.command("advance")
    await phone.context.set_offline(False)
    await expect(phone.locator(".note.stop")).to_contain_text("That round is over meanwhile.")
    await expect(phone.locator("main.move")).to_be_visible()
    assert "left_alone" not in await journal_of(house)
    await house.command("advance")
    await expect(phone.locator(".note.stop")).to_have_count(0)


async def test_it_is_offered_only_to_one_of_a_pair(house: House) -> None:
    """In a group there are others to go on with; whoever has left is marked."""
    roster = "name,years\nAda Lovelace,12\nEmmy Noether,2\nSofya Kovalevskaya,3\n"
    await prepare(house, roster, {"surplus": "group", "seats": 2})
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    await expect(phone.locator(".names .name")).to_have_count(2)
    await expect(phone.get_by_role("button", name="My partner isn’t here")).to_have_count(0)
    await house.command("check_out", person=await person_id(house, "Ada Lovelace"))
    await expect(phone.locator(".names")).to_contain_text("Ada Lovelace has left")


async def fits(phone: Page) -> bool:
    """Whether the page has no scroll bar in any direction."""
    return bool(
        await phone.evaluate(
            "document.documentElement.scrollWidth <= innerWidth"
            " && document.documentElement.scrollHeight <= innerHeight"
        )
    )


async def test_all_of_it_fits_the_smallest_phone(house: House) -> None:
    """A very long name that has left, then the change, a notice from the host, and no connection on top."""
    roster = f"name,years,institution\n{LONG_NAME},12,{LONG_SCHOOL}\nEmmy Noether,2,Erlangen\nBo Li,3,\n"
    await prepare(house, roster, {"rooms": {"prefix": "The Ballroom, Table"}})
    await to_talk(house)
    (waiting,) = {"Emmy Noether", "Bo Li"} - {await resting_in(house)}
    phone = await phone_of(house, waiting)
    await house.command("announce", text="Lunch is in the foyer, and there is cake. " * 4)
    await house.command("check_out", person=await person_id(house, LONG_NAME))
    await expect(phone.locator(".left")).to_be_visible()
    assert await fits(phone)
    await phone.get_by_role("button", name="Find somebody").click()
    await expect(phone.locator(".change")).to_be_visible()
    assert await fits(phone)
    await phone.context.set_offline(True)
    await expect(phone.locator(".offline")).to_be_visible()
    assert await fits(phone)


async def test_on_the_smallest_phone_the_button_has_room(house: House) -> None:
    """At 320 x 568, 44 pixels high, beside "More", without a scroll bar in any direction."""
    await prepare(house, PAIRS)
    phone = await phone_of(house, "Emmy Noether", await house.browser.new_context(viewport=SMALL))
    await to_talk(house)
    button = phone.get_by_role("button", name="My partner isn’t here")
    await expect(button).to_be_in_viewport(ratio=1)
    box = await button.bounding_box()
    assert box
    assert box["height"] >= 44
    assert await fits(phone)
