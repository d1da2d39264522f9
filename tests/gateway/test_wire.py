"""Connections that misbehave, fall silent or do not read: each is ended, and costs the others nothing."""

import asyncio
import gc
import json
import socket as sockets
import weakref
from collections.abc import Iterator

import pytest

from sessionrunner.gateway.frames import text_frame
from sessionrunner.gateway.options import Rate
from tests.gateway.house import PATIENCE, House, a_house


@pytest.mark.parametrize(
    "text",
    [
        "4",
        "4x",
        "42",
        "42[]",
        "42{}",
        '42[1,{"t0":1}]',
        '42["sync",{"t0":NaN}]',
        '42["sync",{"t0":1}',
        '42["connect",{}]',
        '42["disconnect",""]',
        '4212345678901234567890["sync",{"t0":1}]',
        '42/admin,["sync",{"t0":1}]',
        "40/admin,",
        '451-["command",{"_placeholder":true,"num":0}]',
        "431[1]",
        "44",
        "46",
        '42["sync",' + "[" * 20_000 + "]" * 20_000 + "]",
    ],
)
async def test_a_packet_that_no_client_sends_ends_the_connection(house: House, text: str) -> None:
    """Broken, binary, reserved or unknown packets close the socket of whoever sent them."""
    other = await house.phone("stage")
    phone = await house.phone("stage")
    await phone.say(text)
    assert await phone.ended() == 1008
    assert "t1" in await other.ask("sync", {"t0": 1})


@pytest.mark.parametrize("text", ["", "2", "2probe", "5", "6", "b4", "x", "0", "1"])
async def test_what_is_not_engine_io_ends_the_connection(house: House, text: str) -> None:
    """So does what is not even a message of the protocol below."""
    phone = await house.phone("stage")
    await phone.say(text)
    assert await phone.ended() == 1002


async def test_binary_and_oversized_messages_end_the_connection(house: House) -> None:
    """Text of a sensible size only."""
    phone = await house.phone("stage")
    await phone.socket.send_bytes(b"x")
    assert await phone.ended() == 1003
    phone = await house.phone("stage")
    await phone.say('42["command",{"text":"' + "x" * 70_000 + '"}]')
    assert await phone.ended() == 1009


async def test_nothing_is_compressed(house: House) -> None:
    """Compression is not agreed on, so a message that would unpack to gigabytes is not unpacked."""
    phone = await house.phone("stage")
    assert phone.socket.compress == 0
    await phone.socket.send_str("3", compress=15)
    assert await phone.ended() == 1002


async def test_a_flood_ends_the_connection() -> None:
    """Whoever sends far more than a page could is closed."""
    async with a_house(frames=Rate(per_second=0.001, burst=5)) as house:
        phone = await house.phone("stage")
        for _ in range(10):
            await phone.say('42["sync",{"t0":1}]')
        assert await phone.ended() == 1008


async def test_a_silent_client_is_noticed() -> None:
    """A phone that answers no pings is cut off, and is not there any more."""
    async with a_house(ping_every=0.05, pong_within=0.05) as house:
        phone = await house.phone("attendee", (await house.people())[0])
        assert house.gateway.connected() == 1
        async with asyncio.timeout(PATIENCE):
            while not (await phone.socket.receive()).type.name.startswith("CLOS"):
                pass
        await house.until(lambda: house.gateway.connected() == 0)


async def test_a_client_that_answers_pings_stays() -> None:
    """Ten heartbeats later it is still there."""
    async with a_house(ping_every=0.02, pong_within=5.0) as house:
        phone = await house.phone("stage")
        for _ in range(10):
            message = await phone.socket.receive(PATIENCE)
            assert message.data == "2"
            await phone.say("3")
        assert "t1" in await phone.ask("sync", {"t0": 1})


async def test_a_page_that_hangs_up_is_gone_at_once(house: House) -> None:
    """The closing handshake is answered."""
    phone = await house.phone("stage")
    await phone.hang_up()
    assert phone.socket.close_code == 1000
    await house.phone("stage")
    assert house.gateway.connected() == 1


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Python looks for no garbage that refers to itself."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("goodbye", [True, False])
async def test_what_a_connection_held_is_freed_when_it_ends(house: House, *, goodbye: bool) -> None:
    """Its memory does not wait for a walk through everything, which would stop every other phone."""
    phone = await house.phone("stage")
    (wire,) = house.gateway._server.engine.sockets.values()
    held = [weakref.ref(each) for each in (wire, wire._websocket, wire._request)]
    del wire
    if goodbye:
        await phone.hang_up()
    else:
        phone.socket.get_extra_info("socket").shutdown(sockets.SHUT_RDWR)
    await house.until(lambda: all(each() is None for each in held))


class StalledPhone:
    """A phone whose page never reads: its receive buffer is small and stays full."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    @classmethod
    async def open(cls, house: House, token: str) -> "StalledPhone":
        """Connect, be let in, and read no more than the beginning of the view."""
        plain = sockets.socket()
        plain.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
        plain.setblocking(False)
        await asyncio.get_running_loop().sock_connect(plain, ("127.0.0.1", int(house.url.rpartition(":")[2])))
        reader, writer = await asyncio.open_connection(sock=plain, limit=1024)
        writer.write(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )
        knock = b"40" + json.dumps({"token": token}).encode()
        assert len(knock) < 126
        writer.write(bytes([0x81, 0x80 | len(knock), 0, 0, 0, 0]) + knock)  # masked with zeros
        await reader.readuntil(b'42["view"')
        return cls(writer)

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


async def test_a_reader_that_reads_nothing_is_cut_off_when_too_much_waits() -> None:
    """What is kept for somebody who does not read is bounded; beyond it the connection is gone at once."""
    async with a_house(most_waiting_bytes=100_000) as house:
        stalled = await StalledPhone.open(house, await house.token("stage"))
        (link,) = house.gateway._links.values()
        frame = text_frame(b"x" * 50_000)
        waiting = []
        while link.wire.write(frame):
            waiting.append(link.wire._transport.get_write_buffer_size())
        assert 100_000 < max(waiting) <= 100_000 + len(frame)
        await house.until(lambda: house.gateway.connected() == 0)
        stalled.close()
