"""The phone: at every moment whom one is with, where, how long, and what next."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.attendee_pages.visitors import (
    LONG_NAME,
    LONG_SCHOOL,
    SMALL,
    leave_seconds,
    person_id,
    phone_of,
    prepare,
    resting_in,
    seconds_left,
    seconds_of,
    show_phone,
    to_talk,
)
from tests.host_page.house import House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG = "name,years,institution,interests\n" + "".join(
    f"{LONG_NAME} {number},12,{LONG_SCHOOL},{'; '.join(['Comparative constitutional law'] * 5)}\n"
    for number in ("I", "II")
)
UNEVEN = "name,years,institution\nAda Lovelace,12,Padua\nEmmy Noether,2,Erlangen\nSofya Kovalevskaya,3,\n"
TEN_MINUTES_FAST = "const real = Date.now; Date.now = () => real() + 600_000;"
NO_WAKE_LOCK = "delete Navigator.prototype.wakeLock;"
NOTE_WAKE_LOCKS = """
window.locks = [];
navigator.wakeLock.request = async () => {
  const lock = new EventTarget();
  window.locks.push(lock);
  return lock;
};
"""


async def is_seen_whole(page: Page, selector: str) -> bool:
    """Whether all of an element is inside the window, and nothing of its text is cut off."""
    return bool(
        await page.locator(selector).evaluate(
            """element => {
              const box = element.getBoundingClientRect();
              const across = box.left >= 0 && box.right <= innerWidth;
              const down = box.top >= 0 && box.bottom <= innerHeight;
              return across && down && element.scrollWidth <= element.clientWidth + 1;
            }"""
        )
    )


async def test_the_phone_follows_the_session_by_itself(house: House) -> None:
    """From waiting to the thanks in the end, each moment says what it is, and nobody reloads anything."""
    await prepare(house)
    phone = await phone_of(house, "Emmy Noether")
    main = phone.locator("main")
    await expect(main).to_contain_text("It starts soon")
    await expect(main).to_contain_text("2 rounds of 8 minutes")
    await house.command("start")
    await expect(main).to_contain_text("First you meet")
    await house.command("advance")
    await expect(phone.locator(".room")).to_contain_text(re.compile("Go to Table [12]"))
    await expect(phone.locator(".time")).to_contain_text("to get there")
    await house.command("advance")
    await expect(phone.locator(".room")).to_contain_text(re.compile("At Table [12]"))
    await expect(phone.locator(".time")).to_contain_text("left to talk")
    await expect(phone.locator(".next")).to_contain_text(re.compile("Next, at .*: Table [12] with"))
    await house.command("pause")
    await expect(phone.locator(".time")).to_contain_text("Paused")
    await house.command("resume")
    await leave_seconds(house, 50)
    await expect(phone.locator(".time")).to_contain_text("Last minute")
    for _ in range(2):
        await house.command("advance")
    await expect(phone.locator(".next")).to_contain_text("This is the last round")
    await house.command("advance")
    await expect(main).to_contain_text("That was the last round")
    await house.command("advance")
    await expect(main).to_contain_text("Thank you, Emmy Noether.")
    await expect(phone.locator(".met li")).to_have_count(2)


async def test_a_pause_says_how_long_after_it_the_next_meeting_begins(house: House) -> None:
    """In the welcome and in a talk: what is left of the segment is still to come when the host goes on."""
    await prepare(house, settings={"brief_minutes": 3})
    phone = await phone_of(house, "Emmy Noether")
    await house.command("start")
    await leave_seconds(house, 150)
    await house.command("pause")
    await expect(phone.locator(".next")).to_have_text("Round 1 begins 2½ minutes after the pause.")
    await house.command("resume")
    await expect(phone.locator(".next")).to_contain_text(re.compile(r"Round 1 begins at \d"))
    for _ in range(2):
        await house.command("advance")
    await house.command("pause")
    await expect(phone.locator(".next")).to_contain_text("Next, 8 minutes after the pause:")


async def test_a_segment_hands_over_without_a_message(house: House) -> None:
    """The phone turns at the instant that it knew of beforehand, also when no message comes any more."""
    await prepare(house, settings={"move_seconds": 3})
    phone = await phone_of(house, "Emmy Noether")
    await house.command("start")
    await expect(phone.locator("main")).to_contain_text("First you meet")
    await house.command("advance")
    await expect(phone.locator("main.move")).to_be_visible()
    await phone.context.set_offline(True)
    await expect(phone.locator("main.talk .time")).to_contain_text("left to talk")


async def test_partner_room_time_and_next_fit_the_smallest_phone(house: House) -> None:
    """Without scrolling at 320 x 568, with very long names, a notice from the host, and no connection."""
    await prepare(house, f"{LONG}Bo Li,1,,\n", {"rooms": {"prefix": "The Ballroom, Table"}})
    phone = await phone_of(house, "Bo Li")
    await house.command("announce", text="Lunch is in the foyer, and there is cake. " * 4)
    await house.command("start")
    await house.command("advance")
    await expect(phone.locator("main.move")).to_be_visible()
    await phone.context.set_offline(True)
    await expect(phone.locator(".offline")).to_be_visible()
    for selector in (".names", ".room", ".digits", ".next"):
        assert await is_seen_whole(phone, selector), selector
    assert await phone.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert await phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_the_partner_is_biggest(house: House) -> None:
    """On the phone it is the partner's name, then the room or the time, then everything else."""
    await prepare(house)
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    sizes = [
        await phone.locator(selector).evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
        for selector in (".names", ".digits", ".room", ".next")
    ]
    assert sizes == sorted(sizes, reverse=True)


async def test_the_time_is_right_though_the_phones_clock_is_not(house: House) -> None:
    """Ten minutes fast, and again after a reload in the middle of a round: right to a second."""
    await prepare(house)
    context = await house.browser.new_context(viewport=SMALL)
    await context.add_init_script(TEN_MINUTES_FAST)
    phone = await phone_of(house, "Emmy Noether", context)
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    for _ in ("at first", "after a reload"):
        before = await seconds_left(house)
        shown = await seconds_of(phone.locator(".digits"))
        after = await seconds_left(house)
        assert after - 1 <= shown <= before + 1
        await show_phone(house, phone)


async def test_whoever_rests_reads_until_when_and_who_is_next(house: House) -> None:
    """A rest is never an empty page."""
    await prepare(house, UNEVEN)
    await to_talk(house)
    first = (await house.view())["rounds"][0]
    (resting,) = first["sitting_out"]
    names = {person["id"]: person["name"] for person in (await house.view())["people"]}
    phone = await phone_of(house, names[resting])
    main = phone.locator("main")
    await expect(main).to_contain_text("You rest this round.")
    await expect(main).to_contain_text(re.compile(r"You go on at \d+:\d\d"))
    await expect(main).to_contain_text("Then you meet")
    await expect(main).to_contain_text("Ada Lovelace")
    await expect(main).to_contain_text("Table 1")


async def test_a_late_arrival_reads_when_and_where_they_join(house: House) -> None:
    """Somebody who walks in during a round is told the next one."""
    await prepare(house, UNEVEN, {"rounds": 4})
    await to_talk(house)
    await house.command("add_person", name="Hypatia", years=20)
    phone = await phone_of(house, "Hypatia")
    main = phone.locator("main")
    await expect(main).to_contain_text("You’re in. Round 1 of 4 is running.")
    await expect(main).to_contain_text(re.compile(r"You join in round \d, at \d+:\d\d"))
    await expect(main).to_contain_text("You meet")
    await expect(phone.locator(".coming .place")).to_contain_text("Table")
    rounds = (await house.view())["rounds"]
    person = await person_id(house, "Hypatia")
    first = next(
        each["round"] for each in rounds for pairing in each["pairings"] if person in pairing["people"]
    )
    await expect(main).to_contain_text(f"You join in round {first},")


async def test_whoever_comes_when_all_places_are_taken_is_told_so(house: House) -> None:
    """With one mentor and one round to come, nobody is promised a round that they would rest in."""
    roster = "name,years\nAda Lovelace,12\nEmmy Noether,2\nSofya Kovalevskaya,3\n"
    await prepare(house, roster, {"rounds": 2})
    await to_talk(house)
    phone = await phone_of(house, await resting_in(house, 1))
    await house.command("add_person", name="Hypatia", years=1)
    late = await phone_of(house, "Hypatia")
    await expect(phone.locator("main")).to_contain_text("Then you meet")
    await expect(late.locator("h1")).to_have_text("All places are taken just now.")
    await expect(late.locator("main")).to_contain_text("Stay near")


async def test_times_up_is_said_when_the_host_holds(house: House) -> None:
    """With hold the phone says that time is up and counts on; what is next waits for the host."""
    await prepare(house, settings={"at_end": "hold"})
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    await leave_seconds(house, 2)
    await expect(phone.locator(".time.stop")).to_contain_text("Time’s up. Finish your sentence.")
    await expect(phone.locator(".digits")).to_contain_text("+0:0")
    await expect(phone.locator(".next")).to_contain_text("when the host moves on")


async def test_breakout_rooms_come_with_three_steps(house: House) -> None:
    """The room's name, and how to get there."""
    await prepare(house, settings={"rooms": {"kind": "breakout", "prefix": "Room"}})
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    await expect(phone.locator(".place")).to_contain_text(re.compile("^Room [12]$"))
    await expect(phone.locator(".steps li")).to_have_count(3)
    await expect(phone.locator(".steps")).to_contain_text(re.compile("Find Room [12] in the list"))


async def test_a_video_room_is_one_link_to_press(house: House) -> None:
    """With link rooms the room is a large link of its own, which tells the other site nothing of ours."""
    rooms = {"kind": "link", "prefix": "Room", "template": "https://meet.example.org/{code}-{room}"}
    await prepare(house, settings={"rooms": rooms})
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    link = phone.get_by_role("link", name=re.compile("Open Room [12]"))
    await expect(link).to_have_attribute(
        "href", re.compile(f"^https://meet.example.org/{house.code}-[12]$", re.IGNORECASE)
    )
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_leaving_asks_first_and_can_be_taken_back(house: House) -> None:
    """Only the second press leaves; the page then offers the way back."""
    await prepare(house)
    phone = await phone_of(house, "Emmy Noether")
    await phone.get_by_role("button", name="More").click()
    await phone.get_by_role("button", name="I have to leave").click()
    await phone.get_by_role("button", name="No, I stay").click()
    await expect(phone.get_by_role("button", name="I have to leave")).to_be_focused()
    await phone.get_by_role("button", name="I have to leave").click()
    await phone.get_by_role("button", name="Yes, I’m leaving").click()
    await expect(phone.locator("h1")).to_have_text("You’ve left.")
    await phone.get_by_role("button", name="Come back").click()
    await expect(phone.locator("h1")).to_have_text("You’re in, Emmy Noether.")


async def test_the_screen_is_kept_awake_and_again_after_coming_back(house: House) -> None:
    """A wake lock is asked for at once, and anew when the browser has taken it away."""
    await prepare(house)
    context = await house.browser.new_context(viewport=SMALL)
    await context.add_init_script(NOTE_WAKE_LOCKS)
    phone = await phone_of(house, "Emmy Noether", context)
    await phone.wait_for_function("window.locks.length === 1")
    await phone.evaluate("window.locks[0].dispatchEvent(new Event('release'))")
    await phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await phone.wait_for_function("window.locks.length === 2")


async def test_where_the_screen_cannot_be_kept_awake_a_hint_says_so(house: House) -> None:
    """On plain http there is no wake lock: the page says quietly what happens."""
    await prepare(house)
    context = await house.browser.new_context(viewport=SMALL)
    await context.add_init_script(NO_WAKE_LOCK)
    phone = await phone_of(house, "Emmy Noether", context)
    await expect(phone.locator(".hint")).to_contain_text("Your screen may go dark")


async def test_without_a_script_partner_and_room_are_there(house: House) -> None:
    """What the server sent says whom and where, and renews itself."""
    await prepare(house)
    await to_talk(house)
    phone = await phone_of(house, "Emmy Noether")
    plain = await house.browser.new_context(viewport=SMALL, java_script_enabled=False)
    await plain.add_cookies(await phone.context.cookies())  # type: ignore[arg-type]
    page = await plain.new_page()
    await page.goto(house.url(f"/s/{house.session}/me"))
    await expect(page.locator("h1")).to_have_text(await phone.locator("h1").inner_text())
    await expect(page.locator(".place")).to_have_text(await phone.locator(".place").inner_text())
    assert 'http-equiv="refresh" content="20"' in await page.content()


async def test_changes_are_said_once_and_seconds_never(house: House) -> None:
    """The digits are silent; a polite region says what begins, and what the host announces."""
    await prepare(house)
    phone = await phone_of(house, "Emmy Noether")
    await expect(phone.locator("#spoken")).to_have_attribute("role", "status")
    await to_talk(house)
    await expect(phone.locator("#spoken")).to_contain_text("Round 1 of 2 begins: Table")
    await expect(phone.locator(".digits")).to_have_attribute("aria-live", "off")
    await house.command("announce", text="There is cake.")
    await expect(phone.locator("#spoken")).to_have_text("From the host: There is cake.")
    await leave_seconds(house, 61)
    await expect(phone.locator("#spoken")).to_have_text("One minute left.")
    await leave_seconds(house, 31)
    await expect(phone.locator("#spoken")).to_have_text("Thirty seconds left.")


async def test_only_those_one_met_are_listed_in_the_end(house: House) -> None:
    """A session that is ended early thanks for the meetings that were, which can be taken home as text."""
    await prepare(house)
    context = await house.browser.new_context(
        viewport=SMALL, permissions=["clipboard-read", "clipboard-write"]
    )
    phone = await phone_of(house, "Emmy Noether", context)
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    partner = await phone.locator(".names").inner_text()
    await house.command("end")
    await expect(phone.locator(".met li strong")).to_have_text([partner])
    await phone.get_by_role("button", name="Copy the list").click()
    await expect(phone.locator(".met")).to_contain_text("Copied.")
    copied = await phone.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0].endswith(": whom I met")
    assert partner in copied


async def test_whom_one_only_walked_to_was_not_met(house: House) -> None:
    """The end comes while people move to the second table: the list has the first meeting alone."""
    await prepare(house)
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    partner = await phone.locator(".names").inner_text()
    await house.command("advance")
    assert (await house.view())["clock"]["segment"]["kind"] == "move"
    await house.command("end")
    await expect(phone.locator(".met li strong")).to_have_text([partner])
