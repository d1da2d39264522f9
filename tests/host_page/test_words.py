"""The pure parts of the host's page, in a browser: sentences, lists, what a command rests on."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page

from tests.host_page.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUALITY = {
    "meetings": 72,
    "repeats": 0,
    "avoided_met": 0,
    "requests_met": 41,
    "requests_possible": 41,
    "sit_outs": {"mentor": {"min": 0, "max": 0}, "mentee": {"min": 1, "max": 2}},
    "back_to_back_sit_outs": 0,
    "score": 90,
    "score_bound": 100,
    "milliseconds": 12,
}


@pytest_asyncio.fixture(loop_scope="session")
async def desk(empty_house: House) -> AsyncIterator[Page]:
    """A page that has the modules."""
    yield await empty_house.open_desk()


async def call(desk: Page, module: str, function: str, *arguments: Any) -> Any:
    """What a function of a module gives for `arguments`."""
    code = f"async given => (await import('#js/host/{module}.js')).{function}(...given)"
    return await desk.evaluate(code, list(arguments))


async def test_quality_is_said_beside_its_bound(desk: Page) -> None:
    """The sentences of the plan's quality name what was reached and what is the most possible."""
    said = await call(desk, "quality", "qualitySentences", QUALITY, "sit_out", 44)
    assert said == [
        "Nobody meets the same person twice.",
        "Each mentee rests once or twice.",
        "41 of 44 requests are met; 41 is the most possible.",
        "Wishes and shared interests are served to 90 % of a bound no plan can pass.",
    ]


async def test_what_is_not_perfect_is_said_too(desk: Page) -> None:
    """Repeats, rests in a row and requests that could have been met are not passed over."""
    worse = QUALITY | {"repeats": 1, "back_to_back_sit_outs": 2, "requests_met": 40, "score": 100}
    said = " ".join(await call(desk, "quality", "qualitySentences", worse, "peer", 44))
    assert "One pair meets a second time." in said
    assert "In two cases somebody rests two rounds in a row." in said
    assert "40 of 44 requests are met; at most 41 would be possible." in said
    assert "without a mentor once or twice" in said
    assert "proven" not in said


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ({"type": "paused", "remaining_ms": 150_000}, "The clock was paused with 2 minutes 30 seconds left."),
        ({"type": "extended", "by_ms": -60_000}, "A minute was taken away."),
        ({"type": "checked_out", "person": "p1"}, "Ada is not here."),
        ({"type": "swapped", "people": ["p1", "p2"], "round": 3}, "Ada and Bob changed places in round 3."),
        ({"type": "undone", "command": "advance"}, "Undone: moving on."),
        ({"type": "something_new"}, "something new."),
    ],
)
async def test_the_journal_reads_as_a_story(desk: Page, event: dict[str, Any], sentence: str) -> None:
    """An entry of the journal becomes a sentence with names; an unknown one keeps its own name."""
    code = """async entry => {
      const { tell } = await import('#js/host/story.js');
      return tell(entry, id => ({ p1: 'Ada', p2: 'Bob' })[id], []);
    }"""
    assert await desk.evaluate(code, {"version": 2, "at": 0, "by": "host", **event}) == sentence


@pytest.mark.parametrize(
    ("entry", "author"),
    [
        ({"type": "roster_imported", "by": "host"}, "by the host"),
        ({"type": "person_added", "by": "server"}, "at the door"),
        ({"type": "person_added", "by": "host"}, "by the host"),
        ({"type": "checked_out", "by": "p1"}, "by Ada"),
        ({"type": "segment_started", "by": "server"}, "by itself"),
        ({"type": "joined", "by": "server"}, ""),
    ],
)
async def test_the_story_says_who_did_it(desk: Page, entry: dict[str, Any], author: str) -> None:
    """What nobody did happened by itself; a list is the host's, and a walk-in came to the door."""
    code = "async entry => (await import('#js/host/story.js')).author(entry, () => 'Ada')"
    assert await desk.evaluate(code, entry) == author


async def test_arrivals_of_one_minute_are_one_sentence(desk: Page) -> None:
    """People who join one after the other are gathered; whom the host checks in is told alone."""
    entries = [
        {"version": 2, "at": 1_000, "by": "p1", "type": "joined", "person": "p1"},
        {"version": 2, "at": 1_000, "by": "p1", "type": "checked_in", "person": "p1"},
        {"version": 3, "at": 2_000, "by": "p2", "type": "joined", "person": "p2"},
        {"version": 4, "at": 3_000, "by": "host", "type": "checked_in", "person": "p3"},
        {"version": 5, "at": 99_000, "by": "p4", "type": "joined", "person": "p4"},
    ]
    told = await call(desk, "story", "gathered", entries)
    assert [(entry["type"], entry.get("people")) for entry in told] == [
        ("arrived", ["p1", "p2"]),
        ("checked_in", None),
        ("arrived", ["p4"]),
    ]


async def test_a_long_message_is_cut_between_lines(desk: Page) -> None:
    """No part is longer than a chat takes, no line is broken, and nothing is lost."""
    lines = [f"Room {number}: Ada Lovelace and Grace Hopper" for number in range(1, 101)]
    parts = await call(desk, "rounds_facts", "chatParts", "Round 1 of 6.", lines, 1000)
    assert len(parts) > 1
    assert all(len(part) <= 1000 for part in parts)
    assert "\n".join(parts).split("\n") == ["Round 1 of 6.", *lines]


@pytest.mark.parametrize(
    ("type_", "fields", "changed", "still_holds"),
    [
        ("advance", {}, {"people": []}, True),
        ("advance", {}, {"clock": {"state": "running", "index": 5}}, False),
        ("advance", {}, {"clock": {"state": "paused", "index": 4}}, False),
        ("advance", {}, {"clock": {"state": "overtime", "index": 4}}, True),
        ("swap", {"people": ["p1", "p2"]}, {"people": []}, True),
        ("swap", {"people": ["p1", "p2"]}, {"rounds": [1]}, False),
        ("undo", {}, {"undo": "swap"}, False),
        ("check_out", {"person": "p1"}, {"people": [{"id": "p1", "attendance": "gone"}]}, False),
        ("update_settings", {"settings": {"rounds": 8}}, {"settings": {"rounds": 9}}, False),
        ("update_settings", {"settings": {"seats": 3}}, {"settings": {"rounds": 9}}, True),
        ("update_settings", {"title": "u"}, {"session": {"title": "v"}}, False),
    ],
)
async def test_a_command_rests_on_what_matters_to_it(
    desk: Page, type_: str, fields: dict[str, Any], changed: dict[str, Any], *, still_holds: bool
) -> None:
    """After somebody else's change a command is given again only if what it was decided on still stands."""
    view = {
        "session": {"title": "t"},
        "clock": {"state": "running", "index": 4},
        "rounds": [],
        "undo": "start",
        "settings": {"rounds": 6},
        "people": [{"id": "p1", "attendance": "here"}],
    }
    before = await call(desk, "basis", "basis", type_, fields, view)
    after = await call(desk, "basis", "basis", type_, fields, view | changed)
    assert (before == after) is still_holds


async def test_only_conversations_count_that_could_happen(desk: Page) -> None:
    """A round to come, and a room where one of two was missing, are no conversations."""
    rooms = [
        {"room": "1", "people": ["a", "b"]},
        {"room": "2", "people": ["c", "d", "e"]},
        {"room": "3", "people": ["f", "g"]},
    ]
    held = {"round": 1, "state": "held", "pairings": rooms, "absent": ["e", "f"]}
    coming = {"round": 2, "state": "coming", "pairings": rooms, "absent": []}
    came = await call(desk, "rounds_facts", "cameOf", [held, coming])
    assert came == {"held": 1, "people": 4, "meetings": 2, "missed": 1}


async def test_the_finish_moves_with_a_pause(desk: Page) -> None:
    """The expected finish is now plus what is left in any state; after the end there is none."""
    agenda = [{"duration_ms": 0}, {"duration_ms": 300_000}, {"duration_ms": 600_000}]
    paused = {"state": "paused", "index": 1, "ends_at": None, "remaining_ms": 100_000}
    assert await call(desk, "rounds_facts", "finishAt", paused, agenda, 1_000_000) == 1_700_000
    overtime = {"state": "overtime", "index": 1, "ends_at": 900_000, "remaining_ms": None}
    assert await call(desk, "rounds_facts", "finishAt", overtime, agenda, 1_000_000) == 1_600_000
    ended = {"state": "ended", "index": 2, "ends_at": None, "remaining_ms": None}
    assert await call(desk, "rounds_facts", "finishAt", ended, agenda, 1_000_000) is None


SUMMARY = {
    "partners": 14,
    "rooms": 0,
    "rounds": [3, 4, 5, 6],
    "rests": 0,
    "meets": 0,
    "was": QUALITY,
    "now": QUALITY,
}


async def test_what_changes_is_summed_up(desk: Page) -> None:
    """How many people, in which rounds, what it gives up and gains, in sentences with numbers."""
    assert await call(desk, "summary", "summarySentences", SUMMARY, 44) == [
        "14 people get another partner in rounds 3 to 6.",
        "Nobody who was to meet somebody is left alone.",
        "Still nobody meets the same person twice.",
        "41 of 44 requests are met, as before, and 41 is the most possible now.",
    ]
    worse = QUALITY | {"repeats": 2, "requests_met": 40}
    dearer = SUMMARY | {"partners": 1, "rooms": 2, "rounds": [2, 5], "rests": 3, "meets": 1, "now": worse}
    assert await call(desk, "summary", "summarySentences", dearer, 44) == [
        "1 person gets another partner in rounds 2 and 5; 2 more only change rooms.",
        "Three times somebody who was to meet somebody rests instead.",
        "Once somebody finds company instead of resting.",
        "Somebody is met a second time twice; nobody was before.",
        "40 of 44 requests are met, instead of 41, and 41 is the most possible now.",
    ]


async def test_where_nobody_is_moved_nothing_is_summed_up(desk: Page) -> None:
    """No sentence about nothing; and rooms alone are said to be rooms alone."""
    assert await call(desk, "summary", "summarySentences", SUMMARY | {"partners": 0}, 44) == []
    rooms = SUMMARY | {"partners": 0, "rooms": 2, "rounds": [4]}
    first = (await call(desk, "summary", "summarySentences", rooms, 0))[0]
    assert first == "2 people change rooms in round 4, and nobody gets another partner."


async def test_a_proposal_says_for_whom_it_is_and_why_it_stops(desk: Page) -> None:
    """Nobody on the list, one side only, both; and that everybody has met where that is the reason."""
    said = [await call(desk, "budget", "forWords", *sides) for sides in ((0, 0), (2, 0), (1, 3))]
    assert said == [
        "Nobody is on the list yet. By the time alone this fits:",
        "For 2 mentors and no mentees this fits:",
        "For 1 mentor and 3 mentees this fits:",
    ]
    assert "everybody has met" in await call(desk, "budget", "enoughWords", {"rounds": 3}, 1, 3)
    assert await call(desk, "budget", "enoughWords", {"rounds": 4}, 12, 20) == ""
    assert await call(desk, "budget", "enoughWords", {"rounds": 6}, 0, 0) == ""
