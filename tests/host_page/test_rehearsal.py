"""“Try it out”: what a rehearsal says in words and draws as a table, and that it touches nothing."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.host_page.house import House
from tests.host_page.test_words import call

pytestmark = pytest.mark.asyncio(loop_scope="session")

MINUTE = 60_000
STEADY = "who were there all along talked with"


def person(name: str, side: str, *there: tuple[int, int], sit_outs: int = 0) -> dict[str, Any]:
    """Somebody in a rehearsal that lasts 40 minutes; `there` is in minutes."""
    stretches = [{"starts_ms": start * MINUTE, "ends_ms": end * MINUTE} for start, end in there]
    return {
        "id": name, "name": name, "side": side, "sit_outs": sit_outs, "repeats": 0, "there": stretches,
    }  # fmt: skip


REHEARSAL: dict[str, Any] = {
    "people": [
        person("Ada", "mentor", (0, 40)),
        person("Bo", "mentee", (0, 40), sit_outs=1),
        person("Cy", "mentee", (0, 40), sit_outs=2),
        person("Di", "mentee", (5, 40)),
        person("Ed", "mentor"),
        person("Fay", "mentor", (0, 20)),
    ],
    "rounds": [{"round": 1, "starts_ms": 0, "ends_ms": 40 * MINUTE}],
    "quality": {"repeats": 0},
    "talk_ms": {
        "Ada": 40 * MINUTE, "Bo": 24 * MINUTE, "Cy": 16 * MINUTE,
        "Di": 30 * MINUTE, "Ed": 0, "Fay": 20 * MINUTE,
    },
    "talked_ms": 1_204 * MINUTE,
    "most_ms": 1_250 * MINUTE,
    "yield": 0.996,
}  # fmt: skip


async def test_a_rehearsal_is_said_and_drawn_and_changes_nothing(house: House) -> None:
    """Words, the yield beside its bound, a chart that is a table of everybody; the session is as it was."""
    before = await house.view()
    desk = await house.open_desk()
    await desk.get_by_role("button", name="Try it out").click()
    chart = desk.locator("dialog table.chart")
    await expect(chart).to_be_visible(timeout=60_000)
    dialog = desk.get_by_role("dialog")
    await expect(dialog).to_contain_text("Mentors who were there all along talked with mentees for")
    await expect(dialog).to_contain_text("% of what was possible")
    counts = await chart.locator("tbody tr td:nth-child(2), tbody tr td:nth-child(3)").all_inner_texts()
    assert sum(map(int, counts)) == 32
    await dialog.get_by_text("Who came and went").click()
    await expect(dialog.locator(".table-scroll tbody tr")).to_have_count(32)
    await expect(dialog).to_contain_text("5 people came late")
    await desk.get_by_label("Suppose that").select_option("all")
    await expect(dialog).to_contain_text("Everybody was there from the start to the end.", timeout=60_000)
    after = await house.view()
    assert (after["version"], after["people"]) == (before["version"], before["people"])


async def test_with_too_few_people_it_says_so(empty_house: House) -> None:
    """The button waits for people, and says for how many."""
    desk = await empty_house.open_desk()
    await expect(desk.get_by_role("button", name="Try it out")).to_be_disabled()
    await expect(desk.get_by_text("Bring people in first")).to_be_visible()


async def test_the_words_of_a_rehearsal(house: House) -> None:
    """Only who was there all along is spoken of together; who came and went is named."""
    desk: Page = await house.open_desk()
    assert await call(desk, "rehearsal_facts", "outcomeSentences", REHEARSAL) == [
        f"Mentors {STEADY} mentees for 40 minutes and had a partner in every round.",
        f"Mentees {STEADY} mentors for 16 to 24 minutes and were without mentors once or twice.",
        "Nobody met the same person twice.",
    ]
    assert await call(desk, "rehearsal_facts", "movedSentences", REHEARSAL) == [
        "1 person came late: Di.",
        "1 person never came: Ed.",
        "1 person left early: Fay.",
    ]
    said = await call(desk, "rehearsal_facts", "yieldSentence", REHEARSAL)
    assert said.startswith("99 % of what was possible: 1,204 minutes of talk in all.")
    assert "1,250" in said
    bins = await call(desk, "rehearsal_facts", "talkBins", REHEARSAL)
    assert [(one["from"], one["to"], one["mentor"], one["mentee"]) for one in bins] == [
        (0, 5, 1, 0), (5, 10, 0, 0), (10, 15, 0, 0), (15, 20, 0, 1),
        (20, 25, 1, 1), (25, 30, 0, 0), (30, 35, 0, 1), (35, 40, 1, 0),
    ]  # fmt: skip
    there = [await call(desk, "rehearsal_facts", "thereWords", one, REHEARSAL) for one in REHEARSAL["people"]]
    assert there == ["all along", "all along", "all along", "from 5:00", "never", "until 20:00"]
