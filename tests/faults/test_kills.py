"""The server is killed, or is away for a while: nothing that was acknowledged is lost, and all come back."""

import asyncio
import random
from pathlib import Path

import pytest

from sessionrunner.core.decide.clockwork import LATE
from tests.browser.process import a_program
from tests.faults.hours import Hour, an_hour, announcement, end_in, use

pytestmark = [pytest.mark.server, pytest.mark.timeout(1_800)]
AT_ONCE = 4
"""Commands under way at any moment."""


def acknowledged(hour: Hour) -> int:
    """How many commands were answered so far."""
    return sum(len(history.acknowledged) for history in hour.histories)


async def test_killed_at_random_moments(tmp_path: Path, kills: int) -> None:
    """SIGKILL in the middle of hosts' clicks and phones' taps, again and again; `--kills 100` for longer."""
    chance = random.Random(5)
    async with a_program(tmp_path) as program, an_hour(program) as hour:
        hosts, phones = await hour.hosts_and_phones()
        await hosts[0].command("start")
        left = kills
        users = [asyncio.create_task(use(hosts, phones, chance, lambda: left > 0)) for _ in range(AT_ONCE)]
        while left:
            enough = acknowledged(hour) + chance.randint(3, 40)
            await hosts[0].until(lambda: acknowledged(hour) >= enough)  # noqa: B023 - waited for here
            # Not always right after an answer: somewhere within the time that a command takes.
            await asyncio.sleep(chance.random() * 0.02)
            await program.kill()
            await program.start()
            left -= 1
        await asyncio.gather(*users)
        await hosts[0].command("announce", text=announcement())
        last = await hour.settle_and_check()
        assert last > kills
        # Whoever is still on the way back when the next kill comes does not notice that one.
        felt = [len(client.history.closes) for client in hosts + phones]
        assert min(felt) >= kills / 2, felt


async def test_down_across_a_rounds_end(tmp_path: Path) -> None:
    """The round ended at its own instant, once; the host is told by how much the server was late."""
    async with a_program(tmp_path) as program, an_hour(program) as hour:
        hosts, phones = await hour.hosts_and_phones(hosts=1)
        (host,) = hosts
        await host.command("start")
        before = await end_in(host, 2)
        version = host.history.last_version
        for phone in phones:
            await phone.until(lambda each=phone: each.history.last_version == version)  # type: ignore[misc]
        left_ms = before["ends_at"] - await host.server_time()
        await program.kill()
        await asyncio.sleep((left_ms + LATE) / 1_000 + 1)  # being away for so long is what is tested
        await program.start()
        for client in hosts + phones:
            await client.until(lambda each=client: each.history.last_version > version)  # type: ignore[misc]
            assert client.history.clock["index"] == before["index"] + 1
            assert client.history.clock["started_at"] == before["ends_at"]
        journal = await hour.ask("GET", "/journal")
        late = [entry for entry in journal if entry["type"] == "caught_up"]
        assert [entry["segments"] for entry in late] == [1]
        assert late[0]["late_ms"] > 0
        await hour.settle_and_check()
