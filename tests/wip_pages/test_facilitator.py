"""The facilitator's page: the clock, what to press next, the floor, the presenter, the finish."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.wip_pages.conference import COMPILERS, ENGINES, HALL, Conference

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def open_tab(page: Page, name: str) -> None:
    """Open one of the parts below the desk."""
    await page.get_by_role("tab", name=re.compile(f"^{name}")).click()


async def hands(page: Page) -> list[str]:
    """Who waits, as the page lists them."""
    return await page.locator(".hand strong").all_inner_texts()


async def write(phone: Page, text: str) -> None:
    """Send a written comment on the paper that is on."""
    await phone.get_by_role("button", name="Write a comment").click()
    await phone.locator("#write").get_by_role("textbox").fill(text)
    await phone.get_by_role("button", name="Send").click()
    await expect(phone.locator("#write")).to_contain_text("Sent.")
    await phone.locator("#write").get_by_role("button", name="Back").click()


async def test_a_room_is_steered_by_the_one_big_button(conference: Conference) -> None:
    """Start, the comments, whose turn it is, the next paper: each time it is what comes next."""
    page = await conference.facilitator()
    button = page.locator("#next-action")
    await expect(button).to_have_text(f"Start: “{ENGINES}”")
    await button.click()
    await expect(page.locator("h1")).to_have_text(ENGINES)
    await expect(page.locator(".time")).to_contain_text("left to present")
    await expect(button).to_have_text("Next: comments")
    await conference.raise_hands("Alan Turing", "Mary Somerville")
    await button.click()
    await expect(page.locator(".time")).to_contain_text("left for comments")
    await expect(button).to_have_text("Call on Alan Turing")
    await button.click()
    await expect(page.locator(".speaker")).to_contain_text("Alan Turing speaks")
    await expect(page.locator(".speaker .turn")).to_have_text("0:01")
    await expect(button).to_have_text("Next voice: Mary Somerville")
    await button.click()
    await expect(button).to_have_text("Mary Somerville has finished")
    await button.click()
    await expect(button).to_have_text("Next: changeover")
    await button.click()
    await expect(button).to_have_text(f"Next: “{COMPILERS}”")
    assert (await conference.house.view())["tracks"][1]["clock"]["state"] == "waiting"


async def test_the_queue_is_put_in_another_order(conference: Conference) -> None:
    """Earlier, skip, and down with a hand; the server keeps the order that was chosen."""
    await conference.to_comments("Alan Turing", "Mary Somerville", "Grace Hopper")
    page = await conference.facilitator()
    await expect(page.locator(".hand")).to_have_count(3)
    assert await hands(page) == ["Alan Turing", "Mary Somerville", "Grace Hopper"]
    await page.get_by_role("button", name="Grace Hopper: earlier").click()
    await expect(page.locator(".hand strong").nth(1)).to_have_text("Grace Hopper")
    await page.get_by_role("button", name="Skip Alan Turing").click()
    await expect(page.locator(".hand strong").first).to_have_text("Grace Hopper")
    assert await hands(page) == ["Grace Hopper", "Alan Turing", "Mary Somerville"]
    await page.get_by_role("button", name="Lower the hand of Alan Turing").click()
    await expect(page.locator(".hand")).to_have_count(2)
    await page.get_by_role("button", name="Call on Mary Somerville").click()
    await expect(page.locator(".speaker")).to_contain_text("Mary Somerville speaks")


async def test_what_the_page_never_sees_refuses_nothing(conference: Conference) -> None:
    """With somebody called on, a written comment and a hand in the other room leave every button be."""
    await conference.to_comments("Alan Turing")
    await conference.do("call_on")
    await conference.do("enter_room", room="t1", person=await conference.id_of("Mary Somerville"))
    writer, page = await conference.phone("Mary Somerville"), await conference.facilitator()
    desk, then = page.locator(".others"), page.locator("#next-action")
    await expect(then).to_have_text("Alan Turing has finished")
    await write(writer, "Who compiles the compiler?")
    await desk.get_by_role("button", name="Pause").click()
    await expect(then).to_have_text("Go on", timeout=2_000)
    await then.click()
    await expect(then).to_have_text("Alan Turing has finished")
    await conference.house.command("start", track="t2")
    emmy = await conference.id_of("Emmy Noether")
    await conference.do("enter_room", room="t2", person=emmy)
    await write(writer, "And who tests it?")
    await conference.do("raise_hand", track="t2", person=emmy)
    await desk.get_by_role("button", name="Next").click()
    await expect(page.locator(".what")).to_contain_text("changeover", timeout=2_000)
    await expect(page.locator(".toasts")).not_to_contain_text("press again")


async def test_everybody_s_time_is_kept(conference: Conference) -> None:
    """The list of people says how long each has spoken, and anybody can be called on."""
    await conference.to_comments("Alan Turing")
    page = await conference.facilitator()
    await open_tab(page, "People")
    await page.locator(".everybody").get_by_role("button", name="Call on Alan Turing").click()
    await expect(page.locator(".everybody")).to_contain_text("speaks now")
    await open_tab(page, "Hands")
    await expect(page.locator(".turn")).to_have_text("0:02")
    await page.get_by_role("button", name="Finished", exact=True).click()
    await open_tab(page, "People")
    await expect(page.locator(".everybody li").first).to_contain_text(
        re.compile(r"Alan Turing\s+spoke 0:0[2-9]")
    )


async def test_who_has_not_come_cannot_be_called_on(conference: Conference) -> None:
    """A presenter who never joined comes last in the list, and why, until the host checks them in."""
    await conference.house.command("add_person", name="Sofia Kovalevskaya", here=False)
    await conference.house.command(
        "add_paper", title="On Rotating Bodies", presenters=["Sofia Kovalevskaya"], room="t1"
    )
    await conference.to_comments()
    page = await conference.facilitator()
    await open_tab(page, "People")
    last = page.locator(".everybody li").last
    await expect(last).to_have_text("Sofia Kovalevskaya has not joined yet")
    await conference.house.command("check_in", person=await conference.id_of("Sofia Kovalevskaya"))
    await expect(page.get_by_role("button", name="Call on Sofia Kovalevskaya")).to_be_visible()


async def test_on_a_laptop_the_plan_has_the_whole_height(conference: Conference) -> None:
    """A word to the presenter is below the desk, in full; the plan reaches to the foot of the page."""
    await conference.to_comments("Alan Turing", "Mary Somerville")
    await conference.do("call_on")
    page = await conference.facilitator(viewport={"width": 1280, "height": 800})
    await expect(page.locator(".speaker")).to_be_visible()
    await expect(page.get_by_role("button", name="Show")).to_be_in_viewport(ratio=1)
    plan, desk = await page.locator(".panel.plan").bounding_box(), page.locator(".desk")
    told, clock = await page.locator(".panel.messages").bounding_box(), await desk.bounding_box()
    assert plan is not None
    assert told is not None
    assert clock is not None
    assert plan["y"] == clock["y"]
    assert plan["height"] > 700
    assert told["x"] + told["width"] < plan["x"]
    assert told["y"] >= clock["y"] + clock["height"]
    await page.get_by_role("button", name="End this room").scroll_into_view_if_needed()
    await expect(page.get_by_role("button", name="End this room")).to_be_in_viewport(ratio=1)


async def test_the_presenter_is_told(conference: Conference) -> None:
    """A ready word and one's own words are on the room's display within a second, and go again."""
    await conference.do("start")
    page, display = await conference.facilitator(), await conference.display()
    await open_tab(page, "Tell")
    await page.get_by_role("button", name="5 minutes").click()
    await expect(display.locator(".told")).to_have_text("5 minutes")
    await page.get_by_label("Your own words").fill("The microphone is off")
    await page.get_by_role("button", name="Show").click()
    await expect(display.locator(".told")).to_have_text("The microphone is off")
    await expect(page.locator(".shown")).to_contain_text("The microphone is off")
    await expect(page.get_by_label("Your own words")).to_have_value("")
    await page.get_by_role("button", name="Take it away").click()
    await expect(display.locator(".told")).to_have_count(0)


async def test_being_late_is_said_and_made_up_for(conference: Conference) -> None:
    """More time makes the finish late, beside the planned one; catching up makes it as planned again."""
    await conference.do("set_policy", overrun="rest")
    await conference.do("start")
    page = await conference.facilitator()
    await expect(page.locator(".finish")).to_contain_text("as planned")
    await page.get_by_role("button", name="+1 minute").click()
    await page.get_by_role("button", name="+1 minute").click()
    await expect(page.locator(".finish")).to_contain_text("2 minutes late")
    await page.get_by_role("button", name="Catch up").click()
    await expect(page.locator(".finish")).to_contain_text("as planned")
    await expect(page.get_by_role("button", name="Catch up")).to_have_count(0)
    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator(".finish")).to_contain_text("2 minutes late")


async def test_overtime_counts_up(conference: Conference) -> None:
    """Comments that are over count up in red with words, and the next part is the one thing to press."""
    await conference.to_comments("Alan Turing")
    await conference.leave_seconds(1)
    page = await conference.facilitator()
    await expect(page.locator(".time.stop .digits")).to_have_text(re.compile(r"^\+0:0\d$"))
    await expect(page.locator(".time")).to_contain_text("over time")
    await expect(page.locator("#next-action")).to_have_text("Next: changeover")


async def test_a_no_show_is_skipped_and_comes_back(conference: Conference) -> None:
    """Skipping runs the next paper at once; Undo brings the skipped one back; it can also come last."""
    await conference.do("start")
    page = await conference.facilitator()
    await open_tab(page, "Plan")
    await page.get_by_role("button", name="Skip this paper").click()
    await expect(page.locator("h1")).to_have_text(COMPILERS)
    await page.get_by_role("button", name="Undo", exact=True).click()
    await expect(page.locator("h1")).to_have_text(ENGINES)
    await page.get_by_role("button", name="Present it last").click()
    await expect(page.locator("h1")).to_have_text(COMPILERS)
    await expect(page.locator(".agenda")).to_contain_text(ENGINES)


async def test_breaks_and_rules_are_the_room_s_own(conference: Conference) -> None:
    """A break is put in after the paper; a rule for minutes is kept; the other room stays as it was."""
    await conference.do("start")
    page = await conference.facilitator()
    before = (await conference.house.view())["tracks"][1]
    await open_tab(page, "Plan")
    await page.get_by_role("button", name="10 minutes").click()
    await expect(page.locator(".part.break")).to_contain_text("10 minutes")
    await page.get_by_label("Minutes a presenter takes too many").select_option("rest")
    await expect(page.locator(".toasts")).to_contain_text("The rule is changed.")
    await expect(page.locator(".finish")).to_contain_text("10 minutes late")
    after = (await conference.house.view())["tracks"]
    assert after[0]["policy"]["overrun"] == "rest"
    assert (after[1]["policy"], after[1]["agenda"]) == (before["policy"], before["agenda"])


async def test_a_double_press_moves_one_step(conference: Conference) -> None:
    """Two presses on Next at once are one; hands that go up meanwhile are no reason to refuse the next."""
    await conference.do("start")
    page = await conference.facilitator()
    await expect(page.locator("#next-action")).to_have_text("Next: comments")
    await page.locator("#next-action").evaluate("button => { button.click(); button.click(); }")
    await expect(page.locator(".time")).to_contain_text("left for comments")
    assert (await conference.house.view())["tracks"][0]["clock"]["index"] == 2
    await conference.raise_hands("Alan Turing")
    await expect(page.locator("#next-action")).to_have_text("Call on Alan Turing")
    await page.locator("#next-action").click()
    await expect(page.locator(".speaker")).to_contain_text("Alan Turing")


async def test_a_press_that_the_host_was_quicker_with_is_refused(conference: Conference) -> None:
    """A press on Next that arrives after the host's own does nothing, and says why; nothing is skipped."""
    await conference.do("start")
    page = await conference.facilitator()
    await expect(page.locator("#next-action")).to_have_text("Next: comments")
    await page.context.set_offline(True)
    await page.locator("#next-action").click()
    await conference.do("advance")
    await page.context.set_offline(False)
    await expect(page.get_by_role("alert")).to_contain_text("Somebody else was quicker", timeout=15_000)
    await expect(page.locator(".time")).to_contain_text("left for comments")
    assert (await conference.house.view())["tracks"][0]["clock"]["index"] == 2


async def test_the_desk_stays_in_sight_on_the_smallest_phone(conference: Conference) -> None:
    """At 320 x 568 the time, the next press and the other buttons are seen without scrolling, lists below."""
    await conference.to_comments("Alan Turing", "Mary Somerville", "Grace Hopper", "Emmy Noether")
    await conference.do("announce", text="Lunch is in the foyer, and there is cake. " * 4)
    page = await conference.facilitator()
    await expect(page.locator(".hand")).to_have_count(4)
    for selector in (".digits", "#next-action", ".finish", ".tabs"):
        await expect(page.locator(selector)).to_be_in_viewport(ratio=1)
    for button in await page.locator(".others button").all():
        await expect(button).to_be_in_viewport(ratio=1)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight")


async def test_everything_is_in_sight_where_there_is_room(conference: Conference) -> None:
    """On a laptop there are no tabs: hands, people, the plan and the messages stand side by side."""
    await conference.to_comments("Alan Turing")
    page = await conference.facilitator(viewport=HALL)
    await expect(page.get_by_role("tab")).to_have_count(0)
    for heading in ("Hands 1", "People", "Plan and rules", "Tell the presenter"):
        await expect(page.get_by_role("heading", name=heading)).to_be_in_viewport()
    assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight")


async def test_without_a_connection_the_time_goes_on(conference: Conference) -> None:
    """It says so within five seconds, and that presses are not done; then it finds back."""
    await conference.do("start")
    page = await conference.facilitator()
    await expect(page.locator(".time")).to_be_visible()
    await page.context.set_offline(True)
    await expect(page.locator(".offline")).to_contain_text("What you press now is not done", timeout=6_000)
    before = await page.locator(".digits").inner_text()
    await expect(page.locator(".digits")).not_to_have_text(before)
    await page.context.set_offline(False)
    await expect(page.locator(".offline")).to_have_count(0, timeout=10_000)
