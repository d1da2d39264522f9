"""An attendee's phone: which paper is on, one's hand, written comments, all rooms."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.wip_pages.conference import COMPILERS, ENGINES, SMALL, SYMMETRY, Conference

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

WORRY = "I like the loop.\nThe ending could be shorter."


async def in_hall_a(conference: Conference, name: str = "Alan Turing") -> Page:
    """The phone of somebody who has chosen Hall A."""
    await conference.do("enter_room", room="t1", person=await conference.id_of(name))
    return await conference.phone(name)


async def test_a_room_is_chosen_and_changed(conference: Conference) -> None:
    """Whoever has no room reads what is on in each and chooses; later they can go to another."""
    await conference.do("start", track="all")
    phone = await conference.phone("Alan Turing")
    await expect(phone.locator("h1")).to_have_text("Which room are you in?")
    await expect(phone.locator(".scene .room-list > li").nth(0)).to_contain_text(ENGINES)
    await expect(phone.locator(".scene .room-list > li").nth(1)).to_contain_text(SYMMETRY)
    await phone.get_by_role("button", name="Go here to Hall A").click()
    await expect(phone.locator("h1")).to_have_text(ENGINES)
    await phone.get_by_role("button", name="Rooms and").click()
    await phone.get_by_role("button", name="Go here to Hall B").click()
    await expect(phone.locator("h1")).to_have_text(SYMMETRY)
    people = (await conference.house.view())["people"]
    assert next(one["room"] for one in people if one["name"] == "Alan Turing") == "t2"


async def test_the_page_follows_the_room_by_itself(conference: Conference) -> None:
    """Paper, time and what is next, from waiting to the end; the comments begin without a message."""
    phone = await in_hall_a(conference)
    await expect(phone.locator("main")).to_contain_text(f"It starts soon with “{ENGINES}”")
    await conference.do("start")
    await expect(phone.locator(".eyebrow")).to_have_text("Hall A, presentation 1 of 2")
    await expect(phone.locator(".time")).to_contain_text("left to present")
    await expect(phone.locator(".next")).to_contain_text(COMPILERS)
    await conference.leave_seconds(4)
    await phone.context.set_offline(True)
    await expect(phone.locator(".eyebrow")).to_have_text("Hall A, comments 1 of 2", timeout=8_000)
    await phone.context.set_offline(False)
    await expect(phone.locator(".offline")).to_have_count(0, timeout=10_000)
    await conference.do("advance")
    await expect(phone.locator("h1")).to_have_text(COMPILERS)
    await conference.do("end", track="all")
    await expect(phone.locator("h1")).to_have_text("Thank you, Alan Turing.")


async def test_a_hand_goes_up_and_says_its_place(conference: Conference) -> None:
    """Up, its place among the others, one's own turn with the time, and down again."""
    await conference.to_comments("Mary Somerville")
    phone = await in_hall_a(conference)
    await phone.get_by_role("button", name="Raise your hand").click()
    await expect(phone.locator(".my-hand")).to_have_text(re.compile("Your hand is up: second of 2"))
    await conference.do("call_on")
    await expect(phone.locator(".voice")).to_contain_text("Mary Somerville speaks")
    await expect(phone.locator(".my-hand")).to_contain_text("Your hand is up: next")
    await conference.do("call_on")
    await expect(phone.locator(".turn")).to_contain_text("It’s your turn.")
    await expect(phone.locator(".turn strong")).to_have_text("0:01")
    await expect(phone.locator("#spoken")).to_have_text("It is your turn to speak.")
    await conference.do("finish_speaking")
    await phone.get_by_role("button", name="Raise your hand").click()
    await phone.get_by_role("button", name="Lower it").click()
    await expect(phone.get_by_role("button", name="Raise your hand")).to_be_visible()


async def test_a_hand_without_a_connection_goes_up_once(conference: Conference) -> None:
    """A tap in a dead corner of the room is kept, said so, and applied once when the network is back."""
    await conference.to_comments()
    phone = await in_hall_a(conference)
    await phone.context.set_offline(True)
    await phone.get_by_role("button", name="Raise your hand").click()
    await expect(phone.locator(".offline")).to_contain_text("Your tap is kept", timeout=6_000)
    await phone.context.set_offline(False)
    await expect(phone.locator(".my-hand")).to_contain_text("Your hand is up", timeout=10_000)
    journal = await conference.house.get(f"/api/v1/sessions/{conference.house.session}/journal")
    assert [each["type"] for each in journal].count("hand_raised") == 1


async def test_a_comment_reaches_the_presenter_only(conference: Conference) -> None:
    """Unsigned or signed as its writer chose; the presenter reads both, and nobody else sees them."""
    await conference.do("start")
    writer, presenter = await in_hall_a(conference), await conference.phone("Ada Lovelace")
    bystander = await in_hall_a(conference, "Mary Somerville")
    await writer.get_by_role("button", name="Write a comment").click()
    await writer.get_by_role("button", name="Send").click()
    await expect(writer.locator("#comment-fault")).to_have_text("Write something first.")
    await writer.get_by_label("Your comment").fill(WORRY)
    await writer.get_by_label("Your name").select_option("no")
    await writer.get_by_role("button", name="Send").click()
    await writer.get_by_role("button", name="Write another").click()
    await expect(writer.get_by_label("Your comment")).to_have_value("")
    await writer.get_by_label("Your comment").fill("Have you read Menabrea?")
    await writer.get_by_label("Your name").select_option("yes")
    await writer.get_by_role("button", name="Send").click()
    await expect(writer.locator("#write")).to_contain_text("Sent. Only the presenters read it.")
    await presenter.get_by_role("button", name="2 comments for you").click()
    first, second = presenter.locator(".received li").nth(0), presenter.locator(".received li").nth(1)
    await expect(first).to_contain_text("The ending could be shorter.")
    await expect(first).to_contain_text("Unsigned")
    await expect(second).to_contain_text("Alan Turing")
    async with presenter.expect_download() as download:
        await presenter.get_by_role("link", name="Save as a file").click()
    text = (await (await download.value).path()).read_text(encoding="utf-8-sig")
    assert "The ending could be shorter." in text
    await bystander.reload()
    await expect(bystander.get_by_role("button", name=re.compile("for you"))).to_have_count(0)
    assert "Menabrea" not in await bystander.content()


async def test_a_comment_waits_for_the_network_and_is_not_lost(conference: Conference) -> None:
    """What was written without a connection is kept, and sent once when there is one."""
    await conference.do("start")
    writer = await in_hall_a(conference)
    await writer.get_by_role("button", name="Write a comment").click()
    await writer.get_by_label("Your comment").fill(WORRY)
    await writer.context.set_offline(True)
    await writer.get_by_role("button", name="Send").click()
    await expect(writer.locator("#write")).to_contain_text("It is kept here")
    await writer.context.set_offline(False)
    await expect(writer.locator("#write")).to_contain_text("Sent.", timeout=15_000)
    papers = (await conference.house.view())["papers"]
    assert [paper["comments"] for paper in papers if paper["title"] == ENGINES] == [1]


async def test_a_draft_stays_with_its_paper_and_survives_a_reload(
    conference: Conference,
) -> None:
    """The next paper begins, the page is reloaded: the words are there, and go where they were meant to."""
    await conference.do("start")
    writer = await in_hall_a(conference)
    await writer.get_by_role("button", name="Write a comment").click()
    await writer.get_by_label("Your comment").fill(WORRY)
    for _ in range(3):
        await conference.do("advance")
    await expect(writer.locator("h1")).to_have_text(COMPILERS)
    await writer.reload()
    await writer.get_by_role("button", name="Write a comment").click()
    await expect(writer.get_by_label("Your comment")).to_have_value(WORRY)
    await expect(writer.get_by_label("To the presenters of").locator(":checked")).to_contain_text(ENGINES)
    await writer.get_by_role("button", name="Send").click()
    await expect(writer.locator("#write")).to_contain_text("Sent.")
    papers = (await conference.house.view())["papers"]
    assert {paper["title"]: paper["comments"] for paper in papers if paper["comments"]} == {ENGINES: 1}
    await writer.reload()
    await writer.get_by_role("button", name="Write a comment").click()
    await expect(writer.get_by_label("Your comment")).to_have_value("")
    await expect(writer.get_by_label("To the presenters of").locator(":checked")).to_contain_text(COMPILERS)


async def test_the_paper_its_draft_and_the_guidelines(conference: Conference) -> None:
    """Behind one button: the abstract, the link to the draft, who discusses it, how to give good feedback."""
    await conference.do("start")
    phone = await in_hall_a(conference)
    await phone.get_by_role("button", name="Paper in detail").click()
    about = phone.locator("#paper")
    await expect(about).to_contain_text("What an engine can be told to do.")
    await expect(about).to_contain_text("Emmy Noether, Erlangen")
    await expect(about).to_contain_text("Good feedback")
    draft = about.get_by_role("link", name="Open the draft")
    await expect(draft).to_have_attribute("href", "https://papers.example.org/engines")
    await expect(draft).to_have_attribute("rel", "noopener noreferrer")


async def test_any_paper_can_be_looked_at_beforehand(conference: Conference) -> None:
    """From all rooms, before the start too: draft and abstract; of another room's, how to get there."""
    phone = await in_hall_a(conference)
    await phone.get_by_role("button", name="Rooms and").click()
    await phone.get_by_role("button", name=ENGINES).click()
    about = phone.locator("#paper")
    await expect(about).to_contain_text("What an engine can be told to do.")
    await expect(about.get_by_role("link", name="Open the draft")).to_be_visible()
    await about.get_by_role("button", name="Back").click()
    await phone.get_by_role("button", name=SYMMETRY).click()
    await expect(about).to_contain_text("To read its abstract, go to its room")
    await about.get_by_role("button", name="Back").click()
    await expect(phone.locator("#rooms")).to_be_visible()
    await conference.do("start")
    await phone.locator("#rooms").get_by_role("button", name="Back").click()
    await phone.get_by_role("button", name="Paper in detail").click()
    await expect(about.locator("h2")).to_have_text(ENGINES)


async def test_duties_are_said_with_the_room(conference: Conference) -> None:
    """Who presents or discusses later reads where and about when, and is warned when it is elsewhere."""
    await conference.do("start", track="all")
    presenter = await conference.phone("Grace Hopper")
    await expect(presenter.locator(".duty")).to_contain_text(
        re.compile(f"You present in Hall A, about .*: “{COMPILERS}”")
    )
    owner = await conference.phone("Ada Lovelace")
    await expect(owner.locator(".about")).to_have_text("Your own paper")
    await expect(owner.get_by_role("button", name="Raise your hand")).to_have_count(0)
    await conference.do("enter_room", room="t2", person=await conference.id_of("Grace Hopper"))
    await expect(presenter.locator(".duty.soon")).to_be_visible()


async def test_everything_fits_the_smallest_phone(conference: Conference) -> None:
    """At 320 x 568, with a hand up, somebody who speaks and a paper of one's own to come, nothing scrolls."""
    await conference.to_comments("Mary Somerville", "Grace Hopper")
    await conference.do("call_on")
    phone = await conference.phone("Grace Hopper")
    await expect(phone.locator(".my-hand")).to_be_visible()
    for selector in ("h1", ".time", ".my-hand", ".voice", ".duty", ".choices-row", ".foot"):
        await expect(phone.locator(selector)).to_be_in_viewport(ratio=1)
    assert await phone.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert await phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_leaving_and_coming_back(conference: Conference) -> None:
    """Who leaves reads so and can come back from the same page; a reload is the same person."""
    await conference.do("start")
    phone = await in_hall_a(conference)
    await phone.get_by_role("button", name="More").click()
    await phone.get_by_role("button", name="I have to leave").click()
    await phone.get_by_role("button", name="Yes, I’m leaving").click()
    await expect(phone.locator("h1")).to_have_text("You’ve left.")
    await phone.reload()
    await phone.get_by_role("button", name="Come back").click()
    await expect(phone.locator("h1")).to_have_text(ENGINES)


async def test_the_presenter_is_told_on_their_own_phone(conference: Conference) -> None:
    """Large, said once to a screen reader, gone with the display's; nobody else has it."""
    await conference.do("start")
    await conference.do("set_policy", overrun="rest")
    presenter, other = await conference.phone("Ada Lovelace"), await in_hall_a(conference)
    await conference.do("message_presenter", text="Please wrap up")
    await expect(presenter.locator(".told")).to_have_text("Please wrap up")
    await expect(presenter.locator("#spoken")).to_have_text("For you: Please wrap up")
    letters = "element => parseFloat(getComputedStyle(element).fontSize)"
    assert await presenter.locator(".told").evaluate(letters) >= 32
    for selector in (".told", "h1", ".time", ".choices-row", ".foot"):
        await expect(presenter.locator(selector)).to_be_in_viewport(ratio=1)
    await expect(other.locator("h1")).to_have_text(ENGINES)
    await expect(other.locator(".told")).to_have_count(0)
    await conference.leave_seconds(1)
    await expect(presenter.locator(".time.stop")).to_be_visible()
    lines = "element => element.offsetHeight / parseFloat(getComputedStyle(element).fontSize)"
    assert await presenter.locator(".digits").evaluate(lines) < 1.5
    assert await presenter.evaluate("document.documentElement.scrollHeight <= innerHeight")
    await conference.do("message_presenter", text="")
    await expect(presenter.locator(".told")).to_have_count(0)


async def test_a_duty_that_is_done_is_not_called_for_again(conference: Conference) -> None:
    """Once the clock has passed one's own paper the phone stops naming it, though only clocks moved."""
    await conference.do("start", track="all")
    presenter = await conference.phone("Emmy Noether")
    await conference.do("enter_room", room="t1", person=await conference.id_of("Emmy Noether"))
    await expect(presenter.locator(".duty")).to_contain_text(SYMMETRY)
    await conference.do("advance", track="t2")
    await expect(presenter.locator(".duty")).to_contain_text(SYMMETRY)
    await conference.do("advance", track="t2")
    await expect(presenter.locator("h1")).to_have_text(ENGINES)
    await expect(presenter.locator(".duty")).to_have_count(0)


async def test_a_presenter_comes_for_their_comments_after_the_end(conference: Conference) -> None:
    """Who never joined reads at the door that they still can, joins, reads and saves what is theirs."""
    await conference.do("start", track="all")
    writer = await in_hall_a(conference)
    await writer.get_by_role("button", name="Write a comment").click()
    await writer.get_by_label("Your comment").fill(WORRY)
    await writer.get_by_role("button", name="Send").click()
    await expect(writer.locator("#write")).to_contain_text("Sent.")
    await conference.do("end", track="all")
    page = await (await conference.house.browser.new_context(viewport=SMALL)).new_page()
    await page.goto(conference.house.url(f"/j/{conference.house.code}"))
    await expect(page.locator("header")).to_contain_text("Did you present a paper?")
    await expect(page.get_by_role("button", name="I am not on the list")).to_have_count(0)
    await page.keyboard.type("Lovelace")
    await page.locator("#found button").click()
    await page.get_by_role("button", name="1 comment for you").click()
    await expect(page.locator(".received li")).to_contain_text("The ending could be shorter.")
    await page.get_by_role("button", name="Back").click()
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Save as a file").first.click()
    assert "The ending" in (await (await download.value).path()).read_text(encoding="utf-8-sig")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_no_button_is_squeezed(conference: Conference) -> None:
    """With comments to read the buttons below share the width: none breaks its word in two."""
    await conference.do("start")
    writer, presenter = await in_hall_a(conference), await conference.phone("Ada Lovelace")
    await writer.get_by_role("button", name="Write a comment").click()
    await writer.get_by_label("Your comment").fill(WORRY)
    await writer.get_by_role("button", name="Send").click()
    await expect(presenter.get_by_role("button", name="1 comment for you")).to_be_visible()
    widths = "buttons => buttons.map(button => button.getBoundingClientRect())"
    boxes = await presenter.locator(".choices-row button").evaluate_all(widths)
    assert len(boxes) == 4
    for box in boxes:
        assert box["width"] >= 70
        assert 44 <= box["height"] < 60
