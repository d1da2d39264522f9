"""Handing hosting over: of all host links of a session, one stays."""

from typing import Annotated

from aiohttp import web
from msgspec import Meta

from sessionrunner.core.errors import Detail, Invalid, Unauthorized
from sessionrunner.core.faults import convert_all
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import SessionId
from sessionrunner.runtime.ports import Grant
from sessionrunner.web.answers import json_answer
from sessionrunner.web.api_sessions import SESSION, session_id
from sessionrunner.web.bodies import read_object
from sessionrunner.web.deps import WebDeps
from sessionrunner.web.doorkeeper import Doorkeeper, bearer


class _HandOver(Frozen):
    token: Annotated[str, Meta(min_length=16, max_length=256)] | None = None


class HostingApi:
    """`/api/v1/sessions/{id}/hand_over`."""

    def __init__(self, deps: WebDeps, doors: Doorkeeper) -> None:
        self._deps = deps
        self._doors = doors

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [web.post(f"{SESSION}/hand_over", self.hand_over)]

    async def hand_over(self, request: web.Request) -> web.Response:
        """Make every host link worthless but one: that of `token`, or else the asker's own.

        The token must be a host's of this session, so that nobody can lock everybody out.
        """
        session = session_id(request)
        grant, own = await self._asker(request, session)
        wanted = convert_all(await read_object(request), _HandOver)
        keep = own if wanted.token is None else await self._a_host(wanted.token, grant)
        count = await self._deps.access.revoke(grant, keep)
        await self._deps.drop_others(grant, keep)
        return json_answer({"revoked": count})

    async def _asker(self, request: web.Request, session: SessionId) -> tuple[Grant, str]:
        token = bearer(request)
        if token is None:
            return await self._doors.cookie(request, session, "host")
        return await self._doors.grant(request, session, "host"), token

    async def _a_host(self, token: str, grant: Grant) -> str:
        refusal = Invalid([Detail(field="token", message="is not that of a host of this session")])
        try:
            found = await self._deps.access.grant_of(token)
        except Unauthorized as error:
            raise refusal from error
        if found != grant:
            raise refusal
        return token
