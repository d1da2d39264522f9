"""The roster as a file: read beside the event loop, shown with its faults, taken over whole or not at all."""

import secrets
from functools import partial
from typing import Any

from aiohttp import web

from sessionrunner.core.answers import Failure
from sessionrunner.core.commands import FOR_THE_HOST, ImportRoster
from sessionrunner.core.decide import decide
from sessionrunner.core.errors import Refusal
from sessionrunner.core.model import Session
from sessionrunner.core.roster import Problem, Reading, RosterEntry, UnreadableRoster, example
from sessionrunner.web.answers import STATUS, failure_of, json_answer
from sessionrunner.web.api_sessions import SESSION, session_id
from sessionrunner.web.deps import WebDeps
from sessionrunner.web.doorkeeper import Doorkeeper
from sessionrunner.web.files import Files, Mode, mode_of, refusal_of
from sessionrunner.web.spreadsheets import csv_file, csv_text


class RosterApi:
    """`/api/v1/sessions/{id}/roster`."""

    def __init__(self, deps: WebDeps, doors: Doorkeeper, files: Files) -> None:
        self._deps = deps
        self._doors = doors
        self._files = files

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [
            web.post(f"{SESSION}/roster", self.roster),
            web.get(f"{SESSION}/roster/example.csv", self.example),
        ]

    async def example(self, request: web.Request) -> web.Response:
        """A small roster to start from, with the columns that this session reads."""
        grant = await self._doors.grant(request, session_id(request), "host")
        session = (await self._deps.sessions.get(grant.session)).session
        rows = example(sides=session.format == "flash")
        return csv_file("example-list.csv", csv_text(rows))

    async def roster(self, request: web.Request) -> web.Response:
        """Read a roster file; with `add` or `replace`, take it over if nothing is wrong with it."""
        grant = await self._doors.grant(request, session_id(request), "host")
        mode = mode_of(request)
        runner = await self._deps.sessions.get(grant.session)
        # Of works in progress the years only tell who is junior.
        reading = await self._read(request, sides=runner.session.format == "flash")
        reading = self._fitting(reading, runner.session, mode)
        if reading.problems:
            return _answer(reading, runner.session, refusal_of(reading.problems))
        if mode != "preview":
            order = ImportRoster(id=secrets.token_urlsafe(16), entries=reading.entries, mode=mode)
            await runner.submit(order, FOR_THE_HOST)
        return _answer(reading, runner.session)

    async def _read(self, request: web.Request, *, sides: bool) -> Reading:
        try:
            return await self._files.read(request, partial(self._deps.read_roster, sides=sides))
        except UnreadableRoster as error:
            return Reading(problems=(error.problem,))

    def _fitting(self, reading: Reading, session: Session, mode: Mode) -> Reading:
        """The reading, with a problem if a session of this server may not have so many people."""
        most = self._deps.settings.max_people
        if reading.problems:
            return reading
        count = len(reading.entries)
        if mode == "add" and count <= most:
            order = ImportRoster(id="", entries=reading.entries, mode=mode)
            now = self._deps.sessions.world.clock.now()
            count = len(decide(session, order, FOR_THE_HOST, now).session.roster)
        if count <= most:
            return reading
        problem = Problem(
            row=0,
            column="",
            message=f"With it the session has {count:,} people; on this server it may have {most:,}.",
            fix="Keep only the people of this session, or ask the operator to raise max_people.",
        )
        return Reading(problems=(problem,), notes=reading.notes)


def _answer(reading: Reading, session: Session, refusal: Refusal | None = None) -> web.Response:
    body: dict[str, Any] = {
        "people": [_person(entry, session.settings.threshold) for entry in reading.entries],
        "problems": reading.problems,
        "notes": reading.notes,
        "version": session.version,
    }
    if refusal is None:
        return json_answer(body)
    failed: Failure = failure_of(refusal)
    return json_answer({"error": failed.error, **body}, STATUS[refusal.code])


def _person(entry: RosterEntry, threshold: float) -> dict[str, Any]:
    """A person of the file, and the side they will be on; `either` counts as mentee until a plan is made."""
    by_years = "mentor" if entry.years is not None and entry.years >= threshold else "mentee"
    by_role = {"mentor": "mentor", "mentee": "mentee", "either": "mentee"}
    return {
        "name": entry.name,
        "email": entry.email,
        "years": entry.years,
        "role": entry.role,
        "side": by_role[entry.role] if entry.role else by_years,
        "institution": entry.institution,
        "interests": entry.interests,
        "requests": entry.requests,
        "avoid": entry.avoid,
    }
