"""A roster as a file over HTTP: previewed, taken over whole, or refused with every mend."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from sessionrunner.settings import Settings
from tests.web.house import OPERATOR, House, a_house, refusal

GOOD = "name;years;role;interests\nNew One;8;;law; \nNew Two;;either;\n"
BAD = "name,email,years\nX,not an address,many\n,,\n,a@example.org,3\n"


async def test_a_preview_saves_nothing(house: House) -> None:
    """It shows the people with their sides, and what was ignored, and changes nothing."""
    before = await house.everything()
    body = await (await house.as_host("POST", "/roster?mode=preview", data=GOOD.encode())).json()
    assert [(p["name"], p["side"], p["role"]) for p in body["people"]] == [
        ("New One", "mentor", None), ("New Two", "mentee", "either"),
    ]  # fmt: skip
    assert set(body) == {"people", "problems", "notes", "version"}
    assert set(body["people"][0]) == {
        "name", "email", "years", "role", "side", "institution", "interests", "requests", "avoid",
    }  # fmt: skip
    assert (body["problems"], body["version"]) == ([], 2)
    assert await house.everything() == before


async def test_add_and_replace(house: House) -> None:
    """Add keeps who is there; replace does not. The version is the one after it."""
    added = await (await house.as_host("POST", "/roster?mode=add", data=GOOD.encode())).json()
    assert (added["version"], len((await house.state()).roster)) == (3, 7)
    journal = await (await house.as_host("GET", "/journal")).json()
    assert [entry["by"] for entry in journal if entry["type"] == "roster_imported"][-1] == "host"
    replaced = await (await house.as_host("POST", "/roster?mode=replace", data=GOOD.encode())).json()
    assert (replaced["version"], len((await house.state()).roster)) == (4, 2)


async def test_problems_by_row_column_and_mend(house: House) -> None:
    """In every mode a faulty file is 422 with all its problems, and nothing is saved."""
    before = await house.everything()
    for mode in ("preview", "add", "replace"):
        answer = await house.as_host("POST", f"/roster?mode={mode}", data=BAD.encode())
        await refusal(answer, 422, "rejected")
        body = await answer.json()
        assert {(p["row"], p["column"]) for p in body["problems"]} == {
            (2, "email"),
            (2, "years"),
            (4, "name"),
        }
        assert all(p["message"] and p["fix"] for p in body["problems"])
        assert body["version"] == 2
    assert await house.everything() == before


async def test_a_few_slow_lines_hold_nobody_up(house: House) -> None:
    """Whoever sends a file over a good line is answered while others' files are still on their way."""
    rest = asyncio.Event()
    begun = [asyncio.Event() for _ in range(3)]

    async def slowly(started: asyncio.Event) -> AsyncIterator[bytes]:
        yield GOOD[:10].encode()
        started.set()
        await rest.wait()
        yield GOOD[10:].encode()

    async def send(started: asyncio.Event) -> int:
        return (await house.as_host("POST", "/roster?mode=preview", data=slowly(started))).status

    slow = [asyncio.create_task(send(started)) for started in begun]
    for started in begun:
        await started.wait()
    async with asyncio.timeout(20):
        answer = await house.as_host("POST", "/roster?mode=preview", data=GOOD.encode())
    assert answer.status == 200
    assert not any(task.done() for task in slow)
    rest.set()
    assert await asyncio.gather(*slow) == [200, 200, 200]


async def test_a_file_that_is_no_roster(house: House) -> None:
    """Empty, binary and headless files are refused as a whole, with a mend."""
    before = await house.everything()
    for data in (b"", b"\x00\x01\x02" * 50, b"\x89PNG\r\n\x1a\n", b"just words\n", b"PK\x03\x04 broken"):
        answer = await house.as_host("POST", "/roster?mode=add", data=data)
        await refusal(answer, 422, "rejected")
        (problem,) = (await answer.json())["problems"]
        assert problem["row"] == 0
        assert problem["fix"]
    assert await house.everything() == before


async def test_the_mode_must_be_one_of_three(house: House) -> None:
    """Without a mode, or with another, nothing is read."""
    for query in ("", "?mode=", "?mode=delete"):
        answer = await house.as_host("POST", f"/roster{query}", data=GOOD.encode())
        assert (await refusal(answer, 400, "invalid"))["details"][0]["field"] == "mode"


async def test_a_form_is_not_a_file(house: House) -> None:
    """A multipart form is refused in words instead of being read as a roster."""
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = await house.as_host("POST", "/roster?mode=add", data=GOOD.encode(), headers=headers)
    await refusal(answer, 400, "invalid")


async def test_a_large_file_is_refused_early(tmp_path: Path) -> None:
    """By its announced size, and, if it has none, as soon as it is over the limit."""
    async with a_house(tmp_path, Settings(max_roster_bytes=2_000)) as house:
        before = await house.everything()
        announced = await house.as_host("POST", "/roster?mode=add", data=b"x" * 2_001)
        await refusal(announced, 413, "too_large")
        sent = []

        async def endless() -> AsyncIterator[bytes]:
            for number in range(100_000):
                sent.append(number)
                yield b"x" * 1_000

        streamed = await house.as_host("POST", "/roster?mode=add", data=endless())
        await refusal(streamed, 413, "too_large")
        assert len(sent) < 100_000
        assert await house.everything() == before


async def test_more_people_than_the_operator_allows(tmp_path: Path) -> None:
    """The file is refused with a mend, and nothing is saved."""
    async with a_house(tmp_path, Settings(max_people=5)) as house:
        before = await house.everything()
        many = "name,years\n" + "".join(f"Person {n},{n}\n" for n in range(6))
        answer = await house.as_host("POST", "/roster?mode=replace", data=many.encode())
        await refusal(answer, 422, "rejected")
        assert "max_people" in (await answer.json())["problems"][0]["fix"]
        assert await house.everything() == before


async def test_a_running_session_s_roster_is_not_replaced(house: House) -> None:
    """The core's refusal reaches the host in its shape."""
    await house.do("start")
    before = await house.everything()
    await refusal(await house.as_host("POST", "/roster?mode=replace", data=GOOD.encode()), 422, "rejected")
    assert await house.everything() == before


async def test_the_operator_is_no_host(house: House) -> None:
    """The operator makes sessions but does not read rosters into them."""
    answer = await house.ask(
        "POST", f"/api/v1/sessions/{house.id}/roster?mode=add", OPERATOR, data=b"name\nA\n"
    )
    await refusal(answer, 401, "unauthorized")


async def test_the_example_is_read_without_a_word(house: House) -> None:
    """What the server offers to start from has every column it reads, and nothing to mend or to ignore."""
    answer = await house.as_host("GET", "/roster/example.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="example-list.csv"'
    data = await answer.read()
    body = await (await house.as_host("POST", "/roster?mode=preview", data=data)).json()
    assert (body["problems"], body["notes"]) == ([], [])
    assert {person["side"] for person in body["people"]} == {"mentor", "mentee"}
    for field in ("email", "years", "role", "institution", "interests", "requests", "avoid"):
        assert any(person[field] for person in body["people"]), field
    someone = (await house.joined(name="Passer By", years=3))["token"]
    path = f"/api/v1/sessions/{house.id}/roster/example.csv"
    await refusal(await house.ask("GET", path, someone), 403, "forbidden")
