"""An hour of a session in which people come and go all the time: what does the server still hold after it?

    python benchmarks/soak.py [--phones 200] [--minutes 60] [--pace 20] [--churn 0.1] [--json]

`--minutes` are those of the session, whose clock runs `--pace` times as fast as any: the defaults take three
minutes. In each of them a share `--churn` of the phones hang up without a word and come back a moment later,
and the host does something: a pause, an announcement, an extra half minute, somebody is not here after all,
somebody is back, a whole new plan, and that taken back. Every phone turns by itself and asks for the time as
pages do. At the end of each minute (which takes longer on a busy machine), with everybody connected and
current, the server is asked what it holds. `growth` is from the second fifth of the session, when it has
met everything once, to the last.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.attending import Attendee, attend
from benchmarks.phones import Crowd, Phone, allow_many_sockets
from benchmarks.served import Served
from benchmarks.telling import Found, options, table, tell

ROUND_MINUTES = 5
MOVE_SECONDS = 30
MORE_ROUNDS = 3
"""So many more than there is time for: in the last one the host could draw nothing anew."""
MOST_ROUNDS = 60
PATIENCE_SECONDS = 120.0
COME_BACK_SECONDS = 0.5
HEARD_BY_ALL = frozenset({"announce", "pause", "resume", "extend", "end"})
"""Of the rest only those hear whom it concerns, and the others stay at the version they have."""
HELD = ("bytes", "tasks", "descriptors")
LONG_ENOUGH = 10


class Soak:
    """A session with its phones, and what its server held minute after minute."""

    def __init__(self, phones: int, minutes: int, pace: float) -> None:
        rounds = round(minutes / (ROUND_MINUTES + MOVE_SECONDS / 60)) + MORE_ROUNDS
        self.served = Served(
            "benchmarks.our_server",
            phones=phones,
            begin=("start",),
            pace=pace,
            rounds=min(rounds, MOST_ROUNDS),
            round_minutes=ROUND_MINUTES,
            move_seconds=MOVE_SECONDS,
        )
        self.crowd = Crowd()
        self.turns = self.commands = self.departures = self.cut_off = 0
        self.crowd.lost = self._cut_off
        self.held: list[dict[str, float]] = []
        self.everybody = attend(self.crowd, self.served, self._turned)
        (self.host,) = self.crowd.gather(self.served.address, self.served.path, [self.served.hello["host"]])
        self._minute_seconds = 60 / pace
        self._version = 0
        self._away: list[str] = []
        self._doing: Iterator[Callable[[], None]] = cycle(
            (
                partial(self._give, "announce", text="Please speak up"),
                partial(self._give, "pause"),
                partial(self._give, "resume"),
                self._somebody_leaves,
                partial(self._give, "extend", seconds=30),
                self._somebody_returns,
                partial(self._give, "replan"),
                partial(self._give, "undo"),
            )
        )

    def stop(self) -> None:
        """End all."""
        self.served.stop()
        self.crowd.close()

    def minute(self, churn: float) -> None:
        """One minute of the session, and a look at what the server holds after it."""
        began = time.monotonic()
        for attendee in random.sample(self.everybody, round(len(self.everybody) * churn)):
            gone = began + random.uniform(0, 0.6) * self._minute_seconds
            self.crowd.at(gone, partial(self._leave, attendee))
            back = gone + random.uniform(0.01, 0.3) * self._minute_seconds
            self.crowd.at(back, partial(self._come_back, attendee.phone))
        next(self._doing)()
        self.crowd.idle(began + self._minute_seconds - time.monotonic())
        self.crowd.until(self._all_current, PATIENCE_SECONDS)
        used = self.served.used()
        self.held.append({name: used[name] for name in HELD} | {"cpu": used["cpu"]})

    def end(self) -> None:
        """The host ends it, and everybody hears that."""
        self._give("end")
        self.crowd.until(self._all_current, PATIENCE_SECONDS)

    def _leave(self, attendee: Attendee) -> None:
        self.departures += attendee.phone.open
        attendee.phone.hang_up()

    def _come_back(self, phone: Phone) -> None:
        if not phone.open:
            phone.connect()

    def _cut_off(self, phone: Phone) -> None:
        """The server has let a phone go, as it may when this machine is too busy to answer in time."""
        self.cut_off += 1
        self.crowd.at(time.monotonic() + COME_BACK_SECONDS, partial(self._come_back, phone))

    def _all_current(self) -> bool:
        return all(each.phone.let_in and each.version >= self._version for each in self.everybody)

    def _somebody_leaves(self) -> None:
        here = self.served.hello["people"]
        self._away.append(random.choice([person for person in here if person not in self._away]))
        self._give("check_out", person=self._away[-1])

    def _somebody_returns(self) -> None:
        self._give("check_in", person=self._away.pop())

    def _give(self, kind: str, **fields: Any) -> None:
        answers: list[bytes] = []
        self.commands += 1
        command = {"type": kind, "id": f"soak {self.commands}"} | fields
        self.host.ask("command", command, answers.append)
        self.crowd.until(lambda: bool(answers), PATIENCE_SECONDS)
        if not answers[0].startswith(b'{"version":'):
            raise ValueError(answers[0].decode())
        if kind in HEARD_BY_ALL:
            self._version = int(answers[0][11 : answers[0].index(b",")])

    def _turned(self, _attendee: Attendee, _ends_at: int, _own: float) -> None:
        self.turns += 1


def run(phones: int, minutes: int, pace: float, churn: float) -> Found:
    """Measure all."""
    soak = Soak(phones, minutes, pace)
    began = time.monotonic()
    try:
        while time.monotonic() < began + minutes * 60 / pace:
            soak.minute(churn)
        soak.end()
    finally:
        soak.stop()
    if len(soak.held) < LONG_ENOUGH:
        raise SystemExit(
            "That was too short, or too fast for this machine: growth is measured between fifths."
        )
    return {
        "phones": phones,
        "minutes": minutes,
        "seconds": time.monotonic() - began,
        "departures": soak.departures,
        "cut_off": soak.cut_off,
        "turns": soak.turns,
        "commands": soak.commands,
        "held": soak.held,
        "early": _fifth(soak.held, 1),
        "late": _fifth(soak.held, 4),
        "growth": {name: _fifth(soak.held, 4)[name] / _fifth(soak.held, 1)[name] - 1 for name in HELD},
    }


def _fifth(held: list[dict[str, float]], number: int) -> dict[str, float]:
    """The medians of a fifth of the looks, counted from 0."""
    size = len(held) / 5
    part = held[int(number * size) : int((number + 1) * size)]
    return {name: median(look[name] for look in part) for name in HELD}


def shown(found: Found) -> Table:
    """The measurements for people."""
    scale: dict[str, Callable[[float], float]] = {"bytes": lambda value: value / 1e6}
    rows = []
    for name in HELD:
        to_show = scale.get(name, float)
        values = (found["held"][0], found["early"], found["late"])
        label = "MB resident" if name == "bytes" else name
        rows.append((label, *(to_show(value[name]) for value in values), f"{found['growth'][name]:+.1%}"))
    heads = ("the server holds", "after a minute", "second fifth", "last fifth", "growth")
    title = (
        "{minutes} minutes of a session of {phones} phones in {seconds:.0f} s: {departures} departures, "
        "{cut_off} cut off, {turns} turns, {commands} commands"
    )
    return table(title.format_map(found), heads, rows)


def main() -> None:
    """Measure and print."""
    wanted = options(__doc__, phones=200, minutes=60, pace=20.0, churn=0.1)
    if wanted.minutes < LONG_ENOUGH:
        raise SystemExit(
            f"--minutes must be at least {LONG_ENOUGH}: growth is measured between fifths of it."
        )
    allow_many_sockets()
    tell(run(wanted.phones, wanted.minutes, wanted.pace, wanted.churn), shown, as_json=wanted.json)


if __name__ == "__main__":
    main()
