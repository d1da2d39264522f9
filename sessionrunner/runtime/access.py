"""Who may come in: capability tokens, one audience of one session each.

A token is 256 random bits and means nothing by itself; what it stands for is looked up, so that it
can be revoked. Only its digest is stored: whoever reads the database cannot come in with it.
"""

import hashlib
import hmac
import secrets

from sessionrunner.core.errors import Unauthorized
from sessionrunner.runtime.ports import Clock, Grant, TokenStore

TOKEN_BYTES = 32


def digest(token: str) -> bytes:
    """What is stored of a token. A fast hash will do: 256 random bits cannot be guessed."""
    return hashlib.sha256(token.encode()).digest()


class Access:
    """Gives out tokens and tells what a token stands for."""

    def __init__(self, tokens: TokenStore, clock: Clock, operator_token: str) -> None:
        self._tokens = tokens
        self._clock = clock
        self._operator = operator_token

    def is_operator(self, token: str) -> bool:
        """Whether this is the operator's token, who may make sessions."""
        return hmac.compare_digest(token.encode(), self._operator.encode())

    async def mint(self, grant: Grant) -> str:
        """A fresh token that stands for `grant`."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        await self._tokens.add(digest(token), grant, self._clock.now())
        return token

    async def grant_of(self, token: str) -> Grant:
        """What `token` stands for. Raises `Unauthorized` if it is unknown or was revoked."""
        grant = await self._tokens.find(digest(token)) if token else None
        if grant is None:
            raise Unauthorized("This link is not valid, or not any more. Ask the host for a new one.")
        return grant

    async def revoke(self, grant: Grant, keep: str | None = None) -> int:
        """Make every token of `grant` worthless, except `keep`; answers how many there were."""
        return await self._tokens.revoke(grant, self._clock.now(), digest(keep) if keep else None)
