"""Hotel Wi-Fi: slow, cut off again and again, and connections that are dead without anybody being told."""

import asyncio
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sessionrunner.gateway.options import GatewayOptions
from tests.browser.process import a_program
from tests.faults.clients import PATIENCE
from tests.faults.hours import an_hour, announcement, use
from tests.faults.network import a_network
from tests.faults.slowness import slowness

pytestmark = [pytest.mark.server, pytest.mark.timeout(900)]
SLOW = (0.1, 0.5)
CUT_EVERY = 4.0
"""Seconds; five times as often as a network that cuts every twenty. Longer on a busy machine, where it takes
longer to come back."""
CUTS = 4
OPTIONS = GatewayOptions(address="")
NOTICED_WITHIN = OPTIONS.ping_every + OPTIONS.pong_within
A_MOMENT = 3.0
"""Seconds that it may take beyond that; on a busy machine as many times longer as that is slower."""


async def test_slow_and_cut_off_again_and_again(tmp_path: Path) -> None:
    """Everything that was clicked and tapped is done once, whatever was on its way when the network went."""
    chance = random.Random(7)
    async with a_program(tmp_path) as program, a_network(program.address, chance) as network:
        network.delay = SLOW
        async with an_hour(program) as hour:
            hosts, phones = await hour.hosts_and_phones(address=network.address)
            await hosts[0].command("start")
            cutting = asyncio.create_task(network.cut_every(CUT_EVERY * slowness()))
            enough = asyncio.Event()
            users = [
                asyncio.create_task(use(hosts, phones, chance, lambda: not enough.is_set())) for _ in range(6)
            ]
            await hosts[0].until(lambda: len(hosts[0].history.closes) >= CUTS)
            cutting.cancel()
            enough.set()
            await asyncio.gather(*users)
            await hosts[0].command("announce", text=announcement())
            await hour.settle_and_check()
            assert sum(len(history.acknowledged) for history in hour.histories) > CUTS


async def test_half_open_connections(
    tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """From one moment on nothing comes through: both sides notice in time, and all are back once it does."""
    async with (
        a_program(tmp_path) as program,
        a_network(program.address, random.Random(9)) as network,
        an_hour(program) as hour,
    ):
        hosts, phones = await hour.hosts_and_phones(address=network.address)
        direct = hour.connect("in the room", hour.host_token)
        await direct.until(lambda: direct.history.views)
        assert await program.connected() == len(hour.clients)
        network.silent = True
        began, before = time.monotonic(), slowness()
        await asyncio.gather(
            *(client.until(lambda each=client: not each.connected) for client in hosts + phones)  # type: ignore[misc]
        )
        while await program.connected() > 1:
            assert time.monotonic() - began < PATIENCE
        took = time.monotonic() - began
        record_testsuite_property("seconds until both sides noticed", round(took, 1))
        assert took < NOTICED_WITHIN + A_MOMENT * max(before, slowness())
        await direct.command("start")
        network.silent = False
        network.cut()
        await hour.settle_and_check()
        assert all(client.history.clock["state"] == "running" for client in hour.clients)
