"""Many phones in one process, as cheap as Python can make them: the protocol by hand, frames counted.

Used by the benchmarks that need a crowd. A phone speaks Socket.IO over a WebSocket (or, for servers to
compare with, a bare WebSocket), answers pings, and notes when it was last told something.
"""

import asyncio
import json
import resource
import struct
import time
from collections.abc import Callable, Sequence

FRAMES_MASKED_WITH_ZEROS = bytes(4)
TEXT, CLOSE = 0x1, 0x8


def allow_many_sockets() -> None:
    """Raise this process's limit on open files as far as it may go."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def masked_text(text: str) -> bytes:
    """A text frame from a client."""
    payload = text.encode()
    if len(payload) < 126:
        head = bytes([0x81, 0x80 | len(payload)])
    else:
        head = struct.pack("!BBH", 0x81, 0x80 | 126, len(payload))
    return head + FRAMES_MASKED_WITH_ZEROS + payload


class Crowd:
    """All phones, and what they are waiting for together."""

    def __init__(self) -> None:
        self.phones: list[Phone] = []
        self.wanted = b""
        self.missing = 0
        self.last_at = 0.0
        self.last_size = 0
        self.closed = 0
        self._done = asyncio.Event()

    def expect(self, wanted: bytes) -> None:
        """From now on wait until every phone has had one more message with `wanted` in it."""
        self.wanted = wanted
        self.missing = len(self.phones)
        self._done.clear()

    async def all_told(self, patience: float = 60.0) -> float:
        """When the last phone was told, in seconds of the monotonic clock."""
        async with asyncio.timeout(patience):
            await self._done.wait()
        return self.last_at

    def told(self, message: bytes) -> None:
        """A phone has had a message."""
        if self.missing and self.wanted in message:
            self.missing -= 1
            self.last_size = len(message)
            if not self.missing:
                self.last_at = time.monotonic()
                self._done.set()


class Phone(asyncio.Protocol):
    """One connection. With `token` it speaks Socket.IO, without one it only listens."""

    def __init__(self, crowd: Crowd, host: str, path: str, token: str | None) -> None:
        self._crowd = crowd
        self._hello = (
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        ).encode()
        self._token = token
        self._buffer = bytearray()
        self._shaken = False
        self._transport: asyncio.Transport | None = None
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Shake hands."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._hello)

    def data_received(self, data: bytes) -> None:
        """Take whole frames off what has come."""
        buffer = self._buffer
        buffer += data
        if not self._shaken:
            end = buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            assert buffer.startswith(b"HTTP/1.1 101"), bytes(buffer[:200])
            del buffer[: end + 4]
            self._shaken = True
            if self._token is None:
                self.ready.set_result(None)
        while (frame := self._next_frame()) is not None:
            self._take(frame)

    def connection_lost(self, exc: Exception | None) -> None:
        """The server, or we, hung up."""
        self._crowd.closed += 1
        if not self.ready.done():
            self.ready.set_exception(exc or ConnectionError("closed before it was let in"))

    def say(self, text: str) -> None:
        """Send a text."""
        assert self._transport is not None
        self._transport.write(masked_text(text))

    def hang_up(self) -> None:
        """Close without a word, as a phone does that is switched off."""
        if self._transport is not None:
            self._transport.abort()

    def _next_frame(self) -> bytes | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        size, start = buffer[1], 2
        if size == 126:
            if len(buffer) < 4:
                return None
            (size,), start = struct.unpack_from("!H", buffer, 2), 4
        elif size == 127:
            if len(buffer) < 10:
                return None
            (size,), start = struct.unpack_from("!Q", buffer, 2), 10
        if len(buffer) < start + size:
            return None
        payload = bytes(buffer[start : start + size])
        opcode = buffer[0] & 0x0F
        del buffer[: start + size]
        return payload if opcode == TEXT else b""

    def _take(self, message: bytes) -> None:
        self._crowd.told(message)
        if self._token is None:
            return
        if message == b"2":
            self.say("3")
        elif message.startswith(b"0"):
            self.say("40" + json.dumps({"token": self._token}))
        elif message.startswith(b"40") and not self.ready.done():
            self.ready.set_result(None)
        elif message.startswith(b"44"):
            raise ConnectionError(message.decode())


async def gather_crowd(
    host: str, port: int, path: str, tokens: Sequence[str | None], at_once: int = 50
) -> Crowd:
    """Connect a phone for every token, `at_once` at a time, and wait until all are let in."""
    crowd = Crowd()
    loop = asyncio.get_running_loop()
    gate = asyncio.Semaphore(at_once)

    async def one(token: str | None) -> None:
        async with gate:
            made: Callable[[], Phone] = lambda: Phone(crowd, f"{host}:{port}", path, token)  # noqa: E731
            _, phone = await loop.create_connection(made, host, port)
            await phone.ready
            crowd.phones.append(phone)

    await asyncio.gather(*(one(token) for token in tokens))
    return crowd
