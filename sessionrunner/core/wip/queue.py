"""The order in which people are called on, and how long each may take."""

from typing import Final

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import SECOND, Duration, minutes, seconds
from sessionrunner.core.wip.floor import Floor, Hand

SHORTEST_TURN: Final = seconds(30)
LONGEST_TURN: Final = minutes(5)
"""A comment is no lecture: where few hands are up, what is left is for the hands that are still to come."""
_WHOLE: Final = 5 * SECOND


class QueueRules(Frozen):
    """What the queue goes by. `first` are the discussants of the paper, where they go first."""

    first: frozenset[PersonId] = frozenset()
    juniors: frozenset[PersonId] = frozenset()


def queue(floor: Floor, rules: QueueRules) -> tuple[Hand, ...]:
    """The hands that are up, in the order in which they should be called on.

    Whom the facilitator put in front; then `rules.first`, until they were heard on this paper; then who
    has not spoken in this room before who has, `rules.juniors` before the others within each; then
    who has spoken least; then whose hand went up first.
    """
    chosen = {person: place for place, person in enumerate(floor.first)}

    def rank(hand: Hand) -> tuple[int, bool, bool, bool, int, int]:
        person = hand.person
        return (
            chosen.get(person, len(chosen)),
            person not in rules.first or person in floor.heard,
            person in floor.spoken,
            person not in rules.juniors,
            floor.spoken.get(person, 0),
            hand.raised_at,
        )

    return tuple(sorted(floor.hands, key=rank))


def suggestion(left: Duration, waiting: int) -> Duration:
    """How long each of `waiting` people can take if `left` is shared out.

    Whole five seconds, from `SHORTEST_TURN` to `LONGEST_TURN`.
    """
    share = left // max(1, waiting)
    return Duration(min(LONGEST_TURN, max(SHORTEST_TURN, share - share % _WHOLE)))
