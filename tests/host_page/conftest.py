"""What the tests of the host's page stand on: one server and one browser, a session for each test."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.host_page.house import Building, House, a_building, a_house

# Shared cores are sometimes slow; how fast pages are is measured in benchmarks, not here.
expect.set_options(timeout=20_000)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def building(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> AsyncIterator[Building]:
    """The server and the browser."""
    async with a_building(tmp_path_factory.mktemp("host_page"), chromium) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def house(building: Building) -> AsyncIterator[House]:
    """A session with the 32 people of the example roster on the list."""
    async with a_house(building) as opened:
        await opened.import_roster()
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def empty_house(building: Building) -> AsyncIterator[House]:
    """A session with nobody on the list yet."""
    async with a_house(building) as opened:
        yield opened
