"""The real server, in which faults can be set off from outside; run as a program by the tests.

It takes the arguments of `sessionrunner serve`, and obeys lines on its standard input:

    block 2000 1700000000000    the event loop stands still for 2,000 ms from that instant on
    step 60000                  somebody sets this computer's time forward by 60,000 ms
"""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from apscheduler.schedulers import base as apscheduler

from sessionrunner.adapters import alarm
from sessionrunner.serving import serve_until_stopped
from sessionrunner.settings import load


class SteppedTime:
    """Stands in for everything that asks what this computer's time is, so that it can be set."""

    def __init__(self) -> None:
        self.by_ms = 0
        real_time, real_time_ns = time.time, time.time_ns
        time.time = lambda: real_time() + self.by_ms / 1_000
        time.time_ns = lambda: real_time_ns() + self.by_ms * 1_000_000
        for module in (apscheduler, alarm):
            vars(module)["datetime"] = self._datetime()

    def step(self, by_ms: int) -> None:
        """Set this computer's time forward, or back."""
        self.by_ms += by_ms

    def _datetime(self) -> type[datetime]:
        stepped = self

        class Stepped(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) + timedelta(milliseconds=stepped.by_ms)

        return Stepped


def block(for_ms: int, at: int) -> None:
    """Stand still for a while from `at` on."""
    real_now = time.time_ns() // 1_000_000
    wait = max(0, at - real_now) / 1_000
    asyncio.get_running_loop().call_later(wait, time.sleep, for_ms / 1_000)


async def obey(stepped: SteppedTime) -> None:
    """Set off what is asked for, until there is nobody who asks."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    faults: dict[str, Callable[..., None]] = {"block": block, "step": stepped.step}
    while line := (await reader.readline()).decode().split():
        faults[line[0]](*map(int, line[1:]))
        sys.stdout.write("heard\n")
        sys.stdout.flush()


async def serve() -> None:
    """Serve as the command line does, and obey meanwhile."""
    _, _, _, host, _, port = sys.argv
    obeying = asyncio.create_task(obey(SteppedTime()))
    await serve_until_stopped(load(None, os.environ, {"host": host, "port": port}))
    obeying.cancel()


if __name__ == "__main__":
    asyncio.run(serve())
