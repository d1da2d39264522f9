"""Takes connections in: what is no HTTP is refused without a word about what we are built from."""

import asyncio
import socket
from functools import partial
from typing import Final

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web_request import BaseRequest

from sessionrunner.addresses import BACKLOG

log = structlog.get_logger(__name__)

SERVER_NAME: Final = "sessionrunner"
TAKEN_IN_AT_ONCE: Final = 4
"""Connections that are accepted before the event loop turns to other work."""
_NOT_UNDERSTOOD: Final = "This is no request that can be understood.\n"


class Handler(web.RequestHandler):
    """aiohttp's handler of one connection, but for what it says and logs of bytes that are no request.

    It would answer with its version and a part of what was sent, and log both with a traceback; what was
    sent may hold a token, and there may be a lot of it.
    """

    def handle_error(
        self,
        request: BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer when there is no handler that could answer."""
        if isinstance(exc, HttpProcessingError):
            log.debug("no request", kind=type(exc).__name__)
            answer: web.StreamResponse = web.Response(status=status, text=_NOT_UNDERSTOOD)
            answer.force_close()
        else:
            answer = super().handle_error(request, status, exc, message)
        answer.headers["Server"] = SERVER_NAME
        return answer


async def take_connections(runner: web.AppRunner, listening: socket.socket, idle: float) -> asyncio.Server:
    """Let `runner` answer on a socket that listens.

    `idle` is how many seconds a connection may take to begin, or to send a request's head, and how long
    it is kept for another request.
    """
    assert runner.server is not None, "the runner is set up before connections are taken in"
    loop = asyncio.get_running_loop()
    handler = partial(
        Handler,
        runner.server,
        loop=loop,
        keepalive_timeout=idle,
        access_log=None,  # type: ignore[arg-type]  # none: addresses hold codes, and aiohttp takes it
    )
    # Those who come are taken in a few at a time, between which everybody else is served; the others wait
    # in the system's queue, which asyncio has just made as short as that.
    server = await loop.create_server(handler, sock=listening, backlog=TAKEN_IN_AT_ONCE)
    listening.listen(BACKLOG)
    return server
