"""From the host's click to the last phone: a pulse to all, and everybody's own view, beside what is possible.

    python benchmarks/push.py [--phones 2000] [--repeats 15] [--replans 5] [--json]

Compares, in one run and over the same messages, taking turns so that a busy moment of the machine
meets them all: a bare loop of socket writes (the floor), bare aiohttp WebSockets, this server with all it
does (a command over a socket, decide, commit to the disk, publish, views made anew), and python-socketio
as it comes. The phones are a process of their own, this one, and offer compression as browsers do, which
python-socketio takes up. Nothing here passes or fails.

`pulse` is a pause or a resume. `view` is an announcement, which stands in everybody's view. `replan` is a
whole plan that is undone, so that everybody's itinerary is another; planning itself is not in it.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.phones import Crowd, Phone, allow_many_sockets
from benchmarks.served import Served
from benchmarks.telling import Found, at, options, table, tell

RIVALS = ("floor", "bare", "stock")
SETTLE_SECONDS = 0.15
QUIET_SECONDS = 0.5
PLANNING_SECONDS = 120.0


class Contestant:
    """A server with its phones."""

    def __init__(self, name: str, served: Served) -> None:
        self.name = name
        self.served = served
        self.phones: list[Phone] = []
        self.kilobytes = 0.0
        self.taken: dict[str, list[dict[str, float]]] = {}

    def gather(self, crowd: Crowd, phones: int) -> None:
        """Connect every phone, and see how much memory that took."""
        before = self.served.used()
        tokens = self.served.hello.get("tokens") or ["any" if self.name == "stock" else None] * phones
        self.phones = crowd.gather(self.served.address, self.served.path, tokens)
        for phone in self.phones:
            phone.note = self.name
        crowd.idle(SETTLE_SECONDS)
        self.kilobytes = (self.served.used()["bytes"] - before["bytes"]) / phones / 1000


class Match:
    """All contestants, and the phones' one listener."""

    def __init__(self, phones: int) -> None:
        self.crowd = Crowd()
        self.crowd.heard = self._heard
        self._phones = phones
        self._wanted = ("", b"")
        self._arrivals: list[float] = []
        self._messages: list[bytes] = []
        self._sampling = True
        self._commands = 0
        begin = ("start", "advance", "advance")
        self.ours = Contestant("ours", Served("benchmarks.our_server", phones=phones, begin=begin, rounds=6))
        self.ours.gather(self.crowd, phones)
        (self.host,) = self.crowd.gather(
            self.ours.served.address, self.ours.served.path, [self.ours.served.hello["host"]]
        )
        self.samples = {
            "view": self._sample("view", "announce", text="A word to everybody"),
            "pulse": self._sample("pulse", "pause"),
        }
        self._sampling, self._messages = False, []
        self.command("resume")
        words = {what: json.loads(message[2:])[1] for what, message in self.samples.items()}
        self.rivals = [
            Contestant(kind, Served("benchmarks.rival_servers", kind=kind, phones=phones, **words))
            for kind in RIVALS
        ]
        for rival in self.rivals:
            rival.gather(self.crowd, phones)

    def stop(self) -> None:
        """Hang up and end the servers."""
        for one in (self.ours, *self.rivals):
            one.served.stop()
        self.crowd.close()

    def compare(self, what: str, ask_ours: Callable[[], None], rivals_do: str) -> None:
        """Once each: how long until the phones have it, and what it costs the server."""
        self._measure(self.ours, what, what if what == "pulse" else "view", ask_ours)
        for rival in self.rivals:
            self._measure(rival, what, rivals_do, partial(rival.served.tell, rivals_do))

    def command(self, kind: str, patience: float = 60.0, **fields: Any) -> None:
        """Have the host's page give a command, and wait for its answer."""
        answered: list[bytes] = []
        self._give(answered, kind, **fields)
        self.crowd.until(lambda: bool(answered), patience)

    def giving(self, kind: str, **fields: Any) -> Callable[[], None]:
        """A command of the host's page that is not waited for."""
        return lambda: self._give([], kind, **fields)

    def _give(self, answered: list[bytes], kind: str, **fields: Any) -> None:
        self._commands += 1

        def take(answer: bytes) -> None:
            if b'"error"' in answer[:20]:
                raise ValueError(answer.decode())
            answered.append(answer)

        self.host.ask("command", {"type": kind, "id": f"c{self._commands}"} | fields, take)

    def _measure(self, one: Contestant, what: str, event: str, ask: Callable[[], None]) -> None:
        self.crowd.idle(SETTLE_SECONDS)
        before = one.served.cpu()
        self._wanted, self._arrivals = (one.name, b'42["' + event.encode()), []
        began = time.monotonic()
        ask()
        self._wait()
        waits = [(arrival - began) * 1000 for arrival in self._arrivals]
        self.crowd.idle(SETTLE_SECONDS)  # what is still to do afterwards counts too
        cpu = (one.served.cpu() - before) * 1_000_000 / len(one.phones)
        found = {"p50": at(0.5, waits), "p99": at(0.99, waits), "last": waits[-1], "cpu_us_a_phone": cpu}
        one.taken.setdefault(what, []).append(found | {"phones": len(waits)})

    def _wait(self) -> None:
        """Until everybody has it, or nobody has had anything for a while (not everybody need change)."""
        give_up = time.monotonic() + 60
        while len(self._arrivals) < self._phones:
            self.crowd.turn(0.02)
            last = self._arrivals[-1] if self._arrivals else give_up
            if time.monotonic() > last + QUIET_SECONDS:
                return

    def _heard(self, phone: Phone, message: bytes) -> None:
        name, start = self._wanted
        if phone.note == name and message.startswith(start):
            self._arrivals.append(time.monotonic())
            if self._sampling:
                self._messages.append(message)

    def _sample(self, event: str, kind: str, **fields: Any) -> bytes:
        """A message of ours of the usual size, as a phone has it after the host's command."""
        self._wanted, self._messages = ("ours", b'42["' + event.encode()), []
        self.command(kind, **fields)
        self.crowd.until(lambda: len(self._messages) >= self._phones)
        return sorted(self._messages, key=len)[len(self._messages) // 2]


def run(phones: int, repeats: int, replans: int) -> Found:
    """Measure all."""
    match = Match(phones)
    try:
        for number in range(repeats):
            match.compare("pulse", match.giving("resume" if number % 2 else "pause"), "pulse")
            match.compare("view", match.giving("announce", text=f"Number {number:04}"), "view")
        for _ in range(replans):
            match.command("replan", PLANNING_SECONDS)
            match.crowd.idle(QUIET_SECONDS)
            match.compare("replan", match.giving("undo"), "view")
    finally:
        match.stop()
    return {
        "phones": phones,
        "repeats": repeats,
        "pulse_bytes": len(match.samples["pulse"]),
        "view_bytes": len(match.samples["view"]),
        "kinds": {one.name: _summary(one, match.rivals[1]) for one in (match.ours, *match.rivals)},
    }


def _summary(one: Contestant, bare: Contestant) -> Found:
    """Medians over the repeats; the ratios are medians of the ratios within a repeat.

    `best` is each one's best repeat, and their ratio: what other programs on the machine disturb least.
    """
    found: Found = {"kb_a_phone": one.kilobytes}
    for what, taken in one.taken.items():
        beside = bare.taken[what]
        found[what] = {key: median(each[key] for each in taken) for key in taken[0]}
        for name, pick in (("worst_p99", max), ("best_p99", min)):
            found[what][name] = pick(each["p99"] for each in taken)
        found[what]["best_p99_to_bare"] = found[what]["best_p99"] / min(each["p99"] for each in beside)
        for key in ("p99", "cpu_us_a_phone"):
            ratios = [mine[key] / its[key] for mine, its in zip(taken, beside, strict=True)]
            found[what][f"{key}_to_bare"] = median(ratios)
    return found


def shown(found: Found) -> Table:
    """The measurements for people."""
    heads = ("", "p50 ms", "p99", "x bare", "best p99", "x bare", "CPU µs a phone", "x bare", "KB a phone")
    keys = (
        "p50",
        "p99",
        "p99_to_bare",
        "best_p99",
        "best_p99_to_bare",
        "cpu_us_a_phone",
        "cpu_us_a_phone_to_bare",
    )
    rows = [
        (f"{what}: {kind}", *(one[what][key] for key in keys), one["kb_a_phone"])
        for what in ("pulse", "view", "replan")
        for kind, one in found["kinds"].items()
        if what in one
    ]
    title = "{phones} phones, a pulse of {pulse_bytes} bytes, a view of {view_bytes}; medians of {repeats}"
    return table(title.format_map(found), heads, rows)


def main() -> None:
    """Measure and print."""
    wanted = options(__doc__, phones=2_000, repeats=15, replans=5)
    allow_many_sockets()
    tell(run(wanted.phones, wanted.repeats, wanted.replans), shown, as_json=wanted.json)


if __name__ == "__main__":
    main()
