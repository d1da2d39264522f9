"""Who is connected: it changes all the time, so it lives in memory and is never committed."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.gateway.links import Link


class Presence(Frozen):
    """The people with at least one device connected, and how many pages of hosts and stages are.

    In a works-in-progress session also, for every room, how many pages of facilitators and of the
    room's own display are connected; displays count among the stages, too.
    """

    people: tuple[PersonId, ...] = ()
    hosts: int = 0
    stages: int = 0
    facilitators: dict[TrackId, int] | UnsetType = UNSET
    displays: dict[TrackId, int] | UnsetType = UNSET


def presence_of(links: Iterable[Link], rooms: Iterable[TrackId] | None = None) -> Presence:
    """Who is connected by `links`; `rooms` are those of a works-in-progress session."""
    grants = [link.entry.grant for link in links]
    count = Counter(grant.audience for grant in grants)
    presence = Presence(
        people=tuple(sorted({grant.person for grant in grants if grant.person is not None})),
        hosts=count["host"],
        stages=count["stage"],
    )
    if rooms is None:
        return presence
    at = Counter((grant.audience, grant.track) for grant in grants)
    listed = tuple(rooms)
    return replace(
        presence,
        facilitators={room: at["facilitator", room] for room in listed},
        displays={room: at["stage", room] for room in listed},
    )


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
