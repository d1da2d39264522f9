"""The way between a browser and the server, which a test may make slow, or dead without a word."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from tests.host_page.house import House

MOST_BYTES = 65_536
SOCKET = b"GET /socket.io/"


@dataclass(eq=False)
class Line:
    """One TCP connection. Once `dead`, what either side sends is swallowed, and neither is told."""

    dead: bool = False
    server_gave_up: asyncio.Event = field(default_factory=asyncio.Event)


class Wire:
    """A TCP proxy in front of the server."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._lines: list[Line] = []
        self._writers: list[asyncio.StreamWriter] = []
        self.sockets: asyncio.Queue[Line] = asyncio.Queue()
        """Those that turned out to be WebSockets, as they come."""
        self.delay = 0.0
        """How long every byte is on its way, in seconds."""

    def go_dead(self) -> None:
        """From now on nothing goes through the connections that are open; new ones work."""
        for line in self._lines:
            line.dead = True

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Connect a browser's connection through to the server."""
        from_server, to_server = await asyncio.open_connection(*self._target)
        self._writers += (writer, to_server)
        line = Line()
        self._lines.append(line)
        await asyncio.gather(
            self._pump(line, reader, to_server), self._pump(line, from_server, writer, line.server_gave_up)
        )
        self._lines.remove(line)

    async def _pump(
        self,
        line: Line,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        gave_up: asyncio.Event | None = None,
    ) -> None:
        later = asyncio.get_running_loop().call_later
        try:
            while data := await reader.read(MOST_BYTES):
                if not gave_up and data.startswith(SOCKET):
                    self.sockets.put_nowait(line)
                if not line.dead:
                    later(self.delay, writer.write, data)
        except ConnectionError:
            line.dead = True
        if gave_up:
            gave_up.set()
        if not line.dead:
            later(self.delay, writer.close)

    def close(self) -> None:
        """Close every connection, on both sides."""
        for writer in self._writers:
            writer.close()


@asynccontextmanager
async def a_wire(house: House) -> AsyncIterator[tuple[Wire, House]]:
    """The same house, reached over a wire of its own."""
    target = urlsplit(house.served.address)
    wire = Wire(str(target.hostname), target.port or 80)
    server = await asyncio.start_server(wire.carry, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    served = replace(house.served, address=f"http://127.0.0.1:{port}")
    try:
        yield wire, replace(house, served=served)
    finally:
        server.close()
        wire.close()
