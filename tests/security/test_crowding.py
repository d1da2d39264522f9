"""A thousand connections that shake hands and say nothing; and what a server writes in its log."""

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from aiohttp import ClientSession, DummyCookieJar, TCPConnector, WSMsgType

from tests.browser.process import Program, a_program
from tests.faults.clients import PATIENCE, Client, Listener
from tests.faults.hours import an_hour, announcement
from tests.faults.slowness import slowness

pytestmark = [pytest.mark.server, pytest.mark.timeout(900)]
IDLE = 1_000
AT_ONCE = 50
MOST_BYTES = 50_000_000
LOOKS = 35
"""Fewer than a client may ask for the time at once."""
NOISE_SECONDS = 0.05
"""Added to what is compared: on a busy machine a single slow answer says nothing."""


def resident_bytes(program: Program) -> int:
    """The memory that the server holds."""
    pages = Path(f"/proc/{program.pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


async def slowest(client: Client) -> float:
    """How long the server takes to answer somebody else, in seconds: nearly the worst of many times."""
    took = []
    for _ in range(LOOKS):
        began = time.monotonic()
        await client.server_time()
        took.append(time.monotonic() - began)
    return sorted(took)[-2]


async def shake_hands(http: ClientSession, address: str, times: int) -> list[Listener]:
    """So many sockets that never say who they are."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one() -> Listener:
        async with gate:
            socket = await http.ws_connect(f"{address}/socket.io/?EIO=4&transport=websocket")
            await socket.receive()
            assert isinstance(socket, Listener)
            return socket

    return await asyncio.gather(*(one() for _ in range(times)))


async def to_the_end(socket: Listener) -> None:
    """Hear everything until the connection is closed."""
    while (await socket.receive()).type is WSMsgType.TEXT:
        continue  # a ping


async def test_a_thousand_idle_handshakes(
    tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """They take little memory, slow nobody down, and are gone ten seconds later."""
    jar, connector = DummyCookieJar(), TCPConnector(limit=0)
    async with a_program(tmp_path) as program, an_hour(program) as hour:
        one, other = hour.connect("one", hour.host_token), hour.connect("other", hour.host_token)
        for host in (one, other):
            await host.until(lambda each=host: each.history.views)  # type: ignore[misc]
        before, memory = await slowest(one), resident_bytes(program)
        async with ClientSession(cookie_jar=jar, connector=connector, ws_response_class=Listener) as http:
            idle = await shake_hands(http, program.address, IDLE)
            grown = resident_bytes(program) - memory
            after = await slowest(other)
            record_testsuite_property("MB for 1,000 idle handshakes", round(grown / 1e6, 1))
            record_testsuite_property(
                "others' slowest answer, ms", [round(each * 1_000, 1) for each in (before, after)]
            )
            assert grown < MOST_BYTES
            assert after < 2 * before + NOISE_SECONDS * slowness()
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*map(to_the_end, idle))
            assert {socket.told for socket in idle} == {1008}
            assert await program.connected() == 2
        await hour.settle_and_check()


async def test_no_token_is_in_any_log(tmp_path: Path) -> None:
    """With everything logged, through joining, hosting, refusals, links and a restart."""
    settings = {"SESSIONRUNNER_LOG_LEVEL": "debug", "SESSIONRUNNER_LOG_FORMAT": "json"}
    async with a_program(tmp_path, **settings) as program, an_hour(program) as hour:
        hosts, phones = await hour.hosts_and_phones()
        tokens = [client._token for client in hosts + phones]
        await hosts[0].command("start")
        await hosts[0].command("announce", text=announcement())
        await phones[0].command("end")
        link = (await hour.ask("POST", "/links", audience="stage"))["url"]
        tokens.append(link.partition("token=")[2])
        await wrong_requests(program, tokens)
        await program.kill()
        await program.start()
        await hour.settle_and_check()
        assert program.log.count("request") > len(phones)
        for token in tokens:
            assert token not in program.log


async def wrong_requests(program: Program, tokens: list[str]) -> None:
    """Tokens where they do not belong: in addresses, cookies, and requests that are refused."""
    async with ClientSession(cookie_jar=DummyCookieJar()) as http:
        for token in tokens:
            for path in (f"/s/x/host?token={token}", f"/{token}", f"/api/v1/me?token={token}"):
                headers = {"Cookie": f"sr_host_x={token}", "Authorization": f"Bearer {token}x"}
                async with http.get(program.address + path, headers=headers) as answer:
                    assert answer.status >= 400
