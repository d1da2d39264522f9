"""How much memory the server needs for a phone.

    python benchmarks/memory.py [--phones 2000] [--json]

The server's resident memory with every phone connected, without, and after all have come back twice: the
first time Python's own pools grow, and they do not shrink again.
"""

import sys
from pathlib import Path

from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.phones import Crowd, allow_many_sockets
from benchmarks.served import Served
from benchmarks.telling import Found, options, table, tell

SETTLE_SECONDS = 3.0
ROUNDS = 3


def run(phones: int) -> Found:
    """Measure all, in bytes."""
    empty = Served("benchmarks.our_server", phones=2)
    nothing = empty.used()["bytes"]
    empty.stop()
    served = Served("benchmarks.our_server", phones=phones, begin=("start", "advance"), rounds=6)
    crowd = Crowd()
    rows = []
    try:
        alone = served.used()["bytes"]
        for _ in range(ROUNDS):
            gathered = crowd.gather(served.address, served.path, served.hello["tokens"])
            crowd.idle(SETTLE_SECONDS)
            connected = served.used()["bytes"]
            for phone in gathered:
                phone.hang_up()
            crowd.idle(SETTLE_SECONDS)
            rows.append({"connected": connected, "gone": served.used()["bytes"]})
    finally:
        served.stop()
        crowd.close()
    most = max(row["connected"] for row in rows)
    return {
        "phones": phones,
        "empty": nothing,
        "session": alone,
        "rows": rows,
        "kb_a_phone": (most - alone) / phones / 1000,
    }


def shown(found: Found) -> Table:
    """The measurements for people."""
    heads = ("MB resident", "connected", "all gone again")
    rows: list[tuple[object, ...]] = [
        ("a server with two people", "", found["empty"] / 1e6),
        (f"a session of {found['phones']} phones, none connected", "", found["session"] / 1e6),
    ]
    for time, row in zip(("first", "second", "third"), found["rows"], strict=True):
        rows.append((f"they come, for the {time} time", row["connected"] / 1e6, row["gone"] / 1e6))
    title = f"{found['kb_a_phone']:.1f} KB for each of {found['phones']} connected phones"
    return table(title, heads, rows)


def main() -> None:
    """Measure and print."""
    wanted = options(__doc__, phones=2_000)
    allow_many_sockets()
    tell(run(wanted.phones), shown, as_json=wanted.json)


if __name__ == "__main__":
    main()
