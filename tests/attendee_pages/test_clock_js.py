"""The page's clock, without a page: the same arithmetic as the server's, and what is read and heard of it."""

import random
from collections.abc import AsyncIterator
from typing import Any, Final

import msgspec
import pytest
import pytest_asyncio
from playwright.async_api import Page

from sessionrunner.core.agenda import FlashSettings, Segment, flash_agenda
from sessionrunner.core.clock import Clock, begin, catch_up, remaining
from sessionrunner.core.time import Duration, Instant
from tests.host_page.house import Building

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CASES: Final = 300
BEGAN: Final = 1_800_000_000_000
IN_MODULE: Final = """async ([name, calls]) => {
  const module = await import('#js/clock.js');
  return calls.map((call) => module[name](...call));
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(building: Building) -> AsyncIterator[Page]:
    """A page that can import the modules."""
    page = await building.browser.new_page()
    await page.goto(building.served.address)
    yield page
    await page.close()


async def called(page: Page, name: str, *calls: tuple[Any, ...]) -> list[Any]:
    """What the module's function gives for each of the argument lists."""
    found: list[Any] = await page.evaluate(IN_MODULE, [name, [list(call) for call in calls]])
    return found


def told(agenda: tuple[Segment, ...], clock: Clock) -> dict[str, Any]:
    """A clock as it goes over the wire."""
    shown: dict[str, Any] = msgspec.to_builtins(clock)
    return shown | {"segment": msgspec.to_builtins(agenda[clock.index])}


async def test_a_page_is_always_where_the_server_is(page: Page) -> None:
    """However late a page looks at the clock it has, it sees the segment and time that the server sees."""
    chance = random.Random(7)
    calls, expected = [], []
    for _ in range(CASES):
        settings = FlashSettings(
            rounds=chance.randint(1, 4),
            round_minutes=chance.randint(1, 9),
            move_seconds=chance.choice([0, 30]),
            brief_minutes=chance.choice([0, 3]),
            close_minutes=chance.choice([0, 2]),
            at_end=chance.choice(["advance", "advance", "hold"]),
        )
        agenda = flash_agenda(settings)
        clock = begin(agenda, chance.randrange(1, len(agenda)), Instant(BEGAN))
        now = Instant(BEGAN + chance.randrange(3_000_000))
        calls.append((told(agenda, clock), msgspec.to_builtins(agenda), now))
        seen = (*(clock,), *catch_up(agenda, clock, now))[-1]
        left = None if seen.state == "ended" else remaining(seen, now)
        expected.append((seen.state, seen.index, seen.started_at, left))
    found = await called(page, "phase", *calls)
    assert [(each["state"], each["index"], each["started_at"], each["left"]) for each in found] == expected


async def test_a_stopped_clock_stands_still(page: Page) -> None:
    """Waiting, paused and ended, no instant changes anything."""
    agenda = flash_agenda(FlashSettings())
    for clock, left in (
        (Clock(), None),
        (Clock(state="paused", index=3, remaining_ms=Duration(5_000)), 5_000),
        (Clock(state="ended", index=len(agenda) - 1), None),
    ):
        (found,) = await called(
            page, "phase", (told(agenda, clock), msgspec.to_builtins(agenda), BEGAN + 10**9)
        )
        assert (found["state"], found["index"], found["left"]) == (clock.state, clock.index, left)


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("digits", 249_000, "4:09"),
        ("digits", 248_001, "4:09"),
        ("digits", 1, "0:01"),
        ("digits", 0, "0:00"),
        ("digits", -12_999, "+0:12"),
        ("digits", 3_750_000, "1:02:30"),
        ("untilNextDigit", 249_000, 1_000),
        ("untilNextDigit", 248_001, 1),
        ("untilNextDigit", -300, 700),
        ("spoken", 480_000, "8 minutes"),
        ("spoken", 450_000, "7½ minutes"),
        ("spoken", 60_000, "1 minute"),
        ("spoken", 90_000, "90 seconds"),
        ("spoken", 1_000, "1 second"),
    ],
)
async def test_lengths_of_time_are_written_as_they_are_read(
    page: Page, name: str, given: int, words: str | float
) -> None:
    """Nothing is shown as over before it is over, and no digit changes a moment early."""
    assert await called(page, name, (given,)) == [words]


def phase(state: str = "running", index: int = 3, left: int | None = 200_000) -> dict[str, Any]:
    """A look at the clock."""
    return {"state": state, "index": index, "left": left, "segment": {"duration_ms": 480_000}}


@pytest.mark.parametrize(
    ("before", "after", "moment"),
    [
        (None, phase(), None),
        (phase("waiting", 0, None), phase(index=1), "start"),
        (phase(index=3, left=10), phase(index=4), "start"),
        (phase(left=60_400), phase(left=59_900), "minute"),
        (phase(left=59_900), phase(left=59_000), None),
        (phase(left=30_100), phase(left=29_900), "half"),
        (phase(left=90_000), phase(left=20_000), "half"),
        (phase(left=20_000), phase(left=90_000), None),
        (phase(left=10), phase("overtime", left=-10), "overtime"),
        (phase("overtime", left=-10), phase("overtime", left=-1_010), None),
        (phase("overtime", left=-10), phase(left=60_000), "resumed"),
        (phase(), phase("paused"), "paused"),
        (phase("paused"), phase(), "resumed"),
        (phase("paused"), phase(index=4), "start"),
        (phase(), phase("ended", 9, None), "ended"),
        (phase(index=3), phase("waiting", 0, None), None),
    ],
)
async def test_each_change_is_said_once(
    page: Page, before: dict[str, Any] | None, after: dict[str, Any], moment: str | None
) -> None:
    """Start, one minute, thirty seconds, the end, a pause: and nothing in between."""
    assert await called(page, "moment", (before, after)) == [moment]


async def test_when_a_later_segment_begins(page: Page) -> None:
    """It follows from the running one, unless something on the way waits for the host."""
    agenda = flash_agenda(FlashSettings(rounds=2, round_minutes=8, move_seconds=30, brief_minutes=5))
    running = {"state": "running", "index": 1, "started_at": BEGAN, "ends_at": BEGAN + 300_000}
    paused = running | {"state": "paused", "ends_at": None}
    plain = msgspec.to_builtins(agenda)
    held = [segment | {"at_end": "hold"} if segment["kind"] == "talk" else segment for segment in plain]
    found = await called(
        page,
        "startOf",
        (running, plain, 1),
        (running, plain, 4),
        (running, held, 3),
        (running, held, 4),
        (paused, plain, 4),
    )
    assert found == [BEGAN, BEGAN + 300_000 + 30_000 + 480_000, BEGAN + 330_000, None, None]


async def test_the_least_delayed_answer_wins_until_it_is_old(page: Page) -> None:
    """A quick answer is trusted more than a slow one, but not for ever."""
    quick, slow = {"at": 0, "server": 5, "error": 10}, {"at": 1_000, "server": 9, "error": 200}
    assert await called(page, "better", (quick, slow, 1_000)) == [quick]
    assert await called(page, "better", (quick, slow | {"at": 3_000_000}, 3_000_000)) == [
        slow | {"at": 3_000_000}
    ]
    assert await called(page, "measured", (100, 300, 5_000, 1)) == [
        {"at": 200, "server": 5_000, "error": 100}
    ]
    assert await called(page, "serverTime", ({"at": 200, "server": 5_000, "error": 0}, 700, 10)) == [10_000]
