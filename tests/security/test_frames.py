"""Frames that never end, by hand: the sender is cut off in time, and nobody else notices."""

import asyncio
import struct
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sessionrunner.gateway.options import GatewayOptions
from tests.gateway.house import House, a_house

PATIENCE = 10.0
HELLO = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
UNMASKED = bytes(4)
BINARY, CONTINUED = 0x2, 0x0


@pytest_asyncio.fixture
async def house() -> AsyncIterator[House]:
    """A server with real sockets."""
    async with a_house() as opened:
        yield opened


class Bare:
    """A WebSocket whose frames are written byte by byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, house: House) -> "Bare":
        """Shake hands, and hear Engine.IO's first frame."""
        reader, writer = await asyncio.open_connection("127.0.0.1", int(house.url.rpartition(":")[2]))
        writer.write(HELLO.encode())
        async with asyncio.timeout(PATIENCE):
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101")
        return cls(reader, writer)

    def begin(self, opcode: int, promised: int, sent: bytes) -> None:
        """The head of a frame that is not the last of its message, and a part of what it promises."""
        self._writer.write(struct.pack("!BBH", opcode, 0x80 | 126, promised) + UNMASKED + sent)

    async def ended(self) -> bytes:
        """Everything that was sent until the connection had ended."""
        async with asyncio.timeout(PATIENCE):
            try:
                return await self._reader.read()
            except ConnectionResetError:
                return b""
            finally:
                self._writer.close()


async def test_a_binary_frame_that_is_never_finished() -> None:
    """Who has not shown a token is closed when their time is up, in the middle of a frame or not."""
    async with a_house(admit_within=0.2, goodbye_within=0.1) as house:
        bare = await Bare.open(house)
        bare.begin(BINARY, 60_000, b"x" * 10)
        await bare.ended()
        await house.until(lambda: house.gateway.waiting() == 0)


async def test_pieces_that_never_become_a_message(house: House) -> None:
    """What is kept of an unfinished message is bounded as a message is."""
    other = await house.phone("stage")
    bare = await Bare.open(house)
    piece = GatewayOptions(address="").most_message_bytes // 2
    for opcode in (BINARY, CONTINUED, CONTINUED):
        bare.begin(opcode, piece, b"x" * piece)
    assert struct.pack("!H", 1009) in await bare.ended()
    assert "t1" in await other.ask("sync", {"t0": 1})


async def test_a_frame_that_promises_gigabytes(house: House) -> None:
    """It is refused by what it says it is; nothing is kept free for it."""
    bare = await Bare.open(house)
    bare._writer.write(struct.pack("!BBQ", 0x82, 0x80 | 127, 1 << 40) + UNMASKED)
    assert struct.pack("!H", 1009) in await bare.ended()


@pytest.mark.parametrize("head", [b"\xc2\x80", b"\x83\x80", b"\x82\x01a", b"\x89\xfe\xff\xff"])
async def test_frames_that_break_the_protocol(house: House, head: bytes) -> None:
    """Compressed though nothing was agreed, an unknown kind, unmasked, a ping as long as a message."""
    bare = await Bare.open(house)
    bare._writer.write(head + UNMASKED)
    assert struct.pack("!H", 1002) in await bare.ended()
