"""A compressed session: the host, three rooms with facilitators and displays, thirty phones, to the end."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any, Final

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.watching import NOTE_EVERYTHING, shown
from tests.host_page.house import a_building
from tests.wip_pages.conference import Conference, a_conference

PACE: Final = 6.0
ROOMS: Final = ("Hall A", "Hall B", "Hall C")
PAPERS_A_ROOM: Final = 2
PHONES: Final = 30
MINUTES: Final[dict[str, float]] = {
    "present_minutes": 1, "comment_minutes": 2, "changeover_minutes": 0.5, "close_minutes": 0.5,
}  # fmt: skip
"""Ten seconds of the test's time to present, twenty for comments, five to change over."""

PATIENCE_MS: Final = 60_000
"""How long a page may take on a busy machine; comments last until somebody goes on, so nothing is missed."""
TITLE: Final = re.compile(r"Paper \d\d")

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def conference(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> AsyncIterator[Conference]:
    """A server whose clock runs six times as fast, with six papers in three rooms and thirty people."""
    folder = tmp_path_factory.mktemp("afternoon")
    async with (
        a_building(folder, chromium, PACE) as building,
        a_conference(building, tracks=list(ROOMS), **MINUTES) as opened,
    ):
        rows = [f"{name_of(n)},{n},School {n % 5}" for n in range(1, PHONES + 1)]
        await opened.house.import_roster("\n".join(["name,years,institution", *rows]).encode())
        for number in range(1, len(ROOMS) * PAPERS_A_ROOM + 1):
            room = f"t{(number - 1) % len(ROOMS) + 1}"
            title = title_of(number)
            await opened.house.command("add_paper", title=title, presenters=[name_of(number)], room=room)
        for number in range(1, PHONES + 1):
            person = await opened.id_of(name_of(number))
            room = f"t{(number - 1) % len(ROOMS) + 1}"
            await opened.house.command("enter_room", person=person, room=room)
        yield opened


def name_of(number: int) -> str:
    """What somebody is called."""
    return f"Person {number:02}"


def title_of(number: int) -> str:
    """What a paper is called."""
    return f"Paper {number:02}"


def papers_of(room: int) -> list[int]:
    """The numbers of a room's papers, rooms counted from 0."""
    return [room + 1 + len(ROOMS) * place for place in range(PAPERS_A_ROOM)]


async def noting(conference: Conference, name: str) -> Page:
    """Somebody's phone, which notes down what it shows."""
    context = await conference.house.browser.new_context(viewport={"width": 390, "height": 844})
    await context.add_init_script(NOTE_EVERYTHING)
    return await conference.phone(name, context)


async def press_next(pages: list[Page], words: str) -> None:
    """Every facilitator presses the big button once it says so."""
    for page in pages:
        button = page.locator("#next-action")
        await expect(button).to_contain_text(words, timeout=PATIENCE_MS)
        await button.click()


async def rooms(conference: Conference) -> list[dict[str, Any]]:
    """The rooms as the host sees them."""
    found: list[dict[str, Any]] = (await conference.house.view())["tracks"]
    return found


async def test_three_rooms_run_to_the_end(conference: Conference) -> None:
    """Every phone shows its room's papers in order; a room whose facilitator is cut off stays on time."""
    facilitators = [await conference.facilitator(room) for room in range(len(ROOMS))]
    displays = [await conference.display(room) for room in range(len(ROOMS))]
    phones = [await noting(conference, name_of(number)) for number in range(1, PHONES + 1)]
    await conference.house.command("start", track="all")
    cut_off = facilitators[0]
    await cut_off.context.set_offline(True)
    began = [room["clock"]["started_at"] for room in await rooms(conference)]
    for room, display in enumerate(displays):
        await display.locator("main.comments").wait_for(timeout=PATIENCE_MS)
        await expect(display.locator(".paper")).to_contain_text(title_of(papers_of(room)[0]))
    now = await rooms(conference)
    assert [room["clock"]["started_at"] for room in now] == [at + 60_000 for at in began]
    await expect(cut_off.locator(".eyebrow")).to_have_text("Hall A, comments 1 of 2")
    await cut_off.context.set_offline(False)
    await expect(cut_off.locator(".offline")).to_have_count(0, timeout=PATIENCE_MS)
    await raise_and_call(phones[len(ROOMS) * PAPERS_A_ROOM], cut_off)
    await press_next(facilitators, "Next: changeover")
    await press_next(facilitators, "Next: the closing")
    await asyncio.gather(*(phone.locator("main.wip-ended").wait_for(timeout=PATIENCE_MS) for phone in phones))
    for number, phone in enumerate(phones, start=1):
        room = (number - 1) % len(ROOMS)
        assert in_turn(await shown(phone), ROOMS[room]) == [title_of(paper) for paper in papers_of(room)]
    for display in displays:
        await expect(display.locator("h1")).to_have_text("Thank you for coming")


def in_turn(everything: list[str], room: str) -> list[str]:
    """The papers that a phone showed as being on in its room, in order, each once."""
    on = [words for words in everything if words.startswith((f"{room}, presentation", f"{room}, comments"))]
    titles = [TITLE.search(words) for words in on]
    return list(dict.fromkeys(found[0] for found in titles if found))


async def raise_and_call(phone: Page, facilitator: Page) -> None:
    """A hand goes up, is called on by the facilitator, and the turn comes to its end."""
    await phone.get_by_role("button", name="Raise your hand").click()
    await facilitator.get_by_role("tab", name="Hands 1").wait_for()
    await facilitator.locator(".hand").get_by_role("button", name="Call on").click()
    await expect(phone.locator(".turn")).to_contain_text("It’s your turn.")
    await facilitator.get_by_role("button", name="Finished", exact=True).click()
    await expect(phone.locator(".turn")).to_have_count(0)
