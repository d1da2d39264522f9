"""All the pages of a demonstration that nobody looks at, and the wall clock they share."""

import asyncio
from collections.abc import Coroutine
from random import Random
from typing import Any

import aiohttp

from sessionrunner.demo.phone import Caller, SimulatedPhone, connect, hang_up, new_client
from sessionrunner.demo.ready import Ready
from sessionrunner.demo.room import facilitate, take_part
from sessionrunner.demo.script import scripts
from sessionrunner.demo.wall import Wall

SEED = 1
_AGAIN_SECONDS = 0.5


async def simulate(address: str, ready: Ready, stopped: asyncio.Event, seed: int = SEED) -> None:
    """Let everybody on the roster play their part until `stopped`; then all hang up.

    In a session of works in progress the people talk, too, and every room is facilitated.
    """
    wall = Wall()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        clock = new_client(http)
        clock.on("view", wall.take)
        clock.on("pulse", wall.take)
        await connect(clock, address, ready.stage_token)
        parts = scripts(ready.emails, seed)
        phones = [SimulatedPhone(part, http, address, wall) for part in parts]
        callers = [Caller(http) for _ in ready.rooms]
        for caller, room in zip(callers, ready.rooms, strict=True):
            await connect(caller.client, address, room.facilitator_token)
        habits = list[Coroutine[Any, Any, None]]()
        if ready.rooms:
            chances = (Random(f"{seed} {part.email} talks") for part in parts)  # noqa: S311 - not for secrets
            habits = [take_part(phone, chance) for phone, chance in zip(phones, chances, strict=True)]
        lives = [asyncio.create_task(phone.live(ready.code)) for phone in phones]
        lives += [asyncio.create_task(life) for life in (*habits, *map(facilitate, callers))]
        stopping = asyncio.create_task(stopped.wait())
        try:
            await _until(stopping, lives)
        finally:
            await _end({*lives, stopping})
            clients = [clock, *(each.client for each in (*phones, *callers))]
            await asyncio.gather(*map(hang_up, clients))


async def _until(stopping: asyncio.Task[bool], lives: list[asyncio.Task[None]]) -> None:
    """Wait for the end; a life that fails is told at once."""
    going = {stopping, *lives}
    while not stopping.done():
        done, going = await asyncio.wait(going, return_when=asyncio.FIRST_COMPLETED)
        for life in done:
            life.result()


async def _end(tasks: set[asyncio.Task[Any]]) -> None:
    """Cancel these until they have ended, whatever they fail of meanwhile.

    Once is not enough: python-socketio forgets that it was cancelled if an answer comes just then.
    """
    while tasks:
        for task in tasks:
            task.cancel()
        ended, tasks = await asyncio.wait(tasks, timeout=_AGAIN_SECONDS)
        await asyncio.gather(*ended, return_exceptions=True)
