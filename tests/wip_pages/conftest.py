"""What the tests of these pages stand on: one server and one browser, a session for each test."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.host_page.house import Building, a_building
from tests.wip_pages.conference import PAPERS, PEOPLE, Conference, a_conference


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def building(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> AsyncIterator[Building]:
    """The server and the browser."""
    async with a_building(tmp_path_factory.mktemp("wip_pages"), chromium) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def conference(building: Building) -> AsyncIterator[Conference]:
    """A session of two rooms, three papers and five people who are here."""
    async with a_conference(building) as opened:
        await opened.house.import_roster(PEOPLE.encode())
        for person in (await opened.house.view())["people"]:
            await opened.house.command("check_in", person=person["id"])
        for paper in PAPERS:
            await opened.house.command("add_paper", **paper)
        yield opened
