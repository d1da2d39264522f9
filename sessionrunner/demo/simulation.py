"""All the phones of a demonstration, and the wall clock they share."""

import asyncio

import aiohttp

from sessionrunner.demo.phone import SimulatedPhone, connect, hang_up, new_client
from sessionrunner.demo.ready import Ready
from sessionrunner.demo.script import scripts
from sessionrunner.demo.wall import Wall

SEED = 1


async def simulate(address: str, ready: Ready, stopped: asyncio.Event, seed: int = SEED) -> None:
    """Let everybody on the roster play their part until `stopped`; then all hang up."""
    wall = Wall()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        clock = new_client(http)
        clock.on("view", wall.take)
        clock.on("pulse", wall.take)
        await connect(clock, address, ready.stage_token)
        phones = [SimulatedPhone(part, http, address, wall) for part in scripts(ready.emails, seed)]
        lives = [asyncio.create_task(phone.live(ready.code)) for phone in phones]
        try:
            await asyncio.gather(*lives)
            await stopped.wait()
        finally:
            for life in lives:
                life.cancel()
            await asyncio.gather(*lives, return_exceptions=True)
            await asyncio.gather(*(phone.hang_up() for phone in phones), hang_up(clock))
