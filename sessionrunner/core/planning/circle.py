"""The classic movement: mentors seated around a circle, every mentee one place on each round.

The circle has as many places as the larger side needs, and the smaller side is spread around it
evenly. So whoever finds nobody at their place rests, and the rests of any one person fall as
evenly as the teeth of a gear: over any number of rounds two people's rests differ by at most one
(they follow one balanced, or Christoffel, word, each from another starting point), and nobody
rests twice in a row unless more than half of that side must rest. Two people meet again only
after a whole turn.
"""

from collections.abc import Sequence

from sessionrunner.core.planning.types import PersonId


def circle(
    mentors: Sequence[PersonId], mentees: Sequence[PersonId], seats: int, turn: int
) -> dict[PersonId, tuple[PersonId, ...]]:
    """Who sits with each mentor after `turn` moves; resting mentors are left out.

    Nobody has more than `seats` mentees. The order of the two sequences decides everything.
    """
    if not mentors or not mentees:
        return {}
    places = max(len(mentors), -(-len(mentees) // seats))
    at_place: dict[int, list[PersonId]] = {}
    for index, mentee in enumerate(mentees):
        at_place.setdefault((index * places // len(mentees) + turn) % places, []).append(mentee)
    tables = ((mentor, index * places // len(mentors)) for index, mentor in enumerate(mentors))
    return {mentor: tuple(at_place[place]) for mentor, place in tables if place in at_place}
