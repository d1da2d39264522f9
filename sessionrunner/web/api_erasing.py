"""Erasing a whole session, for its host or the operator of the server."""

from aiohttp import web

from sessionrunner.web import cookies
from sessionrunner.web.answers import json_answer
from sessionrunner.web.api_sessions import SESSION, session_id
from sessionrunner.web.deps import WebDeps
from sessionrunner.web.doorkeeper import Doorkeeper


class ErasingApi:
    """`DELETE /api/v1/sessions/{id}`."""

    def __init__(self, deps: WebDeps, doors: Doorkeeper) -> None:
        self._deps = deps
        self._doors = doors

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [web.delete(SESSION, self.erase)]

    async def erase(self, request: web.Request) -> web.Response:
        """Erase a session for good, with everything that was kept of it; whoever is connected is let go."""
        session = session_id(request)
        if not self._doors.is_operator(request):
            await self._doors.grant(request, session, "host")
        await self._deps.sessions.get(session)
        await self._deps.sessions.erase(session)
        await self._deps.drop_session(session)
        answer = json_answer({"erased": session})
        cookies.forget(answer, cookies.cookie_name("host", session))
        return answer
