"""Takes somebody who was erased out of what is kept of a session beside its state."""

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from sessionrunner.adapters.schema import journal, replies, tokens
from sessionrunner.adapters.stored import EVENT, REPLY, encode, read, stored
from sessionrunner.core.forgetting import Forgotten, in_event, in_reply
from sessionrunner.core.model import SessionId


async def forget_person(connection: AsyncConnection, session: SessionId, gone: Forgotten) -> None:
    """Rewrite the journal and the kept replies without them, and delete their tokens."""
    await _in_journal(connection, session, gone)
    await _in_replies(connection, session, gone)
    theirs = (tokens.c.session_id == session) & (tokens.c.person_id == gone.person)
    await connection.execute(delete(tokens).where(theirs))


async def _in_journal(connection: AsyncConnection, session: SessionId, gone: Forgotten) -> None:
    rows = await connection.execute(select(journal).where(journal.c.session_id == session))
    for row in rows.all():
        event = encode(in_event(read(EVENT, row.event, session), gone))
        if event != row.event:
            here = (journal.c.session_id == session) & (journal.c.n == row.n)
            await connection.execute(update(journal).where(here).values(event=event))


async def _in_replies(connection: AsyncConnection, session: SessionId, gone: Forgotten) -> None:
    rows = await connection.execute(select(replies).where(replies.c.session_id == session))
    for row in rows.all():
        reply = encode(stored(in_reply(read(REPLY, row.reply, session).reply, gone)))
        if reply != row.reply:
            same = (replies.c.actor == row.actor) & (replies.c.command_id == row.command_id)
            here = (replies.c.session_id == session) & same
            await connection.execute(update(replies).where(here).values(reply=reply))
