"""Files that hosts send: read beside the event loop, two at a time, and refused with all that is wrong."""

import asyncio
from collections.abc import Callable
from typing import Final, Literal, TypeAlias, TypeVar
from urllib.parse import unquote

from aiohttp import web

from sessionrunner.core.errors import Detail, Invalid, Refusal, Rejected
from sessionrunner.core.faults import convert_all
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.roster import Problem
from sessionrunner.web.bodies import read_bytes

T = TypeVar("T")
Mode: TypeAlias = Literal["preview", "add", "replace"]

_HELD_AT_ONCE: Final = 8
"""Files that are held in memory at the same time, most of them on their way in over somebody's slow line.

Who comes after so many waits until one has come, which takes a minute at most."""
_READ_AT_ONCE: Final = 2
"""Files that are being read; that takes a core each."""
_LONGEST_NAME: Final = 200


class _Mode(Frozen):
    mode: Mode


class Files:
    """Takes files in."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._places = asyncio.Semaphore(_HELD_AT_ONCE)
        self._turns = asyncio.Semaphore(_READ_AT_ONCE)

    async def read(self, request: web.Request, reader: Callable[[bytes, str], T]) -> T:
        """What `reader`, called in a thread, makes of the request's body and the file's name."""
        async with self._places:
            data = await read_bytes(request, self._most_bytes)
            name = unquote(request.headers.get("X-Filename", ""))[:_LONGEST_NAME]
            async with self._turns:
                return await asyncio.to_thread(reader, data, name)


def mode_of(request: web.Request) -> Mode:
    """What is to be done with the file. Raises `Invalid` if the request does not say, or holds a form."""
    asked = {"mode": request.query["mode"]} if "mode" in request.query else {}
    mode = convert_all(asked, _Mode).mode
    if request.content_type.startswith("multipart/"):
        raise Invalid([], "Send the file itself as the body, not a form that holds it.")
    return mode


def refusal_of(problems: tuple[Problem, ...]) -> Refusal:
    """That the file was not taken over, and every problem as a detail."""
    count = len(problems)
    many = (
        f"{count:,} things in this file need mending" if count > 1 else "One thing in this file needs mending"
    )
    faults = (
        Detail(field=f"row {p.row} {p.column}".strip() if p.row else p.column, message=f"{p.message} {p.fix}")
        for p in problems
    )
    return Rejected(f"{many}. Nothing was saved.", faults)
