"""Connections that take their time: they are ended, and cost nobody else anything."""

import asyncio
from contextlib import suppress

import pytest

from sessionrunner.app import Served
from tests.security.conftest import IDLE

PATIENCE = 15.0


async def connect(served: Served) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A bare connection."""
    host, _, port = served.address.removeprefix("http://").partition(":")
    return await asyncio.open_connection(host, int(port))


async def trickle(writer: asyncio.StreamWriter, reader: asyncio.StreamReader) -> None:
    """One more header every moment, for as long as somebody listens."""
    while not reader.at_eof():
        writer.write(b"X-More: 1\r\n")
        await asyncio.sleep(IDLE / 10)


async def test_a_connection_that_says_nothing_is_ended(served: Served) -> None:
    """However many there are."""
    async with asyncio.timeout(PATIENCE):
        connections = [await connect(served) for _ in range(50)]
        assert {await reader.read() for reader, _ in connections} == {b""}
        for _, writer in connections:
            writer.close()


@pytest.mark.parametrize("beginning", [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n"])
async def test_headers_that_never_end_are_ended(served: Served, beginning: bytes) -> None:
    """A header now and then keeps no connection alive (known as slowloris)."""
    reader, writer = await connect(served)
    writer.write(beginning)
    slow = asyncio.create_task(trickle(writer, reader)) if beginning else None
    async with asyncio.timeout(PATIENCE):
        with suppress(ConnectionResetError):  # hung up upon, with a header of ours still unread
            assert b"200" not in await reader.read()
    writer.close()
    if slow is not None:
        await asyncio.gather(slow, return_exceptions=True)


async def test_a_body_that_never_ends_is_refused(served: Served) -> None:
    """Promised, begun, and never sent."""
    reader, writer = await connect(served)
    writer.write(
        b"POST /enter HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    )
    async with asyncio.timeout(PATIENCE):
        answer = await reader.readuntil(b"\r\n")
    assert answer.startswith(b"HTTP/1.1 400")
    writer.close()


async def test_a_connection_is_kept_for_the_next_request_for_a_while(served: Served) -> None:
    """And ended when none comes."""
    reader, writer = await connect(served)
    async with asyncio.timeout(PATIENCE):
        for _ in range(2):
            writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            assert (await reader.readuntil(b'"ok"}')).startswith(b"HTTP/1.1 200")
        assert await reader.read() == b""
    writer.close()
