"""“My partner isn't here”, as the host reads it; and what comes first while nobody is on the list."""

import secrets
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.host_page.house import House
from tests.host_page.phones import join

UNCOVERED = """element => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return element.contains(there) || there?.contains(element);
}"""

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_who_waits_in_vain_is_read_at_the_top(house: House) -> None:
    """The report names both; “not here” shows first what it would change, and then the report is gone."""
    desk = await house.open_desk()
    waits, missing = await somebody_waits(house)
    report = desk.locator(".reports .claim")
    await expect(report).to_contain_text(f"{waits} wait")
    await expect(report).to_contain_text(f"for {missing}, who is not there")
    await report.get_by_role("button", name=f"{missing} is not here …").click()
    dialog = desk.get_by_role("dialog")
    await expect(dialog).to_contain_text("What changes for the others")
    assert (await person(house, missing))["attendance"] == "expected"
    await dialog.get_by_role("button", name="Not here", exact=True).click()
    await expect(report).to_have_count(0)
    assert (await person(house, missing))["attendance"] == "gone"


async def test_who_has_come_is_not_struck_out_from_a_report(house: House) -> None:
    """Who is here by the list is looked for, not marked as gone; who comes after the report ends it."""
    desk = await house.open_desk()
    _, late = await somebody_waits(house)
    reports = desk.locator(".reports .claim")
    await expect(reports).to_contain_text(late)
    await house.command("check_in", person=(await person(house, late))["id"])
    await expect(reports).to_have_count(0)
    _, strays = await somebody_waits(house, late, here=True)
    await expect(reports).to_contain_text(f"By your list {strays} is here, perhaps at another table.")
    await expect(reports.get_by_role("button")).to_have_text(["Dismiss"])


async def test_a_report_can_be_dismissed_and_goes_with_its_round(house: House) -> None:
    """Dismissed, it does not come back by itself; another one's goes when the next round begins."""
    desk = await house.open_desk()
    first, _ = await somebody_waits(house)
    reports = desk.locator(".reports .claim")
    await desk.get_by_role("button", name=f"Dismiss: {first}").click()
    await expect(reports).to_have_count(0)
    second, _ = await somebody_waits(house, first)
    await expect(reports).to_have_count(1)
    await expect(reports).to_contain_text(second)
    await house.command("advance")
    await house.command("advance")
    await expect(reports).to_have_count(0)


@pytest.mark.parametrize("scrolled", [0, 600])
async def test_many_notices_leave_the_desk_in_sight(house: House, scrolled: int) -> None:
    """The door comes first and the rest is counted; on a laptop neither clock nor counts are covered."""
    names = [(await somebody_waits(house))[0]]
    for _ in range(2):
        names.append((await somebody_waits(house, *names))[0])
    await join(house, names[0])
    desk = await house.open_desk(viewport={"width": 1280, "height": 800})
    more = desk.get_by_role("button", name="Show 3 waiting for a partner")
    await expect(more).to_be_visible()
    await expect(desk.locator(".claims .claim")).to_contain_text(names[0])
    await desk.mouse.move(1000, 700)
    await desk.mouse.wheel(0, scrolled)
    await desk.wait_for_function("y => scrollY === y", arg=scrolled)
    for place in (".digits", "#next-action", '.count[data-count="missing"] strong'):
        assert await desk.locator(place).first.evaluate(UNCOVERED), place
    await more.click()
    await expect(desk.locator(".reports .claim")).to_have_count(3)
    await desk.get_by_role("button", name="Show the first only").click()
    await expect(desk.locator(".reports .claim")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
async def test_that_the_server_is_not_heard_stays_in_sight(house: House, width: int) -> None:
    """However far down the host is: it says so within seconds, until the server is heard again."""
    await house.command("start")
    desk = await house.open_desk(viewport={"width": width, "height": 720})
    await desk.locator("#tab-people").click()
    await desk.locator(".person-row").nth(20).scroll_into_view_if_needed()
    await desk.context.set_offline(True)
    note = desk.get_by_text("No connection since")
    await expect(note).to_be_in_viewport()
    assert await note.evaluate(UNCOVERED)
    await desk.context.set_offline(False)
    await expect(note).to_have_count(0)


async def test_the_sentence_says_what_became_of_who_waited(empty_house: House) -> None:
    """Resting, put together with somebody, or still waiting: each is said."""
    desk = await empty_house.open_desk()
    report = {"person": "a", "missing": ["b"], "at": 0}
    said = await waiting_words(desk, report, None)
    assert said == "Ada waits for Ben, who is not there. Nobody else is free, so Ada rests in this round."
    said = await waiting_words(desk, report, {"room": "Table 3", "kind": "peer", "people": ["a", "c"]})
    assert said == "Ada waited for Ben, who is not there, and talks with Cyd now (Table 3)."
    said = await waiting_words(desk, report, {"room": "Table 3", "kind": "peer", "people": ["a", "b"]})
    assert said == "Ada waits for Ben, who is not there."


async def test_with_nobody_on_the_list_bringing_people_in_comes_first(empty_house: House) -> None:
    """The big button opens the import and there is no Start; with people on the list there is."""
    desk = await empty_house.open_desk()
    first = desk.locator("#next-action")
    await expect(first).to_have_text("Bring your list …")
    await expect(desk.get_by_role("button", name="Start")).to_have_count(0)
    await first.click()
    await expect(desk.get_by_role("heading", name="Import a list of people")).to_be_visible()
    await desk.keyboard.press("Escape")
    await expect(first).to_be_focused()
    await desk.get_by_role("button", name="Let them in by the code").click()
    await expect(desk.locator("#panel .code")).to_have_text(empty_house.code)
    await empty_house.import_roster()
    await expect(first).to_contain_text("Start")


async def waiting_words(desk: Page, report: dict[str, Any], meeting: dict[str, Any] | None) -> str:
    """The sentence for a report."""
    code = """async ([report, meeting]) => {
      const { waitingWords } = await import('#js/host/reports_words.js');
      return waitingWords(report, report.missing, meeting, id => ({ a: 'Ada', b: 'Ben', c: 'Cyd' })[id]);
    }"""
    said: str = await desk.evaluate(code, [report, meeting])
    return said


async def somebody_waits(house: House, *but: str, here: bool = False) -> tuple[str, str]:
    """In the first round somebody says that their partner is not there; answers with both their names.

    The partner is `here` by the list, or not.
    """
    if (await house.view())["clock"]["state"] == "waiting":
        await house.command("start")
        await house.command("advance")
    view = await house.view()
    names = {one["id"]: one["name"] for one in view["people"]}
    pairs = (pairing["people"] for pairing in view["rounds"][0]["pairings"] if pairing["kind"] == "mentoring")
    mentor, mentee = next(pair for pair in pairs if not {names[one] for one in pair} & {*but})
    if here:
        await house.command("check_in", person=mentor)
    joined = await join(house, names[mentee])
    body = {"id": secrets.token_hex(8), "type": "partner_missing"}
    headers = {"Authorization": f"Bearer {joined['token']}"}
    path = house.url(f"/api/v1/sessions/{house.session}/commands")
    async with house.http.post(path, json=body, headers=headers) as answer:
        assert answer.ok, await answer.text()
    return names[mentee], names[mentor]


async def person(house: House, name: str) -> dict[str, Any]:
    """What the server knows of somebody."""
    return next(one for one in (await house.view())["people"] if one["name"] == name)
