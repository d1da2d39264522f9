"""A program that commits until it is killed, and prints the version after each commit. For the tests."""

import asyncio
import sys

from sessionrunner.adapters.database import open_database
from tests.adapters.sessions import a_session, accepted, changed, entry


async def main(url: str) -> None:
    """Make a session in the database at `url`, then change it for ever."""
    store = (await open_database(url)).store
    session = a_session()
    await store.create(session, [entry(1)])
    while True:
        before, session = session.version, changed(session, f"Title {session.version + 1}")
        kept = accepted(f"c{session.version}", version=session.version)
        await store.commit(before, session, [entry(session.version)], kept)
        sys.stdout.write(f"{session.version}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
