"""The house that most tests of the web part are at home in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from sessionrunner.settings import Settings
from tests.web.house import Browser, House, a_browser, a_house


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A server with one session of five people."""
    async with a_house(tmp_path, Settings()) as opened:
        yield opened


@pytest_asyncio.fixture
async def browser(house: House) -> AsyncIterator[Browser]:
    """A browser that knows nothing yet."""
    async with a_browser(house) as opened:
        yield opened
