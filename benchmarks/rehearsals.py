"""How much talk is lost when people come late, never come and leave early, beside what could be reached.

    python benchmarks/rehearsals.py [--seeds N] [--people N] [--json]

Rehearses sessions of 60 people with 15 % late, 10 % absent and 5 % leaving early, 100 of each kind,
and prints the yield (talk across the sides over the proven bound): mean, worst, and how many of the
rehearsals lose at most 2 %.
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.planning import Surplus, make_plan
from sessionrunner.core.rehearsal import Trial, new_session, try_out, with_roster
from sessionrunner.core.roster import RosterEntry

LITTLE = 0.02
"""The share of talk that may be lost."""

KINDS: tuple[tuple[str, float, Surplus], ...] = (
    ("as many mentors as mentees, peers", 0.5, "peer"),
    ("as many mentors as mentees, resting", 0.5, "sit_out"),
    ("2 mentors for 3 mentees, peers", 0.4, "peer"),
    ("2 mentors for 3 mentees, resting", 0.4, "sit_out"),
    ("1 mentor for 2 mentees, groups of 3", 1 / 3, "group"),
)


def measured(people: int, mentors: float, surplus: Surplus, seeds: int) -> dict[str, Any]:
    """The yields of one kind of session over so many seeds."""
    entries = [
        RosterEntry(name=f"Person {number}", years=10 if number < mentors * people else 1)
        for number in range(people)
    ]
    session = with_roster(new_session(FlashSettings(surplus=surplus)), entries)
    began = time.perf_counter()
    yields = [try_out(session, Trial(seed=seed), make_plan).share for seed in range(seeds)]
    return {
        "mean": statistics.mean(yields),
        "worst": min(yields),
        "within": sum(found >= 1 - LITTLE for found in yields) / seeds,
        "seconds": (time.perf_counter() - began) / seeds,
    }


def shown(rows: dict[str, dict[str, Any]]) -> Table:
    """The numbers as a table."""
    table = Table("session", title="Yield: talk across the sides over the most that was possible")
    for head in ("mean", "worst", "lose at most 2 %", "seconds each"):
        table.add_column(head, justify="right")
    for name, row in rows.items():
        shares = (f"{100 * row[field]:.1f} %" for field in ("mean", "worst", "within"))
        table.add_row(name, *shares, f"{row['seconds']:.2f}")
    return table


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Yield of rehearsals against their proven bound.")
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    rows = {name: measured(chosen.people, mentors, surplus, chosen.seeds) for name, mentors, surplus in KINDS}
    if chosen.json:
        print(json.dumps(rows, indent=1))
    else:
        Console().print(shown(rows))


if __name__ == "__main__":
    main()
