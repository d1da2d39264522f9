"""Keeps sessions in a database: the state whole, the journal row by row, and the first replies."""

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Insert, Row, delete, exists, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from sessionrunner.adapters.engines import Engines
from sessionrunner.adapters.schema import journal, replies, sessions
from sessionrunner.core.answers import Answer, Failure, JournalEntry, Reply
from sessionrunner.core.events import Event
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Session, SessionId
from sessionrunner.core.time import Instant
from sessionrunner.runtime.ports import Kept, SessionSummary, StoreUnavailableError, VersionMovedError

T = TypeVar("T")


class _StoredReply(Frozen, omit_defaults=True):
    """Says which of the two a reply is, so that it can be read again."""

    answer: Answer | None = None
    failure: Failure | None = None


_encode = msgspec.json.Encoder().encode
_session_of = msgspec.json.Decoder(Session)
_event_of: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
_reply_of = msgspec.json.Decoder(_StoredReply)


class SqlStore:
    """The `Store` of `runtime.ports`, over any database that SQLAlchemy knows."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

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
                await _append(connection, session.id, entries)
        except IntegrityError as fault:
            raise VersionMovedError("There is a session with this id or code already.") from fault

    async def load(self, session: SessionId) -> Session | None:
        """The session as last committed."""
        async with self._engines.reading() as connection:
            state = await connection.scalar(select(sessions.c.state).where(sessions.c.id == session))
        return None if state is None else _read(_session_of, state, session)

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
        self, before: int, after: Session, entries: Sequence[JournalEntry], kept: Kept | None
    ) -> None:
        """Write `after`, its journal entries and the kept reply in one transaction.

        Raises `VersionMovedError`, having written nothing, unless the stored version is `before`
        and the command has no kept reply yet.
        """
        here = (sessions.c.id == after.id) & (sessions.c.version == before)
        try:
            async with self._engines.writing() as connection:
                written = await connection.execute(update(sessions).where(here).values(_changing(after)))
                if written.rowcount != 1:
                    raise VersionMovedError(f"The stored session is no longer at version {before}.")
                await _append(connection, after.id, entries)
                if kept is not None:
                    await connection.execute(insert(replies), _kept_row(after.id, kept))
        except IntegrityError as fault:
            raise VersionMovedError("This command was answered by somebody else just now.") from fault

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
        stored = _read(_reply_of, found, session)
        return stored.answer or stored.failure

    async def journal(self, session: SessionId) -> Sequence[JournalEntry]:
        """Everything that happened, in order."""
        wanted = select(journal).where(journal.c.session_id == session).order_by(journal.c.n)
        async with self._engines.reading() as connection:
            found = await connection.execute(wanted)
        return tuple(_entry(row) for row in found)

    async def forget_finished(self, before: Instant) -> int:
        """Delete for good every session that ended before `before`; answers how many there were."""
        async with self._engines.writing() as connection:
            gone = await connection.execute(delete(sessions).where(sessions.c.finished_at < before))
        return gone.rowcount


def _changing(session: Session) -> dict[str, Any]:
    return {
        "code": session.code,
        "title": session.title,
        "version": session.version,
        "state": _encode(session),
        "finished_at": finished_at(session),
    }


def finished_at(session: Session) -> Instant | None:
    """When the last track ended; None while one has not (or not any more, after an undo)."""
    clocks = [track.clock for track in session.tracks.values()]
    if any(clock.state != "ended" for clock in clocks):
        return None
    return max((clock.started_at for clock in clocks if clock.started_at is not None), default=None)


async def _append(connection: AsyncConnection, session: SessionId, entries: Sequence[JournalEntry]) -> None:
    if not entries:
        return
    last = select(func.coalesce(func.max(journal.c.n), 0)).where(journal.c.session_id == session)
    start = await connection.scalar(last) or 0
    rows = [
        {
            "session_id": session,
            "n": n,
            "version": entry.version,
            "at": entry.at,
            "actor": entry.by,
            "event": _encode(entry.event),
        }
        for n, entry in enumerate(entries, start + 1)
    ]
    await connection.execute(insert(journal), rows)


def _entry(row: Row[Any]) -> JournalEntry:
    event = _read(_event_of, row.event, row.session_id)
    return JournalEntry(version=row.version, at=row.at, by=row.actor, event=event)


def _kept_row(session: SessionId, kept: Kept) -> dict[str, Any]:
    reply = kept.reply
    stored = _StoredReply(answer=reply) if isinstance(reply, Answer) else _StoredReply(failure=reply)
    return {
        "session_id": session,
        "actor": kept.by,
        "command_id": kept.command_id,
        "reply": _encode(stored),
    }


def _insert_if_first(row: dict[str, Any]) -> Insert:
    key = ("session_id", "actor", "command_id")
    known = exists().where(*(replies.c[name] == row[name] for name in key))
    values = select(*(literal(value, replies.c[name].type) for name, value in row.items())).where(~known)
    return insert(replies).from_select(list(row), values)


def _read(decoder: msgspec.json.Decoder[T], stored: bytes, session: str) -> T:
    try:
        return decoder.decode(stored)
    except msgspec.DecodeError as fault:
        raise StoreUnavailableError(
            f"What is stored of session {session} cannot be read ({fault}). It was written by another "
            "version of sessionrunner, or the file is damaged: start that version, or put a backup in place."
        ) from fault
