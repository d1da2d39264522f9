"""Who sits with whom, one round after the other: each round as many meetings as it can hold."""

from collections.abc import Callable, Mapping, Sequence

from sessionrunner.core.planning.circle import circle
from sessionrunner.core.planning.history import attendance, times_met
from sessionrunner.core.planning.pairs import avoided, pair, shuffled
from sessionrunner.core.planning.sides import chairs
from sessionrunner.core.planning.types import PersonId, PlanRequest, Side


def greedy(request: PlanRequest, sides: Mapping[PersonId, Side]) -> list[dict[PersonId, list[PersonId]]]:
    """The tables of every coming round: the circle's places where they are free, else the nearest."""
    mentors = [person.id for person in request.participants if sides[person.id] == "mentor"]
    mentees = shuffled([person for person, side in sides.items() if side == "mentee"], request.seed)
    apart = avoided(request.participants)
    count = dict(times_met(request.held, request.met_before))
    rested = {person: len(part.resting) for person, part in attendance(request.held).items()}
    coming = []
    for number in range(len(request.held), request.rounds):
        ideal = {
            mentee: mentor
            for mentor, some in circle(mentors, mentees, chairs(request), number).items()
            for mentee in some
        }

        def wish(
            mentee: PersonId, mentor: PersonId, ideal: Mapping[PersonId, PersonId] = ideal
        ) -> tuple[int, bool]:
            return (count.get(pair(mentee, mentor), 0), ideal.get(mentee) != mentor)

        def choices(mentee: PersonId) -> list[PersonId]:
            free = [mentor for mentor in mentors if pair(mentee, mentor) not in apart]
            return sorted(free, key=lambda mentor: wish(mentee, mentor))

        waiting = sorted(mentees, key=lambda mentee: (-rested.get(mentee, 0), mentee not in ideal))
        tables = _seat(waiting, choices, chairs(request))
        seated = {mentee for some in tables.values() for mentee in some}
        for mentee in mentees:
            rested[mentee] = rested.get(mentee, 0) + (mentee not in seated)
        for mentor, some in tables.items():
            for mentee in some:
                count[pair(mentor, mentee)] = count.get(pair(mentor, mentee), 0) + 1
        coming.append(tables)
    return coming


def _seat(
    waiting: Sequence[PersonId], choices: Callable[[PersonId], list[PersonId]], seats: int
) -> dict[PersonId, list[PersonId]]:
    """Seats for as many as possible, those who wait in front first (augmenting paths)."""
    tables: dict[PersonId, list[PersonId]] = {}

    def find(mentee: PersonId, tried: set[PersonId]) -> bool:
        for mentor in choices(mentee):
            if mentor in tried:
                continue
            tried.add(mentor)
            at_table = tables.setdefault(mentor, [])
            if len(at_table) < seats:
                at_table.append(mentee)
                return True
            for index, other in enumerate(at_table):
                if find(other, tried):
                    at_table[index] = mentee
                    return True
        return False

    for mentee in waiting:
        find(mentee, set())
    return tables
