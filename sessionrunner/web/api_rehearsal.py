"""A session tried out before it starts: what would come of it with people late, absent and leaving early."""

from aiohttp import web

from sessionrunner.core.faults import convert_all
from sessionrunner.core.rehearsal import Trial
from sessionrunner.web.answers import json_answer
from sessionrunner.web.api_sessions import SESSION, session_id
from sessionrunner.web.bodies import read_object
from sessionrunner.web.deps import WebDeps
from sessionrunner.web.doorkeeper import Doorkeeper


class RehearsalApi:
    """`/api/v1/sessions/{id}/rehearse`."""

    def __init__(self, deps: WebDeps, doors: Doorkeeper) -> None:
        self._deps = deps
        self._doors = doors

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [web.post(f"{SESSION}/rehearse", self.rehearse)]

    async def rehearse(self, request: web.Request) -> web.Response:
        """Rehearse the session's people and settings; nothing of the session changes."""
        grant = await self._doors.grant(request, session_id(request), "host")
        trial = convert_all(await read_object(request), Trial)
        runner = await self._deps.sessions.get(grant.session)
        return json_answer(await self._deps.rehearse(runner.session, trial))
