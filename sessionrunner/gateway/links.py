"""A client that was let in, and what it still has to be sent."""

import time
from enum import IntEnum

from sessionrunner.core.commands import Actor
from sessionrunner.gateway.admission import Entry
from sessionrunner.gateway.frames import DISCONNECTED
from sessionrunner.gateway.limits import Allowance
from sessionrunner.gateway.options import GatewayOptions
from sessionrunner.gateway.wire import Wire


class Due(IntEnum):
    """What a client has to be sent next; the greater stands in for the lesser."""

    NOTHING = 0
    PULSE = 1
    VIEW = 2


class Link:
    """A client that was let in. `version` is the newest it was sent, `viewed_at` when (monotonic seconds)."""

    __slots__ = ("actor", "commands", "due", "entry", "sid", "syncs", "version", "viewed_at", "wire")

    def __init__(self, sid: str, wire: Wire, entry: Entry, options: GatewayOptions) -> None:
        grant = entry.grant
        now = time.monotonic()
        trusted = grant.audience in {"host", "facilitator"}
        self.sid = sid
        self.wire = wire
        self.entry = entry
        self.actor = Actor(audience=grant.audience, person=grant.person, track=grant.track)
        self.commands = Allowance(options.host_commands if trusted else options.commands, now)
        self.syncs = Allowance(options.syncs, now)
        self.due = Due.VIEW
        self.version = 0
        self.viewed_at = float("-inf")

    def let_go(self, code: int, reason: str) -> None:
        """Tell the client that it is let go on purpose, and close its connection."""
        self.wire.write(DISCONNECTED)
        self.wire.part(code, reason)

    @property
    def shared(self) -> bool:
        """Whether everybody of this audience sees the same, and much of it: then views are made sparingly."""
        return self.entry.grant.audience != "attendee"
