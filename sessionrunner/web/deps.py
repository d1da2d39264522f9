"""What the web part is given; `app` puts it together."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import msgspec

from sessionrunner.core.model import Session, SessionId
from sessionrunner.core.papers.types import PapersReading
from sessionrunner.core.rehearsal import Trial
from sessionrunner.core.roster import Reading
from sessionrunner.runtime.access import Access
from sessionrunner.runtime.ports import Grant
from sessionrunner.runtime.sessions import Sessions
from sessionrunner.settings import Settings
from sessionrunner.web.folders import static_folder, templates_folder


class RosterReader(Protocol):
    """Reads a roster file's bytes, given its name; may raise `UnreadableRoster`. Called in a thread."""

    def __call__(self, data: bytes, filename: str, /, *, sides: bool) -> Reading:
        """What the file says; `sides` is whether everybody must be a mentor or a mentee."""
        ...


async def _nobody(*_: object) -> None:
    """Without a gateway nobody is connected who would have to be cut off."""


@dataclass(frozen=True, kw_only=True)
class WebDeps:
    """Everything that the routes work with.

    `read_roster` and `read_papers` read a file's bytes, given its name, and may raise
    `UnreadableRoster`; they are called in a thread. `rehearse` answers with a rehearsal as JSON, made
    beside the loop. `address` is where other people's browsers reach this server, if that is known.
    `connected` says how many sockets are let in. `drop` cuts off the sockets of a grant whose tokens
    were revoked, `drop_others` those but for one token's, `drop_session` all of a session that was
    erased. `monotonic` is what limits are measured by, in seconds.
    """

    sessions: Sessions
    access: Access
    settings: Settings
    read_roster: RosterReader
    read_papers: Callable[[bytes, str], PapersReading]
    rehearse: Callable[[Session, Trial], Awaitable[msgspec.Raw]]
    connected: Callable[[], float] = lambda: 0.0
    address: str = ""
    drop: Callable[[Grant], Awaitable[None]] = _nobody
    drop_others: Callable[[Grant, str], Awaitable[None]] = _nobody
    drop_session: Callable[[SessionId], Awaitable[None]] = _nobody
    monotonic: Callable[[], float] = time.monotonic
    static: Path = field(default_factory=static_folder)
    templates: Path = field(default_factory=templates_folder)
