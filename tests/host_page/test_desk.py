"""The desk: the clock by mouse and by key, and nothing done that was not meant."""

import pytest
from playwright.async_api import WebSocketRoute, expect

from tests.host_page.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_session_runs_by_mouse(house: House) -> None:
    """Start, Pause, Go on, Next and a minute more or less do what they say, and the page shows it."""
    desk = await house.open_desk()
    main = desk.locator("#next-action")
    await expect(main).to_contain_text("Start")
    await main.click()
    await expect(desk.locator(".now .eyebrow")).to_have_text("Welcome")
    await main.click()
    await expect(desk.locator(".now .state")).to_have_text("Paused")
    left = (await house.view())["clock"]["remaining_ms"]
    await desk.get_by_role("button", name="+1 min").click()
    await expect(desk.get_by_text("A minute more.")).to_be_visible()
    assert (await house.view())["clock"]["remaining_ms"] == left + 60_000
    await desk.get_by_role("button", name="−1 min").click()
    await expect(desk.get_by_text("A minute less.")).to_be_visible()
    assert (await house.view())["clock"]["remaining_ms"] == left
    await desk.locator(".toast").get_by_role("button", name="Undo").click()
    await expect(desk.get_by_text("Undone: taking away 1 minute.")).to_be_visible()
    await expect(desk.get_by_role("button", name="Undo adding 1 minute")).to_be_visible()
    await main.click()
    await expect(main).to_contain_text("Pause")
    await desk.locator(".others .wide").click()
    await expect(desk.locator(".now .eyebrow")).to_have_text("Round 1 of 6: people move")


async def test_a_session_runs_by_key(house: House) -> None:
    """S, Space, N, +, − and U are the same as the buttons."""
    desk = await house.open_desk()
    await desk.keyboard.press("s")
    await expect(desk.locator(".now .eyebrow")).to_have_text("Welcome")
    await desk.keyboard.press(" ")
    await expect(desk.locator(".now .state")).to_have_text("Paused")
    left = (await house.view())["clock"]["remaining_ms"]
    await desk.keyboard.press("+")
    await expect(desk.get_by_text("A minute more.")).to_be_visible()
    await desk.keyboard.press("-")
    await expect(desk.get_by_text("A minute less.")).to_be_visible()
    assert (await house.view())["clock"]["remaining_ms"] == left
    await desk.keyboard.press("n")
    await expect(desk.locator(".now .eyebrow")).to_have_text("Round 1 of 6: people move")
    await desk.keyboard.press("u")
    await expect(desk.locator(".now .eyebrow")).to_have_text("Welcome")


async def test_keys_mean_nothing_while_somebody_types_or_is_asked(house: House) -> None:
    """Letters typed into a field, or pressed while a dialogue is open, reach no command."""
    desk = await house.open_desk()
    before = (await house.view())["version"]
    await desk.locator("#announce").press_sequentially("sun +-")
    await expect(desk.locator("#announce")).to_have_value("sun +-")
    await desk.locator("#tab-people").click()
    await desk.get_by_role("button", name="Add a person").click()
    await expect(desk.get_by_role("dialog")).to_be_visible()
    for key in ("s", "n", "u", "+"):
        await desk.locator("dialog h2").press(key)
    await desk.keyboard.press("Escape")
    await desk.locator("#find").press_sequentially("s n u")
    assert (await house.view())["version"] == before


async def test_ending_asks_first_and_can_be_undone(house: House) -> None:
    """End asks in a dialogue that gives the focus back; once confirmed, Undo leads back into the session."""
    await house.command("start")
    desk = await house.open_desk()
    end = desk.get_by_role("button", name="End …")
    await end.click()
    dialog = desk.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="Go on with the session")).to_be_focused()
    await desk.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(end).to_be_focused()
    assert (await house.view())["clock"]["state"] == "running"
    await end.click()
    await dialog.get_by_role("button", name="End it now").click()
    await expect(desk.get_by_text("Thank you.")).to_be_visible()
    assert (await house.view())["clock"]["state"] == "ended"
    await desk.get_by_role("button", name="Undo the end").click()
    await expect(desk.locator(".now .eyebrow")).to_have_text("Welcome")


async def test_the_dialogue_keeps_the_focus_inside(house: House) -> None:
    """Tab never leads to the page behind an open dialogue."""
    await house.command("start")
    desk = await house.open_desk()
    await desk.get_by_role("button", name="End …").click()
    await expect(desk.get_by_role("dialog")).to_be_visible()
    for _ in range(6):
        await desk.keyboard.press("Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert await desk.evaluate(inside)


async def test_a_double_click_on_next_moves_on_once(house: House) -> None:
    """The second click of a double click means nothing, and nobody is bothered with a word about it."""
    await house.command("start")
    desk = await house.open_desk()
    await desk.locator(".others .wide").dblclick()
    await expect(desk.get_by_text("Moved on to Round 1 of 6")).to_be_visible()
    await expect(desk.locator(".toast[data-kind='refused']")).to_have_count(0)
    assert (await house.view())["clock"]["index"] == 2


async def test_a_slow_double_click_on_start_does_not_pause(house: House) -> None:
    """The big button has become Pause by the time of the second click, which is not what was meant."""
    desk = await house.open_desk()
    await desk.locator("#next-action").dblclick(delay=150)
    await expect(desk.locator("#next-action")).to_contain_text("Pause")
    assert (await house.view())["clock"]["state"] == "running"
    await desk.locator("#next-action").click()
    await expect(desk.locator("#next-action")).to_contain_text("Go on")


async def test_a_double_click_on_undo_takes_one_step_back(house: House) -> None:
    """Of two minutes that were given, one is taken back."""
    await house.command("start")
    for _ in range(2):
        await house.command("extend", seconds=60)
    desk = await house.open_desk()
    await desk.get_by_role("button", name="Undo adding 1 minute").dblclick()
    await expect(desk.get_by_text("Undone: adding 1 minute.")).to_be_visible()
    assert (await house.view())["undo"] == "extend"


async def test_the_second_of_two_hosts_is_told(house: House) -> None:
    """What the other host did a moment ago is not done again; whoever came second reads why."""
    await house.command("start")
    page = await (await house.context()).new_page()
    await page.route_web_socket("**/socket.io/**", _without_views)
    late, other = await house.show_desk(page), await house.open_desk()
    await late.locator("#tab-share").click()
    await expect(late.get_by_text("2 host pages are open.")).to_be_visible()
    await other.locator(".others .wide").click()
    await expect(other.get_by_text("Moved on to Round 1 of 6")).to_be_visible()
    await late.locator(".others .wide").click()
    await expect(late.get_by_role("alert").get_by_text("Something changed")).to_be_visible()
    assert (await house.view())["clock"]["index"] == 2


async def test_whom_start_plans_for_is_said_beside_it_while_some_are_missing(house: House) -> None:
    """Nothing is asked: a press changes it, and Start begins at once."""
    people = (await house.view())["people"]
    sides = [next(p["id"] for p in people if p["side"] == side) for side in ("mentor", "mentee")]
    desk = await house.open_desk()
    only, everybody = (
        desk.get_by_role("button", name=name)
        for name in ("Plan only for the 2 who are here", f"Plan for all {len(people)} on the list")
    )
    await expect(only).to_have_count(0)
    for person in sides:
        await house.command("check_in", person=person)
    await expect(desk.locator(".plan-for")).to_contain_text(f"{len(people) - 2} of them are not here yet.")
    await only.click()
    await everybody.click()
    await only.click()
    await expect(everybody).to_be_visible()
    await desk.locator("#next-action").focus()
    await desk.keyboard.press("s")
    await expect(desk.get_by_text("It has begun.")).to_be_visible()
    first = (await house.view())["rounds"][0]
    assert [set(pairing["people"]) for pairing in first["pairings"]] == [set(sides)]
    assert first["sitting_out"] == []


async def test_start_goes_through_while_people_check_in(house: House) -> None:
    """A command is not refused because somebody else arrived: the page gives it again when it still holds."""
    page = await (await house.context()).new_page()
    await page.route_web_socket("**/socket.io/**", _without_views)
    desk = await house.show_desk(page)
    seen = (await house.view())["version"]
    await house.command("check_in", person=(await house.view())["people"][0]["id"])
    await desk.locator("#next-action").click()
    await expect(desk.get_by_text("It has begun.")).to_be_visible()
    await expect(desk.locator(".toast[data-kind='refused']")).to_have_count(0)
    assert (await house.view())["version"] == seen + 2


async def test_the_message_for_the_chat_is_ready_to_copy(house: House) -> None:
    """With breakout rooms one press puts who goes to which room of this round onto the clipboard."""
    rooms = {"kind": "breakout", "prefix": "Room"}
    await house.command("update_settings", settings={"rooms": rooms})
    await house.command("start")
    context = await house.context()
    await context.grant_permissions(["clipboard-read", "clipboard-write"], origin=house.served.address)
    desk = await house.show_desk(await context.new_page())
    await desk.get_by_role("button", name="Copy message for the chat").click()
    await expect(desk.get_by_text("Copied.")).to_be_visible()
    copied = await desk.evaluate("navigator.clipboard.readText()")
    view = await house.view()
    names = {person["id"]: person["name"] for person in view["people"]}
    lines = [
        f"{pairing['room']}: {' and '.join(names[person] for person in pairing['people'])}"
        for pairing in view["rounds"][0]["pairings"]
    ]
    assert copied.splitlines() == ["Round 1 of 6. Please go to your room:", *lines]


async def test_a_refusal_stays_until_it_is_put_away(house: House) -> None:
    """The sentence of a refusal is an alert on the page, and goes only when somebody puts it away."""
    await house.command("start")
    await house.command("extend", seconds=-270)
    desk = await house.open_desk()
    await desk.get_by_role("button", name="−1 min").click()
    alert = desk.get_by_role("alert").get_by_text("less time left than that")
    await expect(alert).to_be_visible()
    await desk.get_by_role("button", name="Put this message away").click()
    await expect(alert).to_be_hidden()


async def test_a_message_reaches_everybody_and_can_be_taken_away(house: House) -> None:
    """What the host says stands on the page until it is taken away."""
    desk = await house.open_desk()
    await desk.get_by_label("Say something to everybody").fill("Coffee is at the back")
    await desk.keyboard.press("Enter")
    await expect(desk.locator(".announced")).to_contain_text("Coffee is at the back")
    assert (await house.view())["announcement"]["text"] == "Coffee is at the back"
    await desk.get_by_role("button", name="Take it away").click()
    await expect(desk.locator(".announced")).to_be_hidden()
    assert (await house.view())["announcement"] is None


def _without_views(page_side: WebSocketRoute) -> None:
    """A network so slow that no view comes through after the first, and no pulse; answers to commands do."""
    server_side = page_side.connect_to_server()
    views = 0

    def pass_on(message: str | bytes) -> None:
        nonlocal views
        if isinstance(message, str) and message.startswith(('42["view"', '42["pulse"')):
            views += 1
            if views > 1:
                return
        page_side.send(message)

    server_side.on_message(pass_on)
