"""What a host can do about links and data: hand hosting over, erase, take the plan along."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from sessionrunner.core.forgetting import ERASED
from sessionrunner.runtime.ports import Grant
from tests.web.house import OPERATOR, Browser, House, refusal


async def a_host_token(house: House) -> str:
    """The token of a fresh host link."""
    made = await house.as_host("POST", "/links", json={"audience": "host"})
    return str((await made.json())["url"]).partition("#token=")[2]


async def test_hosting_is_handed_over(house: House) -> None:
    """Only the new link stays: the asker's own and every other are worthless, their sockets let go."""
    successor, another = await a_host_token(house), await a_host_token(house)
    answer = await house.as_host("POST", "/hand_over", json={"token": successor})
    assert (answer.status, await answer.json()) == (200, {"revoked": 2})
    assert house.dropped == [(Grant(session=house.id, audience="host"), successor)]
    for token in (house.made["tokens"]["host"], another):
        await refusal(await house.ask("GET", f"/api/v1/sessions/{house.id}", token), 401, "unauthorized")
    assert (await house.ask("GET", f"/api/v1/sessions/{house.id}", successor)).status == 200


async def test_without_a_token_the_askers_own_stays(house: House, browser: Browser) -> None:
    """By header and by cookie: who asks goes on, everybody else who hosts is out."""
    own, other = house.made["tokens"]["host"], await a_host_token(house)
    assert await (await house.as_host("POST", "/hand_over", json={})).json() == {"revoked": 1}
    await refusal(await house.ask("GET", f"/api/v1/sessions/{house.id}", other), 401, "unauthorized")
    await browser.post("/enter", {"token": own})
    again = await a_host_token(house)
    answer = await browser.post(f"/api/v1/sessions/{house.id}/hand_over", {})
    assert await answer.json() == {"revoked": 1}
    assert (await browser.get(f"/s/{house.id}/host")).status == 200
    await refusal(await house.ask("GET", f"/api/v1/sessions/{house.id}", again), 401, "unauthorized")


async def test_nobody_can_be_locked_out(house: House) -> None:
    """A token that is no host's of this session, or none at all, is refused and nothing is revoked."""
    person = (await house.joined(name="Ada Lovelace"))["token"]
    other = await house.ask("POST", "/api/v1/sessions", OPERATOR, json={"format": "flash", "title": "Other"})
    stranger = (await other.json())["tokens"]["host"]
    before = await house.everything()
    for token in (person, house.made["tokens"]["stage"], stranger, "x" * 43):
        error = await refusal(
            await house.as_host("POST", "/hand_over", json={"token": token}), 400, "invalid"
        )
        assert [detail["field"] for detail in error["details"]] == ["token"]
    answer = await house.ask("POST", f"/api/v1/sessions/{house.id}/hand_over", person, json={})
    await refusal(answer, 403, "forbidden")
    assert await house.everything() == before


async def test_a_person_is_erased(house: House) -> None:
    """From the view, the journal, the list for joining; their token is worthless; others are as they were."""
    joined = await house.joined(name="Ada Lovelace")
    await house.do("announce", text="Ada Lovelace is here")
    await house.do("erase_person", person=joined["person"])
    for path in ("", "/journal"):
        text = await (await house.as_host("GET", path)).text()
        assert "Lovelace" not in text
        assert "ada@example.org" not in text
    view = await (await house.as_host("GET", "")).json()
    assert view["former"] == {joined["person"]: ERASED}
    assert view["announcement"]["text"] == f"{ERASED} is here"
    assert len(view["people"]) == 4
    await refusal(await house.ask("GET", "/api/v1/me", joined["token"]), 401, "unauthorized")
    await refusal(await house.join(name="Ada Lovelace"), 422, "rejected")


async def test_what_was_erased_is_in_no_file_of_the_database(house: House, tmp_path: Path) -> None:
    """Neither in the database nor beside it in the log of changes, while the server runs on."""
    joined = await house.joined(name="Grace Hopper")
    await house.do("announce", text="Grace Hopper is here")
    assert files_with(tmp_path, "hopper") != []
    await house.do("erase_person", person=joined["person"])
    assert files_with(tmp_path, "hopper") == []
    assert files_with(tmp_path, "grace@example.org") == []
    assert files_with(tmp_path, "lovelace") != []
    await house.as_host("DELETE", "")
    assert files_with(tmp_path, "lovelace") == []


def files_with(folder: Path, word: str) -> list[str]:
    """The database's files in which a word stands, whatever its case."""
    files = folder.glob("sessions.sqlite3*")
    return sorted(file.name for file in files if word.encode() in file.read_bytes().lower())


@pytest.mark.parametrize("as_operator", [True, False])
async def test_a_session_is_erased(house: House, *, as_operator: bool) -> None:
    """Nothing of it answers any more, its code and tokens least of all; sockets are let go; others stay."""
    person = await house.joined(name="Ada Lovelace")
    other = await house.ask("POST", "/api/v1/sessions", OPERATOR, json={"format": "flash", "title": "Other"})
    left = (await other.json())["id"]
    token = OPERATOR if as_operator else house.made["tokens"]["host"]
    answer = await house.ask("DELETE", f"/api/v1/sessions/{house.id}", token)
    assert (answer.status, await answer.json()) == (200, {"erased": house.id})
    assert house.dropped == [house.id]
    assert [summary.id for summary in await house.database.store.summaries()] == [left]
    await refusal(await house.as_host("GET", ""), 401, "unauthorized")
    await refusal(await house.ask("GET", "/api/v1/me", person["token"]), 401, "unauthorized")
    await refusal(await house.join(name="Ada Lovelace"), 404, "not_found")
    again = await house.ask("DELETE", f"/api/v1/sessions/{house.id}", OPERATOR)
    await refusal(again, 404, "not_found")


async def test_only_hosts_and_the_operator_erase_a_session(house: House, browser: Browser) -> None:
    """An attendee, the stage, another session's host, nobody, and a foreign page: refused, all is there."""
    person = (await house.joined(name="Ada Lovelace"))["token"]
    other = await house.ask("POST", "/api/v1/sessions", OPERATOR, json={"format": "flash", "title": "Other"})
    stranger = (await other.json())["tokens"]["host"]
    await browser.post("/enter", {"token": house.made["tokens"]["host"]})
    before = await house.everything()
    path = f"/api/v1/sessions/{house.id}"
    for token in (person, house.made["tokens"]["stage"], stranger):
        await refusal(await house.ask("DELETE", path, token), 403, "forbidden")
    await refusal(await house.ask("DELETE", path), 401, "unauthorized")
    foreign = await browser.client.delete(house.url + path, headers={"Origin": "https://evil.example"})
    await refusal(foreign, 403, "forbidden")
    assert await house.everything() == before


async def test_the_plan_as_a_table_holds_no_formula(house: House) -> None:
    """Every room of every round is a row; a name that begins like a formula is text to a spreadsheet."""
    names = ["=HYPERLINK(1)", "+1 Plus", "-Minus", "@At", 'Quo"te, Comma', "José Ñandú"]
    for name in names[:5]:
        await house.do("add_person", name=name, years=3)
    await refusal(await house.as_host("GET", "/plan.csv"), 404, "not_found")
    await house.do("replan")
    answer = await house.as_host("GET", "/plan.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="rounds-{house.code}.csv"'
    data = await answer.read()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"))))
    cells = {cell for row in rows for cell in row}
    assert {"'=HYPERLINK(1)", "'+1 Plus", "'-Minus", "'@At", 'Quo"te, Comma', "José Ñandú"} <= cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    plan = await (await house.as_host("GET", "/plan")).json()
    expected = sum(len(each["pairings"]) + len(each["sitting_out"]) for each in plan["rounds"])
    assert len(rows) == 1 + expected
    assert rows[0][:5] == ["Round", "Room", "Meeting", "Person 1", "Person 2"]
    person = (await house.joined(name="Ada Lovelace"))["token"]
    answer = await house.ask("GET", f"/api/v1/sessions/{house.id}/plan.csv", person)
    await refusal(answer, 403, "forbidden")
