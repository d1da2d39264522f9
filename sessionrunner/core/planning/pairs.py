"""Two people, and who is with whom in a pairing."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import combinations
from typing import TypeAlias

from sessionrunner.core.planning.types import Pairing, Participant, PersonId

Pair: TypeAlias = tuple[PersonId, PersonId]
"""Two people in the order of their ids, so that there is one name for the two of them."""


def pair(one: PersonId, other: PersonId) -> Pair:
    """The one name of two people."""
    return (one, other) if one < other else (other, one)


def across(pairing: Pairing) -> Sequence[tuple[PersonId, PersonId]]:
    """The meetings across the sides in a pairing, each as (mentor, mentee)."""
    if pairing.kind == "peer":
        return ()
    mentor, *mentees = pairing.people
    return [(mentor, mentee) for mentee in mentees]


def met(pairing: Pairing) -> Sequence[Pair]:
    """Who meets whom in a pairing: the mentor everybody, peers each other."""
    if pairing.kind == "peer":
        return together(pairing)
    return [pair(mentor, mentee) for mentor, mentee in across(pairing)]


def together(pairing: Pairing) -> Sequence[Pair]:
    """Every two people who share the room of a pairing."""
    return [pair(one, other) for one, other in combinations(pairing.people, 2)]


def avoided(participants: Iterable[Participant]) -> frozenset[Pair]:
    """Every two who must not share a room, whichever of them said so."""
    return frozenset(
        pair(person.id, other) for person in participants for other in person.avoid if other != person.id
    )


def shuffled(people: Sequence[PersonId], seed: int) -> tuple[PersonId, ...]:
    """The people in an order that only the seed and their ids decide.

    Sorting by a hash instead of shuffling makes the order the same on every machine and under
    every Python, and leaves the others' order alone when somebody comes or goes.
    """
    return tuple(sorted(people, key=lambda person: (_draw(person, seed), person)))


def _draw(person: PersonId, seed: int) -> bytes:
    return blake2b(f"{seed}/{person}".encode(), digest_size=8).digest()
