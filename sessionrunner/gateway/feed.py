"""What the clients of one session are sent, and when.

A commit only marks who is due a view or a pulse; one task a session then sends what is due, from
the newest state there is. So commits that come fast are sent as one, a client that reads slowly is
skipped until it has caught up and then gets one whole view, and versions only grow.
"""

import asyncio
import time
from typing import Final

import structlog
from aiohttp import WSCloseCode

from sessionrunner.core.errors import NotFound
from sessionrunner.core.model import Session
from sessionrunner.core.views_changed import Affected, affected
from sessionrunner.gateway.links import Due, Link
from sessionrunner.gateway.messages import Messages, Pulses
from sessionrunner.gateway.options import GatewayOptions
from sessionrunner.gateway.presence import Presence, PresenceNews, presence_of
from sessionrunner.runtime.ports import Grant

_log = structlog.get_logger(__name__)

BATCH: Final = 32
"""So many are made before any is sent: to go from one to the other costs more than either."""


class Feed:
    """The clients of one session. Made in a running event loop; `close` ends it."""

    def __init__(self, session: Session, messages: Messages, options: GatewayOptions) -> None:
        self.links: dict[str, Link] = {}
        self._devices: dict[Grant, dict[str, Link]] = {}
        self._marked = session
        self._latest = session
        self._messages = messages
        self._options = options
        self._loop = asyncio.get_running_loop()
        self._wake = asyncio.Event()
        self._later: asyncio.TimerHandle | None = None
        self._task = self._loop.create_task(self._run())
        self._news = PresenceNews(options.presence_every, self.presence, self._tell_hosts)

    def close(self) -> None:
        """Send nothing more."""
        self._task.cancel()
        self._news.close()
        if self._later is not None:
            self._later.cancel()

    def publish(self, session: Session) -> None:
        """The committed state is now `session`; whoever sees a difference is told soon."""
        if session.version > self._latest.version:
            self._latest = session
            self._wake.set()

    def enter(self, link: Link) -> None:
        """Somebody was let in: they get their whole view now, before anything else.

        Of too many devices under one token's grant, the one that came first is let go.
        """
        self.links[link.sid] = link
        devices = self._devices.setdefault(link.entry.grant, {})
        devices[link.sid] = link
        if len(devices) > (self._options.most_pages if link.shared else self._options.most_devices):
            next(iter(devices.values())).let_go(WSCloseCode.POLICY_VIOLATION, "too many devices")
        if (frame := self._view(link)) is not None:
            link.wire.write(frame)
        if link.entry.grant.audience == "host":
            link.wire.write(self._messages.presence(self.presence()))
        self._news.changed()

    def leave(self, sid: str) -> None:
        """Somebody is gone."""
        link = self.links.pop(sid)
        devices = self._devices[link.entry.grant]
        del devices[sid]
        if not devices:
            del self._devices[link.entry.grant]
        self._news.changed()

    def drop(self, grant: Grant, keep: bytes | None) -> None:
        """Let go of everybody with this grant, except by the token whose digest is `keep`."""
        for link in tuple(self._devices.get(grant, {}).values()):
            if link.entry.token != keep:
                link.let_go(WSCloseCode.POLICY_VIOLATION, "this link is not valid any more")

    def drop_all(self) -> None:
        """Let go of everybody: the session is gone."""
        for link in tuple(self.links.values()):
            link.let_go(WSCloseCode.POLICY_VIOLATION, "this session is gone")

    def presence(self) -> Presence:
        """Who is connected now."""
        rooms = self._latest.tracks if self._latest.format == "wip" else None
        return presence_of(self.links.values(), rooms)

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                self._mark()
                await self._send(Due.PULSE)
                await self._send(Due.VIEW)
            except Exception:  # noqa: BLE001 - logged; the feed goes on
                _log.exception("not everything could be sent", session=self._latest.id)
                self._wake_in(self._options.catch_up_every)

    def _mark(self) -> None:
        """Note down who is due what since it was last noted."""
        before, self._marked = self._marked, self._latest
        if before is self._marked:
            return
        changed = affected(before, self._marked)
        for link in self.links.values():
            if link.version < self._marked.version:
                link.due = max(link.due, _due(link.entry.grant, changed))

    async def _send(self, due: Due) -> None:
        """Send `due` to those who are due it, phones before the rest, oldest first.

        Other work gets its turn after every slice.
        Comes back early when there is news, because the pulses of the news go before other views.
        """
        pulses = Pulses(self._messages, self._marked)
        slice_ends = time.monotonic() + self._options.slice_seconds
        links = [link for link in self.links.values() if link.due is due]
        if due is Due.VIEW or len({link.version for link in links}) > 1:
            links.sort(key=_turn)
        made: list[tuple[Link, bytes]] = []
        try:
            for link in links:
                if link.due is due and link.sid in self.links:
                    self._make(link, pulses, made)
                is_late = time.monotonic() > slice_ends
                if is_late or len(made) == BATCH:
                    _write(made)
                if is_late:
                    await asyncio.sleep(0)
                    if self._wake.is_set():
                        return
                    slice_ends = time.monotonic() + self._options.slice_seconds
        finally:
            _write(made)

    def _make(self, link: Link, pulses: Pulses, made: list[tuple[Link, bytes]]) -> None:
        """Add to `made` what `link` is sent now, if that has not to wait."""
        if link.wire.lagging:
            link.due = Due.VIEW
            self._wake_in(self._options.catch_up_every)
        elif link.due is Due.PULSE:
            made.append((link, pulses.of(link.entry.grant)))
            link.version, link.due = self._marked.version, Due.NOTHING
        elif link.shared and time.monotonic() < link.viewed_at + self._options.shared_views_every:
            self._wake_in(self._options.shared_views_every)
        elif (frame := self._view(link)) is not None:
            made.append((link, frame))

    def _view(self, link: Link) -> bytes | None:
        """The newest view of `link`, or None if there is none, and then it is let go."""
        session = self._latest
        link.version, link.due, link.viewed_at = session.version, Due.NOTHING, time.monotonic()
        try:
            return self._messages.view(session, link.entry.grant)
        except NotFound as gone:
            link.let_go(WSCloseCode.POLICY_VIOLATION, gone.message)
        except Exception:  # noqa: BLE001 - logged; the others get theirs
            _log.exception("a view could not be made", session=session.id, by=link.actor.by)
            link.let_go(WSCloseCode.INTERNAL_ERROR, "the view could not be made")
        return None

    def _wake_in(self, seconds: float) -> None:
        if self._later is None:
            self._later = self._loop.call_later(seconds, self._wake_now)

    def _wake_now(self) -> None:
        self._later = None
        self._wake.set()

    def _tell_hosts(self, presence: Presence) -> None:
        frame = self._messages.presence(presence)
        for link in self.links.values():
            if link.entry.grant.audience == "host":
                link.wire.write(frame)


def _write(made: list[tuple[Link, bytes]]) -> None:
    """Send what was made, and keep none of it."""
    for link, frame in made:
        link.wire.write(frame)
    made.clear()


def _turn(link: Link) -> tuple[bool, int]:
    """When it is a link's turn: one host's view takes as long as those of a hundred phones."""
    return (link.shared, link.version)


def _due(grant: Grant, changed: Affected) -> Due:
    """What whoever holds `grant` is due after a change.

    A host and a facilitator need every version, to act on it: also when nothing they see has changed,
    as after a written comment or a hand in another room.
    """
    if grant.audience == "host":
        return Due.VIEW if changed.host or changed.everyone else Due.PULSE
    affects = grant.person in changed.people or grant.track in changed.tracks
    affects |= grant.audience == "stage" and changed.stage
    if affects or changed.everyone:
        return Due.VIEW
    return Due.PULSE if changed.clock or grant.audience == "facilitator" else Due.NOTHING
