"""Phones of people who take part, for tests of what the host sees of them."""

from typing import Any

from playwright.async_api import Page

from tests.host_page.house import House


async def join(house: House, name: str) -> dict[str, Any]:
    """Join as `name` over HTTP, and answer with the token, the session and the person."""
    body = {"code": house.code, "name": name}
    async with house.http.post(house.url("/api/v1/join"), json=body) as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def open_phone(house: House, joined: dict[str, Any]) -> Page:
    """The phone of somebody who has joined, connected."""
    context = await house.browser.new_context(viewport={"width": 390, "height": 844})
    cookie = f"sr_attendee_{house.session}"
    await context.add_cookies([{"name": cookie, "value": joined["token"], "url": house.served.address}])
    page = await context.new_page()
    await page.goto(house.url(f"/s/{house.session}/me"))
    return page
