"""How late the server's event loop is while a large plan is made, and how long the host waits for it.

    python benchmarks/planning_lag.py [--people 1000] [--repeats 3] [--json]

The host of a session presses Start and then asks for a new plan, with a few phones connected; a timer in the
server looks every few milliseconds how late it is itself. `idle` is the same while nothing happens. `in one
go` is the most that the loop computed without looking up, in milliseconds of computing: what is late beyond
that waited for a core, which others may have had.
"""

import sys
import time
from pathlib import Path
from statistics import median

from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.phones import Crowd, Phone, allow_many_sockets
from benchmarks.served import Served
from benchmarks.telling import Found, options, table, tell

CALM_SECONDS = 3.0
PATIENCE_SECONDS = 120.0


def once(people: int, phones: int) -> dict[str, dict[str, float]]:
    """A fresh server: nothing, Start, and a new plan."""
    served = Served("benchmarks.our_server", phones=people, rounds=8)
    crowd = Crowd()
    try:
        crowd.gather(served.address, served.path, served.hello["tokens"][:phones])
        (host,) = crowd.gather(served.address, served.path, [served.hello["host"]])
        crowd.idle(CALM_SECONDS)
        served.ask("lag")
        crowd.idle(CALM_SECONDS)
        found = {"idle": served.ask("lag") | {"seconds": 0.0}}
        for kind in ("start", "replan"):
            began = time.monotonic()
            _give(crowd, host, kind)
            waited = time.monotonic() - began
            crowd.idle(0.5)
            found[kind] = served.ask("lag") | {"seconds": waited}
    finally:
        served.stop()
        crowd.close()
    return found


def _give(crowd: Crowd, host: Phone, kind: str) -> None:
    answers: list[bytes] = []
    host.ask("command", {"type": kind, "id": kind}, answers.append)
    crowd.until(lambda: bool(answers), PATIENCE_SECONDS)
    if not answers[0].startswith(b'{"version":'):
        raise ValueError(answers[0].decode())


def run(people: int, phones: int, repeats: int) -> Found:
    """Measure all; medians, and the worst of all repeats."""
    taken = [once(people, phones) for _ in range(repeats)]
    found: Found = {"people": people, "phones": phones, "repeats": repeats}
    for what in taken[0]:
        found[what] = {
            key: median(each[what][key] for each in taken) for key in ("p99", "max", "busy", "seconds")
        }
        found[what]["worst"] = max(each[what]["max"] for each in taken)
        found[what]["worst_busy"] = max(each[what]["busy"] for each in taken)
    return found


def shown(found: Found) -> Table:
    """The measurements for people."""
    heads = ("", "late p99 ms", "at most", "worst repeat", "in one go ms", "worst repeat", "the host waits s")
    rows = [
        (what, *(found[what][key] for key in ("p99", "max", "worst", "busy", "worst_busy", "seconds")))
        for what in ("idle", "start", "replan")
    ]
    return table("{people} people, 8 rounds, {phones} phones".format_map(found), heads, rows)


def main() -> None:
    """Measure and print."""
    wanted = options(__doc__, phones=50, people=1_000, repeats=3)
    allow_many_sockets()
    tell(run(wanted.people, wanted.phones, wanted.repeats), shown, as_json=wanted.json)


if __name__ == "__main__":
    main()
