"""People of one side who are left over in a round meet each other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

from sessionrunner.core.planning.history import times_met
from sessionrunner.core.planning.matching import pair_up
from sessionrunner.core.planning.pairs import Pair, avoided, met, pair, shuffled
from sessionrunner.core.planning.types import Pairing, PersonId, PlanRequest, Round, Side

AGAIN: Final = 1000
"""Two who have met before, for each time."""

MOVED: Final = 10
"""Two who were not told that they meet, where people have been told."""

UNASKED: Final = 2
"""Two who did not ask for each other, where anybody asked for one of their own side; half if one did."""

OUT_OF_TURN: Final = 1
"""Two whose turn it is not by the round robin."""


class Peers:
    """Who of one side meets whom, round after round, remembering who has met."""

    def __init__(self, request: PlanRequest, sides: Mapping[PersonId, Side]) -> None:
        self._sides = sides
        self._apart = avoided(request.participants)
        self._order = shuffled([person.id for person in request.participants], request.seed)
        self._met = dict(times_met(request.held, request.met_before))
        self._told = {one.round: frozenset(chain(*map(met, one.pairings))) for one in request.told}
        self._asked = Counter(
            pair(one.id, other)
            for one in request.participants
            for other in one.requests
            if sides.get(other) == sides[one.id]
        )

    def left_over(self, number: int, busy: Iterable[PersonId], side: Side) -> list[Pair]:
        """The pairs of a side among those who are not busy in round `number`."""
        taken = set(busy)
        free = [one for one in self._order if one not in taken and self._sides[one] == side]
        row = round_robin(free, number)
        in_turn = {pair(one, other) for one, other in zip(row[::2], row[1::2], strict=False)}
        told = self._told.get(number)

        def cost(two: Pair) -> int | None:
            if two in self._apart:
                return None
            unasked = max(0, UNASKED - self._asked[two]) if self._asked else 0
            new = OUT_OF_TURN * (two not in in_turn) if told is None else MOVED * (two not in told)
            return AGAIN * self._met.get(two, 0) + new + unasked

        return pair_up(row, cost)

    def remember(self, pairings: Sequence[Pairing]) -> None:
        """Take note of who meets in a round."""
        for pairing in pairings:
            for two in met(pairing):
                self._met[two] = self._met.get(two, 0) + 1


def round_robin(people: Sequence[PersonId], turn: int) -> list[PersonId]:
    """The people in a row, two by two as in a round-robin tournament; the one without a partner last.

    One of them stays, the others move one place on each turn (the circle method), so that
    everybody meets everybody before anybody meets again.
    """
    ring: list[PersonId | None] = [*people, *([None] * (len(people) % 2))]
    if not ring:
        return []
    fixed, moving = ring[-1], ring[:-1]
    moved = [*moving[turn % len(moving) :], *moving[: turn % len(moving)]]
    half = len(ring) // 2
    tables = list(zip(moved[:half], [fixed, *reversed(moved[half:])], strict=True))
    paired = [two for two in tables if None not in two]
    alone = [two for two in tables if None in two]
    return [one for two in (*paired, *alone) for one in two if one is not None]


def kept_rooms(told: Round | None) -> dict[Pair, str]:
    """Where people were told that they meet as peers."""
    pairings = told.pairings if told else ()
    return {two: pairing.room for pairing in pairings if pairing.kind == "peer" for two in met(pairing)}
