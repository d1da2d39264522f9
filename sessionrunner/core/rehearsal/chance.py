"""Comings and goings drawn from a seed, for a rehearsal without a trace."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Annotated, Final, TypeAlias

from msgspec import Meta

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.pairs import shuffled
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.rehearsal.movements import Kind, Movement
from sessionrunner.core.time import SECOND, Duration

Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]

_BYTES: Final = 8


class Chances(Frozen):
    """Which shares of the people come late, never come, and leave early.

    Nobody does two of these, so together they are at most everybody: what goes beyond is cut off
    in this order.
    """

    late_share: Share = 0.15
    absent_share: Share = 0.10
    leaving_share: Share = 0.05


def draw_movements(
    people: Sequence[PersonId], seed: int, chances: Chances, length: Duration
) -> tuple[Movement, ...]:
    """Who comes late (in the first third of `length`), never, or leaves early (in its second half).

    The shares are kept to the nearest person; who it is and when, to the second, only the seed and
    the ids decide. In the order of time.
    """
    order = list(shuffled(people, seed))
    late, order = _first(order, chances.late_share, len(people))
    absent, order = _first(order, chances.absent_share, len(people))
    leaving, _ = _first(order, chances.leaving_share, len(people))
    drawn = [
        *(_movement(one, "arrive", _between(SECOND, length // 3, one, seed)) for one in late),
        *(_movement(one, "leave", 0) for one in absent),
        *(_movement(one, "leave", _between(length // 2, length, one, seed)) for one in leaving),
    ]
    return tuple(sorted(drawn, key=lambda movement: movement.at))


def _first(people: list[PersonId], share: float, of: int) -> tuple[list[PersonId], list[PersonId]]:
    count = round(share * of)
    return people[:count], people[count:]


def _between(earliest: int, latest: int, person: PersonId, seed: int) -> int:
    """A whole second from `earliest` to `latest` (milliseconds), drawn for this person."""
    drawn = int.from_bytes(blake2b(f"when/{seed}/{person}".encode(), digest_size=_BYTES).digest())
    choices = max(1, (latest - earliest) // SECOND)
    return earliest + drawn % choices * SECOND


def _movement(person: PersonId, event: Kind, at: int) -> Movement:
    return Movement(at=Duration(at), person=person, event=event)
