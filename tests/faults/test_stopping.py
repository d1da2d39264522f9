"""An operator stops the server in the middle of a session, with a full room connected to it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.process import a_program
from tests.faults.hours import an_hour, announcement
from tests.faults.slowness import slowness

pytestmark = [pytest.mark.server, pytest.mark.timeout(900)]
SOCKETS = 500
WITHIN_SECONDS = 5.0
WALK_INS = tuple(f"Walk-in {n}" for n in range(45))


async def test_sigterm_with_500_sockets(
    tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """It is gone within five seconds; everybody was told 1012, comes back, and misses nothing."""
    async with a_program(tmp_path) as program, an_hour(program) as hour:
        hosts, _ = await hour.hosts_and_phones()
        stage = (await hour.ask("POST", "/links", audience="stage"))["url"].partition("token=")[2]
        devices = [token for token in await hour.tokens(WALK_INS, years=1) for _ in range(9)]
        tokens = (devices + [hour.host_token] * 48 + [stage] * 50)[: SOCKETS - len(hour.clients)]
        more = [hour.connect(f"device {n}", token) for n, token in enumerate(tokens)]
        for client in more:
            await client.until(lambda each=client: each.history.views)  # type: ignore[misc]
        assert len(hour.clients) == SOCKETS
        await hosts[0].command("start")
        before = slowness()
        began = time.monotonic()
        status = await program.stop()
        took = time.monotonic() - began
        record_testsuite_property("seconds until it was gone", round(took, 2))
        assert status == 0
        assert took < WITHIN_SECONDS * max(before, slowness())
        for client in hour.clients:
            await client.until(lambda each=client: each.history.closes)  # type: ignore[misc]
        assert {client.history.closes[0] for client in hour.clients} == {1012}
        await program.start()
        for client in hour.clients:
            await client.until(lambda each=client: each.connected)  # type: ignore[misc]
        await hosts[1].command("announce", text=announcement())
        await hour.settle_and_check()
