"""Rehearsals beside the server: each in a process of its own that gives way to the server and to time."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from typing import Final

import msgspec
import structlog

from sessionrunner.adapters.rehearsing import RehearsalOrder
from sessionrunner.core.decide.clockwork import FEWEST_PEOPLE
from sessionrunner.core.errors import Rejected, Unavailable
from sessionrunner.core.model import Session
from sessionrunner.core.rehearsal import Trial, as_if_new

log = structlog.get_logger(__name__)

PATIENCE: Final = 60.0
"""Seconds that a rehearsal may take: some three hundred people, on a slow machine."""

_PROGRAM: Final = "sessionrunner.adapters.rehearsing"


class RehearsalFailedError(Exception):
    """The rehearsing process ended with a fault of ours."""


class Rehearser:
    """Makes rehearsals, one at a time. `patience` is how many seconds one may take."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._busy = asyncio.Lock()

    async def rehearse(self, session: Session, trial: Trial) -> msgspec.Raw:
        """The rehearsal of a session by chance, as JSON; the session itself is left alone.

        Raises `Rejected` with too few people, and `Unavailable` when another rehearsal is going on
        or this one takes too long.
        """
        if session.format != "flash":
            raise Rejected("Only flash-mentoring sessions can be rehearsed.")
        if len(session.roster) < FEWEST_PEOPLE:
            raise Rejected(
                "There is nobody to rehearse with yet. Import a roster, or let people join with the code."
            )
        if self._busy.locked():
            raise Unavailable("Another rehearsal is going on. Try again in a moment.")
        order = RehearsalOrder(session=as_if_new(session, session.settings), trial=trial)
        async with self._busy:
            return msgspec.Raw(await self._apart(msgspec.msgpack.encode(order)))

    async def _apart(self, order: bytes) -> bytes:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", _PROGRAM, str(self._patience), stdin=PIPE, stdout=PIPE, stderr=PIPE
        )
        try:
            async with asyncio.timeout(self._patience):
                answer, complaints = await process.communicate(order)
        except TimeoutError as error:
            raise Unavailable(
                "This rehearsal takes too long for the server. Rehearse the roster on your own computer: "
                "sessionrunner rehearse."
            ) from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            log.error(
                "a rehearsal failed", status=process.returncode, said=complaints.decode(errors="replace")
            )
            raise RehearsalFailedError
        return answer
