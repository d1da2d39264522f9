"""On which side `either` people serve the plan best."""

from collections.abc import Mapping
from typing import Final

from sessionrunner.core.planning.choose import choose
from sessionrunner.core.planning.problem import pose
from sessionrunner.core.planning.sides import by_number, every_way, one_step, stated, undecided
from sessionrunner.core.planning.types import PersonId, PlanRequest, Side
from sessionrunner.core.planning.wishes import nothing_wished

EFFORT: Final = 20_000
"""How many pairs to weigh in all, over every way that is tried: some tenths of a second."""

EVERY_WAY: Final = 6
"""Up to so many undecided people all ways are tried where the effort allows it."""

Worth = tuple[int, int, int, int, int]


def decide_sides(request: PlanRequest) -> dict[PersonId, Side]:
    """The sides that give the most meetings, the fewest repeats, the evenest sit-outs, the best score.

    Up to `EVERY_WAY` undecided people in a small session these are the best there are. Otherwise
    their number is right, and as many single changes as the effort allows are tried on top.
    """
    free = undecided(request)
    best = by_number(request)
    if not free:
        return best
    mentors = sum(side == "mentor" for side in best.values())
    tries = EFFORT // max(1, mentors * (len(best) - mentors))
    if len(free) <= EVERY_WAY and 2 ** len(free) <= tries:
        return min(every_way(request), key=lambda sides: _worth(request, sides))
    known = _worth(request, best) if tries else None
    while known is not None:
        for sides in one_step(request, best):
            tries -= 1
            if tries <= 0:
                return best
            if (found := _worth(request, sides)) < known:
                best, known = sides, found
                break
        else:
            return best
    return best


def _worth(request: PlanRequest, sides: Mapping[PersonId, Side]) -> Worth:
    """The smaller the better; people who keep their stated side decide a tie."""
    problem = pose(request, sides)
    choice = choose(problem, nothing_wished(problem))
    moved = sum(sides[person] != side for person, side in stated(request.participants).items())
    return (-int(choice.times.sum()), choice.repeats, choice.unevenness, -choice.score, moved)
