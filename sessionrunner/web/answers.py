"""Answers in JSON: what went well, and every error in its one shape."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from aiohttp import web

from sessionrunner.core.answers import Failure, failure
from sessionrunner.core.errors import ErrorCode, Refusal
from sessionrunner.web.limits import TooOften

STATUS: Final[Mapping[ErrorCode, int]] = {
    "invalid": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "not_found": 404,
    "stale_version": 409,
    "too_large": 413,
    "rejected": 422,
    "rate_limited": 429,
    "unavailable": 503,
}
"""The HTTP status that goes with each code."""

_RETRY_UNAVAILABLE: Final = "2"


def json_answer(data: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """`data` as JSON."""
    return web.Response(
        body=msgspec.json.encode(data),
        status=status,
        headers=headers,
        content_type="application/json",
        charset="utf-8",
    )


def refused(refusal: Refusal, status: int | None = None) -> web.Response:
    """`refusal` as JSON, with the status of its code unless another is given."""
    return json_answer(failure_of(refusal), status or STATUS[refusal.code], headers_of(refusal))


def failure_of(refusal: Refusal) -> Failure:
    """`refusal` in the shape in which it leaves the server."""
    body = failure(refusal)
    claim = getattr(refusal, "claim", None)
    return body if claim is None else Failure(error=msgspec.structs.replace(body.error, claim=claim))


def headers_of(refusal: Refusal) -> dict[str, str]:
    """What the headers say about a refusal: how to come in, and when to try again."""
    if refusal.code == "unauthorized":
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(refusal, TooOften):
        return {"Retry-After": str(refusal.seconds)}
    return {"Retry-After": _RETRY_UNAVAILABLE} if refusal.code == "unavailable" else {}
