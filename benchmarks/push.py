"""From the host's click to the last phone: a pulse to all, and everybody's own view, beside what is possible.

    python benchmarks/push.py [--phones 2000] [--repeats 20] [--json]

Compares, in one run and over the same bytes: a bare loop of socket writes (the floor), bare aiohttp
WebSockets, this server with all it does (decide, commit, publish, views made anew), and python-socketio as it
comes. The phones are a process of their own, this one. Nothing here passes or fails.
"""

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.phones import Crowd, allow_many_sockets, gather_crowd

ORDER = ("floor", "bare", "ours", "stock")
PULSE_BYTES = 330
SETTLE_SECONDS = 0.3
COLUMNS = ("p50 ms", "max ms", "x bare", "CPU us", "x bare")
EXPLANATION = "p50 and max: until the last phone has it. CPU: the server's microseconds for each phone."


class Served:
    """A server in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process, hello: dict[str, Any]) -> None:
        self.process = process
        self.hello = hello

    @classmethod
    async def start(cls, kind: str, phones: int, view_bytes: int) -> "Served":
        """Start the server and wait until it listens."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benchmarks.push_servers",
            kind,
            *map(str, (phones, PULSE_BYTES, view_bytes)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=2**26,
            cwd=Path(__file__).parent.parent,
        )
        return cls(process, await cls._answer(process))

    def say(self, line: str) -> None:
        """Have something done."""
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")

    async def used(self) -> dict[str, Any]:
        """How many `bytes` the server holds, and how many seconds of `cpu` it has used."""
        self.say("used")
        return await self._answer(self.process)

    async def stop(self) -> None:
        """End the server."""
        self.process.kill()
        await self.process.wait()

    @staticmethod
    async def _answer(process: asyncio.subprocess.Process) -> dict[str, Any]:
        assert process.stdout is not None
        answer: dict[str, Any] = json.loads(await process.stdout.readline())
        return answer


async def measure(kind: str, phones: int, repeats: int, view_bytes: int) -> dict[str, Any]:
    """How long one kind of server takes, in milliseconds, and what it holds for each phone."""
    served = await Served.start(kind, phones, view_bytes)
    try:
        before = await served.used()
        hello = served.hello
        tokens = hello["tokens"] or ["any" if "socket.io" in hello["path"] else None] * phones
        crowd = await gather_crowd("127.0.0.1", hello["port"], hello["path"], tokens)
        after = await served.used()
        found: dict[str, Any] = {"kb_a_phone": (after["bytes"] - before["bytes"]) / phones / 1000}
        for what in ("pulse", "view"):
            await once(served, crowd, what)
            before = await served.used()
            times = [await once(served, crowd, what) for _ in range(repeats)]
            cpu = (await served.used())["cpu"] - before["cpu"]
            micros = cpu * 1_000_000 / repeats / phones
            found[what] = {"p50": median(times), "max": max(times), "cpu_us_a_phone": micros}
        return found
    finally:
        await served.stop()


async def once(served: Served, crowd: Crowd, what: str) -> float:
    """Milliseconds from asking to the moment the last phone had it."""
    await asyncio.sleep(SETTLE_SECONDS)
    crowd.expect(b'42["' + what.encode())
    began = time.monotonic()
    served.say("pulse" if what == "pulse" else "views")
    return (await crowd.all_told() - began) * 1000


async def size_of_a_view(phones: int) -> int:
    """How many bytes a phone's view has in a session of this size."""
    served = await Served.start("ours", phones, 0)
    try:
        hello = served.hello
        crowd = await gather_crowd("127.0.0.1", hello["port"], hello["path"], hello["tokens"][:1])
        crowd.expect(b'42["view')
        served.say("views")
        await crowd.all_told()
        return crowd.last_size
    finally:
        await served.stop()


async def run(phones: int, repeats: int) -> dict[str, Any]:
    """Measure all."""
    view_bytes = await size_of_a_view(phones)
    return {
        "phones": phones,
        "pulse_bytes": PULSE_BYTES,
        "view_bytes": view_bytes,
        "kinds": {kind: await measure(kind, phones, repeats, view_bytes) for kind in ORDER},
    }


def table(found: dict[str, Any]) -> str:
    """The measurements for people."""
    lines = [f"{found['phones']} phones. {EXPLANATION}"]
    for what, size in (("pulse", found["pulse_bytes"]), ("view", found["view_bytes"])):
        lines.append(f"\n{what}, {size} bytes".ljust(23) + "".join(f"{head:>10}" for head in COLUMNS))
        bare = found["kinds"]["bare"][what]
        for kind, measured in found["kinds"].items():
            one = measured[what]
            cells = (
                one["p50"],
                one["max"],
                one["p50"] / bare["p50"],
                one["cpu_us_a_phone"],
                one["cpu_us_a_phone"] / bare["cpu_us_a_phone"],
            )
            lines.append(f"{kind:22}" + "".join(f"{cell:>10.1f}" for cell in cells))
    lines.append("\nserver memory, KB a phone")
    lines += [f"{kind:22}{measured['kb_a_phone']:>10.1f}" for kind, measured in found["kinds"].items()]
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--phones", type=int, default=2000)
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON too")
    wanted = parser.parse_args()
    allow_many_sockets()
    found = asyncio.run(run(wanted.phones, wanted.repeats))
    print(table(found))
    if wanted.json:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
