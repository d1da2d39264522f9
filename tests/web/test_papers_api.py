"""Papers as a file over HTTP: shown with every fault, taken over whole or not at all."""

from pathlib import Path

import pytest_asyncio

from sessionrunner.settings import Settings
from tests.adapters.workbooks import workbook
from tests.web.house import House, a_house, refusal
from tests.web.wip_house import Workshop, a_workshop

PAPERS = (
    "title,presenters,keywords,discussants\n"
    "Privacy at work,Kim Lee,privacy; labor,Ada Lovelace\n"
    "Sea law,Nora New,seas,\n"
)


@pytest_asyncio.fixture
async def workshop(house: House) -> Workshop:
    """A session of two rooms with a paper in each."""
    return await a_workshop(house)


async def test_a_preview_shows_the_papers_and_saves_nothing(house: House, workshop: Workshop) -> None:
    """Also who would be put on the roster, and the version that stands."""
    before = await house.everything()
    answer = await workshop.ask("POST", "/papers?mode=preview", data=PAPERS.encode())
    body = await answer.json()
    assert answer.status == 200, body
    assert set(body) == {"papers", "people", "problems", "notes", "version"}
    assert [(p["title"], p["presenters"], p["known"]) for p in body["papers"]] == [
        ("Privacy at work", ["Kim Lee"], False),
        ("Sea law", ["Nora New"], False),
    ]
    assert body["people"] == [{"name": "Nora New", "email": ""}]
    assert body["version"] == (await workshop.state()).version
    assert await house.everything() == before


async def test_papers_are_taken_over(workshop: Workshop) -> None:
    """From a workbook, too; who is not on the roster is put on it, and everybody else found there."""
    rows = [line.split(",") for line in PAPERS.splitlines()]
    answer = await workshop.ask("POST", "/papers?mode=add", data=workbook(rows))
    assert answer.status == 200, await answer.text()
    state = await workshop.state()
    assert state.wip is not None
    titles = {paper.title: paper for paper in state.wip.papers.values()}
    assert list(titles) == ["Engines", "Compilers", "Privacy at work", "Sea law"]
    names = {person.id: person.name for person in state.roster}
    assert [names[person] for person in titles["Privacy at work"].discussants] == ["Ada Lovelace"]
    assert [names[person] for person in titles["Sea law"].presenters] == ["Nora New"]
    assert (await answer.json())["version"] == state.version


async def test_replacing_takes_the_other_papers_away(workshop: Workshop) -> None:
    """Those of the file are all there are, and one of the same title stays the same paper."""
    text = "title,presenters\nengines,Ada Lovelace\n"
    answer = await workshop.ask("POST", "/papers?mode=replace", data=text.encode())
    assert (await answer.json())["papers"][0]["known"] is True
    wip = (await workshop.state()).wip
    assert wip is not None
    assert list(wip.papers) == ["w1"]


async def test_a_file_with_problems_changes_nothing(house: House, workshop: Workshop) -> None:
    """Every problem has its row, column and mend, names of several people too, and nothing is saved."""
    await workshop.do("add_person", name="Kim Lee", email="kim2@example.org")
    before = await house.everything()
    text = "title,presenters,link\n,Ada Lovelace,\nSea law,Kim Lee,ftp://x\nTaxes,Kim Lee,\n"
    answer = await workshop.ask("POST", "/papers?mode=add", data=text.encode())
    body = await answer.json()
    await refusal(answer, 422, "rejected")
    places = {(problem["row"], problem["column"]) for problem in body["problems"]}
    assert {(2, "title"), (3, "link")} <= places
    assert all(problem["message"] and problem["fix"] for problem in body["problems"])
    sound = "title,presenters\nTaxes,Kim Lee\n"
    answer = await workshop.ask("POST", "/papers?mode=preview", data=sound.encode())
    (problem,) = (await answer.json())["problems"]
    assert (problem["row"], problem["column"]) == (2, "presenters")
    assert "email address" in problem["fix"]
    assert await house.everything() == before


async def test_only_the_session_knows_whom_and_where_a_file_means(workshop: Workshop) -> None:
    """Who would discuss their own paper under another name is named by row; so is an unknown room."""
    await workshop.do("add_person", name="Mo Salah", email="mo@example.org")
    text = "title,presenters,discussants,room\nGoals,Mo Salah,mo@example.org,\nSea law,Kim Lee,,Attic\n"
    body = await (await workshop.ask("POST", "/papers?mode=preview", data=text.encode())).json()
    assert [(each["row"], each["column"]) for each in body["problems"]] == [(2, "discussants")]
    assert [(each["row"], each["column"], "Attic" in each["message"]) for each in body["notes"]] == [
        (3, "room", True)
    ]


async def test_what_is_no_file_of_papers_is_refused_in_words(house: House, workshop: Workshop) -> None:
    """Nothing, a picture and a form are not papers; a mode must be named; and nothing is saved."""
    before = await house.everything()
    for data in (b"", b"\x89PNG\r\n\x1a\n" + bytes(64)):
        answer = await workshop.ask("POST", "/papers?mode=add", data=data)
        await refusal(answer, 422, "rejected")
    await refusal(await workshop.ask("POST", "/papers?mode=all", data=b"x"), 400, "invalid")
    await refusal(await workshop.ask("POST", "/papers", data=b"x"), 400, "invalid")
    form = await workshop.ask("POST", "/papers?mode=add", data={"file": "x"})
    assert form.status in {400, 422}
    assert await house.everything() == before


async def test_papers_are_the_hosts_business(house: House, workshop: Workshop) -> None:
    """Others are forbidden to send them, and flash mentoring has none."""
    before = await house.everything()
    for token in (workshop.facilitator(0), workshop.made["tokens"]["stage"]):
        answer = await workshop.ask("POST", "/papers?mode=add", token, data=PAPERS.encode())
        await refusal(answer, 403, "forbidden")
    answer = await house.as_host("POST", "/papers?mode=add", data=PAPERS.encode())
    await refusal(answer, 422, "rejected")
    assert await house.everything() == before


async def test_more_people_than_the_server_takes(tmp_path: Path) -> None:
    """The people whom papers name count, too: over the limit, it is a problem of the file."""
    async with a_house(tmp_path, Settings(max_people=6)) as house:
        workshop = await a_workshop(house)
        before = await house.everything()
        text = "title,presenters\nTaxes,One Person; Two People; Three More; Four More\n"
        answer = await workshop.ask("POST", "/papers?mode=add", data=text.encode())
        await refusal(answer, 422, "rejected")
        assert "max_people" in (await answer.json())["problems"][0]["fix"]
        assert await house.everything() == before
