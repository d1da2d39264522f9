"""A real server with a works-in-progress session, and browsers that open its pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from playwright.async_api import BrowserContext, Page, ViewportSize

from tests.host_page.house import OPERATOR, Building, House

SMALL: Final[ViewportSize] = {"width": 320, "height": 568}
HALL: Final[ViewportSize] = {"width": 1280, "height": 720}
ENGINES: Final = "Notes on the Analytical Engine"
COMPILERS: Final = "Teaching Machines to Read"
SYMMETRY: Final = "Symmetry and What Is Conserved"
PAPERS: Final = (
    {"title": ENGINES, "presenters": ["Ada Lovelace"], "room": "t1", "discussants": ["Emmy Noether"],
     "abstract": "What an engine can be told to do.", "link": "https://papers.example.org/engines"},
    {"title": COMPILERS, "presenters": ["Grace Hopper"], "room": "t1"},
    {"title": SYMMETRY, "presenters": ["Emmy Noether"], "room": "t2"},
)  # fmt: skip
PEOPLE: Final = (
    "name,years,institution\nAda Lovelace,12,Padua\nGrace Hopper,9,Yale\nEmmy Noether,2,Erlangen\n"
    "Alan Turing,3,Princeton\nMary Somerville,20,Burntisland\n"
)


@dataclass(frozen=True)
class Conference:
    """A session of two rooms: Hall A with two papers, Hall B with one."""

    house: House
    made: dict[str, Any]

    async def do(self, type_: str, **fields: Any) -> dict[str, Any]:
        """The host does something, in Hall A unless it is said where."""
        return await self.house.command(type_, **({"track": "t1"} | fields))

    async def facilitator(self, room: int = 0, **options: Any) -> Page:
        """The page of who facilitates a room, by its link."""
        return await self._by_link(self.made["facilitators"][room]["link"], "facilitate", "main", options)

    async def display(self, room: int | None = 0, **options: Any) -> Page:
        """The display of a room, by its link; of the hall if it is None."""
        link = self.made["links"]["stage"] if room is None else self.made["displays"][room]["link"]
        return await self._by_link(link, "stage", ".controls", {"viewport": HALL} | options)

    async def phone(self, name: str, context: BrowserContext | None = None) -> Page:
        """The phone of somebody who joins by name over the API, as a second device would."""
        context = context or await self.house.browser.new_context(viewport=SMALL)
        url = self.house.url("/api/v1/join")
        async with self.house.http.post(url, json={"code": self.house.code, "name": name}) as answer:
            assert answer.status == 201, await answer.text()
            token = (await answer.json())["token"]
        cookie = f"sr_attendee_{self.house.session}"
        await context.add_cookies([{"name": cookie, "value": token, "url": self.house.served.address}])
        page = await context.new_page()
        await page.goto(self.house.url(f"/s/{self.house.session}/me"))
        await page.get_by_role("button", name="More").wait_for()
        return page

    async def id_of(self, name: str) -> str:
        """Somebody's id."""
        people = (await self.house.view())["people"]
        return str(next(person["id"] for person in people if person["name"] == name))

    async def paper(self, title: str) -> str:
        """A paper's id."""
        papers = (await self.house.view())["papers"]
        return str(next(paper["id"] for paper in papers if paper["title"] == title))

    async def leave_seconds(self, seconds: int) -> None:
        """Shorten what is on in Hall A until about so much is left of it."""
        view = await self.house.view()
        clock = view["tracks"][0]["clock"]
        await self.do("extend", seconds=seconds - (clock["ends_at"] - view["server_now"]) // 1000)

    async def raise_hands(self, *names: str) -> None:
        """Hands go up in Hall A, in this order."""
        for name in names:
            await self.do("enter_room", room="t1", person=await self.id_of(name))
            await self.do("raise_hand", person=await self.id_of(name))

    async def to_comments(self, *names: str) -> None:
        """Bring Hall A to the comments on its first paper, with these hands up."""
        await self.do("start")
        await self.do("advance")
        await self.raise_hands(*names)

    async def _by_link(self, link: str, page_name: str, alive: str, options: dict[str, Any]) -> Page:
        context = await self.house.browser.new_context(**({"viewport": SMALL} | options))
        page = await context.new_page()
        await page.goto(link)
        await page.wait_for_url(f"**/{page_name}")
        await page.locator(alive).wait_for()
        return page


@asynccontextmanager
async def a_conference(building: Building, **settings: Any) -> AsyncIterator[Conference]:
    """A fresh session with its papers; its browsers are closed in the end."""
    body = {"format": "wip", "title": "Works in progress", "tracks": ["Hall A", "Hall B"]} | settings
    headers = {"Authorization": f"Bearer {OPERATOR}"}
    url = f"{building.served.address}/api/v1/sessions"
    async with building.http.post(url, json=body, headers=headers) as answer:
        assert answer.status == 201, await answer.text()
        made = await answer.json()
    house = House(
        served=building.served,
        browser=building.browser,
        http=building.http,
        session=made["id"],
        code=made["code"],
        host_token=made["tokens"]["host"],
    )
    yield Conference(house=house, made=made)
    for context in building.browser.contexts:
        await context.close()
