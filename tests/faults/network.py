"""A bad network between clients and the server: a proxy that delays, cuts and swallows."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

CHUNK = 65_536


class Network:
    """What happens to what passes through may be changed at any time. Times are seconds."""

    def __init__(self, address: str, chance: random.Random) -> None:
        self.delay = (0.0, 0.0)
        """Least and most that anything is on its way; nothing overtakes anything."""
        self.silent = False
        """Whether everything, the end of a connection included, vanishes without a word."""
        self.address = ""
        self._target = urlsplit(address)
        self._chance = chance
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A client connects."""
        try:
            server = await asyncio.open_connection(self._target.hostname, self._target.port)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, server[1]}
        for one, other in ((reader, server[1]), (server[0], writer)):
            task = asyncio.create_task(self._pass_on(one, other))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def cut(self) -> None:
        """End every connection there is, as a reset."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def cut_every(self, seconds: float) -> None:
        """Cut again and again, until cancelled."""
        while True:
            await asyncio.sleep(seconds)
            self.cut()

    async def close(self) -> None:
        """Nothing passes through any more."""
        self.cut()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        arrives = loop.time()
        on_its_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        delivering = asyncio.create_task(self._deliver(on_its_way, writer))
        with suppress(ConnectionError):
            while data := await reader.read(CHUNK):
                arrives = max(arrives, loop.time() + self._chance.uniform(*self.delay))
                on_its_way.put_nowait((arrives, data))
        on_its_way.put_nowait((arrives, b""))
        await delivering

    async def _deliver(
        self, on_its_way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
    ) -> None:
        loop = asyncio.get_running_loop()
        while True:
            arrives, data = await on_its_way.get()
            await asyncio.sleep(max(0.0, arrives - loop.time()))
            if self.silent:
                continue
            if not data:
                writer.close()
                return
            writer.write(data)


@asynccontextmanager
async def a_network(address: str, chance: random.Random) -> AsyncIterator[Network]:
    """A network whose far end is the server at `address`; clients use its own address instead."""
    network = Network(address, chance)
    server = await asyncio.start_server(network.take, "127.0.0.1", 0)
    network.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield network
    finally:
        server.close()
        await network.close()
