"""Everybody reconnects within a few seconds, as after the Wi-Fi's own reboot.

    python benchmarks/storm.py [--phones 2000] [--within 5] [--repeats 3] [--json]

All phones of a running session are cut off at once and come back at random moments within `--within` seconds
(0: all at the same moment), each with the whole handshake, its first view, and the page's four questions
about the time. Meanwhile the host goes on pausing and resuming once a second, over a socket that stayed.
`current` is when the last phone had the newest version. `a phone's wait` is from its first byte to its first
view; `the host's wait` from a click to its answer. `late` is how late the server's loop got round to things.
"""

import random
import sys
import time
from functools import partial
from pathlib import Path
from statistics import median

from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.attending import Attendee, attend
from benchmarks.phones import Crowd, Phone, allow_many_sockets
from benchmarks.served import Served
from benchmarks.telling import Found, at, options, table, tell

CLICK_EVERY_SECONDS = 1.0
CALM_SECONDS = 2.0
COME_BACK_SECONDS = 0.5
PATIENCE_SECONDS = 120.0


class Storm:
    """A session whose phones all go and come back."""

    def __init__(self, phones: int) -> None:
        self.served = Served("benchmarks.our_server", phones=phones, begin=("start", "advance"), rounds=6)
        self.crowd = Crowd()
        self.everybody = attend(self.crowd, self.served, _nothing)
        (self.host,) = self.crowd.gather(self.served.address, self.served.path, [self.served.hello["host"]])
        self.crowd.lost = self._cut_off
        self._cut = 0
        self._version = 0
        self._clicks = self._answered_all = 0
        self._clicking = False
        self._answers: list[float] = []

    def stop(self) -> None:
        """End all."""
        self.served.stop()
        self.crowd.close()

    def once(self, within: float) -> dict[str, float]:
        """One storm; times in milliseconds."""
        self.crowd.idle(CALM_SECONDS)
        self.served.ask("lag")
        cpu = self.served.cpu()
        self._answers, self._clicking, self._cut = [], True, 0
        self._click()
        waits = _Waits(self.crowd, self.everybody)
        began = time.monotonic()
        for attendee in self.everybody:
            attendee.phone.hang_up()
            self.crowd.at(began + random.uniform(0, within), partial(waits.come_back, attendee))
        self.crowd.until(waits.all_back, PATIENCE_SECONDS)
        connected = time.monotonic() - began
        self._clicking = False
        self.crowd.until(self._all_current, PATIENCE_SECONDS)
        current = time.monotonic() - began
        lag = self.served.ask("lag")
        spread, clicks = sorted(waits.taken), sorted(self._answers)
        return {
            "cut_off": self._cut,
            "connected": connected * 1000,
            "current": current * 1000,
            "wait_p50": at(0.5, spread),
            "wait_p99": at(0.99, spread),
            "host_p50": at(0.5, clicks),
            "host_worst": clicks[-1],
            "lag_p99": lag["p99"],
            "lag_max": lag["max"],
            "cpu_us_a_phone": (self.served.cpu() - cpu) * 1_000_000 / len(self.everybody),
        }

    def _cut_off(self, phone: Phone) -> None:
        """The server has let a phone go that was not let in for too long: it comes again, as real ones do."""
        self._cut += 1
        self.crowd.at(time.monotonic() + COME_BACK_SECONDS, phone.connect)

    def _click(self) -> None:
        if not self._clicking:
            return
        self._clicks += 1
        asked = time.monotonic()
        kind = "pause" if self._clicks % 2 else "resume"
        self.host.ask("command", {"type": kind, "id": f"c{self._clicks}"}, partial(self._answered, asked))

    def _answered(self, asked: float, answer: bytes) -> None:
        if not answer.startswith(b'{"version":'):
            raise ValueError(answer.decode())
        self._version = int(answer[11 : answer.index(b",")])
        self._answers.append((time.monotonic() - asked) * 1000)
        self._answered_all += 1
        self.crowd.at(asked + CLICK_EVERY_SECONDS, self._click)

    def _all_current(self) -> bool:
        return self._answered_all == self._clicks and all(
            each.version >= self._version for each in self.everybody
        )


class _Waits:
    """When each phone came back, and when it had its first view."""

    def __init__(self, crowd: Crowd, everybody: list[Attendee]) -> None:
        self.taken: list[float] = []
        self._began: dict[Attendee, float] = {}
        self._views = {attendee: attendee.views for attendee in everybody}
        self._told = crowd.heard
        crowd.heard = self._heard

    def come_back(self, attendee: Attendee) -> None:
        self._began[attendee] = time.monotonic()
        attendee.phone.connect()

    def all_back(self) -> bool:
        return not self._views

    def _heard(self, phone: Phone, message: bytes) -> None:
        self._told(phone, message)
        attendee = phone.note
        if isinstance(attendee, Attendee) and attendee.views > self._views.get(attendee, attendee.views):
            del self._views[attendee]
            self.taken.append((time.monotonic() - self._began[attendee]) * 1000)


def run(phones: int, within: float, repeats: int) -> Found:
    """Measure all; the medians of the repeats."""
    storm = Storm(phones)
    try:
        taken = [storm.once(within) for _ in range(repeats)]
        at_once = storm.once(0.0)
    finally:
        storm.stop()
    medians = {key: median(each[key] for each in taken) for key in taken[0]}
    return {"phones": phones, "within": within, "repeats": repeats, "spread": medians, "at_once": at_once}


def shown(found: Found) -> Table:
    """The measurements for people."""
    names = {
        "connected": "all connected with a view, s",
        "current": "all current, s",
        "wait_p50": "a phone's wait, p50 ms",
        "wait_p99": "a phone's wait, p99 ms",
        "host_p50": "the host's wait, p50 ms",
        "host_worst": "the host's wait, worst ms",
        "lag_p99": "late, p99 ms",
        "lag_max": "late, worst ms",
        "cpu_us_a_phone": "the server's CPU, µs a phone",
        "cut_off": "let go by the server, and come again",
    }
    rows = []
    for key, name in names.items():
        scale = 1000 if name.endswith(", s") else 1
        rows.append((name, found["spread"][key] / scale, found["at_once"][key] / scale))
    heads = ("", f"within {found['within']:g} s", "all at once")
    return table(f"{found['phones']} phones come back; medians of {found['repeats']}", heads, rows)


def _nothing(_attendee: Attendee, _ends_at: int, _own: float) -> None:
    pass


def main() -> None:
    """Measure and print."""
    wanted = options(__doc__, phones=2_000, within=5.0, repeats=3)
    allow_many_sockets()
    tell(run(wanted.phones, wanted.within, wanted.repeats), shown, as_json=wanted.json)


if __name__ == "__main__":
    main()
