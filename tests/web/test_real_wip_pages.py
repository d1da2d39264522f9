"""The real templates of works in progress, at every moment of a session: each page is whole."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from sessionrunner.settings import Settings
from sessionrunner.web.folders import static_folder, templates_folder
from tests.web.house import House, a_browser, a_house
from tests.web.wip_house import Workshop, a_workshop

MOMENTS: dict[str, tuple[str, ...]] = {
    "waiting": (),
    "presenting": ("start",),
    "commenting": ("start", "advance"),
    "paused": ("start", "pause"),
    "ended": ("start", "end"),
}


@pytest_asyncio.fixture
async def real(tmp_path: Path) -> AsyncIterator[House]:
    """A server with the pages that people see."""
    async with a_house(tmp_path, Settings(), pages=(static_folder(), templates_folder())) as opened:
        yield opened


async def pages(workshop: Workshop, ada: str, kim: str) -> dict[str, str]:
    """The HTML of every page: host, facilitator, both kinds of stage, attendees with and without a paper."""
    made, found = workshop.made, {}
    for name, page, token in (
        ("host", "host", workshop.host),
        ("facilitator", "facilitate", workshop.facilitator(0)),
        ("display", "stage", made["displays"][0]["token"]),
        ("hall", "stage", made["tokens"]["stage"]),
        ("presenter", "me", ada),
        ("listener", "me", kim),
    ):
        async with a_browser(workshop.house) as browser:
            assert (await browser.post("/enter", {"token": token})).status == 200
            answer = await browser.get(f"/s/{workshop.id}/{page}")
            found[name] = await answer.text()
            assert answer.status == 200, (name, found[name])
    return found


@pytest.mark.parametrize("moment", MOMENTS)
async def test_every_page_is_whole_at_every_moment(real: House, moment: str) -> None:
    """No template asks for what it is not given, none has inline styles, and each carries its own view."""
    workshop = await a_workshop(real)
    ada, kim = await workshop.join("Ada Lovelace"), await workshop.join("Kim Lee")
    for command in MOMENTS[moment]:
        await workshop.do(command, track="all")
    audiences = {"host": "host", "facilitator": "facilitator", "display": "stage", "hall": "stage"}
    for name, text in (await pages(workshop, ada, kim)).items():
        assert not re.search(r"<[^>]*\s(style|on\w+)=", text), name
        boot = re.search(r'<script type="application/json" id="boot"[^>]*>(.*?)</script>', text, re.DOTALL)
        assert boot, name
        data = json.loads(boot[1])
        wanted = audiences.get(name, "attendee")
        assert (data["session"], data["audience"], data["view"]["audience"]) == (workshop.id, wanted, wanted)
    for text in (await pages_of_others(workshop)).values():
        assert "href" in text


async def pages_of_others(workshop: Workshop) -> dict[str, str]:
    """What a browser without any link is shown instead: a way in."""
    found = {}
    async with a_browser(workshop.house) as browser:
        for page in ("host", "facilitate", "stage", "me"):
            answer = await browser.get(f"/s/{workshop.id}/{page}")
            found[page] = await answer.text()
            assert answer.status == 401, page
    return found
