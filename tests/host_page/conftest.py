"""What the tests of the host's page stand on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.host_page.house import House, a_house


@pytest_asyncio.fixture
async def house(tmp_path: Path, chromium: str) -> AsyncIterator[House]:
    """A server with the 32 people of the example roster on the list."""
    async with a_house(tmp_path, chromium) as opened:
        await opened.import_roster()
        yield opened


@pytest_asyncio.fixture
async def empty_house(tmp_path: Path, chromium: str) -> AsyncIterator[House]:
    """A server whose session has nobody on the list yet."""
    async with a_house(tmp_path, chromium) as opened:
        yield opened
