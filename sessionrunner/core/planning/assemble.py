"""From who sits with whom to rounds that people can read: rooms, kinds, who rests."""

from collections.abc import Mapping, Sequence

from sessionrunner.core.planning.history import times_met
from sessionrunner.core.planning.pairs import Pair, avoided, met, shuffled
from sessionrunner.core.planning.peers import pair_up
from sessionrunner.core.planning.rooms import free_rooms, in_room_order, mentor_rooms, room_number
from sessionrunner.core.planning.types import Pairing, PersonId, PlanRequest, Round, Side

Tables = Mapping[PersonId, Sequence[PersonId]]
"""Of one round: the mentees at each mentor's table; mentors without any are left out."""


def assemble(
    request: PlanRequest, sides: Mapping[PersonId, Side], coming: Sequence[Tables]
) -> tuple[Round, ...]:
    """The coming rounds, numbered on from the held ones, with peers paired where that is wanted."""
    seen = (*request.held, *request.told)
    mentors = [person.id for person in request.participants if sides[person.id] == "mentor"]
    rooms = mentor_rooms(mentors, request.room_prefix, seen)
    apart = avoided(request.participants)
    count = dict(times_met(request.held, request.met_before))
    rounds: list[Round] = []
    for number, tables in enumerate(coming, start=len(request.held) + 1):
        told = next((one for one in request.told if one.round == number), None)
        pairings = [_table(rooms[mentor], mentor, mentees) for mentor, mentees in tables.items() if mentees]
        if request.surplus == "peer":
            busy = {person for pairing in pairings for person in pairing.people}
            pairings += _peers(
                request, sides=sides, rooms=rooms, busy=busy, apart=apart, count=count, told=told
            )
        for pairing in pairings:
            for two in met(pairing):
                count[two] = count.get(two, 0) + 1
        rounds.append(_round(request, number, pairings))
    return tuple(rounds)


def _table(room: str, mentor: PersonId, mentees: Sequence[PersonId]) -> Pairing:
    return Pairing(room=room, kind="mentoring" if len(mentees) == 1 else "group", people=(mentor, *mentees))


def _round(request: PlanRequest, number: int, pairings: Sequence[Pairing]) -> Round:
    busy = {person for pairing in pairings for person in pairing.people}
    resting = tuple(person.id for person in request.participants if person.id not in busy)
    return Round(round=number, pairings=in_room_order(pairings, request.room_prefix), sitting_out=resting)


def _peers(
    request: PlanRequest,
    *,
    sides: Mapping[PersonId, Side],
    rooms: Mapping[PersonId, str],
    busy: set[PersonId],
    apart: frozenset[Pair],
    count: Mapping[Pair, int],
    told: Round | None,
) -> list[Pairing]:
    kept = {met_pair: one.room for one in (told.pairings if told else ()) for met_pair in met(one)}

    def cost(two: Pair) -> int | None:
        return None if two in apart else 100 * count.get(two, 0) + (two not in kept)

    free = [one for one in shuffled(list(sides), request.seed) if one not in busy]
    mentors = pair_up([one for one in free if sides[one] == "mentor"], cost)
    mentees = pair_up([one for one in free if sides[one] == "mentee"], cost)
    hosted = [Pairing(room=kept.get(two, ""), kind="peer", people=two) for two in mentors]
    pairings = [
        one
        if one.room in {rooms[p] for p in one.people}
        else Pairing(room=rooms[one.people[0]], kind="peer", people=one.people)
        for one in hosted
    ]
    beyond = 1 + max((room_number(request.room_prefix, room) for room in rooms.values()), default=0)
    taken: set[str] = set(rooms.values())
    for two in sorted(mentees, key=lambda two: two not in kept):
        own = kept.get(two, "")
        room = own if own and own not in taken else next(iter(free_rooms(request.room_prefix, taken, beyond)))
        taken.add(room)
        pairings.append(Pairing(room=room, kind="peer", people=two))
    return pairings
