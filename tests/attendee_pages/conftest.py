"""What the tests of the attendees' pages stand on: one server and one browser, a session for each test."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.host_page.house import Building, House, a_building, a_house


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def building(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> AsyncIterator[Building]:
    """The server and the browser."""
    async with a_building(tmp_path_factory.mktemp("attendee_pages"), chromium) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def house(building: Building) -> AsyncIterator[House]:
    """A session with nobody on its list."""
    async with a_house(building) as opened:
        yield opened
