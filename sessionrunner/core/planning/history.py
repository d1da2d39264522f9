"""What the rounds that were held did to people: whom they met, how often they sat out."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.pairs import Pair, across, met, pair
from sessionrunner.core.planning.types import PersonId, Round


class Attendance(Frozen):
    """One person's part in some rounds, as sets of positions in that sequence of rounds.

    `there` are the rounds the person was there for, `resting` those of them without a meeting
    across the sides.
    """

    there: frozenset[int]
    resting: frozenset[int]

    @property
    def back_to_back(self) -> int:
        """How many times a sit-out follows a sit-out in the very next round."""
        return sum(index + 1 in self.resting for index in self.resting)


NEVER = Attendance(there=frozenset(), resting=frozenset())


def attendance(rounds: Sequence[Round]) -> dict[PersonId, Attendance]:
    """Everybody's part in the rounds; who was in none of them is not in the answer."""
    there: dict[PersonId, set[int]] = {}
    meeting: dict[PersonId, set[int]] = {}
    for index, one in enumerate(rounds):
        for person in present(one):
            there.setdefault(person, set()).add(index)
        for pairing in one.pairings:
            for two in across(pairing):
                for person in two:
                    meeting.setdefault(person, set()).add(index)
    return {
        person: Attendance(there=frozenset(seen), resting=frozenset(seen - meeting.get(person, set())))
        for person, seen in there.items()
    }


def present(one: Round) -> tuple[PersonId, ...]:
    """Everybody who is there in a round, meeting somebody or not."""
    return (*(person for pairing in one.pairings for person in pairing.people), *one.sitting_out)


def times_met(rounds: Sequence[Round], before: frozenset[Pair]) -> Mapping[Pair, int]:
    """How often two people have met in the rounds, an earlier session counting as once."""
    count = Counter({pair(*two): 1 for two in before})
    for one in rounds:
        for pairing in one.pairings:
            count.update(met(pairing))
    return count
