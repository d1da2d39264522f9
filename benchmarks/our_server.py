"""The whole real server with one session in it, in a process of its own; not to be called by hand.

Beside `used` it obeys `lag` (see `obeying.Lag`). Its database is a real file, written through to the disk.
Its hello has everybody's id, a token for every phone and one for a host, and the `zero` of its clock: what
that showed, in milliseconds, when the computer's monotonic clock showed nothing.
"""

import asyncio
import json
import sys
import time
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.obeying import Lag, obey
from benchmarks.phones import allow_many_sockets
from benchmarks.served import SOCKET_IO
from sessionrunner.app import serving, set_up_logging
from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.commands import SERVER, Actor, ImportRoster, parse_command
from sessionrunner.core.roster import RosterEntry
from sessionrunner.runtime.ports import Clock, Grant
from sessionrunner.runtime.sessions import NewSession
from sessionrunner.settings import Settings

HOST = Actor(audience="host")
MOST_PEOPLE = 2_000
"""More phones than this are second devices, as a session has at most 5,000 people."""


def entry(number: int) -> RosterEntry:
    """Somebody, with what people usually say of themselves."""
    return RosterEntry(
        name=f"Somebody Number {number}",
        years=float(number % 2) * 10,
        institution=f"University {number % 50}",
        interests=(f"Topic {number % 40}", f"Topic {number % 31}"),
    )


def zero_of(clock: Clock) -> float:
    """What `clock` showed when the monotonic clock showed nothing; only of one that runs at that pace."""
    before = clock.now()
    while (now := clock.now()) == before:
        pass
    return now - time.monotonic() * 1000


async def serve(phones: int, begin: tuple[str, ...] = (), pace: float = 1.0, **settings: Any) -> None:
    """Serve a session with tokens for `phones`, after the host's commands `begin`, until the input ends."""
    with TemporaryDirectory(prefix="sessionrunner-benchmark-") as folder:
        chosen = Settings(
            host="127.0.0.1",
            port=0,
            database=f"sqlite:///{folder}/sessions.sqlite3",
            operator_token="o" * 40,
            log_level="error",
        )
        set_up_logging(chosen)
        async with serving(chosen, pace) as served:
            new = NewSession(format="flash", title="Benchmark", settings=FlashSettings(**settings))
            session = (await served.sessions.create(new)).id
            runner = await served.sessions.get(session)
            people = min(phones, MOST_PEOPLE)
            entries = tuple(entry(number) for number in range(people))
            await runner.submit(ImportRoster(id="roster", entries=entries, mode="add"), SERVER)
            for number, kind in enumerate(begin):
                await runner.submit(parse_command({"type": kind, "id": f"begin {number}"}), HOST)
            tokens = [
                await served.access.mint(Grant(session=session, audience="attendee", person=person))
                for person in runner.session.people
            ]
            hello = {
                "port": int(served.address.rpartition(":")[2]),
                "path": SOCKET_IO,
                "tokens": [tokens[number % people] for number in range(phones)],
                "people": list(runner.session.people),
                "zero": zero_of(served.sessions.world.clock),
                "host": await served.access.mint(Grant(session=session, audience="host")),
            }
            await obey(hello, {"lag": Lag().read})


if __name__ == "__main__":
    allow_many_sockets()
    asyncio.run(serve(**json.loads(sys.argv[1])))
