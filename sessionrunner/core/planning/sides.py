"""On which side each person stands."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import Final

from sessionrunner.core.planning.history import present
from sessionrunner.core.planning.pairs import shuffled
from sessionrunner.core.planning.types import Participant, PersonId, PlanRequest, Side

_SIDES: Final[tuple[Side, ...]] = ("mentor", "mentee")


def chairs(request: PlanRequest) -> int:
    """How many mentees sit with one mentor at most."""
    return max(1, request.seats) if request.surplus == "group" else 1


def undecided(request: PlanRequest) -> tuple[PersonId, ...]:
    """The flexible people whose side nobody has seen yet, in the order the seed gives.

    Whoever has been in a round, held or told, keeps the side they had there.
    """
    seen = {person for one in (*request.held, *request.told) for person in present(one)}
    return shuffled(
        [who.id for who in request.participants if who.flexible and who.id not in seen], request.seed
    )


def stated(participants: Iterable[Participant]) -> dict[PersonId, Side]:
    """The side on which each person stands as the request says."""
    return {person.id: person.side for person in participants}


def mentors_wanted(mentors: int, mentees: int, free: int, seats: int) -> list[int]:
    """How many of `free` people to make mentors, the best number first.

    Best is the most meetings a round, then the fewest people without one.
    """

    def worth(extra: int) -> tuple[int, int, int]:
        ours, theirs = mentors + extra, mentees + free - extra
        meetings = min(theirs, ours * seats)
        return (-meetings, ours + theirs - meetings - min(ours, theirs), extra)

    return sorted(range(free + 1), key=worth)


def by_number(request: PlanRequest) -> dict[PersonId, Side]:
    """Everybody's side when only the numbers matter, changing as few stated sides as they can."""
    sides = stated(request.participants)
    free = undecided(request)
    settled = [side for person, side in sides.items() if person not in set(free)]
    wanted = mentors_wanted(settled.count("mentor"), settled.count("mentee"), len(free), chairs(request))[0]
    willing = sorted(free, key=lambda person: sides[person] != "mentor")
    return sides | {person: "mentor" if index < wanted else "mentee" for index, person in enumerate(willing)}


def every_way(request: PlanRequest) -> Iterator[dict[PersonId, Side]]:
    """All ways to place the undecided people: twice as many for each of them."""
    sides, free = stated(request.participants), undecided(request)
    for placed in product(_SIDES, repeat=len(free)):
        yield sides | dict(zip(free, placed, strict=True))


def one_step(request: PlanRequest, sides: Mapping[PersonId, Side]) -> Iterator[dict[PersonId, Side]]:
    """All ways to let one undecided person change sides, or two of them trade sides."""
    free = undecided(request)
    for person in free:
        yield {**sides, person: _other(sides[person])}
    for one, two in combinations(free, 2):
        if sides[one] != sides[two]:
            yield {**sides, one: sides[two], two: sides[one]}


def _other(side: Side) -> Side:
    return "mentee" if side == "mentor" else "mentor"
