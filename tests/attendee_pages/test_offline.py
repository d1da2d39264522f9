"""A reload without a network: the last view at once, the time right, and nothing left for others to see."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.attendee_pages.visitors import (
    SMALL,
    person_id,
    phone_of,
    prepare,
    seconds_left,
    seconds_of,
    show_phone,
    to_talk,
    until,
)
from tests.host_page.house import House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HOW_MANY = "(await (await caches.open('kept-views')).keys()).length"
HOLD_BACK = """navigation.addEventListener('navigate', (event) => {
  event.preventDefault();
  window.leaving = true;
})"""
KEPT = """async () => {
  const shelf = await caches.open('kept-views');
  const entries = (await shelf.keys()).map(async (request) => {
    const answer = await shelf.match(request);
    return [new URL(request.url).pathname, await answer.json()];
  });
  return Object.fromEntries(await Promise.all(entries));
}"""
EVERYTHING_KEPT = """async () => {
  let found = JSON.stringify([...Object.entries(localStorage), ...Object.entries(sessionStorage)]);
  for (const name of await caches.keys()) {
    const shelf = await caches.open(name);
    for (const request of await shelf.keys()) {
      const answer = await shelf.match(request);
      found += request.url + JSON.stringify([...answer.headers]) + (await answer.text());
    }
  }
  return found;
}"""


async def ready(house: House, name: str = "Emmy Noether") -> Page:
    """A phone in the talk of round 1 that has kept all it needs."""
    phone = await phone_of(house, name)
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    await phone.evaluate("navigator.serviceWorker.ready")
    await until(phone, f"await caches.match('/frame/{house.session}')")
    await until(phone, f"{HOW_MANY} === 1")
    return phone


async def kept(phone: Page) -> dict[str, Any]:
    """What the phone has kept, by its address on the shelf."""
    found: dict[str, Any] = await phone.evaluate(KEPT)
    return found


async def test_a_reload_without_a_network_shows_the_last_view_and_counts_on(house: House) -> None:
    """Partner, room and time are there at once, and since when nobody was heard."""
    await prepare(house)
    phone = await ready(house)
    partner, place = await phone.locator("h1").inner_text(), await phone.locator(".place").inner_text()
    await phone.context.set_offline(True)
    await phone.reload()
    await expect(phone.locator("h1")).to_have_text(partner)
    await expect(phone.locator(".place")).to_have_text(place)
    await expect(phone.locator(".offline")).to_contain_text("No connection since")
    before = await seconds_left(house)
    shown = await seconds_of(phone.locator(".digits"))
    after = await seconds_left(house)
    assert after - 1 <= shown <= before + 1


async def test_what_changed_meanwhile_is_there_within_two_seconds_of_being_back(house: House) -> None:
    """One view puts everything right: the pause, and that the connection is there again."""
    await prepare(house)
    phone = await ready(house)
    await phone.context.set_offline(True)
    await phone.reload()
    await expect(phone.locator(".offline")).to_be_visible()
    await house.command("pause")
    await phone.context.set_offline(False)
    await expect(phone.locator(".time")).to_contain_text("Paused", timeout=2_000)
    await expect(phone.locator(".offline")).to_have_count(0, timeout=2_000)


async def test_a_tap_on_a_page_that_was_opened_without_a_network_is_applied_once(house: House) -> None:
    """What is tapped after such a reload goes out when the network is back."""
    await prepare(house)
    phone = await ready(house)
    await phone.context.set_offline(True)
    await phone.reload()
    await phone.get_by_role("button", name="More").click()
    await phone.get_by_role("button", name="I have to leave").click()
    await phone.get_by_role("button", name="Yes, I’m leaving").click()
    await expect(phone.locator(".offline")).to_contain_text("Your tap is kept")
    await phone.context.set_offline(False)
    await expect(phone.locator("h1")).to_have_text("You’ve left.")
    journal = await house.get(f"/api/v1/sessions/{house.session}/journal")
    assert [entry["type"] for entry in journal].count("checked_out") == 1


async def test_nothing_that_lets_anybody_in_is_kept(house: House) -> None:
    """Neither the token nor the page itself with its view in it: only files, an empty frame, and one view."""
    await prepare(house)
    phone = await ready(house)
    (cookie,) = [each for each in await phone.context.cookies() if each["name"].startswith("sr_attendee_")]
    everything = await phone.evaluate(EVERYTHING_KEPT)
    assert cookie["value"] not in everything
    assert f"/s/{house.session}/me" not in everything
    assert list(await kept(phone)) == [f"/kept/{house.session}/{await person_id(house, 'Emmy Noether')}"]


async def test_whoever_joins_next_from_the_same_device_sees_nothing_of_the_one_before(house: House) -> None:
    """Joining as somebody else takes away what was kept, before the new one has seen a page."""
    await prepare(house)
    phone = await ready(house)
    await phone.context.clear_cookies()
    await phone.goto(house.url(f"/j/{house.code}"))
    await phone.keyboard.type("kovalev")
    await phone.evaluate(HOLD_BACK)
    await phone.get_by_role("button", name="Sofya Kovalevskaya").click()
    await until(phone, "window.leaving")
    assert await kept(phone) == {}


@pytest.mark.parametrize("how", ["leaves", "ends", "taken off"])
async def test_it_is_gone_when_there_is_nothing_to_come_back_to(house: House, how: str) -> None:
    """Somebody who leaves, a session that ends, a device that is not let in any more: nothing stays."""
    await prepare(house)
    phone = await ready(house)
    person = await person_id(house, "Emmy Noether")
    command, fields = {
        "leaves": ("check_out", {"person": person}),
        "ends": ("end", {}),
        "taken off": ("remove_person", {"person": person}),
    }[how]
    await house.command(command, **fields)
    await until(phone, f"{HOW_MANY} === 0")
    await phone.context.set_offline(True)
    await phone.reload()
    await expect(phone.get_by_role("heading", name="No connection.")).to_be_visible()
    await expect(phone.locator("body")).not_to_contain_text("Emmy Noether")


async def test_a_refusal_by_the_server_takes_away_what_was_kept(house: House) -> None:
    """A page without a good cookie is refused in words, and a later reload offline shows nobody."""
    await prepare(house)
    phone = await ready(house)
    await phone.goto("about:blank")
    await phone.context.clear_cookies()
    await phone.goto(house.url(f"/s/{house.session}/me"))
    await expect(phone.locator("h1")).to_have_text("This page needs its link")
    assert await kept(phone) == {}
    await phone.context.set_offline(True)
    await phone.reload()
    await expect(phone.get_by_role("heading", name="No connection.")).to_be_visible()
    await phone.context.set_offline(False)
    await expect(phone.locator("h1")).to_have_text("This page needs its link")


async def test_without_a_service_worker_the_page_works_and_says_nothing_alarming(house: House) -> None:
    """As on plain http: no worker, no caches, no wake lock; the page goes with the session all the same."""
    await prepare(house)
    context = await house.browser.new_context(viewport=SMALL)
    await context.add_init_script(
        "delete Navigator.prototype.serviceWorker; delete window.caches; delete Navigator.prototype.wakeLock;"
    )
    phone = await phone_of(house, "Emmy Noether", context)
    faults: list[str] = []
    phone.on("pageerror", lambda error: faults.append(str(error)))
    await expect(phone.locator(".hint")).to_have_count(1)
    await show_phone(house, phone)
    await expect(phone.locator(".hint")).to_have_count(0)
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    await expect(phone.locator(".note")).to_have_count(0)
    assert faults == []
