"""Requests for plans, for the tests of the adapters."""

from sessionrunner.core.planning import Participant, PersonId, PlanRequest


def a_request(mentors: int = 3, mentees: int = 4, rounds: int = 3) -> PlanRequest:
    """A request with something in every kind of field."""
    people = tuple(
        Participant(
            id=PersonId(f"p{number}"),
            side="mentor" if number < mentors else "mentee",
            institution=f"school {number % 3}",
            interests=frozenset({f"topic {number % 2}", "all"}),
            requests=(PersonId("p0"),) if number == mentors else (),
            avoid=frozenset({PersonId("p1")}) if number == mentors + 1 else frozenset(),
        )
        for number in range(mentors + mentees)
    )
    return PlanRequest(
        participants=people, rounds=rounds, seed=7, met_before=frozenset({(PersonId("p0"), PersonId("p3"))})
    )
