"""Keeps what tokens allow, by digest: who reads the database cannot use what is in it."""

import asyncio
from typing import Any

from sqlalchemy import bindparam, insert, select, true, update

from sessionrunner.adapters.engines import Engines
from sessionrunner.adapters.schema import tokens
from sessionrunner.core.time import Instant
from sessionrunner.runtime.ports import Grant, StoreUnavailableError

_WANTED = select(
    tokens.c.digest, tokens.c.session_id, tokens.c.audience, tokens.c.person_id, tokens.c.track_id
).where(tokens.c.digest.in_(bindparam("digests", expanding=True)), tokens.c.revoked_at.is_(None))


class _Batch:
    """Digests that are looked up together, and what came of it, once it has."""

    def __init__(self) -> None:
        self.digests: set[bytes] = set()
        self.found: dict[bytes, Grant] | StoreUnavailableError | None = None


class SqlTokenStore:
    """The `TokenStore` of `runtime.ports`, over any database that SQLAlchemy knows.

    After a restart thousands of phones come back within a second. Those that ask while a query is
    under way share the next one, which starts after all of them have asked: nobody is answered
    from before a revocation that they came after.
    """

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._coming = _Batch()
        self._looking = asyncio.Lock()

    async def add(self, digest: bytes, grant: Grant, at: Instant) -> None:
        """From now on a token with this digest stands for `grant`."""
        row = {"digest": digest, "created_at": at, **_columns(grant)}
        async with self._engines.writing() as connection:
            await connection.execute(insert(tokens), row)

    async def find(self, digest: bytes) -> Grant | None:
        """What the token with this digest stands for; None if it is unknown or was revoked."""
        batch = self._coming
        batch.digests.add(digest)
        async with self._looking:
            if batch.found is None:
                if batch is self._coming:
                    self._coming = _Batch()
                batch.found = await self._look_up(batch.digests)
        if isinstance(batch.found, StoreUnavailableError):
            raise StoreUnavailableError(*batch.found.args) from batch.found
        return batch.found.get(digest)

    async def _look_up(self, digests: set[bytes]) -> dict[bytes, Grant] | StoreUnavailableError:
        try:
            async with self._engines.reading() as connection:
                rows = await connection.execute(_WANTED, {"digests": list(digests)})
        except StoreUnavailableError as fault:
            return fault  # raised to everybody who asked
        return {
            digest: Grant(session=session, audience=audience, person=person, track=track)
            for digest, session, audience, person, track in rows
        }

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
