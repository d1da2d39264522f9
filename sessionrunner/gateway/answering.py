"""What a client is answered: an acknowledgement always comes, whatever was sent."""

import time
from collections.abc import Callable
from typing import TypeAlias

import structlog

from sessionrunner.core.answers import Failure, Reply, failure
from sessionrunner.core.commands import Command, name_for_record, parse_command
from sessionrunner.core.errors import Detail, Invalid, RateLimited, Refusal, Unavailable
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.time import Instant
from sessionrunner.gateway.links import Link
from sessionrunner.gateway.packets import parse_sync, sole
from sessionrunner.gateway.runners import Runners
from sessionrunner.runtime.runner import Refused

_log = structlog.get_logger(__name__)

_TOO_FAST = "That was too much at once. Wait a few seconds and try again."
_FAULT = "Something went wrong on the server. Look at what the page shows now, then try again."
_UNKNOWN = "unknown"

Count: TypeAlias = Callable[[str, str], None]
"""Counts a command by its type and how it went: "done", or the code of the refusal."""


class SyncAnswer(Frozen):
    """The client's own reading of its clock, given back, and the server's."""

    t0: float
    t1: Instant


async def answer_command(link: Link, arguments: tuple[object, ...], runners: Runners, count: Count) -> Reply:
    """Carry a command out for `link`, say what came of it, and count it."""
    reply: Reply
    try:
        if not link.commands.take(time.monotonic()):
            raise RateLimited(_TOO_FAST)
        command = parse_command(sole(arguments))
    except Refusal as refusal:
        kind, reply = _UNKNOWN, failure(refusal)
    else:
        kind, reply = str(command.__struct_config__.tag), await _carry_out(link, command, runners)
    count(kind, reply.error.code if isinstance(reply, Failure) else "done")
    return reply


async def _carry_out(link: Link, command: Command, runners: Runners) -> Reply:
    session = link.entry.grant.session
    try:
        return await (await runners.get(session)).submit(command, link.actor)
    except Refusal as refusal:
        return failure(refusal)
    except Refused as again:
        return again.failure
    except Exception:  # noqa: BLE001 - logged; whoever waits is told
        _log.exception("a command was not answered", by=name_for_record(link.actor, command), session=session)
        return failure(Unavailable(_FAULT))


def answer_sync(link: Link, arguments: tuple[object, ...], now: Instant) -> SyncAnswer | Failure:
    """What time it is."""
    try:
        if not link.syncs.take(time.monotonic()):
            return failure(RateLimited(_TOO_FAST))
        return SyncAnswer(t0=parse_sync(arguments), t1=now)
    except Invalid as refusal:
        return failure(refusal)


def answer_unknown(event: str) -> Failure:
    """That there is no such event."""
    return failure(Invalid([Detail(field="event", message=f"must be command or sync, not {event[:50]!r}")]))
