"""The pages: who may see which, and what each is rendered from."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

import msgspec
from aiohttp import web

from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.errors import NotFound, Unauthorized
from sessionrunner.core.faults import convert_all
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Audience, Format, Session, SessionId
from sessionrunner.core.record import record
from sessionrunner.core.running_order.places import clock_time
from sessionrunner.core.wip.programme import programme
from sessionrunner.core.wip.settings import WipSettings
from sessionrunner.runtime.ports import Grant
from sessionrunner.web import cookies
from sessionrunner.web.answers import json_answer
from sessionrunner.web.bodies import read_object
from sessionrunner.web.deps import WebDeps
from sessionrunner.web.doorkeeper import Doorkeeper, is_token
from sessionrunner.web.joining import Joining, introduction
from sessionrunner.web.remote import Remote
from sessionrunner.web.rendering import Detour, Pages
from sessionrunner.web.speaking import view_of

PAGE: Final = "/s/{id:[A-Za-z0-9_-]{1,64}}"
HOME: Final[dict[Audience, str]] = {
    "host": "host",
    "stage": "stage",
    "attendee": "me",
    "facilitator": "facilitate",
}
"""The page of each audience, below its session's address."""


class _Entering(Frozen):
    token: str


class PageRoutes:
    """Every page there is."""

    def __init__(
        self, deps: WebDeps, pages: Pages, doors: Doorkeeper, remote: Remote, joining: Joining
    ) -> None:
        self._deps = deps
        self._sessions = deps.sessions
        self._pages = pages
        self._doors = doors
        self._remote = remote
        self._joining = joining

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [
            web.get("/", self.landing),
            web.get("/j/{code}", self.join),
            web.get("/enter", self.enter),
            web.post("/enter", self.let_in),
            web.get("/offline/{format:flash|wip}", self.offline),
            web.get("/new", self.new),
            web.get("/operator", self.operator),
            web.get(f"{PAGE}/me", self.phone),
            web.get(f"{PAGE}/host", self.host),
            web.get(f"{PAGE}/stage", self.stage),
            web.get(f"{PAGE}/facilitate", self.facilitate),
            web.get(f"{PAGE}/print", self.paper),
        ]

    async def landing(self, request: web.Request) -> web.Response:
        """Where the code is typed. Without a script the form comes back here with it."""
        typed = request.query.get("code", "").strip()
        if typed:
            raise web.HTTPSeeOther(f"/j/{quote(typed, safe='')}")
        return self._landing(request)

    async def join(self, request: web.Request) -> web.StreamResponse:
        """Who are you? A wrong code leads back to the field, with what was typed still in it."""
        typed = request.match_info["code"]
        try:
            runner = await self._joining.session(typed, self._remote.visitor(request))
        except NotFound as error:
            return self._landing(request, 404, typed, error.message)
        session = runner.session
        if await self._is_in(request, session):
            raise web.HTTPSeeOther(f"/s/{session.id}/me")
        known = introduction(session)
        return self._pages.page(request, "join.html", session=known, boot=known)

    async def enter(self, request: web.Request) -> web.Response:
        """Takes the token from the link's fragment, which never reaches the server by itself."""
        return self._pages.page(request, "enter.html")

    async def let_in(self, request: web.Request) -> web.Response:
        """Turn a token into a cookie, and say where to go."""
        token = convert_all(await read_object(request), _Entering).token
        if not is_token(token):
            raise Unauthorized("This link is not whole. Copy all of it, to its very end.")
        secure = self._remote.is_secure(request)
        if self._deps.access.is_operator(token):
            answer = json_answer({"next": "/operator"})
            cookies.keep_as(answer, cookies.OPERATOR, token, secure=secure)
            return answer
        grant = await self._deps.access.grant_of(token)
        answer = json_answer({"next": f"/s/{grant.session}/{HOME[grant.audience]}"})
        cookies.keep(answer, grant, token, secure=secure)
        return answer

    async def offline(self, request: web.Request) -> web.Response:
        """The phone's page without anybody in it: what a device keeps for when there is no network."""
        return self._pages.page(request, "phone_offline.html", format=request.match_info["format"])

    async def new(self, request: web.Request) -> web.Response:
        """Set up a session."""
        self._operator_only(request)
        boot = {**msgspec.structs.asdict(FlashSettings()), "wip": WipSettings()}
        return self._pages.page(request, "new.html", settings=FlashSettings(), boot=boot)

    async def operator(self, request: web.Request) -> web.Response:
        """All sessions of this server."""
        self._operator_only(request)
        sessions = await self._sessions.world.store.summaries()
        return self._pages.page(request, "operator.html", sessions=sessions, boot=sessions)

    async def phone(self, request: web.Request) -> web.Response:
        """An attendee's page."""
        return await self._alive(request, "attendee", {"flash": "phone.html", "wip": "attendee_wip.html"})

    async def host(self, request: web.Request) -> web.Response:
        """The host's page."""
        return await self._alive(request, "host", {"flash": "host.html", "wip": "host_wip.html"})

    async def stage(self, request: web.Request) -> web.Response:
        """What hangs on the wall; of works in progress also in every room, for its presenters."""
        return await self._alive(request, "stage", {"flash": "stage.html", "wip": "presenter.html"})

    async def facilitate(self, request: web.Request) -> web.Response:
        """The page of who facilitates a room."""
        return await self._alive(request, "facilitator", {"wip": "facilitator.html"})

    async def paper(self, request: web.Request) -> web.Response:
        """What can be printed: who is where in which round, or which paper; the QR code for the door.

        After the end of flash mentoring it is who met whom.
        """
        templates: dict[Format, str] = {"flash": "print.html", "wip": "print_wip.html"}
        return await self._alive(request, "host", templates, _sheets)

    async def _alive(
        self,
        request: web.Request,
        audience: Audience,
        templates: Mapping[Format, str],
        sheets: Callable[[Session], Mapping[str, Any]] = lambda _: {},
    ) -> web.Response:
        """A page for `audience`, from the template for the session's format, with `sheets` of it."""
        session, grant = await self._allowed(request, audience)
        if session.format not in templates:
            words = "There is no such page for a session of this kind."
            raise Detour(NotFound(words), f"/s/{session.id}/{HOME[audience]}", "Go on")
        # Whoever opens these is in the room, or shows the code to who is.
        self._joining.familiar.add(self._remote.visitor(request), session.code)
        try:
            view = view_of(session, grant, self._sessions.world.clock, self._remote.shared_url(request))
        except NotFound as error:
            raise Detour(error, f"/j/{session.code}", "Join again") from error
        boot = {"session": session.id, "audience": grant.audience, "view": view}
        more = sheets(session)
        return self._pages.page(request, templates[session.format], view=view, boot=boot, **more)

    async def _allowed(self, request: web.Request, audience: Audience) -> tuple[Session, Grant]:
        session_id = SessionId(request.match_info["id"])
        try:
            grant, _ = await self._doors.cookie(request, session_id, audience)
        except Unauthorized as error:
            raise self._way_in(session_id, audience) from error
        return (await self._sessions.get(grant.session)).session, grant

    def _way_in(self, session_id: SessionId, audience: Audience) -> Detour:
        """What to do for somebody whose browser holds no (good) cookie for this page."""
        if audience != "attendee":
            who = {"host": "host's", "stage": "stage's", "facilitator": "facilitator's"}[audience]
            words = f"To see this page, open the {who} link on this device: the whole link, to its very end."
            return Detour(Unauthorized(words), "/", "Join a session instead")
        loaded = (runner.session for runner in self._sessions.loaded)
        session = next((each for each in loaded if each.id == session_id), None)
        words = "This device is not joined, or not any more. Say again who you are, and you are back."
        return Detour(Unauthorized(words), f"/j/{session.code}" if session else "/", "Join")

    async def _is_in(self, request: web.Request, session: Session) -> bool:
        try:
            grant, _ = await self._doors.cookie(request, session.id, "attendee")
        except Unauthorized:
            return False
        person = session.people.get(grant.person) if grant.person else None
        return person is not None and not person.removed

    def _operator_only(self, request: web.Request) -> None:
        if not self._doors.is_operator_page(request):
            words = "Only the operator of this server makes sessions. Open the link that the server printed."
            raise Detour(Unauthorized(words), "/", "Join a session instead")

    def _landing(
        self, request: web.Request, status: int = 200, code: str = "", error: str = ""
    ) -> web.Response:
        return self._pages.page(request, "landing.html", status=status, code=code, error=error)


def _sheets(session: Session) -> dict[str, Any]:
    """What the sheets hold beside the view: the rooms' programme, or after the end who met whom."""
    if session.format == "wip":
        return {"rooms": programme(session), "clock_time": clock_time}
    return {"record": record(session) if session.track.clock.state == "ended" else None}
