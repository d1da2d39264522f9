"""Keeps what tokens allow, by digest: who reads the database cannot use what is in it."""

from typing import Any

from sqlalchemy import insert, select, true, update

from sessionrunner.adapters.engines import Engines
from sessionrunner.adapters.schema import tokens
from sessionrunner.core.time import Instant
from sessionrunner.runtime.ports import Grant


class SqlTokenStore:
    """The `TokenStore` of `runtime.ports`, over any database that SQLAlchemy knows."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    async def add(self, digest: bytes, grant: Grant, at: Instant) -> None:
        """From now on a token with this digest stands for `grant`."""
        row = {"digest": digest, "created_at": at, **_columns(grant)}
        async with self._engines.writing() as connection:
            await connection.execute(insert(tokens), row)

    async def find(self, digest: bytes) -> Grant | None:
        """What the token with this digest stands for; None if it is unknown or was revoked."""
        wanted = select(tokens.c.session_id, tokens.c.audience, tokens.c.person_id, tokens.c.track_id).where(
            tokens.c.digest == digest, tokens.c.revoked_at.is_(None)
        )
        async with self._engines.reading() as connection:
            row = (await connection.execute(wanted)).one_or_none()
        if row is None:
            return None
        return Grant(session=row.session_id, audience=row.audience, person=row.person_id, track=row.track_id)

    async def revoke(self, grant: Grant, at: Instant, keep: bytes | None = None) -> int:
        """Revoke every token of exactly this grant, except `keep`; answers how many."""
        same = [tokens.c[name].is_not_distinct_from(value) for name, value in _columns(grant).items()]
        others = true() if keep is None else tokens.c.digest != keep
        change = update(tokens).where(*same, others, tokens.c.revoked_at.is_(None)).values(revoked_at=at)
        async with self._engines.writing() as connection:
            return (await connection.execute(change)).rowcount


def _columns(grant: Grant) -> dict[str, Any]:
    return {
        "session_id": grant.session,
        "audience": grant.audience,
        "person_id": grant.person,
        "track_id": grant.track,
    }
