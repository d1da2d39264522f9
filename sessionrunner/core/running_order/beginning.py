"""An order that meets wishes from the outset, for the search to set out from.

Where rooms have time to spare, most exchanges change nothing about the wishes that are not met, and the
search hardly finds those that do. Here wishes come first, as far as looking at one paper after the other
allows; whom two papers need at one time is left to the search.
"""

from collections import defaultdict
from typing import TypeAlias

import numpy as np

from sessionrunner.core.running_order.costs import shared
from sessionrunner.core.running_order.places import Place, suits
from sessionrunner.core.running_order.search import Assignment
from sessionrunner.core.running_order.types import OrderPaper, OrderRequest
from sessionrunner.core.wip.papers import DAY_IN_MINUTES

Stretch: TypeAlias = tuple[int, int]
"""A room and a block."""


def wishes_first(
    request: OrderRequest, papers: tuple[OrderPaper, ...], places: tuple[Place, ...], size: int
) -> Assignment:
    """A place for every item: the papers, and `size` less their number of blanks.

    Papers with the fewest places to choose from come first, each into the room and block where most of its
    keywords are, and among equals the emptiest. What finds none gets what is left over.
    """
    stretches = _Stretches(request, papers, places)
    for number in _pickiest_first(request, papers, places):
        stretches.take(number)
    taken = stretches.taken()
    left_over = sorted(set(range(size)).difference(taken.values()))
    others = (number for number in range(size) if number not in taken)
    taken |= dict(zip(others, left_over, strict=True))
    return np.array([taken[number] for number in range(size)], dtype=np.int64)


def _pickiest_first(
    request: OrderRequest, papers: tuple[OrderPaper, ...], places: tuple[Place, ...]
) -> list[int]:
    choice = [sum(suits(paper, place, request.rooms) for place in places) for paper in papers]
    return sorted(range(len(papers)), key=lambda number: (choice[number], number))


class _Stretches:
    """Every room's time in every block, and the papers that are put into it."""

    def __init__(
        self, request: OrderRequest, papers: tuple[OrderPaper, ...], places: tuple[Place, ...]
    ) -> None:
        self._rooms = request.rooms
        self._papers = papers
        self._places = places
        self._slots = defaultdict[Stretch, list[int]](list)
        self._there = defaultdict[Stretch, list[int]](list)
        for index, place in enumerate(places):
            self._slots[place.room, place.block].append(index)

    def take(self, number: int) -> None:
        """Put a paper where it fits best, if it fits anywhere."""
        fitting = [stretch for stretch in self._slots if self._fits(number, stretch)]
        if fitting:
            self._there[max(fitting, key=lambda stretch: self._worth(number, stretch))].append(number)

    def _fits(self, number: int, stretch: Stretch) -> bool:
        paper, slots, there = self._papers[number], self._slots[stretch], self._there[stretch]
        wishes = [self._papers[other].wishes for other in there]
        if any((paper.wishes.first and each.first) or (paper.wishes.last and each.last) for each in wishes):
            return False
        return len(there) < len(slots) and any(suits(paper, self._places[i], self._rooms) for i in slots)

    def _worth(self, number: int, stretch: Stretch) -> tuple[int, int]:
        there = self._there[stretch]
        return sum(shared(self._papers[number], self._papers[other]) for other in there), -len(there)

    def taken(self) -> dict[int, int]:
        """The place of every paper that fitted, in the order that its room's wishes ask for."""
        return {
            number: index
            for stretch, there in self._there.items()
            for number, index in zip(
                sorted(there, key=lambda one: _in_turn(self._papers[one])), self._slots[stretch], strict=False
            )
        }


def _in_turn(paper: OrderPaper) -> tuple[bool, bool, int, int]:
    wishes = paper.wishes
    until = DAY_IN_MINUTES if wishes.done_by is None else wishes.done_by
    return not wishes.first, wishes.last, wishes.not_before or 0, until
