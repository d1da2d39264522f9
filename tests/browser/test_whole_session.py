"""An hour in half a minute: the host, the stage and twenty phones, through a whole session."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page

from tests.browser.watching import shown, watched
from tests.host_page.house import House, a_building, a_house

PACE = 10.0
PHONES = 20
SETTINGS: dict[str, Any] = {
    "rounds": 3, "round_minutes": 1, "move_seconds": 20, "brief_minutes": 1, "close_minutes": 1,
}  # fmt: skip
"""Six seconds of the test's time for a talk, two for a move."""

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(240)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> AsyncIterator[House]:
    """A server whose clock runs ten times as fast, with a session for 8 mentors and 12 mentees."""
    async with (
        a_building(tmp_path_factory.mktemp("hour"), chromium, PACE) as building,
        a_house(building) as opened,
    ):
        await opened.command("update_settings", settings=SETTINGS)
        rows = [f"Person {n:02},{10 if n <= 8 else 1},School {n % 5}" for n in range(1, PHONES + 1)]
        await opened.import_roster("\n".join(["name,years,institution", *rows]).encode())
        yield opened


async def open_phone(house: House, number: int) -> Page:
    """The phone of `Person number`, joined by name as a person does."""
    page = await watched(await house.browser.new_context(viewport={"width": 390, "height": 844}))
    await page.goto(house.url(f"/j/{house.code}"))
    await page.locator("#name").press_sequentially(f"Person {number:02}")
    await page.get_by_role("button", name=f"Person {number:02}").click()
    await page.wait_for_url("**/me")
    await page.get_by_text("You’re in").wait_for()
    return page


async def open_stage(house: House) -> Page:
    """The stage's page, by its link."""
    link = await house.post(f"/api/v1/sessions/{house.session}/links", {"audience": "stage"})
    page = await watched(await house.browser.new_context(viewport={"width": 1280, "height": 720}))
    await page.goto(link["url"])
    await page.wait_for_url("**/stage")
    return page


async def test_every_phone_shows_the_plan_round_after_round(house: House) -> None:
    """From Start to the end nobody touches anything, and every phone shows the right partner and room."""
    desk, stage = await house.open_desk(), await open_stage(house)
    phones = [await open_phone(house, number) for number in range(1, PHONES + 1)]
    await desk.get_by_text(f"{PHONES} phones connected").wait_for()
    await desk.locator("#next-action").click()
    await asyncio.gather(*(phone.locator("main.ended").wait_for(timeout=90_000) for phone in phones))
    await desk.get_by_text("Thank you.").wait_for()
    plan = await house.get(f"/api/v1/sessions/{house.session}/plan")
    names = {person["id"]: person["name"] for person in plan["people"]}
    meetings = [meeting for each in plan["rounds"] for meeting in told(each, names)]
    assert len(meetings) == PHONES * SETTINGS["rounds"]
    seen = {name_of(number): await shown(phone) for number, phone in enumerate(phones, start=1)}
    for name, label, words in meetings:
        states = [state for state in seen[name] if state.startswith(label)]
        assert states, f"{name} never saw {label}: {seen[name]}"
        for state in states:
            now, _, _next = state.partition("Next")
            assert all(word in now for word in words), f"{name} in {label}: {state} should say {words}"
    await stage_told_everything(stage, meetings)


def name_of(number: int) -> str:
    """What the person of a phone is called."""
    return f"Person {number:02}"


def told(round_: dict[str, Any], names: dict[str, str]) -> list[tuple[str, str, list[str]]]:
    """For everybody in a round: their name, the round's label, and the words their phone must show."""
    label = f"Round {round_['round']} of {SETTINGS['rounds']}"
    meeting = [
        (names[person], label, [pairing["room"], *(names[p] for p in pairing["people"] if p != person)])
        for pairing in round_["pairings"]
        for person in pairing["people"]
    ]
    return meeting + [(names[person], label, ["rest"]) for person in round_["sitting_out"]]


async def stage_told_everything(stage: Page, meetings: list[tuple[str, str, list[str]]]) -> None:
    """The stage named every round; who is where turns in pages, so it is looked at as a whole."""
    everything = " ".join(await shown(stage))
    assert all(label in everything for _, label, _ in meetings)
    assert all(name in everything for name, _, _ in meetings)
