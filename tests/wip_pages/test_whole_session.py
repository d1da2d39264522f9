"""A compressed session: the host, three rooms with facilitators and displays, thirty phones, to the end.

Everybody acts by their own page: the host brings the papers, has them put in order, starts, pauses and
steers the room whose facilitator is cut off; the thirty choose their rooms on their phones.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any, Final

import pytest
import pytest_asyncio
from playwright.async_api import Expect, FilePayload, Page

from tests.browser.watching import NOTE_EVERYTHING, shown
from tests.host_page.house import a_building
from tests.wip_pages.conference import Conference, a_conference

PACE: Final = 6.0
ROOMS: Final = ("Hall A", "Hall B", "Hall C")
PAPERS_A_ROOM: Final = 2
PHONES: Final = 30
MINUTES: Final[dict[str, float]] = {
    "present_minutes": 1, "comment_minutes": 20, "changeover_minutes": 0.25, "close_minutes": 0.25,
}  # fmt: skip
"""Ten seconds of the test's time to present, two to change over; comments last until somebody goes on."""

AT_ONCE: Final = 6
"""How many phones are opened side by side."""
PATIENCE_MS: Final = 60_000
"""How long a page may take on a busy machine; comments last until somebody goes on, so nothing is missed."""
expect: Final = Expect()
expect.set_options(timeout=PATIENCE_MS)
TITLE: Final = re.compile(r"Paper \d\d")

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def conference(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> AsyncIterator[Conference]:
    """A server whose clock runs six times as fast, with a session of three rooms and thirty people."""
    folder = tmp_path_factory.mktemp("afternoon")
    async with (
        a_building(folder, chromium, PACE) as building,
        a_conference(building, tracks=list(ROOMS), **MINUTES) as opened,
    ):
        rows = [f"{name_of(n)},{n},School {n % 5}" for n in range(1, PHONES + 1)]
        await opened.house.import_roster("\n".join(["name,years,institution", *rows]).encode())
        yield opened


def name_of(number: int) -> str:
    """What somebody is called."""
    return f"Person {number:02}"


def title_of(number: int) -> str:
    """What a paper is called."""
    return f"Paper {number:02}"


def room_of(number: int) -> int:
    """The room of a person, or of the paper of the same number; rooms are counted from 0."""
    return (number - 1) % len(ROOMS)


def papers_of(room: int) -> list[int]:
    """The numbers of a room's papers in the order in which they must come, rooms counted from 0."""
    return [room + 1 + len(ROOMS) * place for place in range(PAPERS_A_ROOM)]


def file_of_papers() -> FilePayload:
    """A paper for each of the first people, each with its room and its place there."""
    numbers = range(1, len(ROOMS) * PAPERS_A_ROOM + 1)
    rows = [
        f"{title_of(n)},{name_of(n)},{ROOMS[room_of(n)]},{'first' if n <= len(ROOMS) else 'last'}"
        for n in numbers
    ]
    text = "\n".join(["title,presenters,room,position", *rows])
    return {"name": "papers.csv", "mimeType": "text/csv", "buffer": text.encode()}


async def set_up(desk: Page) -> None:
    """The host brings the papers and has the running order worked out."""
    await desk.locator("#next-action", has_text="Bring your papers").click()
    await desk.set_input_files("#papers-file", file_of_papers())
    await desk.get_by_role("button", name="Save 6 papers").click()
    await desk.locator("#next-action", has_text="Propose the running order").click()
    await expect(desk.locator("#next-action")).to_contain_text("Everybody starts now")


async def open_phones(conference: Conference) -> list[Page]:
    """Everybody's phone, a few at once, each in the room that its owner chose there."""
    free = asyncio.Semaphore(AT_ONCE)

    async def opened(number: int) -> Page:
        async with free:
            return await settled(conference, number)

    return await asyncio.gather(*(opened(number) for number in range(1, PHONES + 1)))


async def settled(conference: Conference, number: int) -> Page:
    """Somebody's phone, which notes down what it shows; who does not present chooses a room on it."""
    context = await conference.house.browser.new_context(viewport={"width": 390, "height": 844})
    await context.add_init_script(NOTE_EVERYTHING)
    phone = await conference.phone(name_of(number), context)
    if number > len(ROOMS) * PAPERS_A_ROOM:
        await phone.get_by_role("button", name=f"Go here to {ROOMS[room_of(number)]}").click()
    await expect(phone.locator("main")).to_contain_text(ROOMS[room_of(number)])
    return phone


async def press_next(pages: list[Page], words: str) -> None:
    """Every facilitator presses the big button once it says so."""
    for page in pages:
        button = page.locator("#next-action")
        await expect(button).to_contain_text(words)
        await button.click()


async def press_on_desk(desk: Page, words: str) -> None:
    """The host presses the big button once it says so."""
    button = desk.locator("#next-action")
    await expect(button).to_contain_text(words)
    await button.click()


async def rooms(conference: Conference) -> list[dict[str, Any]]:
    """The rooms as the host sees them."""
    found: list[dict[str, Any]] = (await conference.house.view())["tracks"]
    return found


async def test_three_rooms_run_to_the_end(conference: Conference) -> None:
    """Every phone shows its room's papers in order; a room whose facilitator is cut off stays on time."""
    desk = await conference.house.open_desk(viewport={"width": 1280, "height": 720})
    await set_up(desk)
    facilitators = [await conference.facilitator(room) for room in range(len(ROOMS))]
    displays = [await conference.display(room) for room in range(len(ROOMS))]
    phones = await open_phones(conference)
    await expect(desk.get_by_text(f"{PHONES} phones connected")).to_be_visible()
    await press_on_desk(desk, "Everybody starts now")
    cut_off, *others = facilitators
    await expect(cut_off.locator(".eyebrow")).to_have_text("Hall A, presentation 1 of 2")
    began = [room["clock"]["started_at"] for room in await rooms(conference)]
    await cut_off.context.set_offline(True)
    for room, display in enumerate(displays):
        await display.locator("main.comments").wait_for(timeout=PATIENCE_MS)
        await expect(display.locator(".paper")).to_contain_text(title_of(papers_of(room)[0]))
    now = await rooms(conference)
    assert [room["clock"]["started_at"] for room in now] == [at + 60_000 for at in began]
    await expect(cut_off.locator(".eyebrow")).to_have_text("Hall A, comments 1 of 2")
    await pause_and_go_on(desk, phones)
    await raise_and_call(phones[len(ROOMS) * PAPERS_A_ROOM + 1], others[0])
    await press_next(others, "Next: changeover")
    await steer_for_nobody(desk)
    await cut_off.context.set_offline(False)
    await expect(cut_off.locator(".offline")).to_have_count(0)
    await press_next(facilitators, "Next: the closing")
    await asyncio.gather(*(phone.locator("main.wip-ended").wait_for(timeout=PATIENCE_MS) for phone in phones))
    await expect(desk.get_by_text("Thank you. All rooms are done.")).to_be_visible()
    for number, phone in enumerate(phones, start=1):
        room = room_of(number)
        assert in_turn(await shown(phone), ROOMS[room]) == [title_of(paper) for paper in papers_of(room)]
    for display in displays:
        await expect(display.locator("h1")).to_have_text("Thank you for coming")


async def pause_and_go_on(desk: Page, phones: list[Page]) -> None:
    """Every room is on time; everybody pauses, which every phone says, and goes on."""
    rows = desk.locator(".glance")
    await expect(rows).to_contain_text(["On time"] * len(ROOMS))
    await press_on_desk(desk, "Everybody pauses")
    for phone in phones:
        await expect(phone.locator(".time")).to_contain_text("Paused")
    await press_on_desk(desk, "Everybody goes on")


async def steer_for_nobody(desk: Page) -> None:
    """The host sees which room has no facilitator, and moves that room on."""
    row = desk.locator(".glance", has_text="Hall A")
    await expect(row).to_contain_text("No facilitator")
    await expect(desk.locator(".no-facilitator")).to_have_count(1)
    await row.get_by_role("button", name="Hall A on the desk").click()
    await desk.get_by_role("button", name="Next changeover").click()
    await expect(desk.get_by_text("Hall A has moved on.")).to_be_visible()


def in_turn(everything: list[str], room: str) -> list[str]:
    """The papers that a phone showed as being on in its room, in order, each once."""
    on = [words for words in everything if words.startswith((f"{room}, presentation", f"{room}, comments"))]
    titles = [TITLE.search(words) for words in on]
    return list(dict.fromkeys(found[0] for found in titles if found))


async def raise_and_call(phone: Page, facilitator: Page) -> None:
    """A hand goes up, is called on by the facilitator, and the turn comes to its end."""
    await phone.get_by_role("button", name="Raise your hand").click()
    await facilitator.get_by_role("tab", name="Hands 1").wait_for(timeout=PATIENCE_MS)
    await facilitator.locator(".hand").get_by_role("button", name="Call on").click()
    await expect(phone.locator(".turn")).to_contain_text("It’s your turn.")
    await facilitator.get_by_role("button", name="Finished", exact=True).click()
    await expect(phone.locator(".turn")).to_have_count(0)
