"""Serves until somebody stops it, for real or as a demonstration, and says where."""

import asyncio
import signal
from contextlib import AsyncExitStack, suppress
from tempfile import TemporaryDirectory
from typing import Final

import structlog
from msgspec.structs import replace
from rich.console import Console

from sessionrunner.adapters.database import DatabaseRefusedError
from sessionrunner.adapters.secrets_file import SecretFileError
from sessionrunner.addresses import CannotListen
from sessionrunner.app import Served, serving, set_up_logging
from sessionrunner.banner import print_banner, print_demo_banner
from sessionrunner.core.errors import Rejected
from sessionrunner.runtime.ports import StoreUnavailableError
from sessionrunner.settings import Settings
from sessionrunner.web import AssetsMissingError

log = structlog.get_logger(__name__)


MENDABLE = (CannotListen, DatabaseRefusedError, SecretFileError, AssetsMissingError, StoreUnavailableError)
"""Why a server may not start: each says in its message what mends it."""


STARTS_AFTER_SECONDS: Final = 30.0
"""When a demonstration starts although nobody presses Start."""


class UserCanMend(Exception):  # noqa: N818 - said to whoever started the server
    """The server cannot start as things are; the message names the mend."""


async def serve_until_stopped(settings: Settings) -> None:
    """Serve until an interrupt or a termination signal. Raises `UserCanMend` if it cannot start."""
    set_up_logging(settings)
    stopped = _stop_signal()
    async with AsyncExitStack() as stack:
        served = await _started(stack, settings, pace=1.0)
        print_banner(Console(highlight=False), served)
        await stopped.wait()
        log.info("stopping")


async def demonstrate(settings: Settings, format_: str, people: int, pace: float) -> None:
    """Serve a ready session with simulated phones. Raises `UserCanMend` if it cannot start."""
    from sessionrunner.demo import prepare_demo, simulate, start_by_itself  # noqa: PLC0415

    set_up_logging(settings)
    stopped = _stop_signal()
    async with AsyncExitStack() as stack:
        served = await _started(stack, _for_show(stack, settings), pace)
        try:
            ready = await prepare_demo(served.address, served.operator_token, format_, people)
        except Rejected as refusal:
            raise UserCanMend(refusal.message) from refusal
        print_demo_banner(Console(highlight=False), served, ready, STARTS_AFTER_SECONDS)
        start = asyncio.create_task(start_by_itself(served.address, ready, STARTS_AFTER_SECONDS))
        stack.callback(start.cancel)
        phones = asyncio.create_task(simulate(served.address, ready, stopped))
        stopping = asyncio.create_task(stopped.wait())
        await asyncio.wait({phones, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if phones.done():
            phones.result()
        await stopping
        phones.cancel()
        with suppress(asyncio.CancelledError):
            await phones


def _for_show(stack: AsyncExitStack, settings: Settings) -> Settings:
    """The settings with a database that is gone afterwards, unless one was named."""
    if settings.database != Settings().database:
        return settings
    folder = stack.enter_context(TemporaryDirectory(prefix="sessionrunner-demo-"))
    return replace(settings, database=f"sqlite:///{folder}/demo.sqlite3")


async def _started(stack: AsyncExitStack, settings: Settings, pace: float) -> Served:
    try:
        return await stack.enter_async_context(serving(settings, pace))
    except (
        CannotListen,
        DatabaseRefusedError,
        SecretFileError,
        AssetsMissingError,
        StoreUnavailableError,
    ) as error:
        raise UserCanMend(str(error)) from error


def _stop_signal() -> asyncio.Event:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: there Ctrl-C raises KeyboardInterrupt
            loop.add_signal_handler(number, stopped.set)
    return stopped
