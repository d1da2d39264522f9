"""Who comes and goes when, and what follows from it: the stretches of time that people are there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.rehearsal.beginning import PLANNED_START
from sessionrunner.core.time import Duration, Instant

Kind: TypeAlias = Literal["arrive", "leave"]

FOREVER: Final = Instant(2**62)
"""Later than any session lasts."""


class Movement(Frozen):
    """Somebody arrives or leaves, `at` after the planned start (negative before it)."""

    at: Duration
    person: PersonId
    event: Kind


class Stay(Frozen):
    """A stretch of time that somebody is there, from `start` until just before `end`."""

    start: Instant
    end: Instant

    def overlap(self, start: Instant, end: Instant) -> Duration:
        """How much of the stretch lies between two instants."""
        return Duration(max(0, min(self.end, end) - max(self.start, start)))


def stays(people: Iterable[PersonId], movements: Sequence[Movement]) -> Mapping[PersonId, tuple[Stay, ...]]:
    """When each of the people is there, the instants counted from the planned start.

    `movements` are in the order of time. Whoever never moves is there all along, and so is, until
    they leave, whoever leaves before arriving.
    """
    moves: dict[PersonId, list[Movement]] = {person: [] for person in people}
    for movement in movements:
        moves[movement.person].append(movement)
    return {person: _stays(own) for person, own in moves.items()}


def _stays(moves: Sequence[Movement]) -> tuple[Stay, ...]:
    there_since = None if moves and moves[0].event == "arrive" else PLANNED_START
    found: list[Stay] = []
    for move in moves:
        at = max(PLANNED_START, Instant(move.at))
        if move.event == "leave" and there_since is not None:
            found.append(Stay(start=there_since, end=at))
            there_since = None
        elif move.event == "arrive" and there_since is None:
            there_since = at
    if there_since is not None:
        found.append(Stay(start=there_since, end=FOREVER))
    return tuple(stay for stay in found if stay.start < stay.end)
