"""Puts the parts together: the only place that knows all of them."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, cast

import structlog
from aiohttp import web

from sessionrunner.adapters.alarm import APSchedulerAlarm
from sessionrunner.adapters.clock import SystemClock
from sessionrunner.adapters.database import database_path, open_database
from sessionrunner.adapters.papers_files import read_papers
from sessionrunner.adapters.planner import PoolPlanner
from sessionrunner.adapters.rehearser import Rehearser
from sessionrunner.adapters.roster_files import read_roster
from sessionrunner.adapters.secrets_file import operator_token
from sessionrunner.adapters.sole import sole_user
from sessionrunner.addresses import listen, public_address
from sessionrunner.collecting import collected_by_us, keep_collecting
from sessionrunner.core.model import SessionId
from sessionrunner.descriptors import allow_many_connections
from sessionrunner.gateway.gateway import Gateway
from sessionrunner.gateway.options import GatewayOptions
from sessionrunner.listening import take_connections
from sessionrunner.log_stream import LogStream
from sessionrunner.runtime.access import Access
from sessionrunner.runtime.runner import World
from sessionrunner.runtime.sessions import Sessions
from sessionrunner.settings import Settings
from sessionrunner.tidying import keep_tidy
from sessionrunner.web import METRICS, WebDeps, make_web

SHUTDOWN_SECONDS = 2.0
IDLE_SECONDS = 65.0
"""How long connections may be idle: a little longer than proxies commonly let them, so that it is they who
end them."""


@dataclass(frozen=True, kw_only=True)
class Served:
    """A server that serves: where people reach it, and what a caller in the same process may use."""

    address: str
    operator_token: str
    sessions: Sessions
    access: Access

    @property
    def host_link(self) -> str:
        """Where the operator makes sessions; the token is in the fragment, which is never sent."""
        return f"{self.address}/enter#token={self.operator_token}"


@asynccontextmanager
async def serving(settings: Settings, pace: float = 1.0) -> AsyncIterator[Served]:
    """Serve until the block ends. Everything is stored at every moment; ending it only says goodbye."""
    allow_many_connections()
    socket = listen(settings.host, settings.port)
    address = public_address(settings.public_url, settings.host, socket.getsockname()[1])
    async with AsyncExitStack() as stack:
        stack.callback(socket.close)
        path = database_path(settings.database)
        if path is not None:
            stack.enter_context(sole_user(path))
        database = await open_database(settings.database)
        stack.push_async_callback(database.close)
        clock = SystemClock(pace)
        token = settings.operator_token or operator_token(_token_file(settings))
        access = Access(database.tokens, clock, token)
        gateway = Gateway(access, clock, GatewayOptions(address=address, public_url=settings.public_url))
        planner = PoolPlanner()
        stack.push_async_callback(planner.close)

        def wake(session: SessionId) -> None:
            sessions.wake(session)

        alarm = APSchedulerAlarm(wake, clock)
        stack.callback(alarm.stop)
        sessions = Sessions(
            World(store=database.store, clock=clock, alarm=alarm, planner=planner, publisher=gateway)
        )
        stack.push_async_callback(sessions.close)
        app = _web(settings, address, sessions, access, gateway)
        alarm.start()
        await sessions.start()
        tidying = keep_tidy(sessions, gateway.drop_session, settings.keep_finished_days)
        stack.push_async_callback(_cancel, asyncio.create_task(tidying))
        runner = web.AppRunner(app, shutdown_timeout=SHUTDOWN_SECONDS)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        # Before the cleanup, in which aiohttp is deaf to the goodbyes that sockets answer with.
        stack.push_async_callback(gateway.close)
        stack.enter_context(collected_by_us())
        stack.push_async_callback(_cancel, asyncio.create_task(keep_collecting()))
        stack.callback((await take_connections(runner, socket, IDLE_SECONDS)).close)
        yield Served(address=address, operator_token=token, sessions=sessions, access=access)


def _token_file(settings: Settings) -> Path:
    path = settings.database_path
    return path.with_name(f"{path.name}.operator-token")


def _web(
    settings: Settings, address: str, sessions: Sessions, access: Access, gateway: Gateway
) -> web.Application:
    app = make_web(
        WebDeps(
            sessions=sessions,
            access=access,
            settings=settings,
            address=address,
            read_roster=read_roster,
            read_papers=read_papers,
            rehearse=Rehearser().rehearse,
            connected=gateway.connected,
            drop=gateway.drop,
            drop_others=gateway.drop,
            drop_session=gateway.drop_session,
        )
    )
    gateway.attach(app, sessions, app[METRICS].command)
    return app


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def set_up_logging(settings: Settings) -> None:
    """Logs go to stderr, as lines for people or as JSON, never with a token in them."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    logging.basicConfig(level=max(level, logging.WARNING), format="%(levelname)s %(name)s: %(message)s")
    renderer = (
        structlog.processors.JSONRenderer()
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=cast("TextIO", LogStream())),
    )
