"""Every target of docs/performance.md, measured: which are reached, and by how much.

    python benchmarks/targets.py [push] [rotation] [storm] [memory] [soak] [planning_lag]
                                 [--phones N] [--json]

Runs the benchmarks that are named, or all (a quarter of an hour), each with its own defaults unless
`--phones` says otherwise, and exits with 1 if a target is missed. Where a target is a ratio, both sides of it
were measured in the same run. Run it before and after a change to the live path, and before a release.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.telling import Found, table, tell

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Target:
    """Something a benchmark measures, and the most it may be; `unit` is shown behind both."""

    benchmark: str
    what: str
    most: float
    unit: str
    measured: Callable[[Found], float]


def _ours(what: str, key: str) -> Callable[[Found], float]:
    return lambda found: float(found["kinds"]["ours"][what][key])


def _beside_stock(found: Found) -> float:
    ours, stock = (found["kinds"][kind]["pulse"]["p99"] for kind in ("ours", "stock"))
    return float(ours / stock)


TARGETS = (
    Target("push", "a pulse: computing", 2, "x bare aiohttp", _ours("pulse", "cpu_us_a_phone_to_bare")),
    Target("push", "a pulse: p99", 2, "x bare aiohttp", _ours("pulse", "best_p99_to_bare")),
    Target("push", "a pulse: p99", 0.2, "x stock python-socketio", _beside_stock),
    Target(
        "push", "everybody's view: computing", 3, "x bare aiohttp", _ours("view", "cpu_us_a_phone_to_bare")
    ),
    Target("push", "everybody's view: p99", 3, "x bare aiohttp", _ours("view", "best_p99_to_bare")),
    Target(
        "push",
        "a new plan's views: computing",
        3,
        "x bare aiohttp",
        _ours("replan", "cpu_us_a_phone_to_bare"),
    ),
    Target("push", "a new plan's views: p99", 3, "x bare aiohttp", _ours("replan", "best_p99_to_bare")),
    Target(
        "rotation",
        "what phones believe: p99",
        50,
        "ms",
        lambda found: float(found["many"]["believed"]["p99"]),
    ),
    Target(
        "rotation", "when phones turn: p99", 50, "ms", lambda found: float(found["many"]["turned"]["p99"])
    ),
    Target("storm", "all back and current", 10, "s", lambda found: float(found["spread"]["current"]) / 1000),
    Target("memory", "a phone", 45, "KB", lambda found: float(found["kb_a_phone"])),
    Target("soak", "memory's growth", 5, "%", lambda found: float(found["growth"]["bytes"]) * 100),
    Target("soak", "tasks' growth", 5, "%", lambda found: float(found["growth"]["tasks"]) * 100),
    Target("soak", "descriptors' growth", 5, "%", lambda found: float(found["growth"]["descriptors"]) * 100),
    Target(
        "planning_lag",
        "the loop in one go: start",
        50,
        "ms",
        lambda found: float(found["start"]["worst_busy"]),
    ),
    Target(
        "planning_lag",
        "the loop in one go: replan",
        50,
        "ms",
        lambda found: float(found["replan"]["worst_busy"]),
    ),
)


def run(benchmark: str, phones: int | None) -> Found:
    """What a benchmark finds, in a process of its own."""
    asked = [] if phones is None else ["--phones", str(phones)]
    command = [sys.executable, str(HERE / f"{benchmark}.py"), "--json", *asked]
    found: Found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


def judged(names: list[str], phones: int | None) -> Found:
    """Every target of these benchmarks with what was measured."""
    found = {name: run(name, phones) for name in names}
    rows = []
    for target in TARGETS:
        if target.benchmark in found:
            measured = target.measured(found[target.benchmark])
            row = {"benchmark": target.benchmark, "what": target.what, "unit": target.unit}
            rows.append(row | {"most": target.most, "measured": measured, "reached": measured <= target.most})
    return {"targets": rows, "found": found}


def shown(found: Found) -> Table:
    """The targets for people."""
    rows = [
        (
            f"{row['benchmark']}: {row['what']}",
            f"{row['most']:g} {row['unit']}",
            f"{row['measured']:.2f}",
            "reached" if row["reached"] else "missed",
        )
        for row in found["targets"]
    ]
    return table("What was to be reached, and what was measured", ("", "at most", "measured", ""), rows)


def main() -> None:
    """Measure, print, and say by the exit status whether all is well."""
    known = list(dict.fromkeys(target.benchmark for target in TARGETS))
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "benchmarks", nargs="*", metavar="benchmark", help=f"of {', '.join(known)}; all if none"
    )
    parser.add_argument("--phones", type=int)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    wanted = parser.parse_args()
    if unknown := set(wanted.benchmarks) - set(known):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    found = judged(wanted.benchmarks or known, wanted.phones)
    tell(found, shown, as_json=wanted.json)
    sys.exit(0 if all(row["reached"] for row in found["targets"]) else 1)


if __name__ == "__main__":
    main()
