"""How long a running order takes, and how good it is beside an exact solver.

    python -m benchmarks.running_order [--exact SECONDS]

The large case is an academic meeting: 60 papers, 8 rooms, 90 minutes on each of 2 days, two discussants a
paper, people with several papers, and wishes. Small cases are solved by CP-SAT as well, which proves the
optimum.
"""

import argparse
import time
from random import Random

from sessionrunner.core.model import TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.running_order.order import make_order
from sessionrunner.core.running_order.types import Discussant, OrderPaper, OrderRequest, OrderRoom
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


def measure(request: OrderRequest) -> tuple[float, int, int, int]:
    """Seconds, papers placed, keywords shared, and interests that discussants share with their papers."""
    start = time.perf_counter()
    order = make_order(request)
    seconds = time.perf_counter() - start
    return seconds, len(request.papers) - len(order.left_out), order.shared, order.interest


def large() -> None:
    """Sizes up to more than anybody has announced."""
    print("papers  rooms  days   seconds  placed  keywords shared  discussants' interests")
    for papers, rooms, days, slot in ((12, 3, 1, 22), (60, 8, 2, 22), (60, 8, 2, 30), (120, 16, 2, 22)):
        seconds, placed, shared, interest = measure(meeting(papers, rooms, days, seed=1, slot=slot))
        print(f"{papers:6} {rooms:6} {days:5} {seconds:9.2f} {placed:7} {shared:16} {interest:23}")


def small(limit: float) -> None:
    """Cases that the exact solver can finish."""
    print("\npapers  rooms   placed (most)   keywords (most)   seconds (exact)")
    for papers, rooms in ((6, 2), (7, 2), (8, 2), (9, 3), (10, 3)):
        for seed in range(3):
            request = meeting(papers, rooms, days=1, seed=seed)
            seconds, placed, shared, _ = measure(request)
            start = time.perf_counter()
            best_placed, best_shared = best_order(request, limit)
            exact = time.perf_counter() - start
            print(
                f"{papers:6} {rooms:6} {placed:8} ({best_placed})"
                f"{shared:15} ({best_shared}){seconds:13.2f} ({exact:.2f})"
            )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--exact", type=float, default=60, help="seconds the exact solver may take for a case"
    )
    arguments = options.parse_args()
    large()
    small(arguments.exact)
