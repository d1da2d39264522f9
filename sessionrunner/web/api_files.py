"""A session's contents as files to keep."""

from aiohttp import web

from sessionrunner.web.api_sessions import SESSION, session_id
from sessionrunner.web.deps import WebDeps
from sessionrunner.web.doorkeeper import Doorkeeper
from sessionrunner.web.plan_table import plan_csv
from sessionrunner.web.spreadsheets import csv_file


class FilesApi:
    """Files below `/api/v1/sessions/{id}`, for its host."""

    def __init__(self, deps: WebDeps, doors: Doorkeeper) -> None:
        self._deps = deps
        self._doors = doors

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [web.get(f"{SESSION}/plan.csv", self.plan)]

    async def plan(self, request: web.Request) -> web.Response:
        """The plan as a table: every room of every round."""
        grant = await self._doors.grant(request, session_id(request), "host")
        session = (await self._deps.sessions.get(grant.session)).session
        return csv_file(f"rounds-{session.code}.csv", plan_csv(session))
