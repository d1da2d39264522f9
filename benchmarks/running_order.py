"""How long a running order takes, and how good it is beside an exact solver.

    python -m benchmarks.running_order [--exact SECONDS] [--cases N]

The large case is an academic meeting: 60 papers, 8 rooms, 90 minutes on each of 2 days, two discussants a
paper, people with several papers, and wishes. Small cases are solved by CP-SAT as well, which proves the
optimum. What other programs take of the processor meanwhile is in the seconds, and not in those of the
processor.
"""

import argparse
import time
from random import Random

from sessionrunner.core.model import TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.running_order.order import make_order
from sessionrunner.core.running_order.types import (
    Discussant,
    OrderPaper,
    OrderRequest,
    OrderRoom,
    RunningOrder,
)
from sessionrunner.core.time import Duration, minutes
from sessionrunner.core.wip.papers import PaperId, Wishes
from sessionrunner.core.wip.settings import Block
from tests.running_order.exact_order import best_order

TWO_PM = 14 * 60
TOPICS = tuple(f"topic {number}" for number in range(20))
WISHES = (
    *[Wishes()] * 8,
    Wishes(last=True),
    Wishes(not_before=TWO_PM + 20),
    Wishes(day=1),
    Wishes(room="Room 1"),
)


def meeting(papers: int, rooms: int, days: int, seed: int, slot: int = 22) -> OrderRequest:
    """A meeting drawn from a seed; a paper takes `slot` minutes with its comments."""
    chance = Random(seed)
    people = 2 * papers
    return OrderRequest(
        papers=tuple(_paper(number, people, chance) for number in range(papers)),
        rooms=tuple(OrderRoom(id=TrackId(f"t{n}"), name=f"Room {n}") for n in range(1, rooms + 1)),
        blocks=tuple(Block(day=day + 1, starts=TWO_PM, minutes=90) for day in range(days)),
        slot_ms=minutes(slot),
        changeover_ms=Duration(0),
        close_ms=Duration(0),
        wanted=2,
        candidates=tuple(
            Discussant(id=PersonId(f"p{n}"), interests=frozenset(chance.sample(TOPICS, 3)))
            for n in range(people)
        ),
    )


def _paper(number: int, people: int, chance: Random) -> OrderPaper:
    topic = chance.randrange(len(TOPICS))
    about = {TOPICS[topic], TOPICS[(topic + 1) % len(TOPICS)], chance.choice(TOPICS)}
    return OrderPaper(
        id=PaperId(f"w{number}"),
        title=f"Paper {number}",
        presenters=tuple(
            PersonId(f"p{n}") for n in chance.sample(range(people), chance.choice((1, 1, 1, 2)))
        ),
        keywords=frozenset(about),
        wishes=chance.choice(WISHES),
    )


def measure(request: OrderRequest) -> tuple[float, float, RunningOrder]:
    """Seconds on the clock, seconds of the processor, and the order."""
    start, work = time.perf_counter(), time.process_time()
    order = make_order(request)
    return time.perf_counter() - start, time.process_time() - work, order


def large() -> None:
    """Sizes up to more than anybody has announced."""
    print("papers  rooms  days   seconds  processor  placed  keywords shared  discussants' interests")
    for papers, rooms, days, slot in ((12, 3, 1, 22), (60, 8, 2, 22), (60, 8, 2, 30), (120, 16, 2, 22)):
        seconds, work, order = measure(meeting(papers, rooms, days, seed=1, slot=slot))
        placed = papers - len(order.left_out)
        print(
            f"{papers:6} {rooms:6} {days:5} {seconds:9.2f} {work:10.2f} {placed:7} {order.shared:16}"
            f" {order.interest:23}"
        )


def small(limit: float, cases: int) -> None:
    """Cases that the exact solver can finish: how many are as good as the best there is."""
    print("\npapers  rooms  cases  most placed  and most keywords  processor (exact), seconds a case")
    for papers, rooms in ((6, 2), (7, 2), (8, 2), (9, 3), (10, 3)):
        most, best, work, exact = 0, 0, 0.0, 0.0
        for seed in range(cases):
            request = meeting(papers, rooms, days=1, seed=seed)
            _, own, order = measure(request)
            start = time.process_time()
            best_placed, best_shared = best_order(request, limit)
            exact += time.process_time() - start
            work += own
            placed = papers - len(order.left_out)
            most += placed == best_placed
            best += (placed, order.shared) == (best_placed, best_shared)
        print(
            f"{papers:6} {rooms:6} {cases:6} {most:12} {best:18} {work / cases:10.2f} ({exact / cases:.2f})"
        )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--exact", type=float, default=60, help="seconds the exact solver may take for a case"
    )
    options.add_argument("--cases", type=int, default=20, help="small cases of each size")
    arguments = options.parse_args()
    large()
    small(arguments.exact, arguments.cases)
