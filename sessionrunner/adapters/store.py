"""Keeps sessions in a database: the state in parts, the journal row by row, and the first replies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Insert, Row, bindparam, delete, exists, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from sessionrunner.adapters.engines import Engines
from sessionrunner.adapters.forgetting import forget_person
from sessionrunner.adapters.parts import Parts, changed, parts_of, rest_of, whole
from sessionrunner.adapters.schema import journal, parts, replies, sessions
from sessionrunner.adapters.stored import EVENT, REPLY, SESSION, encode, read, readable, stored
from sessionrunner.core.answers import JournalEntry, Reply
from sessionrunner.core.forgetting import Forgotten
from sessionrunner.core.model import Session, SessionId
from sessionrunner.core.time import Instant
from sessionrunner.runtime.ports import AnsweredBeforeError, Kept, SessionSummary, VersionMovedError

_MOST_REMEMBERED: Final = 100
"""Sessions of which it is known what is stored; of others, a commit writes everything."""

_STATE = (
    select(sessions.c.state, parts.c.name, parts.c.value)
    .outerjoin_from(sessions, parts, parts.c.session_id == sessions.c.id)
    .where(sessions.c.id == bindparam("session"))
)


@dataclass(frozen=True)
class _Known:
    """What is stored of a session at a version: its parts and its journal's length, None where not known."""

    version: int
    parts: Parts | None = None
    length: int | None = None


class SqlStore:
    """The `Store` of `runtime.ports`, over any database that SQLAlchemy knows."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._known: dict[SessionId, _Known] = {}

    async def create(self, session: Session, entries: Sequence[JournalEntry]) -> None:
        """Store a new session. Raises `VersionMovedError` if its id or code is taken."""
        row = {
            "id": session.id,
            "format": session.format,
            "created_at": session.created_at,
            **_changing(session),
        }
        try:
            async with self._engines.writing() as connection:
                await connection.execute(insert(sessions), row)
                now = await _write_parts(connection, session, {})
                length = await _append(connection, session.id, entries, 0)
        except IntegrityError as fault:
            raise VersionMovedError("There is a session with this id or code already.") from fault
        self._remember(session.id, _Known(session.version, now, length))

    async def load(self, session: SessionId) -> Session | None:
        """The session as last committed."""
        async with self._engines.reading() as connection:
            # One statement, so that all of it is from the same moment.
            rows = (await connection.execute(_STATE, {"session": session})).all()
        if not rows:
            return None
        with readable(session):
            rest = SESSION.decode(rows[0].state)
            return whole(rest, ((row.name, row.value) for row in rows if row.name is not None))

    async def unfinished(self) -> Sequence[SessionId]:
        """The ids of all sessions that have not ended, oldest first."""
        wanted = select(sessions.c.id).where(sessions.c.finished_at.is_(None))
        async with self._engines.reading() as connection:
            found = await connection.scalars(wanted.order_by(sessions.c.created_at, sessions.c.id))
        return tuple(SessionId(each) for each in found)

    async def summaries(self) -> Sequence[SessionSummary]:
        """Every session, newest first."""
        wanted = select(
            sessions.c.id,
            sessions.c.title,
            sessions.c.format,
            sessions.c.code,
            sessions.c.created_at,
            sessions.c.finished_at,
        ).order_by(sessions.c.created_at.desc(), sessions.c.id)
        async with self._engines.reading() as connection:
            found = await connection.execute(wanted)
        return tuple(SessionSummary(**row) for row in found.mappings())

    async def by_code(self, code: str) -> SessionId | None:
        """The session that people join with `code`."""
        async with self._engines.reading() as connection:
            found = await connection.scalar(select(sessions.c.id).where(sessions.c.code == code))
        return None if found is None else SessionId(found)

    async def commit(
        self,
        before: int,
        after: Session,
        entries: Sequence[JournalEntry],
        kept: Kept | None,
        forget: Forgotten | None = None,
    ) -> None:
        """Write `after`, its journal entries and the kept reply in one transaction.

        With `forget`, in the same one: take that person out of the whole journal and of every kept
        reply, and delete their tokens. Having written nothing, raises `VersionMovedError` unless the stored
        version is `before`, and `AnsweredBeforeError` if the command has a kept reply.
        """
        here = (sessions.c.id == after.id) & (sessions.c.version == before)
        # Forgotten until it is stored: after any fault everything is written once more.
        stored = self._known.pop(after.id, None)
        known = stored or _Known(before)
        if known.version != before or forget is not None:
            known = _Known(before)
        try:
            async with self._engines.writing() as connection:
                written = await connection.execute(update(sessions).where(here).values(_changing(after)))
                if written.rowcount != 1:
                    raise VersionMovedError(f"The stored session is no longer at version {before}.")
                if kept is not None:
                    await _add_reply(connection, after.id, kept)
                now = await _write_parts(connection, after, known.parts)
                length = await _append(connection, after.id, entries, known.length)
                if forget is not None:
                    await forget_person(connection, after.id, forget)
        except AnsweredBeforeError:
            if stored is not None:
                self._remember(after.id, stored)
            raise
        except IntegrityError as fault:
            raise VersionMovedError("Somebody else wrote this session just now.") from fault
        self._remember(after.id, _Known(after.version, now, length))

    def _remember(self, session: SessionId, known: _Known) -> None:
        self._known[session] = known
        if len(self._known) > _MOST_REMEMBERED:
            del self._known[next(iter(self._known))]

    async def keep(self, session: SessionId, kept: Kept) -> None:
        """Keep the reply to a command that changed nothing (a refusal), unless one is kept."""
        async with self._engines.writing() as connection:
            await connection.execute(_insert_if_first(_kept_row(session, kept)))

    async def kept(self, session: SessionId, by: str, command_id: str) -> Reply | None:
        """The first reply to this command, if it was given before."""
        wanted = select(replies.c.reply).where(
            replies.c.session_id == session, replies.c.actor == by, replies.c.command_id == command_id
        )
        async with self._engines.reading() as connection:
            found = await connection.scalar(wanted)
        if found is None:
            return None
        return read(REPLY, found, session).reply

    async def journal(self, session: SessionId) -> Sequence[JournalEntry]:
        """Everything that happened, in order."""
        wanted = select(journal).where(journal.c.session_id == session).order_by(journal.c.n)
        async with self._engines.reading() as connection:
            found = await connection.execute(wanted)
        return tuple(_entry(row) for row in found)

    async def erase(self, session: SessionId) -> None:
        """Delete a session for good, with its journal, replies and tokens; nothing if there is none."""
        async with self._engines.writing() as connection:
            await connection.execute(delete(sessions).where(sessions.c.id == session))

    async def scour(self) -> None:
        """Leave no copy of what was erased in the database's files, where deleting alone would."""
        await self._engines.scour()


def _changing(session: Session) -> dict[str, Any]:
    return {
        "code": session.code,
        "title": session.title,
        "version": session.version,
        "state": encode(rest_of(session)),
        "finished_at": finished_at(session),
    }


def finished_at(session: Session) -> Instant | None:
    """When the last track ended; None while one has not (or not any more, after an undo)."""
    clocks = [track.clock for track in session.tracks.values()]
    if any(clock.state != "ended" for clock in clocks):
        return None
    return max((clock.started_at for clock in clocks if clock.started_at is not None), default=None)


async def _write_parts(connection: AsyncConnection, session: Session, known: Parts | None) -> Parts:
    """Bring the parts up to date; `known` is what is there, or None where that is not known."""
    here = parts.c.session_id == session.id
    if known is None:
        await connection.execute(delete(parts).where(here))
        known = {}
    now = parts_of(session, known)
    rows, outdated = changed(now, known)
    if outdated:
        await connection.execute(delete(parts).where(here, parts.c.name.in_(outdated)))
    if rows:
        await connection.execute(insert(parts), [{"session_id": session.id, **row} for row in rows])
    return now


async def _append(
    connection: AsyncConnection, session: SessionId, entries: Sequence[JournalEntry], length: int | None
) -> int | None:
    """Add to the journal and answer its length then; `length` is what it was, None where not known."""
    if not entries:
        return length
    if length is None:
        last = select(func.coalesce(func.max(journal.c.n), 0)).where(journal.c.session_id == session)
        length = await connection.scalar(last) or 0
    rows = [
        {
            "session_id": session,
            "n": n,
            "version": entry.version,
            "at": entry.at,
            "actor": entry.by,
            "event": encode(entry.event),
        }
        for n, entry in enumerate(entries, length + 1)
    ]
    await connection.execute(insert(journal), rows)
    return length + len(entries)


def _entry(row: Row[Any]) -> JournalEntry:
    event = read(EVENT, row.event, row.session_id)
    return JournalEntry(version=row.version, at=row.at, by=row.actor, event=event)


def _kept_row(session: SessionId, kept: Kept) -> dict[str, Any]:
    return {
        "session_id": session,
        "actor": kept.by,
        "command_id": kept.command_id,
        "reply": encode(stored(kept.reply)),
    }


async def _add_reply(connection: AsyncConnection, session: SessionId, kept: Kept) -> None:
    try:
        await connection.execute(insert(replies), _kept_row(session, kept))
    except IntegrityError as fault:
        raise AnsweredBeforeError("There is a reply to this command already.") from fault


def _insert_if_first(row: dict[str, Any]) -> Insert:
    key = ("session_id", "actor", "command_id")
    known = exists().where(*(replies.c[name] == row[name] for name in key))
    values = select(*(literal(value, replies.c[name].type) for name, value in row.items())).where(~known)
    return insert(replies).from_select(list(row), values)
