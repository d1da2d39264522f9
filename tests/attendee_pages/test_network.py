"""The phone and its network: gone, back, slow to notice, and a tap made in between."""

import pytest
from playwright.async_api import Route, WebSocketRoute, expect

from tests.attendee_pages.visitors import SMALL, let_in, phone_of, prepare, seconds_of, to_talk
from tests.host_page.house import House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_dead_network_shows_within_five_seconds(house: House) -> None:
    """Also when the connection just falls silent, as hotel Wi-Fi does; the countdown goes on meanwhile."""
    await prepare(house)
    silent = False

    def pass_on(route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        route.on_message(lambda message: None if silent else server.send(message))
        server.on_message(lambda message: None if silent else route.send(message))

    context = await house.browser.new_context(viewport=SMALL)
    await context.route_web_socket("**/socket.io/**", pass_on)
    phone = await phone_of(house, "Emmy Noether", context)
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    silent = True
    before = await seconds_of(phone.locator(".digits"))
    await expect(phone.locator(".offline")).to_contain_text("No connection since", timeout=5_000)
    assert await seconds_of(phone.locator(".digits")) < before
    silent = False
    await expect(phone.locator(".offline")).to_have_count(0, timeout=15_000)


async def test_a_page_whose_scripts_did_not_come_says_so_and_comes_again(house: House) -> None:
    """A network that goes between the page and its scripts leaves nobody with a page that stands still."""
    await prepare(house)
    cut = True

    async def pass_on(route: Route) -> None:
        await (route.abort() if cut else route.continue_())

    context = await house.browser.new_context(viewport=SMALL)
    for what in ("**/js/**", "**/healthz"):
        await context.route(what, pass_on)
    await let_in(house, context, "Emmy Noether")
    phone = await context.new_page()
    await phone.goto(house.url(f"/s/{house.session}/me"))
    await expect(phone.get_by_role("alert")).to_contain_text("Not all of this page has come")
    await expect(phone.locator("h1")).to_contain_text("Emmy Noether")
    cut = False
    await expect(phone.get_by_role("button", name="More")).to_be_visible(timeout=15_000)
    await expect(phone.get_by_role("alert")).to_have_count(0)


async def test_what_others_put_into_a_page_does_not_load_it_again(house: House) -> None:
    """A script of somebody else's, as a browser's extension adds it, fails without any word of ours."""
    await prepare(house)
    phone = await phone_of(house, "Emmy Noether")
    failed = await phone.evaluate("""() => new Promise((resolve) => {
      const script = document.createElement('script');
      script.src = 'https://elsewhere.example/x.js';
      script.onerror = () => resolve(true);
      document.head.append(script);
    })""")
    assert failed
    await expect(phone.get_by_role("alert")).to_have_count(0)


async def test_a_tap_without_a_network_is_kept_and_applied_once(house: House) -> None:
    """It survives a reload of the page, and reaches the journal a single time."""
    await prepare(house)
    phone = await phone_of(house, "Emmy Noether")
    await phone.context.set_offline(True)
    await phone.get_by_role("button", name="More").click()
    await phone.get_by_role("button", name="I have to leave").click()
    await phone.get_by_role("button", name="Yes, I’m leaving").click()
    await expect(phone.locator(".top")).to_contain_text("Your tap is kept")
    await phone.context.set_offline(False)
    await phone.reload()
    await expect(phone.locator("h1")).to_have_text("You’ve left.")
    await expect(phone.locator(".top")).not_to_contain_text("Your tap is kept")
    journal = await house.get(f"/api/v1/sessions/{house.session}/journal")
    assert [entry["type"] for entry in journal].count("checked_out") == 1


async def test_somebody_taken_off_the_list_is_told(house: House) -> None:
    """A phone whose person is gone from the list says so, and how to come back in."""
    await prepare(house)
    phone = await phone_of(house, "Emmy Noether")
    person = next(one for one in (await house.view())["people"] if one["name"] == "Emmy Noether")
    await house.command("remove_person", person=person["id"])
    await expect(phone.get_by_role("link", name="Join again")).to_be_visible(timeout=15_000)


async def test_what_was_missed_is_there_after_coming_back(house: House) -> None:
    """A phone that was away while the host paused shows the pause as soon as it is back."""
    await prepare(house)
    phone = await phone_of(house, "Emmy Noether")
    await to_talk(house)
    await expect(phone.locator("main.talk")).to_be_visible()
    await phone.context.set_offline(True)
    await expect(phone.locator(".offline")).to_be_visible()
    await house.command("pause")
    await phone.context.set_offline(False)
    await expect(phone.locator(".time")).to_contain_text("Paused", timeout=15_000)
    await expect(phone.locator(".offline")).to_have_count(0)
