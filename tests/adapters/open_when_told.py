"""A program that waits for a line of input, then opens a database. For the tests."""

import asyncio
import sys

from sessionrunner.adapters.database import open_database


async def main(url: str) -> None:
    """Open the database at `url` and say how many sessions it has."""
    database = await open_database(url)
    summaries = await database.store.summaries()
    await database.close()
    sys.stdout.write(f"open, {len(summaries)} sessions\n")


if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    asyncio.run(main(sys.argv[1]))
