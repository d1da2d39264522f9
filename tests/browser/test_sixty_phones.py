"""Sixty phones in a real browser: what the host does shows on all of them within a second."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Page

from tests.host_page.house import House, a_building, a_house
from tests.host_page.phones import join, open_phone

PHONES: Final = 60
AT_A_TIME: Final = 6
"""Pages that load at once: more take each other's time, on two cores."""
WITHIN_MS: Final = 1_000
TRIES: Final = 5
"""The best of these counts: what is measured is our way to the phones, not how busy the machine is."""

SHOWN: Final = """words => new Promise(done => {
  const look = () => {
    if (!document.querySelector('main').innerText.includes(words)) return false;
    observer.disconnect();
    done(Date.now());
    return true;
  };
  const observer = new MutationObserver(look);
  if (!look()) observer.observe(document.body, { subtree: true, childList: true, characterData: true });
})"""

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(240)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> AsyncIterator[House]:
    """A server with a session for 30 mentors and 30 mentees that has begun."""
    async with (
        a_building(tmp_path_factory.mktemp("sixty"), chromium) as building,
        a_house(building) as opened,
    ):
        rows = [f"Person {n:02},{10 if n % 2 else 1}" for n in range(1, PHONES + 1)]
        await opened.import_roster("\n".join(["name,years", *rows]).encode())
        yield opened


async def test_what_the_host_does_shows_on_sixty_phones_within_a_second(house: House) -> None:
    """Pause and go on, given by the host: from the press to the last of sixty screens."""
    room = asyncio.Semaphore(AT_A_TIME)

    async def phone(number: int) -> Page:
        async with room:
            page = await open_phone(house, await join(house, f"Person {number:02}"))
            await page.get_by_role("button", name="More").wait_for()
            return page

    phones = await asyncio.gather(*(phone(number) for number in range(1, PHONES + 1)))
    await house.command("start")
    await house.command("advance")
    await house.command("advance")
    await last_to_show(phones, "left to talk")
    slowest = []
    for _ in range(TRIES):
        for command, words in (("pause", "Paused"), ("resume", "left to talk")):
            pressed = time.time()
            await house.command(command)
            slowest.append(await last_to_show(phones, words) - pressed * 1_000)
        if min(slowest) < WITHIN_MS:
            break
    assert min(slowest) < WITHIN_MS, slowest


async def last_to_show(phones: list[Page], words: str) -> float:
    """When the last phone showed these words, in milliseconds of the clock that all of them share."""
    shown: list[float] = await asyncio.gather(*(phone.evaluate(SHOWN, words) for phone in phones))
    return max(shown)
