"""How exactly phones turn to the next room by themselves: the difference from the stored instant.

    python benchmarks/rotation.py [--phones 5000] [--beside 50] [--turns 5] [--json]

Every simulated phone has a clock of its own that is wrong by up to an hour, measures the server's as the
page does, and turns when it believes that the segment's end has come; no message says so. `believed` is how
far from the stored instant that moment is. `turned` is when this program, which plays all phones one after
the other on one core, has got round to turning it: for real phones that part does not grow with their
number. The same is measured with few phones beside. The server commits every turn and tells everybody, as
it always does.
"""

import sys
import time
from functools import partial
from pathlib import Path

from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.attending import Attendee, attend
from benchmarks.phones import Crowd, Phone, allow_many_sockets
from benchmarks.served import Served
from benchmarks.telling import Found, at, options, table, tell

SETTLE_SECONDS = 12.0
"""Until every phone has measured the server's clock once more, when nobody is connecting any longer."""
SEGMENT_SECONDS = 3


class Turns:
    """What is known of every turn: how far off the phone was in what it believed, and in what it did."""

    def __init__(self, zero: float) -> None:
        self._zero = zero
        self.believed: list[float] = []
        self.turned: list[float] = []

    def reach(self, number: int) -> bool:
        """Whether there have been so many."""
        return len(self.turned) >= number

    def note(self, attendee: Attendee, ends_at: int, own: float) -> None:
        """A phone has turned at `own`, by its own clock."""
        true = own - attendee.wrong_by + self._zero
        self.turned.append(true - ends_at)
        self.believed.append(true - attendee.believes(own))


def measure(phones: int, turns: int) -> Found:
    """The turns of a session with so many phones."""
    served = Served("benchmarks.our_server", phones=phones, begin=("start",), rounds=20, move_seconds=0)
    crowd = Crowd()
    noted = Turns(served.hello["zero"])
    try:
        everybody = attend(crowd, served, noted.note)
        (host,) = crowd.gather(served.address, served.path, [served.hello["host"]])
        crowd.idle(SETTLE_SECONDS)
        cpu = served.cpu()
        for number in range(turns):
            _shorten(crowd, host, number, everybody[0].left)
            wanted = (number + 1) * phones
            crowd.until(partial(noted.reach, wanted))
            crowd.idle(1.0)
        cpu = served.cpu() - cpu
    finally:
        served.stop()
        crowd.close()
    return {
        "phones": phones,
        "turns": len(noted.turned),
        "believed": _spread(noted.believed),
        "turned": _spread(noted.turned),
        "cpu_us_a_turn": cpu * 1_000_000 / turns / phones,
    }


def _shorten(crowd: Crowd, host: Phone, number: int, left: float) -> None:
    """Have the host leave only a few seconds of the segment that runs."""
    answers: list[bytes] = []
    seconds = SEGMENT_SECONDS - round(left / 1000)
    host.ask("command", {"type": "extend", "id": f"shorten {number}", "seconds": seconds}, answers.append)
    crowd.until(lambda: bool(answers))
    if answers[0].startswith(b'{"error"'):
        raise ValueError(answers[0].decode())


def _spread(errors: list[float]) -> dict[str, float]:
    """Of the differences in milliseconds, however they point, and of how they point."""
    ordered = sorted(abs(error) for error in errors)
    return {"p50": at(0.5, ordered), "p99": at(0.99, ordered), "worst": ordered[-1]}


def shown(found: Found) -> Table:
    """The measurements for people."""
    heads = ("milliseconds from the stored instant", "p50", "p99", "worst", "turns")
    rows = [
        (f"{one['phones']} phones: {what}", *one[what].values(), one["turns"])
        for one in (found["few"], found["many"])
        for what in ("believed", "turned")
    ]
    return table(
        "Phones that turn by themselves, each with a clock that is wrong by up to an hour", heads, rows
    )


def main() -> None:
    """Measure and print."""
    wanted = options(__doc__, phones=5_000, beside=50, turns=5)
    allow_many_sockets()
    began = time.monotonic()
    found = {"few": measure(wanted.beside, wanted.turns), "many": measure(wanted.phones, wanted.turns)}
    tell(found | {"seconds": time.monotonic() - began}, shown, as_json=wanted.json)


if __name__ == "__main__":
    main()
