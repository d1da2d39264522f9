"""Files for spreadsheets: whatever somebody wrote, no cell of any of them is computed."""

import csv
from io import StringIO
from pathlib import Path

import aiohttp
import pytest

from sessionrunner.settings import Settings
from tests.web.house import House, a_house
from tests.web.wip_house import Workshop, a_workshop

FORMULAS = ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", " =1", "=1\n=2")
COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n")
FILES = {
    "/api/v1/sessions/{id}/plan.csv",
    "/api/v1/sessions/{id}/roster/example.csv",
    "/api/v1/me/comments.csv",
}
"""Every file for spreadsheets, each with a test below."""


async def cells(answer: aiohttp.ClientResponse) -> list[str]:
    """The cells of a file, in order."""
    assert answer.status == 200
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    text = StringIO((await answer.read()).decode("utf-8-sig"), newline="")
    return [cell for row in csv.reader(text) for cell in row]


def check(found: list[str], *, said: str) -> None:
    """No cell is computed, and what was said is in one of them."""
    assert [cell for cell in found if cell.lstrip(" ").startswith(COMPUTED)] == []
    assert any(said.strip() in cell for cell in found), (said, found)


async def test_there_is_no_other_such_file(house: House) -> None:
    """A new one is tested here, too."""
    routes = {resource.canonical for resource in house.app.router.resources()}
    assert {route for route in routes if route.endswith((".csv", ".tsv", ".xlsx"))} == FILES


async def test_the_example_of_a_list(house: House) -> None:
    """It has nobody's words in it but ours."""
    check(await cells(await house.as_host("GET", "/roster/example.csv")), said="name")


@pytest.mark.parametrize("formula", FORMULAS)
async def test_the_rounds(tmp_path: Path, formula: str) -> None:
    """Names of people and of tables."""
    async with a_house(tmp_path, Settings()) as house:
        await house.do("update_settings", settings={"rooms": {"kind": "table", "prefix": formula}})
        await house.do("add_person", name=f"{formula} Lovelace", years=3)
        await house.do("replan")
        check(await cells(await house.as_host("GET", "/plan.csv")), said="Lovelace")


@pytest.mark.parametrize("formula", FORMULAS)
async def test_the_written_comments(house: House, formula: str) -> None:
    """Titles, authors and what they wrote."""
    workshop = await a_workshop(house)
    await workshop.do("add_person", name=f"{formula} Writer")
    await workshop.do("update_paper", paper=await paper_of(workshop), title=f"{formula} Engines")
    ada, writer = await workshop.join("Ada Lovelace"), await workshop.join(f"{formula} Writer")
    answer = await workshop.command(
        "write_comment", writer, paper=await paper_of(workshop), text=formula, signed=True
    )
    assert answer.status == 200, await answer.text()
    found = await cells(await house.ask("GET", "/api/v1/me/comments.csv", ada))
    for said in ("Engines", "Writer", formula.partition("\n")[0]):
        check(found, said=said)


async def paper_of(workshop: Workshop) -> str:
    """Ada's paper."""
    wip = (await workshop.state()).wip
    assert wip is not None
    return next(iter(wip.papers))
