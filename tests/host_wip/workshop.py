"""Works-in-progress sessions for the tests of the host's page."""

from typing import Any, Final

from tests.host_page.house import House

ROOMS: Final = ("Hall A", "Hall B", "Library")
TITLES: Final = ("Takings", "Tenancy", "Zoning", "Commons", "Registries", "Water")
PRESENTERS: Final = ("Ada Lovelace", "Grace Hopper", "Mary Jackson", "Elinor Stone", "Rosa Diaz", "Tom Hale")
PAPERS: Final = "title,presenters,keywords\n" + "".join(
    f"{title},{who},property\n" for title, who in zip(TITLES, PRESENTERS, strict=True)
)
WORKSHOP: Final[dict[str, Any]] = {"format": "wip", "title": "Works in progress", "tracks": ROOMS}


async def import_papers(house: House, text: str = PAPERS) -> None:
    """Take over a file of papers."""
    path = house.url(f"/api/v1/sessions/{house.session}/papers?mode=add")
    headers = {"Authorization": f"Bearer {house.host_token}"}
    async with house.http.post(path, data=text.encode(), headers=headers) as answer:
        assert answer.ok, await answer.text()


async def in_order(house: House) -> None:
    """Two papers a room, in the order of their titles: no order has to be worked out for it."""
    await import_papers(house)
    for paper, room in zip((await house.view())["papers"], ("t1", "t1", "t2", "t2", "t3", "t3"), strict=True):
        await house.command("move_paper", paper=paper["id"], room=room)


async def states(house: House) -> list[str]:
    """The state of every room's clock."""
    return [room["clock"]["state"] for room in (await house.view())["tracks"]]


async def titles_in(house: House, room: int) -> list[str]:
    """The titles of a room's papers (rooms counted from 0) in the order of its agenda."""
    view = await house.view()
    titles = {paper["id"]: paper["title"] for paper in view["papers"]}
    agenda = view["tracks"][room]["agenda"]
    return [titles[segment["paper"]] for segment in agenda if segment["kind"] == "present"]


async def kinds_in(house: House, room: int) -> list[str]:
    """The kinds of the segments of a room's agenda (rooms counted from 0)."""
    return [segment["kind"] for segment in (await house.view())["tracks"][room]["agenda"]]
