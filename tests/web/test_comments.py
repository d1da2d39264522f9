"""Written comments: only the presenters get them, as a file too; of an anonymous one nobody is the author."""

import csv
import io

import pytest
import pytest_asyncio
import structlog
from structlog.testing import LogCapture

from sessionrunner.web.spreadsheets import safe
from tests.web.house import House, a_browser, refusal
from tests.web.wip_house import Workshop, a_workshop


@pytest_asyncio.fixture
async def workshop(house: House) -> Workshop:
    """A session of two rooms with a paper in each."""
    return await a_workshop(house)


async def write(workshop: Workshop, token: str, text: str, *, signed: bool, command: str = "") -> None:
    """Somebody writes to Ada, who presents paper w1."""
    body = {"id": command or f"comment {text}", "type": "write_comment", "paper": "w1", "text": text}
    answer = await workshop.ask("POST", "/commands", token, json=body | {"signed": signed})
    assert answer.status == 200, await answer.text()


async def the_file(house: House, token: str) -> list[list[str]]:
    """A presenter's comments, read as a spreadsheet reads them."""
    answer = await house.ask("GET", "/api/v1/me/comments.csv", token)
    assert answer.status == 200, await answer.text()
    assert answer.content_type == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    text = (await answer.read()).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


async def test_a_presenter_gets_their_comments_as_a_file(house: House, workshop: Workshop) -> None:
    """All of theirs, in order, several lines in one cell; after the end of the session, too."""
    ada, kim = await workshop.join("Ada Lovelace"), await workshop.join("Kim Lee")
    await write(workshop, kim, "Fine, “really”\nsecond line", signed=True)
    await write(workshop, kim, "Hm.", signed=False)
    await workshop.do("start", track="all")
    await workshop.do("end", track="all")
    header, first, second = await the_file(house, ada)
    assert header == ["paper", "written_at", "from", "comment"]
    assert first == ["Engines", "2023-11-14 22:13:20", "Kim Lee", "Fine, “really”\nsecond line"]
    assert (second[0], second[2:]) == ("Engines", ["anonymous", "Hm."])


async def test_a_presenter_who_never_joined_gets_them_after_the_end(house: House, workshop: Workshop) -> None:
    """By code and name as ever, once: then the host is asked; whether they were there stands as it was."""
    kim = await workshop.join("Kim Lee")
    await write(workshop, kim, "Well done", signed=True)
    await workshop.do("start", track="all")
    await workshop.do("end", track="all")
    introduced = await house.ask("GET", f"/api/v1/join/session?code={workshop.made['code']}")
    assert (await introduced.json())["over"] is True
    ada = await workshop.join("Ada Lovelace")
    assert [row[3] for row in await the_file(house, ada)] == ["comment", "Well done"]
    assert [comment["text"] for comment in (await workshop.me(ada))["comments"]] == ["Well done"]
    (person,) = [each for each in (await workshop.state()).roster if each.name == "Ada Lovelace"]
    assert (person.joined, person.attendance) == (True, "expected")
    again = {"code": workshop.made["code"], "name": "Ada Lovelace"}
    taken = await refusal(await house.ask("POST", "/api/v1/join", json=again), 422, "rejected")
    assert "The host has been asked" in taken["message"]
    (asked,) = (await (await workshop.ask("GET", "")).json())["claims"]
    await workshop.do("answer_claim", claim=asked["id"], allow=True)
    let_in = await (await house.ask("GET", f"/api/v1/join/claims/{taken['claim']}")).json()
    assert len(await the_file(house, let_in["token"])) == 2


async def test_after_the_end_nobody_else_comes_in(house: House, workshop: Workshop) -> None:
    """Neither who presents nothing nor a walk-in, and what is said says who still can."""
    await workshop.do("add_person", name="Late Larry")
    await workshop.do("start", track="all")
    await workshop.do("end", track="all")
    before = await workshop.state()
    for who in ({"name": "Late Larry"}, {"name": "Somebody New"}, {"name": "Somebody New", "years": 3}):
        answer = await house.ask("POST", "/api/v1/join", json={"code": workshop.made["code"], **who})
        assert "Only those who present a paper" in (await refusal(answer, 422, "rejected"))["message"]
    assert await workshop.state() == before


async def test_nobody_else_gets_them(house: House, workshop: Workshop) -> None:
    """Another presenter's file has only their own; who presents nothing, host and facilitators have none."""
    kim, grace = await workshop.join("Kim Lee"), await workshop.join("Grace Hopper")
    await write(workshop, kim, "For Ada only", signed=True)
    assert len(await the_file(house, grace)) == 1
    for token in (kim, workshop.host, workshop.facilitator(0), workshop.made["tokens"]["stage"]):
        await refusal(await house.ask("GET", "/api/v1/me/comments.csv", token), 403, "forbidden")
    for token in (kim, grace, workshop.facilitator(0), workshop.made["displays"][0]["token"]):
        assert "For Ada only" not in str(await workshop.me(token))
    assert "For Ada only" not in await (await workshop.ask("GET", "")).text()
    assert "For Ada only" not in await (await workshop.ask("GET", "/journal")).text()


async def test_the_file_by_a_cookie(house: House, workshop: Workshop) -> None:
    """A presenter's page names its session; without a cookie there is nothing."""
    path = f"/api/v1/me/comments.csv?session={workshop.id}"
    async with a_browser(house) as browser:
        await refusal(await browser.get(path), 401, "unauthorized")
        code = workshop.made["code"]
        joined = await browser.post("/api/v1/join", {"code": code, "name": "Ada Lovelace"})
        assert joined.status == 201
        assert (await browser.get(path)).status == 200


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "  =1", '=HYPERLINK("x")', "-"]
)  # fmt: skip
def test_no_cell_is_a_formula(text: str) -> None:
    """Whatever spreadsheets could take for one begins with an apostrophe, and nothing is lost."""
    assert safe(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Good.", "1 + 1 = 2", "a-b", "“=”"])
def test_other_text_stays_as_it_is(text: str) -> None:
    """Only what could be computed is marked."""
    assert safe(text) == text


async def test_an_anonymous_author_is_nowhere(house: House, workshop: Workshop) -> None:
    """Not in a view, the journal, the file or the log; no table names them once more than before."""
    log = LogCapture()
    structlog.configure(processors=[log])
    await workshop.do("add_person", name="Zoë Secret", email="zoe@example.org")
    secret = next(p.id for p in (await workshop.state()).roster if p.name == "Zoë Secret")
    ada, zoe = await workshop.join("Ada Lovelace"), await workshop.join("Zoë Secret")
    stored = await parts_with(house, secret)
    log.entries.clear()
    await write(workshop, zoe, "Nobody knows", signed=False, command="c-random")
    await write(workshop, zoe, "Nobody knows", signed=False, command="c-random")
    refused = {"id": "c-refused", "type": "write_comment", "paper": "w9", "text": "x", "signed": False}
    await refusal(await workshop.ask("POST", "/commands", zoe, json=refused), 404, "not_found")
    assert await parts_with(house, secret) == stored
    view = await workshop.me(ada)
    assert [comment["author"] for comment in view["comments"]] == [None]
    assert "Zoë" not in str(view["comments"])
    assert "Zoë" not in str(await the_file(house, ada))
    entries = await (await workshop.ask("GET", "/journal")).json()
    written = [entry for entry in entries if entry["type"] == "comment_written"]
    assert [(entry["by"], secret in str(entry)) for entry in written] == [("anonymous", False)]
    assert log.entries
    assert not any(secret in str(entry) or "Zoë" in str(entry) for entry in log.entries)
    await write(workshop, zoe, "Somebody knows", signed=True)
    assert await parts_with(house, secret) != stored, "a signed one would be seen"


async def parts_with(house: House, person: str) -> dict[str, int]:
    """How often somebody is named in each table of the database, in any column."""
    found = dict[str, int]()
    async with house.database.engines.reading() as connection:
        tables = await connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.all():
            rows = (await connection.exec_driver_sql(f'SELECT * FROM "{table}"')).all()  # noqa: S608 - its own names
            text = "\n".join(" ".join(map(_readable, row)) for row in rows)
            found[table] = text.count(f'"{person}"') + text.count(f" {person} ")
    return found


def _readable(cell: object) -> str:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)
