"""Who a client is: a token it sends, or the one its page keeps in a cookie."""

from typing import TypeAlias

import msgspec
from aiohttp import web

from sessionrunner.core.errors import Detail, Forbidden, Invalid, Unauthorized
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Audience, SessionId
from sessionrunner.runtime.access import Access, digest
from sessionrunner.runtime.ports import Grant

_NO_LINK = "This page does not know you here. Open the link you were given, or join again with the code."
_HOW = 'must be {"token": …}, or {"session": …, "audience": …} from a page'


class TokenAuth(Frozen):
    """A program shows its token."""

    token: str


class PageAuth(Frozen):
    """A page says which of its cookies counts; the token in it is out of reach of its scripts."""

    session: SessionId
    audience: Audience


Auth: TypeAlias = TokenAuth | PageAuth


class Entry(Frozen):
    """Who was let in, and by which token (its digest)."""

    grant: Grant
    token: bytes


def parse_auth(data: object) -> Auth:
    """What a client shows on connecting. Raises `Unauthorized` for nothing, `Invalid` for anything else."""
    if not data:
        raise Unauthorized(_NO_LINK)
    kind: type[Auth] = TokenAuth if isinstance(data, dict) and "token" in data else PageAuth
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise Invalid([Detail(field="auth", message=_HOW)]) from error


async def admit(request: web.Request, auth: Auth, access: Access) -> Entry:
    """Who the client behind `request` is. Raises `Unauthorized` or `Forbidden`.

    A cookie comes along whichever page opens the socket, so it counts only together with an Origin;
    that the Origin is our own was seen to before the socket was opened.
    """
    if isinstance(auth, TokenAuth):
        return Entry(grant=await access.grant_of(auth.token), token=digest(auth.token))
    if "Origin" not in request.headers:
        raise Forbidden("A cookie counts only from a page, and this request does not come from one.")
    token = request.cookies.get(f"sr_{auth.audience}_{auth.session}", "")
    if not token:
        raise Unauthorized(_NO_LINK)
    grant = await access.grant_of(token)
    if (grant.session, grant.audience) != (auth.session, auth.audience):
        raise Unauthorized(_NO_LINK)
    return Entry(grant=grant, token=digest(token))
