"""Two hosts who click at the same moment, and clicks that arrive twice."""

import asyncio
from itertools import cycle
from pathlib import Path

import pytest

from tests.browser.process import a_program
from tests.faults.hours import PEOPLE, an_hour, announcement

pytestmark = [pytest.mark.server, pytest.mark.timeout(1_800)]
PAGES = 4
"""Pages of each host, which take turns: one page's clicks are limited to 100 a second."""


async def test_two_hosts_click_at_once_and_twice(tmp_path: Path, races: int) -> None:
    """Of two clicks one is carried out, once, and the other is told that it came too late.

    `--races 1000` for more of them.
    """
    async with a_program(tmp_path) as program, an_hour(program) as hour:
        pages, _ = await hour.hosts_and_phones(hosts=2 * PAGES, people=PEOPLE[:2])
        pairs = cycle(zip(pages[:PAGES], pages[PAGES:], strict=True))
        version = (await pages[0].command("start"))["version"]
        for number in range(races):
            one, other = next(pairs)
            given = [
                {"id": f"{who} {number}", "text": announcement(), "expected_version": version} for who in "ab"
            ]
            answers = await asyncio.gather(
                one.command("announce", **given[0]),
                other.command("announce", **given[1]),
                other.command("announce", **given[1]),
                one.command("announce", **given[0]),
            )
            assert answers[0] == answers[3]
            assert answers[1] == answers[2]
            first, second = answers[:2]
            assert ("error" in first) != ("error" in second), answers
            lost = first if "error" in first else second
            assert lost["error"]["code"] == "stale_version"
            version += 1
            assert lost["error"]["details"] is not None
        assert await hour.settle_and_check() == version
        counted = await program.metric("sessionrunner_commands_total")
        assert counted['outcome="done",type="announce"'] == 2 * races
        assert counted['outcome="stale_version",type="announce"'] == 2 * races
