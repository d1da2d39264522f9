"""Reads what is sent: never more than is taken, and only what it says it is."""

import asyncio
from typing import Any, Final

import msgspec
from aiohttp import web

from sessionrunner.core.errors import Detail, Invalid, TooLarge

MOST_JSON_BYTES: Final = 64 * 1024
MOST_SECONDS: Final = 60
"""How long one body may take to arrive."""


async def read_json(request: web.Request) -> Any:
    """The JSON that was sent. Raises `Invalid` or `TooLarge`."""
    if request.content_type != "application/json":
        raise Invalid([], "Send JSON, and say so: Content-Type: application/json.")
    body = await read_bytes(request, MOST_JSON_BYTES)
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Invalid([], "What was sent is not JSON.") from error


async def read_object(request: web.Request) -> dict[str, Any]:
    """The JSON object that was sent. Raises `Invalid` or `TooLarge`."""
    data = await read_json(request)
    if not isinstance(data, dict):
        raise Invalid([Detail(field="", message="must be a group of fields, like {…}")])
    return data


async def read_bytes(request: web.Request, most: int) -> bytes:
    """The body as it was sent; refused as soon as it is known to be over `most` bytes."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Invalid([], "Send it as it is, not compressed.")
    if (request.content_length or 0) > most:
        raise _too_large(most)
    body = bytearray()
    try:
        async with asyncio.timeout(MOST_SECONDS):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > most:
                    raise _too_large(most)
    except TimeoutError as error:
        raise Invalid([], f"It took more than {MOST_SECONDS} seconds to arrive. Try again.") from error
    except web.RequestPayloadError as error:
        raise Invalid([], "It did not arrive whole. Try again.") from error
    return bytes(body)


def _too_large(most: int) -> TooLarge:
    return TooLarge(f"That is too large: at most {most:,} bytes are taken here.")
