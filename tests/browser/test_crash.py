"""The server is killed in the middle of a round; nothing that was told is lost."""

import asyncio
import secrets
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import async_playwright

from tests.browser.process import Program, a_program
from tests.host_page.house import CHROMIUM_FLAGS

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SETTINGS: dict[str, Any] = {"rounds": 3, "brief_minutes": 0, "move_seconds": 0, "round_minutes": 10}


async def give(program: Program, session: dict[str, Any], kind: str, **fields: Any) -> Any:
    """A host's command."""
    path = f"/api/v1/sessions/{session['id']}/commands"
    token = session["tokens"]["host"]
    return await program.call("POST", path, token, type=kind, id=secrets.token_hex(6), **fields)


async def test_after_sigkill_the_round_ends_at_the_same_instant_and_phones_come_back(
    tmp_path: Path, chromium: str
) -> None:
    """Plan, clock and people are as they were told; the phone reconnects by itself and obeys again."""
    async with a_program(tmp_path) as program, async_playwright() as playwright:
        session = await program.call("POST", "/api/v1/sessions", format="flash", title="Crash", **SETTINGS)
        for name in ("Ada Lovelace", "Bo Diddley", "Cy Twombly", "Di Prima"):
            await give(program, session, "add_person", name=name, years=10 if name < "C" else 1)
        await give(program, session, "start")
        joined = await program.call("POST", "/api/v1/join", code=session["code"], name="Ada Lovelace")
        before = await program.call("GET", "/api/v1/me", joined["token"])
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        phone = await browser.new_page()
        await phone.goto(f"{program.address}/enter#token={joined['token']}")
        partner = before["itinerary"][0]["partners"][0]["name"]
        await phone.get_by_role("heading", name=partner).wait_for()
        # The words are in the page before its scripts are; what is tested here is a phone that was connected.
        await phone.get_by_role("button", name="More").wait_for()
        async with asyncio.timeout(30):
            while not await program.connected():
                pass

        await program.kill()
        await phone.get_by_text("No connection").wait_for(timeout=30_000)
        assert await phone.get_by_role("heading", name=partner).is_visible()
        await program.start()

        await phone.get_by_text("No connection").wait_for(state="hidden", timeout=60_000)
        after = await program.call("GET", "/api/v1/me", joined["token"])
        assert after["clock"] == before["clock"]
        assert after["itinerary"] == before["itinerary"]
        assert after["version"] == before["version"]
        await give(program, session, "pause")
        await phone.get_by_text("Paused").first.wait_for()
        await browser.close()
