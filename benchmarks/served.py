"""A server in a process of its own, as a benchmark holds it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOCKET_IO = "/socket.io/?EIO=4&transport=websocket"


class Served:
    """A server that listens; `hello` is what it said first."""

    def __init__(self, module: str, **options: object) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, json.dumps(options)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        self.hello = self._answer()
        self.address: tuple[str, int] = ("127.0.0.1", self.hello["port"])
        self.path: str = self.hello["path"]

    def tell(self, do: str, **fields: object) -> None:
        """Have something done that has no answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do} | fields).encode() + b"\n")
        self._process.stdin.flush()

    def ask(self, do: str, **fields: object) -> dict[str, Any]:
        """Have something done, and wait for the answer."""
        self.tell(do, **fields)
        return self._answer()

    def used(self) -> dict[str, Any]:
        """What the server holds and has used: `bytes`, `cpu` seconds, `tasks`, `descriptors`."""
        return self.ask("used")

    def cpu(self) -> float:
        """The seconds of computing that the server has used."""
        return float(self.ask("cpu")["cpu"])

    def stop(self) -> None:
        """End the server; one that does not obey is killed."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise ConnectionError("the server has ended; what it said last is above")
        answer: dict[str, Any] = json.loads(line)
        return answer
