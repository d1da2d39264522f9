"""Time goes wrong: the event loop stands still at a deadline, or somebody sets the computer's clock."""

import time
from pathlib import Path

import pytest

from tests.browser.process import a_program
from tests.faults.hours import FAULTY, an_hour, end_in
from tests.faults.slowness import slowness

pytestmark = [pytest.mark.server, pytest.mark.timeout(900)]
BLOCKED_MS = 2_000
MINUTE_MS = 60_000
NETWORK_MS = 1_000
"""How far two readings of the server's clock may be apart for other reasons; on a busy machine as many times
further as that is slower. Far from a minute all the same."""


async def test_the_loop_stands_still_at_a_deadline(tmp_path: Path) -> None:
    """For two seconds nobody is answered; the round ended at its instant all the same, and once."""
    async with a_program(tmp_path, module=FAULTY) as program, an_hour(program) as hour:
        hosts, phones = await hour.hosts_and_phones(hosts=1)
        (host,) = hosts
        await host.command("start")
        before = await end_in(host, 2)
        await program.tell(f"block {BLOCKED_MS} {before['ends_at'] - 100}")
        for client in hosts + phones:
            await client.until(lambda each=client: each.history.clock["index"] == before["index"] + 1)  # type: ignore[misc]
            assert client.history.clock["started_at"] == before["ends_at"]
        assert host.history.last_told["server_now"] >= before["ends_at"] - 100 + BLOCKED_MS
        started = [entry for entry in await hour.ask("GET", "/journal") if entry["type"] == "segment_started"]
        assert [entry["index"] for entry in started] == [before["index"], before["index"] + 1]
        await hour.settle_and_check()


@pytest.mark.parametrize("step_ms", [MINUTE_MS, -MINUTE_MS])
async def test_the_computers_clock_is_set(tmp_path: Path, step_ms: int) -> None:
    """By a minute, forward or back, in a round: it ends when it would have, by every phone's own clock."""
    async with a_program(tmp_path, module=FAULTY) as program, an_hour(program) as hour:
        hosts, phones = await hour.hosts_and_phones(hosts=1)
        (host,) = hosts
        await host.command("start")
        before = await end_in(host, 3)
        before_that = slowness()
        server, here = await host.server_time(), time.monotonic()
        await program.tell(f"step {step_ms}")
        passed = await host.server_time() - server
        assert 0 <= passed < (time.monotonic() - here) * 1_000 + NETWORK_MS * slowness()
        for client in hosts + phones:
            await client.until(lambda each=client: each.history.clock["index"] == before["index"] + 1)  # type: ignore[misc]
            assert client.history.clock["started_at"] == before["ends_at"]
        took = (time.monotonic() - here) * 1_000
        planned = before["ends_at"] - server
        spare = NETWORK_MS * max(before_that, slowness())
        assert planned - spare < took < planned + 2 * spare
        assert spare < MINUTE_MS / 4, "this machine is too slow to tell"
        await hour.settle_and_check()
