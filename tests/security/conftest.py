"""What most of these tests stand on: the real web part with one session, as for its own tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from sessionrunner import app
from sessionrunner.app import Served, serving, set_up_logging
from sessionrunner.settings import Settings
from sessionrunner.web import bodies, middleware
from tests.host_page.house import Building, a_building
from tests.security.witness import Witness, witnessed
from tests.web.house import Browser, House, a_browser, a_house


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A server with one session of five people."""
    async with a_house(tmp_path, Settings(trusted_proxies=("127.0.0.1",))) as opened:
        yield opened


@pytest_asyncio.fixture
async def browser(house: House) -> AsyncIterator[Browser]:
    """A browser that knows nothing yet."""
    async with a_browser(house) as opened:
        yield opened


IDLE = 0.6


@pytest_asyncio.fixture
async def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    """The whole server, less patient than usual, and with everything in its log."""
    monkeypatch.setattr(app, "IDLE_SECONDS", IDLE)
    monkeypatch.setattr(bodies, "MOST_SECONDS", IDLE)
    database = f"sqlite:///{tmp_path / 'served.sqlite3'}"
    settings = Settings(host="127.0.0.1", port=0, database=database, log_level="debug")
    set_up_logging(settings)
    async with serving(settings) as opened:
        yield opened


ADDRESSES = {"this computer": "", "plain http": "sessions.test"}


@pytest_asyncio.fixture(scope="session", loop_scope="session", params=ADDRESSES)
async def building(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, chromium: str
) -> AsyncIterator[Building]:
    """The whole server and a browser, under an address that browsers trust and under one that they do not."""
    folder = tmp_path_factory.mktemp("security")
    async with a_building(folder, chromium, name=ADDRESSES[request.param]) as opened:
        yield opened


@pytest.fixture
def witness(building: Building, monkeypatch: pytest.MonkeyPatch) -> Witness:
    """Who sees what every browser does in this test."""
    found = Witness()
    monkeypatch.setattr(middleware, "refuse_foreign", found.hear)
    monkeypatch.setattr(building.browser, "new_context", witnessed(building.browser, found))
    return found
