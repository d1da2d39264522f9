"""Who is connected: it changes all the time, so it lives in memory and is never committed."""

import asyncio
from collections.abc import Callable, Iterable

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


class PresenceNews:
    """Gathers up changes of who is connected: looks at most once in `every` seconds, tells what is new."""

    def __init__(self, every: float, look: Callable[[], Presence], tell: Callable[[Presence], None]) -> None:
        self._every = every
        self._look = look
        self._tell = tell
        self._told = Presence()
        self._loop = asyncio.get_running_loop()
        self._told_at = float("-inf")
        self._timer: asyncio.TimerHandle | None = None

    def changed(self) -> None:
        """Somebody came or went."""
        if self._timer is None:
            due = max(self._loop.time(), self._told_at + self._every)
            self._timer = self._loop.call_at(due, self._look_again)

    def close(self) -> None:
        """Tell nothing more."""
        if self._timer is not None:
            self._timer.cancel()

    def _look_again(self) -> None:
        self._timer = None
        self._told_at = self._loop.time()
        now, before = self._look(), self._told
        if now != before:
            self._told = now
            self._tell(now)
