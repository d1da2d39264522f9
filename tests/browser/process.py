"""The program as its users start it: a process of its own, which can be killed and started again."""

import asyncio
import os
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
PATIENCE = ClientTimeout(total=5)


class Program:
    """`sessionrunner serve` on a port of its own, with its database in `folder`."""

    def __init__(self, folder: Path, http: ClientSession) -> None:
        self._folder = folder
        self._http = http
        self._port = free_port()
        self._process: asyncio.subprocess.Process | None = None
        self.address = f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Start it, and return once it serves."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "sessionrunner", "serve", "--host", "127.0.0.1", "--port", str(self._port)),
            cwd=self._folder,
            env=os.environ | {"SESSIONRUNNER_OPERATOR_TOKEN": OPERATOR, "PYTHONPATH": PATHS},
            stdout=asyncio.subprocess.PIPE,
        )
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            if b"Ctrl+C" in line:
                return
        pytest.fail("the server ended instead of serving")

    async def kill(self) -> None:
        """What a power cut does: SIGKILL, by the id of this one process. A dead one stays dead."""
        assert self._process is not None
        # It may have ended by itself; complaining about that here would hide why a test failed.
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def call(self, method: str, path: str, token: str = OPERATOR, **body: Any) -> Any:
        """The API; any refusal fails the test."""
        headers = {"Authorization": f"Bearer {token}"}
        async with self._http.request(
            method, self.address + path, headers=headers, json=body or None, timeout=PATIENCE
        ) as answer:
            assert answer.ok, await answer.text()
            return await answer.json()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@asynccontextmanager
async def a_program(folder: Path) -> AsyncIterator[Program]:
    """The program, serving; killed in the end if it still runs."""
    async with ClientSession() as http:
        program = Program(folder, http)
        await program.start()
        try:
            yield program
        finally:
            await program.kill()
