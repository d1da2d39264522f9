"""Around every handler: what is measured and logged, what is refused, and what is said about it."""

import secrets
import time
from typing import Final

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from sessionrunner.core.errors import Invalid, NotFound, Refusal, TooLarge, Unavailable
from sessionrunner.runtime.ports import StoreUnavailableError
from sessionrunner.runtime.runner import Refused
from sessionrunner.web.answers import STATUS, json_answer, refused
from sessionrunner.web.metrics import Metrics
from sessionrunner.web.origin import refuse_foreign
from sessionrunner.web.remote import Remote, host
from sessionrunner.web.rendering import Detour, Pages

SOCKETS: Final = "/socket.io"
"""Not measured (a socket lasts for hours); the gateway checks where it comes from by itself."""

_UNKNOWN_ROUTE: Final = "(none)"
_NOT_SAVED: Final = (
    "This could not be read or saved just now, and nothing was changed. Try again in a moment."
)

log = structlog.get_logger("sessionrunner.web")


def observer(metrics: Metrics) -> Middleware:
    """Measures and logs requests: the route, never the address, which may hold codes and claims."""

    @web.middleware
    async def observe(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith(SOCKETS):
            return await handler(request)
        started = time.perf_counter()
        try:
            answer = await handler(request)
        except web.HTTPException as redirect:
            _observed(metrics, request, redirect.status, started)
            raise
        _observed(metrics, request, answer.status, started)
        return answer

    return observe


def refusals(pages: Pages) -> Middleware:
    """Turns refusals and faults into answers: JSON for programs, a page for people."""

    @web.middleware
    async def say(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as error:
            if error.status < web.HTTPBadRequest.status_code:
                raise
            return _http(pages, request, error)
        except ConnectionError:
            raise
        except Exception as error:  # noqa: BLE001 - everything else is said in words, and a fault is logged
            return _answer(pages, request, error)

    return say


def origins(remote: Remote) -> Middleware:
    """Refuses what other sites' pages ask, and requests without a proper Host."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith(SOCKETS):
            return await handler(request)
        try:
            host(request)
        except Invalid as error:
            # Not as a page: a page names the host in its policy.
            return refused(error)
        refuse_foreign(request, remote)
        return await handler(request)

    return check


def _observed(metrics: Metrics, request: web.Request, status: int, started: float) -> None:
    resource = request.match_info.route.resource
    route = resource.canonical if resource is not None else _UNKNOWN_ROUTE
    seconds = time.perf_counter() - started
    metrics.request(route, request.method, status, seconds)
    # What went well is for whoever looks closely: it would push the links to host and join off the terminal.
    say = log.debug if status < web.HTTPBadRequest.status_code else log.info
    say("request", method=request.method, route=route, status=status, ms=round(seconds * 1000, 1))


def _answer(pages: Pages, request: web.Request, error: Exception) -> web.Response:
    match error:
        case Detour():
            return pages.detour(request, error)
        case Refused():
            return json_answer(error.failure, STATUS[error.failure.error.code])
        case Refusal():
            return _said(pages, request, error)
        case StoreUnavailableError():
            log.error("the database cannot be used", exc_info=error)
            return _said(pages, request, Unavailable(_NOT_SAVED))
    return _fault(pages, request, error)


def _said(pages: Pages, request: web.Request, refusal: Refusal, status: int | None = None) -> web.Response:
    return refused(refusal, status) if _wants_json(request) else pages.message(request, refusal, status)


def _wants_json(request: web.Request) -> bool:
    return request.path.startswith(("/api/", "/healthz", "/metrics")) or request.method not in {"GET", "HEAD"}


def _http(pages: Pages, request: web.Request, error: web.HTTPException) -> web.StreamResponse:
    """What aiohttp itself refuses, said like everything else."""
    if error.status == web.HTTPNotFound.status_code:
        return _said(pages, request, NotFound("There is nothing at this address."))
    if error.status == web.HTTPRequestEntityTooLarge.status_code:
        return _said(pages, request, TooLarge("That is too large."))
    if isinstance(error, web.HTTPMethodNotAllowed):
        allowed = ", ".join(sorted(error.allowed_methods))
        answer = _said(pages, request, Invalid([], f"This address takes {allowed} only."), error.status)
        answer.headers["Allow"] = allowed
        return answer
    return _said(pages, request, Invalid([], error.reason), error.status)


def _fault(pages: Pages, request: web.Request, error: Exception) -> web.Response:
    """A fault of ours: the log has everything, whoever asked gets the number to find it by."""
    number = secrets.token_hex(4)
    log.error("fault", number=number, method=request.method, exc_info=error)
    words = (
        f"Something went wrong on our side; nothing is lost. If it comes again, report the number {number}."
    )
    return _said(pages, request, Unavailable(words), web.HTTPInternalServerError.status_code)
