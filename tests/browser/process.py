"""The program as its users start it: a process of its own, which can be killed and started again."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout

OPERATOR = "an-operator-token-that-only-tests-know"
PATHS = os.pathsep.join(sys.path)
PATIENCE = ClientTimeout(total=120)


class Program:
    """`sessionrunner serve` on a port of its own, with its database and its log in `folder`.

    `module` is another program that takes the same arguments; `settings` are more environment variables.
    """

    def __init__(
        self, folder: Path, http: ClientSession, *, module: str = "sessionrunner", **settings: str
    ) -> None:
        self._folder = folder
        self._http = http
        self._module = module
        self._settings = settings
        self._port = free_port()
        self._process: asyncio.subprocess.Process | None = None
        self.address = f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int:
        """The id of its process."""
        return self._running.pid

    @property
    def database(self) -> Path:
        """Where it keeps everything."""
        return self._folder / "sessionrunner.sqlite3"

    @property
    def log(self) -> str:
        """All that it has logged."""
        return (self._folder / "log").read_text(encoding="utf-8")

    async def start(self) -> None:
        """Start it, and return once it serves."""
        await self._launch()
        await self.says("Ctrl+C")

    async def ends(self) -> int:
        """Start it, although it will not serve; answers its exit status."""
        await self._launch()
        return await self._running.wait()

    async def _launch(self) -> None:
        with (self._folder / "log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", self._module, "serve", "--host", "127.0.0.1", "--port", str(self._port)),
                cwd=self._folder,
                env=os.environ
                | {"SESSIONRUNNER_OPERATOR_TOKEN": OPERATOR, "PYTHONPATH": PATHS}
                | self._settings,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )

    async def says(self, wanted: str) -> None:
        """Wait for a line with `wanted` in it."""
        assert self._running.stdout is not None
        async for line in self._running.stdout:
            if wanted.encode() in line:
                return
        pytest.fail(f"the server ended:\n{self.log}")

    async def tell(self, line: str) -> None:
        """Say something to a program that obeys, and wait until it has heard."""
        assert self._running.stdin is not None
        self._running.stdin.write(f"{line}\n".encode())
        await self._running.stdin.drain()
        await self.says("heard")

    async def kill(self) -> None:
        """What a power cut does: SIGKILL, by the id of this one process. A dead one stays dead."""
        # It may have ended by itself; complaining about that here would hide why a test failed.
        with suppress(ProcessLookupError):
            self._running.send_signal(signal.SIGKILL)
        await self._running.wait()

    async def stop(self) -> int:
        """What an operator does: SIGTERM, by the id of this one process; answers its exit status."""
        self._running.send_signal(signal.SIGTERM)
        return await self._running.wait()

    @property
    def _running(self) -> asyncio.subprocess.Process:
        assert self._process is not None, "start it first"
        return self._process

    async def call(self, method: str, path: str, token: str = OPERATOR, **body: Any) -> Any:
        """The API; any refusal fails the test."""
        headers = {"Authorization": f"Bearer {token}"}
        async with self._http.request(
            method, self.address + path, headers=headers, json=body or None, timeout=PATIENCE
        ) as answer:
            assert answer.ok, await answer.text()
            return await answer.json()

    async def connected(self) -> int:
        """How many sockets are let in, as its metrics say."""
        return int((await self.metric("sessionrunner_connected"))[""])

    async def metric(self, name: str) -> dict[str, float]:
        """A metric's values, by their labels as they are written."""
        async with self._http.get(f"{self.address}/metrics", timeout=PATIENCE) as answer:
            text = await answer.text()
        found = re.findall(rf"^{name}(?:\{{(.*)\}})? (\S+)$", text, re.MULTILINE)
        return {labels: float(value) for labels, value in found}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@asynccontextmanager
async def a_program(
    folder: Path, *, module: str = "sessionrunner", **settings: str
) -> AsyncIterator[Program]:
    """The program, serving; killed in the end if it still runs."""
    async with ClientSession() as http:
        program = Program(folder, http, module=module, **settings)
        await program.start()
        try:
            yield program
        finally:
            await program.kill()
