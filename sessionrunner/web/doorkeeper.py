"""Lets requests in: by a token in the Authorization header, or by the cookie of one audience."""

import re
from typing import Final

from aiohttp import web

from sessionrunner.core.errors import Forbidden, Unauthorized
from sessionrunner.core.model import Audience, SessionId
from sessionrunner.runtime.access import Access
from sessionrunner.runtime.ports import Grant
from sessionrunner.web.cookies import OPERATOR, cookie_name
from sessionrunner.web.origin import refuse_unvouched
from sessionrunner.web.remote import Remote

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{16,256}")
_BEARER: Final = re.compile(r"[Bb]earer +(\S+)")

_NO_TOKEN = "Nothing says who is asking. Open the link you were given, or send its token."  # noqa: S105 - words
_BAD_TOKEN = "This token is not valid, or not any more. Ask for a new link."  # noqa: S105 - words
_WORDS: Final[dict[Audience, str]] = {
    "host": "the host",
    "facilitator": "a facilitator",
    "attendee": "somebody who takes part",
    "stage": "the stage",
}


class Doorkeeper:
    """Knows who may do what. Raises `Unauthorized` for nobody we know, `Forbidden` for the wrong one."""

    def __init__(self, access: Access, remote: Remote) -> None:
        self._access = access
        self._remote = remote

    async def grant(self, request: web.Request, session: SessionId, *audiences: Audience) -> Grant:
        """What the request may be in `session`: one of `audiences`, the first of them it can be."""
        token = bearer(request)
        if token is not None:
            return _checked(await self._access.grant_of(token), session, audiences)
        return (await self.cookie(request, session, *audiences))[0]

    async def cookie(
        self, request: web.Request, session: SessionId, *audiences: Audience
    ) -> tuple[Grant, str]:
        """The same by a cookie alone, with the token it holds; a change must come from a page of ours."""
        for audience in audiences:
            token = request.cookies.get(cookie_name(audience, session), "")
            if not _TOKEN.fullmatch(token):
                continue
            refuse_unvouched(request, self._remote)
            try:
                grant = await self._access.grant_of(token)
                return _checked(grant, session, (audience,)), token
            except (Unauthorized, Forbidden):
                continue
        raise Unauthorized(_NO_TOKEN)

    async def any_session(self, request: web.Request) -> Grant | None:
        """What a token in the header stands for, whichever session it is of; None without one."""
        token = bearer(request)
        return None if token is None else await self._access.grant_of(token)

    def operator(self, request: web.Request) -> None:
        """Let only the operator pass."""
        token = bearer(request)
        if token is not None:
            if not self._access.is_operator(token):
                raise Forbidden("Only the operator of this server may do this. Use the operator's link.")
            return
        if not self.is_operator_page(request):
            raise Unauthorized(
                "Only the operator of this server may do this. Open the operator's link first."
            )
        refuse_unvouched(request, self._remote)

    def is_operator_page(self, request: web.Request) -> bool:
        """Whether the browser holds the operator's cookie."""
        token = request.cookies.get(OPERATOR, "")
        return bool(_TOKEN.fullmatch(token)) and self._access.is_operator(token)

    def is_operator(self, request: web.Request) -> bool:
        """Whether the operator is asking, by header or from a page of ours."""
        try:
            self.operator(request)
        except (Unauthorized, Forbidden):
            return False
        return True


def bearer(request: web.Request) -> str | None:
    """The token in the Authorization header, or None without the header."""
    header = request.headers.get("Authorization")
    if header is None:
        return None
    match = _BEARER.fullmatch(header.strip())
    if match is None or not _TOKEN.fullmatch(match[1]):
        raise Unauthorized(_BAD_TOKEN)
    return match[1]


def is_token(text: str) -> bool:
    """Whether `text` can be a token at all."""
    return bool(_TOKEN.fullmatch(text))


def _checked(grant: Grant, session: SessionId, audiences: tuple[Audience, ...]) -> Grant:
    if grant.session != session:
        raise Forbidden("This token is for another session.")
    if grant.audience not in audiences:
        wanted = " or ".join(_WORDS[audience] for audience in audiences)
        raise Forbidden(f"Only {wanted} may do this; this token is for {_WORDS[grant.audience]}.")
    return grant
