"""The API of a session: set up, looked at, steered. For hosts, and for the operator who makes sessions."""

from typing import Any, Final, Literal

import msgspec
from aiohttp import web

from sessionrunner.core.answers import JournalEntry
from sessionrunner.core.commands import parse_command
from sessionrunner.core.errors import Detail, Forbidden, Invalid, Refusal, Unavailable
from sessionrunner.core.faults import convert_all
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Audience, Session, SessionId, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.views import plan_view
from sessionrunner.runtime.ports import Grant, StoreUnavailableError
from sessionrunner.runtime.runner import Refused
from sessionrunner.runtime.sessions import Sessions
from sessionrunner.web.answers import json_answer
from sessionrunner.web.bodies import read_object
from sessionrunner.web.creating import new_session
from sessionrunner.web.deps import WebDeps
from sessionrunner.web.doorkeeper import Doorkeeper
from sessionrunner.web.giving_links import first_links, granted
from sessionrunner.web.limits import Limit
from sessionrunner.web.links import enter_url
from sessionrunner.web.metrics import Metrics
from sessionrunner.web.qr import qr_svg
from sessionrunner.web.remote import Remote
from sessionrunner.web.speaking import actor_of, view_of

SESSION: Final = "/api/v1/sessions/{id:[A-Za-z0-9_-]{1,64}}"
COMMANDING: Final[tuple[Audience, ...]] = ("host", "facilitator", "attendee")
COMMANDS_PER_MINUTE: Final = 300
"""Commands over HTTP with one grant; nobody's finger is quicker, and pages use the socket."""


_WITHOUT_LINKS: Final = (
    "The session was made, but its links could not be saved. Open it in the operator's list of sessions."
)


class _LinkWanted(Frozen):
    audience: Literal["host", "stage", "facilitator"]
    track: TrackId | None = None


class _Revoked(Frozen):
    audience: Literal["host", "stage", "attendee", "facilitator"]
    person: PersonId | None = None
    track: TrackId | None = None


class SessionsApi:
    """`/api/v1/sessions` and what is below it, but for the roster."""

    def __init__(self, deps: WebDeps, doors: Doorkeeper, remote: Remote, metrics: Metrics) -> None:
        self._deps = deps
        self._sessions: Sessions = deps.sessions
        self._doors = doors
        self._remote = remote
        self._metrics = metrics
        self._commands = Limit(
            COMMANDS_PER_MINUTE, "Too many commands in a short time. Wait a moment.", deps.monotonic
        )

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [
            web.post("/api/v1/sessions", self.create),
            web.get(SESSION, self.view),
            web.post(f"{SESSION}/commands", self.command),
            web.get(f"{SESSION}/plan", self.plan),
            web.get(f"{SESSION}/journal", self.journal),
            web.post(f"{SESSION}/links", self.link),
            web.post(f"{SESSION}/revoke", self.revoke),
        ]

    async def create(self, request: web.Request) -> web.Response:
        """Make a session; answers with its links and the tokens they carry."""
        self._doors.operator(request)
        session = await self._sessions.create(new_session(await read_object(request)))
        # Who asks has come here by their own way, and gets on by it; the other links are for other people.
        own, shared = self._remote.base_url(request), self._remote.shared_url(request)
        try:
            body = await first_links(session, self._deps.access, own, shared)
        except StoreUnavailableError as error:
            raise Unavailable(_WITHOUT_LINKS) from error
        return json_answer(body, 201, {"Location": f"{own}/api/v1/sessions/{session.id}"})

    async def view(self, request: web.Request) -> web.Response:
        """The host view."""
        grant, session = await self._as_host(request)
        clock = self._sessions.world.clock
        return json_answer(view_of(session, grant, clock, self._remote.shared_url(request)))

    async def command(self, request: web.Request) -> web.Response:
        """Carry a command out, as whoever the token stands for."""
        grant = await self._doors.grant(request, session_id(request), *COMMANDING)
        self._commands.take(f"{grant.session}:{actor_of(grant).by}")
        kind = "unknown"
        try:
            command = parse_command(await read_object(request))
            kind = str(command.__struct_config__.tag)
            runner = await self._sessions.get(grant.session)
            answer = await runner.submit(command, actor_of(grant))
        except Refused as again:
            self._metrics.command(kind, again.failure.error.code)
            raise
        except Refusal as refusal:
            self._metrics.command(kind, refusal.code)
            raise
        self._metrics.command(kind, "done")
        return json_answer(answer)

    async def plan(self, request: web.Request) -> web.Response:
        """The plan, rounds already held included."""
        _, session = await self._as_host(request)
        return json_answer(plan_view(session))

    async def journal(self, request: web.Request) -> web.Response:
        """Everything that happened, in order."""
        _, session = await self._as_host(request)
        entries = await self._sessions.world.store.journal(session.id)
        return json_answer([flat(entry) for entry in entries])

    async def link(self, request: web.Request) -> web.Response:
        """A fresh link for a stage, a facilitator or a host; for the operator too, if the host's is lost."""
        session = session_id(request)
        if not self._doors.is_operator(request):
            await self._doors.grant(request, session, "host")
        wanted = convert_all(await read_object(request), _LinkWanted)
        runner = await self._sessions.get(session)
        grant = granted(runner.session, wanted.audience, wanted.track)
        token = await self._deps.access.mint(grant)
        # A link is handed on, also by an operator who hosts: it needs the address that the join link has.
        url = enter_url(self._remote.shared_url(request), token)
        return json_answer({"url": url, "qr": qr_svg(url, "QR code of this link")}, 201)

    async def revoke(self, request: web.Request) -> web.Response:
        """Make every token of an audience, a room's or one person's worthless; who uses them is cut off."""
        grant = await self._doors.grant(request, session_id(request), "host")
        wanted = convert_all(await read_object(request), _Revoked)
        if (wanted.audience == "attendee") != (wanted.person is not None):
            raise Invalid(
                [Detail(field="person", message="goes with the audience attendee, and only with it")]
            )
        if wanted.audience == "host":
            raise Forbidden("A host's links are withdrawn by the operator of this server.")
        session = (await self._sessions.get(grant.session)).session
        revoked = granted(session, wanted.audience, wanted.track, wanted.person)
        count = await self._deps.access.revoke(revoked)
        await self._deps.drop(revoked)
        return json_answer({"revoked": count})

    async def _as_host(self, request: web.Request) -> tuple[Grant, Session]:
        grant = await self._doors.grant(request, session_id(request), "host")
        return grant, (await self._sessions.get(grant.session)).session


def session_id(request: web.Request) -> SessionId:
    """The session that the request's address names."""
    return SessionId(request.match_info["id"])


def flat(entry: JournalEntry) -> dict[str, Any]:
    """A journal entry as one group of fields: version, at, by, type, and what the event holds."""
    event: dict[str, Any] = msgspec.to_builtins(entry.event)
    return {"version": entry.version, "at": entry.at, "by": entry.by, **event}
