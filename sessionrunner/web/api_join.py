"""The API of joining, and what somebody who has joined may ask for."""

from functools import partial
from typing import Annotated, Final

from aiohttp import web
from msgspec import Meta

from sessionrunner.core.errors import Detail, Forbidden, Invalid, Unauthorized
from sessionrunner.core.faults import convert_all
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Audience, SessionId
from sessionrunner.core.wip.places import presents
from sessionrunner.runtime.ports import Grant
from sessionrunner.web import cookies
from sessionrunner.web.answers import json_answer
from sessionrunner.web.bodies import read_object
from sessionrunner.web.comments import comments_file
from sessionrunner.web.deps import WebDeps
from sessionrunner.web.doorkeeper import Doorkeeper
from sessionrunner.web.joining import Joined, Joining, JoinRequest, introduction
from sessionrunner.web.limits import Limit
from sessionrunner.web.links import enter_url
from sessionrunner.web.qr import qr_svg
from sessionrunner.web.remote import Remote
from sessionrunner.web.speaking import view_of
from sessionrunner.web.spreadsheets import csv_file

FEWEST_LETTERS: Final = 3
LINKS_PER_MINUTE: Final = 10
_ME: Final[tuple[Audience, ...]] = ("attendee", "facilitator", "stage")


class _OwnLink(Frozen):
    session: Annotated[str, Meta(min_length=1, max_length=64)] | None = None


class JoinApi:
    """`/api/v1/join` and `/api/v1/me`."""

    def __init__(self, deps: WebDeps, doors: Doorkeeper, remote: Remote, joining: Joining) -> None:
        self._deps = deps
        self._doors = doors
        self._remote = remote
        self._joining = joining
        self._links = Limit(
            LINKS_PER_MINUTE, "That was one link after the other. Wait a moment.", deps.monotonic
        )

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [
            web.post("/api/v1/join", self.join),
            web.get("/api/v1/join/session", self.session),
            web.get("/api/v1/join/names", self.names),
            web.get("/api/v1/join/claims/{claim:[A-Za-z0-9_.-]{1,200}}", self.claim),
            web.get("/api/v1/me", self.me),
            web.get("/api/v1/me/comments.csv", self.comments),
            web.post("/api/v1/me/links", self.link),
        ]

    async def join(self, request: web.Request) -> web.Response:
        """Let somebody in; a page's browser keeps the token as a cookie."""
        asked = convert_all(await read_object(request), JoinRequest)
        joined = await self._joining.join(asked, self._remote.visitor(request), partial(self._held, request))
        return self._let_in(request, joined.grant, joined.token, 201, joined)

    async def session(self, request: web.Request) -> web.Response:
        """What somebody may know of a session who has its code."""
        runner = await self._joining.session(_asked(request, "code"), self._remote.visitor(request))
        return json_answer(introduction(runner.session))

    async def names(self, request: web.Request) -> web.Response:
        """Names on the list, for whoever has the code and types a part of one."""
        runner = await self._joining.session(_asked(request, "code"), self._remote.visitor(request))
        typed = _asked(request, "q").strip()
        # Where a letter is a word, one or two of them are a name.
        if len(typed) < FEWEST_LETTERS and typed.isascii():
            raise Invalid([Detail(field="q", message=f"must have at least {FEWEST_LETTERS} letters")])
        found = self._joining.rolls.search(runner.session, typed)
        people = [
            {"person": p.id, "name": p.name, "institution": p.institution, "joined": p.joined} for p in found
        ]
        return json_answer({"people": people})

    async def claim(self, request: web.Request) -> web.Response:
        """What the host has said about a name that was taken; with the permission comes the token."""
        answered = await self._joining.claims.answer(request.match_info["claim"])
        if answered.grant is None or answered.grant.person is None:
            return json_answer({"state": answered.state})
        grant = answered.grant
        body = {
            "state": answered.state,
            "token": answered.token,
            "session": grant.session,
            "person": grant.person,
        }
        return self._let_in(request, grant, answered.token, 200, body)

    async def me(self, request: web.Request) -> web.Response:
        """The view of whoever asks; a page says by `?session=` which of its cookies it means."""
        held = await self._doors.any_session(request)
        session = held.session if held else SessionId(_asked(request, "session"))
        grant = await self._doors.grant(request, session, *_ME)
        runner = await self._deps.sessions.get(grant.session)
        clock = self._deps.sessions.world.clock
        return json_answer(view_of(runner.session, grant, clock, self._remote.shared_url(request)))

    async def comments(self, request: web.Request) -> web.Response:
        """The written comments that a presenter got, as a file; nobody else gets them."""
        held = await self._doors.any_session(request)
        session_id = held.session if held else SessionId(_asked(request, "session"))
        grant = await self._doors.grant(request, session_id, "attendee")
        session = (await self._deps.sessions.get(grant.session)).session
        if grant.person is None or not presents(session, grant.person):
            raise Forbidden("Written comments are for those who present a paper, and only they get them.")
        return csv_file("comments.csv", comments_file(session, grant.person))

    async def link(self, request: web.Request) -> web.Response:
        """A link and its QR code by which another device of the same person comes in."""
        wanted = convert_all(await read_object(request), _OwnLink)
        held = await self._doors.any_session(request)
        session = SessionId(wanted.session or (held.session if held else ""))
        grant = await self._doors.grant(request, session, "attendee")
        self._links.take(f"{grant.session}:{grant.person}")
        url = enter_url(self._remote.shared_url(request), await self._deps.access.mint(grant))
        return json_answer({"url": url, "qr": qr_svg(url, "QR code of this link")}, 201)

    async def _held(self, request: web.Request, session: SessionId) -> Joined | None:
        """Who this browser is already in `session`."""
        try:
            grant, token = await self._doors.cookie(request, session, "attendee")
        except Unauthorized:
            return None
        return Joined(token=token, session=session, person=grant.person) if grant.person else None

    def _let_in(
        self, request: web.Request, grant: Grant, token: str, status: int, body: object
    ) -> web.Response:
        answer = json_answer(body, status)
        if request.headers.get("X-Requested-With") == "page":
            cookies.keep(answer, grant, token, secure=self._remote.is_secure(request))
        return answer


def _asked(request: web.Request, name: str) -> str:
    """A query parameter. Raises `Invalid` when it is missing."""
    if name not in request.query:
        raise Invalid([Detail(field=name, message="is missing")])
    return request.query[name]
