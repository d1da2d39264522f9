"""The live path as the rest of the program sees it: attach it, publish to it, drop whom it must not serve."""

from aiohttp import WSCloseCode, web

from sessionrunner.core.answers import Failure, Reply, failure
from sessionrunner.core.errors import Unauthorized, Unavailable
from sessionrunner.core.model import Session, SessionId
from sessionrunner.gateway.admission import Auth, Entry, admit, parse_auth
from sessionrunner.gateway.answering import Count, SyncAnswer, answer_command, answer_sync, answer_unknown
from sessionrunner.gateway.feed import Feed
from sessionrunner.gateway.links import Link
from sessionrunner.gateway.messages import Messages, check_audience
from sessionrunner.gateway.options import GatewayOptions
from sessionrunner.gateway.presence import Presence
from sessionrunner.gateway.runners import Runner, Runners
from sessionrunner.gateway.server import SocketServer
from sessionrunner.gateway.wire import Wire
from sessionrunner.runtime.access import Access, digest
from sessionrunner.runtime.ports import Clock, Grant, StoreUnavailableError

PATH = "/socket.io"

_A_MOMENT = 0.5
"""How long connections that were cut off may take to be gone."""

_GONE = "This page is not connected any more."


class Gateway:
    """A `Publisher` whose readers are the clients that are connected."""

    def __init__(self, access: Access, clock: Clock, options: GatewayOptions) -> None:
        self._access = access
        self._clock = clock
        self._options = options
        self._server = SocketServer(options, self)
        self._runners: Runners | None = None
        self._count: Count = lambda _kind, _outcome: None
        self._drops = 0
        """How often somebody was let go of, so that nobody slips in meanwhile."""
        self._knocked: dict[str, tuple[Entry, Runner]] = {}
        self._links: dict[str, Link] = {}
        self._feeds: dict[SessionId, Feed] = {}

    def attach(self, app: web.Application, runners: Runners, count: Count | None = None) -> None:
        """Serve sockets in `app`, and close them all when it shuts down; `count` hears of every command."""
        self._runners = runners
        self._count = count or self._count
        for path in (PATH, f"{PATH}/"):
            app.router.add_get(path, self._server.engine.handle_request)
        app.on_shutdown.append(self._shut_down)

    def publish(self, before: Session | None, after: Session) -> None:  # noqa: ARG002 - see Feed
        """The committed state is now `after`. Returns at once; whoever sees a difference is told soon."""
        feed = self._feeds.get(after.id)
        if feed is not None:
            feed.publish(after)

    def presence(self, session: SessionId) -> Presence:
        """Who is connected to `session` now."""
        feed = self._feeds.get(session)
        return feed.presence() if feed is not None else Presence()

    async def drop(self, grant: Grant, keep: str | None = None) -> None:
        """Let go of everybody with exactly this grant (its tokens were revoked), except by token `keep`."""
        self._drops += 1
        feed = self._feeds.get(grant.session)
        if feed is not None:
            feed.drop(grant, digest(keep) if keep else None)

    async def drop_session(self, session: SessionId) -> None:
        """Let go of everybody: the session was erased."""
        self._drops += 1
        feed = self._feeds.get(session)
        if feed is not None:
            feed.drop_all()

    def connected(self) -> int:
        """How many sockets are let in."""
        return len(self._links)

    def waiting(self) -> int:
        """How many sockets are not let in, or not yet."""
        return len(self._server.engine.sockets) - len(self._links)

    async def close(self) -> None:
        """Close every socket with 1012 (service restart), upon which clients come back by themselves.

        Takes no longer than clients are given to say goodbye: who does not is cut off. A second call
        does nothing.
        """
        engine = self._server.engine
        if not engine.accepting:
            return
        engine.accepting = False
        for wire in tuple(engine.sockets.values()):
            wire.part(WSCloseCode.SERVICE_RESTART, "the server restarts")
        await engine.emptied(self._options.goodbye_within + _A_MOMENT)
        for feed in self._feeds.values():
            feed.close()

    async def _shut_down(self, _app: web.Application) -> None:
        await self.close()

    # What follows is called by the socket server.

    async def knock(self, sid: str, request: web.Request, auth: object) -> None:
        """Somebody wants in. Raises `Refusal` if they may not."""
        shown = parse_auth(auth)
        try:
            entry, runner = await self._look_up(request, shown)
        except StoreUnavailableError as error:
            raise Unavailable("The server cannot look up who you are just now. It is tried again.") from error
        check_audience(runner.session, entry.grant)
        self._knocked[sid] = (entry, runner)

    async def _look_up(self, request: web.Request, shown: Auth) -> tuple[Entry, Runner]:
        while True:
            drops = self._drops
            entry = await admit(request, shown, self._access)
            runner = await self._sessions.get(entry.grant.session)
            # Whoever was looked up before a token was revoked, and others who used it have since been let
            # go of, is looked up again.
            if drops == self._drops:
                return entry, runner

    def enter(self, sid: str, wire: Wire) -> None:
        """Somebody knows by now that they are let in, and gets their view."""
        entry, runner = self._knocked.pop(sid)
        session = runner.session
        feed = self._feeds.get(session.id)
        if feed is None:
            messages = Messages(self._clock, self._options.address)
            feed = self._feeds[session.id] = Feed(session, messages, self._options)
        link = self._links[sid] = Link(sid, wire, entry, self._options)
        feed.enter(link)

    def leave(self, sid: str) -> None:
        """Somebody who knocked is gone."""
        self._knocked.pop(sid, None)
        link = self._links.pop(sid, None)
        if link is None:
            return
        session = link.entry.grant.session
        feed = self._feeds[session]
        feed.leave(sid)
        if not feed.links:
            del self._feeds[session]
            feed.close()

    async def command(self, sid: str, *arguments: object) -> Reply:
        """A command's answer."""
        link = self._links.get(sid)
        if link is None:
            return failure(Unauthorized(_GONE))
        return await answer_command(link, arguments, self._sessions, self._count)

    def sync(self, sid: str, *arguments: object) -> SyncAnswer | Failure:
        """What time it is."""
        link = self._links.get(sid)
        if link is None:
            return failure(Unauthorized(_GONE))
        return answer_sync(link, arguments, self._clock.now())

    def unknown(self, event: str, _sid: str, *_arguments: object) -> Failure:
        """That there is no such event."""
        return answer_unknown(event)

    @property
    def _sessions(self) -> Runners:
        assert self._runners is not None, "attach comes before the first socket"
        return self._runners
