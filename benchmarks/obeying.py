"""How a server in a process of its own is told what to do: a line of JSON at a time, each way.

It says hello first. `used` is answered with what the process holds and has used, `cpu` with the seconds of
computing alone, which takes none to find out; other words are the server's own, and are answered if they have
an answer.
"""

import asyncio
import json
import os
import sys
import time
from array import array
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

Words = dict[str, Any]
Obeys = Callable[[Words], Awaitable[Words | None]]
TICK_SECONDS = 0.005


async def obey(hello: Words, orders: Mapping[str, Obeys]) -> None:
    """Say hello, then do what is asked until the input ends."""
    say(hello)
    orders = {"used": _used, "cpu": _cpu} | dict(orders)
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    while line := (await reader.readline()).decode().strip():
        order: Words = json.loads(line)
        answer = await orders[order["do"]](order)
        if answer is not None:
            say(answer)


def say(words: Words) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


async def _cpu(_: Words) -> Words:
    return {"cpu": time.process_time()}


async def _used(_: Words) -> Words:
    return _held() | await _cpu({})


def _held() -> Words:
    """What this process holds (bytes resident, tasks, descriptors)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return {
        "bytes": pages * os.sysconf("SC_PAGE_SIZE"),
        "tasks": len(asyncio.all_tasks()),
        "descriptors": sum(1 for _ in Path("/proc/self/fd").iterdir()),
    }


class Lag:
    """How late the event loop gets round to things: a timer every few milliseconds, and what it missed by.

    Late is also who has to share the machine. `busy` is the most that the loop has computed in one go,
    which others on the machine do not change much.
    """

    def __init__(self) -> None:
        # Small, so that what is measured is the server: an hour has hundreds of thousands of them.
        self._late = array("d")
        self._busy = array("d")
        self._computed = time.thread_time()
        self._loop = asyncio.get_running_loop()
        self._due = self._loop.time() + TICK_SECONDS
        self._loop.call_at(self._due, self._tick)

    def _tick(self) -> None:
        now = self._loop.time()
        self._late.append((now - self._due) * 1000)
        computed = time.thread_time()
        self._busy.append((computed - self._computed) * 1000)
        self._computed = computed
        self._due = now + TICK_SECONDS
        self._loop.call_at(self._due, self._tick)

    async def read(self, _: Words) -> Words:
        """The lateness since it was last read, in milliseconds; from then on it is counted anew."""
        late, self._late = sorted(self._late) or [0.0], array("d")
        busy, self._busy = list(self._busy) or [0.0], array("d")
        return {
            "p99": late[int(len(late) * 0.99)],
            "max": late[-1],
            "busy": max(busy),
            "looks": len(late),
        }
