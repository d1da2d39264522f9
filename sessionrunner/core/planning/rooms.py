"""Where a pairing meets: mentors keep one room for the whole session, mentees come to them."""

from collections.abc import Container, Iterator, Sequence

from sessionrunner.core.planning.history import present
from sessionrunner.core.planning.types import Pairing, PersonId, Round


def mentor_rooms(mentors: Sequence[PersonId], prefix: str, rounds: Sequence[Round]) -> dict[PersonId, str]:
    """Each mentor's room: the one they have in `rounds`, or else the free one of lowest number.

    Those whom the rounds know choose before newcomers. Where two had the same room, or one had
    two, the later round decides.
    """
    kept = _seats(frozenset(mentors), rounds)
    known = {person for one in rounds for person in present(one)}
    waiting = sorted((mentor for mentor in mentors if mentor not in kept), key=lambda one: one not in known)
    return kept | dict(zip(waiting, free_rooms(prefix, frozenset(kept.values())), strict=False))


def free_rooms(prefix: str, taken: Container[str], first: int = 1) -> Iterator[str]:
    """The rooms that are not taken, from number `first` on, without end."""
    number = first
    while True:
        room = f"{prefix} {number}"
        if room not in taken:
            yield room
        number += 1


def room_number(prefix: str, room: str) -> int:
    """The number in a room's name; 0 where the host named the room otherwise."""
    digits = room.removeprefix(f"{prefix} ")
    return int(digits) if digits != room and digits.isascii() and digits.isdigit() else 0


def in_room_order(pairings: Sequence[Pairing], prefix: str) -> tuple[Pairing, ...]:
    """The pairings as one walks past them: by number, rooms of other names first."""
    return tuple(sorted(pairings, key=lambda one: (room_number(prefix, one.room), one.room)))


def _seats(mentors: frozenset[PersonId], rounds: Sequence[Round]) -> dict[PersonId, str]:
    seats: dict[PersonId, str] = {}
    for one in reversed(rounds):
        for pairing in one.pairings:
            mentor = pairing.people[0]
            free = mentor not in seats and pairing.room not in seats.values()
            if pairing.kind != "peer" and mentor in mentors and free:
                seats[mentor] = pairing.room
    return seats
