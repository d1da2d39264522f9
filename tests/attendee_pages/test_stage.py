"""The stage: digits for the last row, words with every colour, the way in, pages, the chime."""

import json

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.attendee_pages.visitors import PAIRS, leave_seconds, prepare, stage_of, to_talk
from tests.host_page.house import House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HALL: ViewportSize = {"width": 1280, "height": 720}
LARGE_HALL: ViewportSize = {"width": 1920, "height": 1080}
MANY = "name,years\n" + "".join(f"Person {n:03},{10 if n % 2 else 1}\n" for n in range(120))
NO_SOUND_ALLOWED = """
window.AudioContext = class extends AudioContext {
  get state() { return 'suspended'; }
  resume() { return new Promise(() => {}); }
};
"""
HEIGHT_OF_DIGITS = """element => {
  const pen = document.createElement('canvas').getContext('2d');
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  const box = pen.measureText(element.textContent);
  return (box.actualBoundingBoxAscent + box.actualBoundingBoxDescent) / innerHeight;
}"""
"""How high the ink of the digits is, as a part of the window."""


async def has_no_scroll_bars(page: Page) -> bool:
    """Whether the whole page fits, and no box in it is cut off but the list, which turns its pages."""
    return bool(
        await page.evaluate(
            "document.documentElement.scrollHeight <= innerHeight"
            " && document.documentElement.scrollWidth <= innerWidth"
        )
    )


@pytest.mark.parametrize("size", [HALL, LARGE_HALL])
@pytest.mark.parametrize("notice", ["", "Lunch is in the foyer, and there is cake for everybody. " * 4])
async def test_the_digits_are_a_fifth_of_the_height(house: House, size: ViewportSize, notice: str) -> None:
    """Their ink, not their line, in every part of a round; and nothing scrolls."""
    await prepare(house, MANY, {"at_end": "hold", "round_minutes": 30})
    stage = await stage_of(house, viewport=size)
    await house.command("announce", text=notice)
    await house.command("start")
    for part in ("brief", "move", "talk"):
        await expect(stage.locator(f"main.{part} .digits")).to_be_visible()
        assert await stage.locator(".digits").evaluate(HEIGHT_OF_DIGITS) >= 0.2, part
        assert await has_no_scroll_bars(stage), part
        assert await stage.locator(".place").count() >= 2, part
        if part != "talk":
            await house.command("advance")
    await leave_seconds(house, 1)
    await expect(stage.locator(".clock.stop .digits")).to_have_text("+0:01")
    assert await stage.locator(".digits").evaluate(HEIGHT_OF_DIGITS) >= 0.2
    assert await has_no_scroll_bars(stage)


@pytest.mark.parametrize("size", [HALL, LARGE_HALL])
async def test_an_hour_of_overtime_is_as_large(house: House, size: ViewportSize) -> None:
    """Beyond an hour minutes go on being counted, so that the digits stay a fifth of the height."""
    await prepare(house, MANY, {"at_end": "hold"})
    stage = await stage_of(house, viewport=size)
    await stage.clock.install()
    await stage.reload()
    await to_talk(house)
    await expect(stage.locator("main.talk .digits")).to_be_visible()
    await stage.context.set_offline(True)
    for passed, signs in (("01:10:00", 6), ("01:00:00", 7)):
        await stage.clock.fast_forward(passed)
        await expect(stage.locator(f'.clock.stop .digits[data-signs="{signs}"]')).to_be_visible()
        assert await stage.locator(".digits").evaluate(HEIGHT_OF_DIGITS) >= 0.2
        assert await stage.locator(".digits").evaluate(
            "element => element.scrollWidth <= element.clientWidth"
        )
        assert await has_no_scroll_bars(stage)


async def test_every_colour_comes_with_words(house: House) -> None:
    """Green, amber and red each say what they mean; at zero the stage says where to go, then the overtime."""
    await prepare(house, settings={"at_end": "hold"})
    stage = await stage_of(house, viewport=HALL)
    await to_talk(house)
    await expect(stage.locator(".clock.go .words")).to_have_text("Time to talk")
    await expect(stage.locator("#board-title")).to_have_text("Round 1: who is where")
    await leave_seconds(house, 55)
    await expect(stage.locator(".clock.soon .words")).to_have_text("Last minute")
    await expect(stage.locator("#board-title")).to_have_text("Next, in round 2: who goes where")
    await leave_seconds(house, 1)
    await expect(stage.locator(".clock.stop .words")).to_have_text("Time’s up. See below where to go next")
    await expect(stage.locator(".digits")).to_have_text("+0:01")
    second = (await house.view())["rounds"][1]
    names = {person["id"]: person["name"] for person in (await house.view())["people"]}
    for pairing in second["pairings"]:
        for person in pairing["people"]:
            place = stage.locator(".place", has_text=pairing["room"])
            await expect(place).to_contain_text(names[person])
    await house.command("advance")
    await expect(stage.locator(".words")).to_have_text("Time’s up. Go to your next place")
    await house.command("advance")
    await leave_seconds(house, 1)
    await expect(stage.locator(".clock.stop .words")).to_have_text("Time’s up. Finish your sentence")
    await expect(stage.locator("#board-title")).to_have_text("Round 2: who is where")


async def test_the_way_in_is_there_until_the_end(house: House) -> None:
    """QR, address and code from before the start until the end; then nobody is invited any more."""
    await prepare(house)
    stage = await stage_of(house, viewport=HALL)
    for command in ("start", "advance", "advance", "pause", "end"):
        qr = stage.locator(".qr")
        await expect(qr).to_be_in_viewport(ratio=1)
        assert await qr.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
        await expect(stage.locator(".join-code")).to_have_text(house.code)
        await expect(stage.locator(".address")).to_be_in_viewport(ratio=1)
        await house.command(command)
    await expect(stage.locator("h1")).to_have_text("Thank you for coming")
    await expect(stage.locator(".qr, .join-code, .address")).to_have_count(0)


async def test_long_lists_turn_their_pages_and_can_be_held(house: House) -> None:
    """Everybody is on some page; the pages turn by themselves until somebody holds one."""
    await prepare(house, MANY)
    stage = await stage_of(house, viewport=HALL)
    await stage.clock.install()
    await stage.reload()
    await to_talk(house)
    turner = stage.locator(".turner")
    await expect(turner).to_contain_text("Page 1 of")
    pages = int((await turner.inner_text()).split("Page 1 of ")[1].split()[0])
    seen: set[str] = set()
    for number in range(1, pages + 1):
        await expect(turner).to_contain_text(f"Page {number} of {pages}")
        seen |= set(await stage.locator(".people span").all_inner_texts())
        await stage.get_by_role("button", name="Page after").click()
    assert seen == {f"Person {n:03}" for n in range(120)}
    await expect(turner).to_contain_text("Page 1 of")
    await stage.clock.run_for(8_000)
    await expect(turner).to_contain_text("Page 2 of")
    await stage.get_by_role("button", name="Hold this page").click()
    await stage.clock.run_for(20_000)
    await expect(turner).to_contain_text("Page 2 of")


async def test_nothing_private_is_on_the_stage(house: House) -> None:
    """Names and rooms are all that the page holds: no addresses, no years, no wishes."""
    roster = "name,email,years,interests,requests,avoid\n"
    roster += "Ada Lovelace,ada@secret.example,41,Secret topic,Emmy Noether,\n"
    roster += "Emmy Noether,emmy@secret.example,2,,,Sofya Kovalevskaya\nSofya Kovalevskaya,,1,,,\n"
    await prepare(house, roster)
    await to_talk(house)
    stage = await stage_of(house, viewport=HALL)
    everything = json.dumps(await stage.evaluate("document.documentElement.outerHTML"))
    assert "Ada Lovelace" in everything
    for private in ("secret.example", "Secret topic", "avoid", "requests", "interests", "years"):
        assert private not in everything, private


async def test_the_chime_needs_one_press_and_can_be_tested(house: House) -> None:
    """Sound is off until somebody enables it; then there is a test and a way to switch it off."""
    await prepare(house, PAIRS)
    stage = await stage_of(house, viewport=HALL)
    await stage.get_by_role("button", name="Enable sound").click()
    await expect(stage.locator(".controls")).to_contain_text("Sound is on.")
    await stage.get_by_role("button", name="Test the chime").click()
    await expect(stage.locator(".controls")).to_contain_text("Sound is on.")
    await stage.get_by_role("button", name="Sound off").click()
    await expect(stage.get_by_role("button", name="Enable sound")).to_be_visible()


async def test_a_blocked_chime_is_said(house: House) -> None:
    """When the browser lets nothing sound, the page says so, and what to do."""
    await prepare(house, PAIRS)
    stage = await stage_of(house, viewport=HALL)
    await stage.add_init_script(NO_SOUND_ALLOWED)
    await stage.reload()
    await stage.get_by_role("button", name="Enable sound").click()
    await expect(stage.locator(".controls")).to_contain_text("The browser blocks the sound.")
