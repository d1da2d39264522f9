"""A program that has a planning process and waits to be killed. For the tests."""

import asyncio
import sys

from sessionrunner.adapters.planner import PoolPlanner
from tests.adapters.requests import a_request


async def main() -> None:
    """Make a plan in another process, say so, and wait for ever."""
    plan = await PoolPlanner(small=0).plan(a_request())
    sys.stdout.write(f"{len(plan.rounds)} rounds\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
