"""People: the list and who of it is here, what “Not here” and a swap would change, who asks to come in."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.host_page.house import House
from tests.host_page.phones import join, open_phone

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOST_WITHIN_MS = 30_000


def count_of(desk: Page, name: str) -> str:
    """Where the desk shows one of its counts."""
    return f'.count[data-count="{name}"] strong'


async def test_counts_are_live_and_a_lost_phone_shows(house: House) -> None:
    """Joined and missing follow the phones; one that goes away is shown as lost within thirty seconds."""
    desk = await house.open_desk()
    await expect(desk.locator(count_of(desk, "missing"))).to_have_text("32")
    joined = await join(house, "Adaeze Whitcombe")
    phone = await open_phone(house, joined)
    await expect(desk.locator(count_of(desk, "here"))).to_have_text("1")
    await expect(desk.locator(count_of(desk, "missing"))).to_have_text("31")
    await desk.locator('.count[data-count="here"]').click()
    row = desk.locator(".person-row")
    await expect(row).to_have_count(1)
    await expect(row).to_have_attribute("data-presence", "connected")
    await phone.close()
    await expect(row).to_have_attribute("data-presence", "lost", timeout=LOST_WITHIN_MS)
    await expect(desk.locator(count_of(desk, "lost"))).to_have_text("1")


async def test_people_are_found_by_name_and_by_whether_they_are_here(house: House) -> None:
    """Letters without accents find a name; a filter shows only whom it says."""
    desk = await house.open_desk()
    await desk.locator("#tab-people").click()
    await desk.get_by_label("Find by name").fill("hoku")
    await expect(desk.locator(".person-row .who")).to_have_text(["Hōkū Pemberton"])
    await desk.get_by_role("button", name="Hōkū Pemberton is here").click()
    await desk.get_by_label("Find by name").fill("")
    await desk.locator(".chip", has_text="Here").first.click()
    await expect(desk.locator(".person-row .who")).to_have_text(["Hōkū Pemberton"])


async def test_not_here_shows_what_changes_and_changes_only_that(house: House) -> None:
    """The host sees the changes first; then exactly those happen, and Undo takes them back."""
    await house.command("start")
    before = await house.view()
    gone = before["people"][0]
    path = f"/api/v1/sessions/{house.session}/commands"
    foreseen = await house.post(
        path, {"id": "look", "type": "check_out", "person": gone["id"], "preview": True}
    )
    desk = await house.open_desk()
    await desk.locator("#tab-people").click()
    await desk.get_by_role("button", name=f"{gone['name']} is not here").click()
    dialog = desk.get_by_role("dialog")
    sums, count = dialog.locator(".sums li"), len(foreseen["changes"])
    await expect(sums.first).to_contain_text(f"{foreseen['summary']['partners']} people get another partner")
    await expect(sums).to_contain_text(
        ["in rounds", "", "Still nobody meets the same person twice.", "requests"]
    )
    await expect(dialog.get_by_text(f"{count} changes, one by one")).to_be_visible()
    shown = dialog.locator(".change-list li")
    await expect(shown.first).to_be_hidden()
    await expect(shown).to_have_text([f"{change['text']}." for change in _by_round(foreseen["changes"])])
    assert (await house.view())["version"] == before["version"]
    await dialog.get_by_role("button", name="Not here").click()
    await expect(dialog).to_be_hidden()
    after = await house.view()
    touched = {(change["round"], change["person"]) for change in foreseen["changes"]}
    assert _moved(before, after) == touched
    await desk.get_by_role("status").get_by_role("button", name="Undo").click()
    await expect(desk.get_by_text("Undone: “Not here”.")).to_be_visible()
    assert _moved(before, await house.view()) == set()


async def test_all_who_are_missing_are_not_here_with_one_press(house: House) -> None:
    """When the doors are closed: shown first, done in one step, and taken back in one."""
    for person in (await house.view())["people"][:20]:
        await house.command("check_in", person=person["id"])
    await house.command("start")
    desk = await house.open_desk()
    await desk.locator(count_of(desk, "missing")).click()
    await desk.get_by_role("button", name="All who are missing are not here").click()
    dialog = desk.get_by_role("dialog")
    await expect(dialog.locator(".sums li").first).to_contain_text("another partner")
    assert _gone(await house.view()) == 0
    await dialog.get_by_role("button", name="All 12 are not here").click()
    await expect(dialog).to_be_hidden()
    await expect(desk.locator(count_of(desk, "missing"))).to_have_text("0")
    assert _gone(await house.view()) == 12
    await desk.get_by_role("status").get_by_role("button", name="Undo").click()
    await expect(desk.locator(count_of(desk, "missing"))).to_have_text("12")
    assert _gone(await house.view()) == 0


async def test_who_comes_while_the_host_looks_is_not_marked(house: House) -> None:
    """The dialogue follows the list: one fewer is missing, and it is worked out again first."""
    people = (await house.view())["people"]
    for person in people[:20]:
        await house.command("check_in", person=person["id"])
    await house.command("start")
    desk = await house.open_desk()
    await desk.locator(count_of(desk, "missing")).click()
    await desk.get_by_role("button", name="All who are missing are not here").click()
    dialog = desk.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="All 12 are not here")).to_be_enabled()
    await join(house, people[-1]["name"])
    press = dialog.get_by_role("button", name="All 11 are not here")
    await press.click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Something changed meanwhile")
    await press.click()
    await expect(desk.get_by_text("11 people are marked as gone.")).to_be_visible()
    assert _gone(await house.view()) == 11


async def test_somebody_who_comes_back_is_told_of_with_what_it_means(house: House) -> None:
    """“Here” is done at once, and says how many others get another partner by it."""
    await house.command("start")
    person = (await house.view())["people"][0]
    await house.command("check_out", person=person["id"])
    desk = await house.open_desk()
    await desk.locator("#tab-people").click()
    await desk.get_by_role("button", name=f"{person['name']} is here").click()
    said = desk.get_by_role("status").get_by_text(f"{person['name']} is here.")
    await expect(said).to_contain_text("get another partner in rounds")


async def test_a_plan_that_is_drawn_early_says_how_good_it_is(house: House) -> None:
    """Before the start: the dialogue says what the plan reaches and that no other could do better."""
    desk = await house.open_desk()
    await desk.locator("#tab-rounds").click()
    for _ in range(2):
        await desk.get_by_role("button", name="Draw a plan now").click()
        dialog = desk.get_by_role("dialog")
        said = dialog.locator(".quality")
        await expect(said).to_contain_text("Nobody meets the same person twice.")
        await expect(said).to_contain_text("All 19 requests are met.")
        await expect(dialog.locator(".change-list")).to_have_count(0)
        words = await said.text_content()
        await dialog.get_by_role("button", name="Use this plan").click()
        await expect(dialog).to_be_hidden()
        await expect(desk.locator("#panel .quality")).to_have_text(words or "")


async def test_a_swap_warns_and_then_swaps(house: House) -> None:
    """Two people are chosen by name; what happens is shown first, and only then done."""
    await house.command("start")
    before = await house.view()
    names = {person["id"]: person["name"] for person in before["people"]}
    picky = {person["id"] for person in before["people"] if person["avoid"]}
    places = [pair for pair in await _in_round(house, 1) if not picky & set(pair)]
    first, second = places[0][1], places[1][1]
    desk = await house.open_desk()
    await desk.get_by_role("button", name="Swap two people").click()
    dialog = desk.get_by_role("dialog")
    for field, person in (("This person", first), ("takes the place of", second)):
        await dialog.get_by_label(field).fill(names[person])
        await dialog.locator(".matches button").first.click()
    await expect(dialog.locator(".change-list li").first).to_be_visible()
    assert (await house.view())["version"] == before["version"]
    await dialog.get_by_role("button", name="Swap them").click()
    await expect(dialog).to_be_hidden()
    after = await _in_round(house, 1)
    assert [places[0][0], second] in after
    assert [places[1][0], first] in after


async def test_a_walk_in_is_added_and_faults_stand_by_their_fields(house: House) -> None:
    """A form without a name is refused beside the field; with one, somebody new is on the list."""
    desk = await house.open_desk()
    await desk.locator("#tab-people").click()
    await desk.get_by_role("button", name="Add a person").click()
    dialog = desk.get_by_role("dialog")
    await dialog.get_by_role("button", name="Add", exact=True).click()
    await expect(dialog.get_by_label("Name", exact=True)).to_have_attribute("aria-invalid", "true")
    await dialog.get_by_label("Name", exact=True).fill("Nora Neu")
    await dialog.get_by_label("Years of experience").fill("11")
    await dialog.get_by_role("button", name="Add", exact=True).click()
    await expect(dialog).to_be_hidden()
    added = (await house.view())["people"][-1]
    assert (added["name"], added["side"], added["attendance"]) == ("Nora Neu", "mentor", "here")


async def test_a_second_device_is_let_in_by_the_host(house: House) -> None:
    """Who wants a name that is taken waits for the host, who sees it at the top of the page."""
    await join(house, "Adaeze Whitcombe")
    desk = await house.open_desk()
    asked = await join(house, "Adaeze Whitcombe")
    claim = asked["error"]["claim"]
    note = desk.get_by_role("alert").get_by_text("Somebody wants to join as")
    await expect(note).to_contain_text("Adaeze Whitcombe")
    await desk.get_by_role("button", name="Let in").click()
    await expect(note).to_be_hidden()
    async with house.http.get(house.url(f"/api/v1/join/claims/{claim}")) as answer:
        assert (await answer.json())["state"] == "allowed"


async def test_a_plan_for_the_coming_rounds_is_seen_before_it_is_used(house: House) -> None:
    """Planning anew asks first, in a dialogue; leaving it changes nothing."""
    await house.command("start")
    desk = await house.open_desk()
    await desk.locator("#tab-rounds").click()
    before = await house.view()
    await desk.get_by_role("button", name="Plan the coming rounds anew").click()
    dialog = desk.get_by_role("dialog")
    await expect(dialog.locator(".quality")).to_contain_text("The whole plan then:")
    await dialog.get_by_role("button", name="Leave it as it is").click()
    assert (await house.view())["version"] == before["version"]
    await desk.get_by_role("button", name="Plan the coming rounds anew").click()
    await dialog.get_by_role("button", name="Use the new plan").click()
    await expect(dialog).to_be_hidden()
    assert (await house.view())["undo"] == "replan"


def _gone(view: dict[str, Any]) -> int:
    return sum(person["attendance"] == "gone" for person in view["people"])


def _by_round(changes: list[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(changes, key=lambda change: str(change["round"]).zfill(3))


def _moved(before: dict[str, object], after: dict[str, object]) -> set[tuple[int, str]]:
    """Who meets whom, or where, differently, by round."""
    return {place[:2] for place in _places(before) ^ _places(after)}


def _places(view: dict[str, object]) -> set[tuple[int, str, str]]:
    rounds = view["rounds"]
    assert isinstance(rounds, list)
    met = {
        (round_["round"], person, f"{pairing['room']}: {sorted(pairing['people'])}")
        for round_ in rounds
        for pairing in round_["pairings"]
        for person in pairing["people"]
    }
    return met | {(round_["round"], person, "rests") for round_ in rounds for person in round_["sitting_out"]}


async def _in_round(house: House, number: int) -> list[list[str]]:
    """Who is in each room of a round."""
    view = await house.view()
    return [pairing["people"] for pairing in view["rounds"][number - 1]["pairings"]]
