"""How fast and how good the planner is, beside three other ways to plan.

    python benchmarks/planning.py [--json] [--exact ROSTERS] [--quick]

Prints two tables (or JSON): our plans at growing sizes with time, quality and memory; and one
roster planned four ways. `--exact` also compares so many small random rosters with an exact solver.
"""

import argparse
import json
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.planning_rivals import RIVALS
from sessionrunner.core.planning import Participant, PersonId, PlanRequest, Quality, make_plan, measure
from tests.planning.exact import best
from tests.planning.test_optimality import question, reached, small

Row = dict[str, Any]

TRIES = 5
"""How often a repair is timed: on a busy machine single times are too long."""

SIZES = (
    ("12 x 12, no preferences", 12, 12, 12, "peer", 1, False),
    ("12 x 20", 12, 20, 6, "peer", 1, True),
    ("60 x 100", 60, 100, 8, "peer", 1, True),
    ("60 x 140 in groups of 3", 60, 140, 8, "group", 3, True),
    ("200 x 200, every pair scored", 200, 200, 8, "peer", 1, True),
    ("1,000 x 1,000, every pair scored", 1000, 1000, 10, "peer", 1, True),
    ("800 x 1,200, every pair scored", 800, 1200, 8, "peer", 1, True),
)


def main(arguments: Sequence[str]) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument(
        "--exact", type=int, default=0, metavar="ROSTERS", help="compare with an exact solver"
    )
    parser.add_argument("--quick", action="store_true", help="leave out the sessions of 2,000 people")
    chosen = parser.parse_args(arguments)
    make_plan(PlanRequest(participants=roster(2, 2, scored=True), rounds=1, seed=1))  # loads the solver
    results: dict[str, list[Row]] = {
        "sizes": list(sizes(quick=chosen.quick)),
        "repair": list(repairs()),
        "rivals": list(rivals()),
    }
    if chosen.exact:
        results["exact"] = [exact(chosen.exact)]
    if chosen.json:
        sys.stdout.write(json.dumps(results, indent=2) + "\n")
        return
    console = Console(width=170)
    for title, rows in results.items():
        table = Table(*rows[0], title=title)
        for row in rows:
            table.add_row(*(str(cell) for cell in row.values()))
        console.print(table)


def roster(mentors: int, mentees: int, *, scored: bool) -> tuple[Participant, ...]:
    """People with 4 of 40 interests, 20 institutions, two requests a mentee, one in ten avoiding somebody."""
    chance = random.Random(1)
    ours = [PersonId(f"m{number}") for number in range(mentors)]
    theirs = [PersonId(f"w{number}") for number in range(mentees)]

    def one(person: PersonId, others: Sequence[PersonId]) -> Participant:
        plain = Participant(id=person, side="mentor" if person[0] == "m" else "mentee")
        if not scored:
            return plain
        return msgspec.structs.replace(
            plain,
            institution=f"institution {chance.randrange(20)}",
            interests=frozenset(f"topic {number}" for number in chance.sample(range(40), 4)),
            requests=tuple(chance.sample(others, min(2, len(others)))) if person[0] == "w" else (),
            avoid=frozenset(chance.sample(others, 1) if chance.random() < 0.1 else ()),
        )

    return (*(one(person, theirs) for person in ours), *(one(person, ours) for person in theirs))


def stopwatch() -> int:
    """Milliseconds of this process's own work, so that a busy machine does not spoil the comparison."""
    return time.process_time_ns() // 1_000_000


def described(quality: Quality) -> Row:
    """A plan's quality in the words of the table."""
    return {
        "ms": quality.milliseconds,
        "repeats": quality.repeats,
        "avoided met": quality.avoided_met,
        "sit-outs of mentors": f"{quality.sit_outs.mentor.min}-{quality.sit_outs.mentor.max}",
        "of mentees": f"{quality.sit_outs.mentee.min}-{quality.sit_outs.mentee.max}",
        "back to back": quality.back_to_back_sit_outs,
        "requests": f"{quality.requests_met}/{quality.requests_possible}",
        "score/bound": f"{quality.score / max(1, quality.score_bound):.4f}",
        "score/fair bound": f"{quality.score / max(1, quality.fair_bound):.4f}",
    }


def sizes(*, quick: bool) -> Iterator[Row]:
    """Our plans, growing. Memory is the process's peak so far."""
    for name, mentors, mentees, rounds, surplus, seats, scored in SIZES:
        if quick and mentors + mentees >= 2000:
            continue
        people = roster(mentors, mentees, scored=scored)
        request = PlanRequest(participants=people, rounds=rounds, seed=1, surplus=surplus, seats=seats)  # type: ignore[arg-type]
        quality = make_plan(request, stopwatch).quality
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        yield {"session": name, "rounds": rounds, **described(quality), "peak MB": peak}


def repairs() -> Iterator[Row]:
    """200 people, 10 rounds, three held: two of each side leave, one of each comes; the best of some."""
    for mentors, scored in ((100, False), (100, True), (90, True)):
        request = PlanRequest(participants=roster(mentors, 200 - mentors, scored=scored), rounds=10, seed=1)
        plan = make_plan(request)
        stayed = tuple(one for one in request.participants if one.id not in {"m5", "m7", "w20", "w50"})
        come = (Participant(id=PersonId("n1"), side="mentor"), Participant(id=PersonId("n2"), side="mentee"))
        asked = msgspec.structs.replace(
            request, participants=stayed + come, held=plan.rounds[:3], told=plan.rounds[3:]
        )
        tries = [make_plan(asked, stopwatch) for _ in range(TRIES)]
        repaired = min(tries, key=lambda one: one.quality.milliseconds)
        told = {(one.round, pairing) for one in plan.rounds[3:] for pairing in one.pairings}
        kept = sum((one.round, pairing) in told for one in repaired.rounds[3:] for pairing in one.pairings)
        name = f"{mentors} x {200 - mentors}, {'scored' if scored else 'no preferences'}"
        yield {"repair": name, **described(repaired.quality), "pairings kept": f"{kept} of {len(told)}"}


def rivals() -> Iterator[Row]:
    """One roster, four planners. networkx gets the smaller ones only: it needs minutes for the others."""
    for mentors, mentees in ((40, 40), (40, 60), (200, 200)):
        request = PlanRequest(
            participants=roster(mentors, mentees, scored=True), rounds=8, seed=1, surplus="sit_out"
        )
        plan = make_plan(request, stopwatch)
        session = f"{mentors} x {mentees}, 8 rounds"
        yield {"session": session, "planner": "this one", **described(plan.quality)}
        for name, planner in RIVALS.items():
            if mentors == 200 and "networkx" in name:
                continue
            started = stopwatch()
            rounds = planner(request)
            spent = stopwatch() - started
            quality = measure(request, rounds, plan.sides)
            yield {
                "session": session,
                "planner": name,
                **described(msgspec.structs.replace(quality, milliseconds=spent)),
            }


def exact(rosters: int) -> Row:
    """How many small random rosters come out exactly as good as the exact solver says is possible."""
    requests = [small(seed) for seed in range(rosters)]
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        answers = pool.map(best, map(question, requests), chunksize=20)
        equal = sum(
            reached(request, make_plan(request)) == answer
            for request, answer in zip(requests, answers, strict=True)
        )
    clashing = sum(one.surplus == "group" and bool(question(one).apart) for one in requests)
    return {
        "rosters": rosters,
        "exactly the best": equal,
        "with mentees who avoid each other at groups": clashing,
    }


if __name__ == "__main__":
    main(sys.argv[1:])
