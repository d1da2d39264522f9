"""The papers of a session as a file: shown with its faults, taken over whole or not at all."""

import secrets
from collections.abc import Iterator
from typing import Any

from aiohttp import web
from msgspec.structs import replace

from sessionrunner.core.commands import FOR_THE_HOST, ImportPapers
from sessionrunner.core.decide import decide
from sessionrunner.core.errors import Refusal
from sessionrunner.core.model import Session
from sessionrunner.core.names import fold
from sessionrunner.core.papers.people import checked_against
from sessionrunner.core.papers.types import PaperEntry, PapersReading
from sessionrunner.core.roster import Problem, UnreadableRoster
from sessionrunner.core.transitions import check_format
from sessionrunner.web.answers import STATUS, failure_of, json_answer
from sessionrunner.web.api_sessions import SESSION, session_id
from sessionrunner.web.deps import WebDeps
from sessionrunner.web.doorkeeper import Doorkeeper
from sessionrunner.web.files import Files, Mode, mode_of, refusal_of


class PapersApi:
    """`/api/v1/sessions/{id}/papers`."""

    def __init__(self, deps: WebDeps, doors: Doorkeeper, files: Files) -> None:
        self._deps = deps
        self._doors = doors
        self._files = files

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [web.post(f"{SESSION}/papers", self.papers)]

    async def papers(self, request: web.Request) -> web.Response:
        """Read a file of papers; with `add` or `replace`, take it over if nothing is wrong with it."""
        grant = await self._doors.grant(request, session_id(request), "host")
        mode = mode_of(request)
        runner = await self._deps.sessions.get(grant.session)
        check_format(runner.session.format, "import_papers")
        read = await self._read(request)
        before = runner.session
        reading = checked_against(before, read)
        after = self._tried(before, reading, mode)
        reading = replace(reading, problems=(*reading.problems, *self._too_many(before, after)))
        if reading.problems:
            return _answer(reading, before, before, refusal_of(reading.problems))
        if mode == "preview":
            return _answer(reading, before, replace(after, version=before.version))
        await runner.submit(_order(reading, mode), FOR_THE_HOST)
        return _answer(reading, before, runner.session)

    async def _read(self, request: web.Request) -> PapersReading:
        try:
            return await self._files.read(request, self._deps.read_papers)
        except UnreadableRoster as error:
            return PapersReading(problems=(error.problem,))

    def _tried(self, session: Session, reading: PapersReading, mode: Mode) -> Session:
        """The session as it would be with the file, so that a preview tells what an import would."""
        if reading.problems:
            return session
        order = _order(reading, "add" if mode == "preview" else mode)
        return decide(session, order, FOR_THE_HOST, self._deps.sessions.world.clock.now()).session

    def _too_many(self, before: Session, after: Session) -> Iterator[Problem]:
        most = self._deps.settings.max_people
        if after is not before and len(after.roster) > most:
            yield Problem(
                row=0,
                column="",
                message=f"With its people the session has {len(after.roster):,}; here it may have {most:,}.",
                fix="Keep only the papers of this session, or ask the operator to raise max_people.",
            )


def _order(reading: PapersReading, mode: Mode) -> ImportPapers:
    command = secrets.token_urlsafe(16)
    return ImportPapers(id=command, entries=reading.entries, mode="replace" if mode == "replace" else "add")


def _answer(
    reading: PapersReading, before: Session, after: Session, refusal: Refusal | None = None
) -> web.Response:
    known = {fold(paper.title) for paper in before.wip.papers.values()} if before.wip else set()
    new = (person for person in after.roster if person.id not in before.people)
    body: dict[str, Any] = {
        "papers": [_paper(entry, known) for entry in reading.entries],
        "people": [{"name": person.name, "email": person.email} for person in new],
        "problems": reading.problems,
        "notes": reading.notes,
        "version": after.version,
    }
    if refusal is None:
        return json_answer(body)
    return json_answer({"error": failure_of(refusal).error, **body}, STATUS[refusal.code])


def _paper(entry: PaperEntry, known: set[str]) -> dict[str, Any]:
    """A paper of the file; `known` when the session has one of this title, which is changed then."""
    return {
        "title": entry.title,
        "presenters": entry.presenters,
        "emails": entry.emails,
        "abstract": entry.abstract,
        "keywords": entry.keywords,
        "link": entry.link,
        "discussants": entry.discussants,
        "wishes": entry.wishes,
        "known": fold(entry.title) in known,
    }
