"""From who sits with whom to rounds that people can read: rooms, kinds, peers, who rests."""

from collections.abc import Mapping, Sequence

from sessionrunner.core.planning.pairs import Pair
from sessionrunner.core.planning.peers import Peers, kept_rooms
from sessionrunner.core.planning.rooms import free_rooms, in_room_order, mentor_rooms, room_number
from sessionrunner.core.planning.types import Pairing, PersonId, PlanRequest, Round, Side

Tables = Mapping[PersonId, Sequence[PersonId]]
"""Of one round: the mentees at each mentor's table; a mentor without any may be left out."""


def assemble(
    request: PlanRequest,
    sides: Mapping[PersonId, Side],
    seated: Sequence[PersonId],
    coming: Sequence[Tables],
) -> tuple[Round, ...]:
    """The coming rounds, numbered on from the held ones, with peers paired where that is wanted.

    `seated` are the mentors in the order in which those take rooms who have none yet.
    """
    rooms = mentor_rooms(seated, request.room_prefix, (*request.held, *request.told))
    told = {one.round: kept_rooms(one) for one in request.told}
    peers = Peers(request, sides)
    rounds: list[Round] = []
    for number, tables in enumerate(coming, start=len(request.held) + 1):
        pairings = [_table(rooms[mentor], mentor, mentees) for mentor, mentees in tables.items() if mentees]
        if request.surplus == "peer":
            busy = [person for pairing in pairings for person in pairing.people]
            kept = told.get(number, {})
            pairings += _hosted(peers.left_over(number, busy, "mentor"), rooms, kept)
            pairings += _elsewhere(peers.left_over(number, busy, "mentee"), rooms, kept, request.room_prefix)
        peers.remember(pairings)
        rounds.append(_round(request, number, pairings))
    return tuple(rounds)


def _table(room: str, mentor: PersonId, mentees: Sequence[PersonId]) -> Pairing:
    return Pairing(room=room, kind="mentoring" if len(mentees) == 1 else "group", people=(mentor, *mentees))


def _hosted(pairs: Sequence[Pair], rooms: Mapping[PersonId, str], kept: Mapping[Pair, str]) -> list[Pairing]:
    """Mentors meet in the room of one of the two, as told if they were."""
    return [
        Pairing(
            room=next((rooms[one] for one in two if rooms[one] == kept.get(two)), rooms[two[0]]),
            kind="peer",
            people=two,
        )
        for two in pairs
    ]


def _elsewhere(
    pairs: Sequence[Pair], rooms: Mapping[PersonId, str], kept: Mapping[Pair, str], prefix: str
) -> list[Pairing]:
    """Mentees meet in further rooms, numbered on from the mentors', where told if that is still free."""
    mentors = frozenset(rooms.values())
    own = {two: kept[two] for two in pairs if kept.get(two, "") not in {"", *mentors}}
    beyond = 1 + max((room_number(prefix, room) for room in mentors), default=0)
    free = free_rooms(prefix, mentors | frozenset(own.values()), beyond)
    return [Pairing(room=own.get(two) or next(free), kind="peer", people=two) for two in pairs]


def _round(request: PlanRequest, number: int, pairings: Sequence[Pairing]) -> Round:
    busy = {person for pairing in pairings for person in pairing.people}
    resting = tuple(person.id for person in request.participants if person.id not in busy)
    return Round(round=number, pairings=in_room_order(pairings, request.room_prefix), sitting_out=resting)
