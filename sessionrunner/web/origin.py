"""Where a request comes from: a page of ours, a program, or somebody else's page.

Browsers say on their own which page a request comes from, and no page can make them lie. A cookie
goes along with every request to us, whoever caused it, so a cookie alone may change nothing.
"""

from aiohttp import web

from sessionrunner.core.errors import Forbidden
from sessionrunner.runtime import origins
from sessionrunner.web.remote import Remote, host

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_FOREIGN = "This request comes from another site's page, so it was not carried out."
_UNKNOWN = (
    "This request does not say which page it comes from, so it was not carried out. Reload the page and try"
    " again."
)


def refuse_foreign(request: web.Request, remote: Remote) -> None:
    """Raise `Forbidden` when the browser says that another site's page is asking."""
    if "Origin" in request.headers and not is_own(request, remote):
        raise Forbidden(_FOREIGN)


def refuse_unvouched(request: web.Request, remote: Remote) -> None:
    """Raise `Forbidden` unless the browser says that a page of ours asks for this change.

    To be called when a cookie is what lets the request in.
    """
    if request.method not in SAFE_METHODS and not is_own(request, remote):
        raise Forbidden(_UNKNOWN)


def is_own(request: web.Request, remote: Remote) -> bool:
    """Whether the browser says that a page of ours asks."""
    origin = request.headers.get("Origin", "null")
    if origin == "null":
        # A form of ours sends this because of our Referrer-Policy; only the other header tells it apart.
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    return origins.is_own(origin, host(request), remote.public_url)
