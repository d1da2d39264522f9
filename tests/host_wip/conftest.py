"""What the tests of the host's page for works in progress stand on: a server, a browser, sessions."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.host_page.house import Building, House, a_building, a_house
from tests.host_wip.workshop import WORKSHOP, in_order

expect.set_options(timeout=20_000)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def building(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> AsyncIterator[Building]:
    """The server and the browser."""
    async with a_building(tmp_path_factory.mktemp("host_wip"), chromium) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def empty_house(building: Building) -> AsyncIterator[House]:
    """A session of three rooms without a paper."""
    async with a_house(building, **WORKSHOP) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def house(empty_house: House) -> House:
    """A session of three rooms with two papers each, in order."""
    await in_order(empty_house)
    return empty_house
