"""The house that most tests of the gateway are at home in."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.gateway.house import House, a_house


@pytest_asyncio.fixture
async def house() -> AsyncIterator[House]:
    """A server with one session of seven people."""
    async with a_house() as opened:
        yield opened
