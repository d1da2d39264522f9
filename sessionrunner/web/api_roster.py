"""The roster as a file: read beside the event loop, shown with its faults, taken over whole or not at all."""

import asyncio
import secrets
from typing import Any, Final, Literal
from urllib.parse import unquote

from aiohttp import web

from sessionrunner.core.answers import Failure
from sessionrunner.core.commands import SERVER, ImportRoster
from sessionrunner.core.errors import Detail, Invalid, Refusal, Rejected
from sessionrunner.core.faults import convert_all
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Session
from sessionrunner.core.roster import Problem, Reading, RosterEntry, UnreadableRoster
from sessionrunner.web.answers import STATUS, failure_of, json_answer
from sessionrunner.web.api_sessions import SESSION, session_id
from sessionrunner.web.bodies import read_bytes
from sessionrunner.web.deps import WebDeps
from sessionrunner.web.doorkeeper import Doorkeeper

_AT_ONCE: Final = 2
"""Files that are held in memory at the same time; who comes third waits."""
_LONGEST_NAME: Final = 200


class _Mode(Frozen):
    mode: Literal["preview", "add", "replace"]


class RosterApi:
    """`/api/v1/sessions/{id}/roster`."""

    def __init__(self, deps: WebDeps, doors: Doorkeeper) -> None:
        self._deps = deps
        self._doors = doors
        self._turns = asyncio.Semaphore(_AT_ONCE)

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [web.post(f"{SESSION}/roster", self.roster)]

    async def roster(self, request: web.Request) -> web.Response:
        """Read a roster file; with `add` or `replace`, take it over if nothing is wrong with it."""
        grant = await self._doors.grant(request, session_id(request), "host")
        mode = convert_all({"mode": request.query["mode"]} if "mode" in request.query else {}, _Mode).mode
        if request.content_type.startswith("multipart/"):
            raise Invalid([], "Send the file itself as the body, not a form that holds it.")
        runner = await self._deps.sessions.get(grant.session)
        async with self._turns:
            reading = await self._read(request)
        reading = self._fitting(reading)
        if reading.problems:
            return _answer(reading, runner.session, _refusal(reading.problems))
        if mode != "preview":
            order = ImportRoster(id=secrets.token_urlsafe(16), entries=reading.entries, mode=mode)
            await runner.submit(order, SERVER)
        return _answer(reading, runner.session)

    async def _read(self, request: web.Request) -> Reading:
        data = await read_bytes(request, self._deps.settings.max_roster_bytes)
        name = unquote(request.headers.get("X-Filename", ""))[:_LONGEST_NAME]
        try:
            return await asyncio.to_thread(self._deps.read_roster, data, name)
        except UnreadableRoster as error:
            return Reading(problems=(error.problem,))

    def _fitting(self, reading: Reading) -> Reading:
        """The reading, with a problem if a session of this server may not have so many people."""
        most = self._deps.settings.max_people
        if len(reading.entries) <= most or reading.problems:
            return reading
        problem = Problem(
            row=0,
            column="",
            message=f"It has {len(reading.entries):,} people; a session of this server may have {most:,}.",
            fix="Keep only the people of this session, or ask the operator to raise max_people.",
        )
        return Reading(problems=(problem,), notes=reading.notes)


def _refusal(problems: tuple[Problem, ...]) -> Refusal:
    count = len(problems)
    many = (
        f"{count:,} things in this file need mending" if count > 1 else "One thing in this file needs mending"
    )
    faults = (
        Detail(field=f"row {p.row} {p.column}".strip() if p.row else p.column, message=f"{p.message} {p.fix}")
        for p in problems
    )
    return Rejected(f"{many}. Nothing was saved.", faults)


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
