"""People with phones, and the ways by which a test brings a session to a certain moment."""

from collections.abc import Mapping
from typing import Any, Final

from playwright.async_api import BrowserContext, Locator, Page, ViewportSize

from tests.host_page.house import House

SMALL: Final[ViewportSize] = {"width": 320, "height": 568}
LONG_NAME: Final = "Wilhelmina Konstantinopoulou-Featherstonehaugh van der Wolkenstein-Abernathy"
LONG_SCHOOL: Final = (
    "The Interdisciplinary Graduate School of Comparative Constitutional Law and Public Policy"
    " at the University of Saint Somewhere upon Avon"
)
PAIRS: Final = (
    "name,years,institution,interests\n"
    "Ada Lovelace,12,University of Padua,Tax law; Legal history\n"
    "Grace Hopper,9,Yale,\n"
    "Emmy Noether,2,Erlangen,\n"
    "Sofya Kovalevskaya,3,Stockholm,\n"
)
"""Two mentors and two mentees: nobody rests."""


async def prepare(house: House, roster: str = PAIRS, settings: Mapping[str, Any] | None = None) -> None:
    """Put people on the list, and choose the settings."""
    await house.import_roster(roster.encode())
    await house.command(
        "update_settings", settings={"rounds": 2, "surplus": "sit_out"} | dict(settings or {})
    )


async def phone_of(house: House, name: str, context: BrowserContext | None = None) -> Page:
    """The phone of somebody who joins by name over the API, as a second device would: with the cookie."""
    context = context or await house.browser.new_context(viewport=SMALL)
    await let_in(house, context, name)
    return await show_phone(house, await context.new_page())


async def let_in(house: House, context: BrowserContext, name: str) -> None:
    """Join by name over the API, and give the browser the cookie."""
    async with house.http.post(house.url("/api/v1/join"), json={"code": house.code, "name": name}) as answer:
        assert answer.status == 201, await answer.text()
        token = (await answer.json())["token"]
    cookie = {"name": f"sr_attendee_{house.session}", "value": token, "url": house.served.address}
    await context.add_cookies([cookie])  # type: ignore[list-item]


async def show_phone(house: House, page: Page) -> Page:
    """Open the phone's page and wait until it is alive."""
    await page.goto(house.url(f"/s/{house.session}/me"))
    await page.get_by_role("button", name="More").wait_for()
    return page


async def stage_of(house: House, **options: Any) -> Page:
    """The stage's page, by its link."""
    link = await house.post(f"/api/v1/sessions/{house.session}/links", {"audience": "stage"})
    page = await (await house.browser.new_context(**options)).new_page()
    await page.goto(link["url"])
    await page.wait_for_url("**/stage")
    await page.locator(".controls").wait_for()
    return page


async def to_talk(house: House, number: int = 1) -> None:
    """Bring the session from its gathering to the talk of a round."""
    await house.command("start")
    for _ in range(2 * number):
        await house.command("advance")


async def leave_seconds(house: House, seconds: int) -> None:
    """Shorten the running segment until about so much is left of it."""
    view = await house.view()
    left = view["clock"]["ends_at"] - view["server_now"]
    await house.command("extend", seconds=seconds - left // 1000)


async def seconds_of(digits: Locator) -> int:
    """What digits like 4:09 or +0:12 say."""
    minutes, seconds = (await digits.inner_text()).lstrip("+").split(":")
    return int(minutes) * 60 + int(seconds)


async def until(page: Page, condition: str) -> None:
    """Wait until a condition in JavaScript holds, looked at with every frame, inside the page."""
    await page.evaluate(
        f"async () => {{ while (!({condition})) await new Promise((r) => requestAnimationFrame(r)); }}"
    )


async def seconds_left(house: House) -> float:
    """What the server says is left of the running segment."""
    view = await house.view()
    return float(view["clock"]["ends_at"] - view["server_now"]) / 1000


async def person_id(house: House, name: str) -> str:
    """The id of somebody on the list."""
    people = (await house.view())["people"]
    found: str = next(one["id"] for one in people if one["name"] == name)
    return found


async def resting_in(house: House, number: int = 1) -> str:
    """The name of the one person who rests in a round."""
    view = await house.view()
    (resting,) = view["rounds"][number - 1]["sitting_out"]
    found: str = next(one["name"] for one in view["people"] if one["id"] == resting)
    return found
