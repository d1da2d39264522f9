"""The house that most tests of the web part are at home in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import structlog

from sessionrunner.settings import Settings
from tests.web.house import Browser, House, a_browser, a_house


@pytest.fixture(autouse=True)
def _logging_as_it_comes() -> None:
    """Other tests start whole servers, which set up logging for the process."""
    structlog.reset_defaults()


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
