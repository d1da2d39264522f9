"""Who is connected: it changes all the time, so it lives in memory and is never committed."""

from collections.abc import Iterable

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.types import PersonId
from sessionrunner.gateway.links import Link


class Presence(Frozen):
    """The people with at least one device connected, and how many pages of hosts and stages are."""

    people: tuple[PersonId, ...] = ()
    hosts: int = 0
    stages: int = 0


def presence_of(links: Iterable[Link]) -> Presence:
    """Who is connected by `links`."""
    people = set[PersonId]()
    count = {"host": 0, "stage": 0}
    for link in links:
        grant = link.entry.grant
        if grant.person is not None:
            people.add(grant.person)
        elif grant.audience in count:
            count[grant.audience] += 1
    return Presence(people=tuple(sorted(people)), hosts=count["host"], stages=count["stage"])
