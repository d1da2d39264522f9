"""Joining: who is meant, who is new, who must ask the host, and how often one may guess."""

from pathlib import Path
from typing import Any

import pytest

from sessionrunner.runtime.ports import Grant
from sessionrunner.settings import Settings
from tests.web.house import Browser, House, a_house, refusal


async def test_somebody_on_the_list_joins_by_name(house: House) -> None:
    """The answer is token, session and person; the token is theirs, and they are checked in."""
    body = await house.joined(name="  ada LOVELACE ")
    assert set(body) == {"token", "session", "person"}
    assert await house.access.grant_of(body["token"]) == Grant(
        session=house.id, audience="attendee", person=body["person"]
    )
    person = (await house.state()).people[body["person"]]
    assert (person.name, person.joined, person.attendance) == ("Ada Lovelace", True, "here")


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ({"email": "GRACE@example.org"}, "Grace Hopper"),
        ({"name": "grace@example.org"}, "Grace Hopper"),
        ({"name": "Jose Nandu"}, "José Ñandú"),
        ({"person": "p2"}, "Grace Hopper"),
        ({"name": "Kim Lee", "email": "kim2@example.org"}, "Kim Lee"),
        ({"name": "Ada Lovelace", "email": "new@example.org"}, "Ada Lovelace"),
    ],
)
async def test_people_are_found_as_they_write_themselves(
    house: House, who: dict[str, Any], name: str
) -> None:
    """By email, by an email in the name's field, without accents, and by the id a search gave."""
    body = await house.joined(**who)
    assert (await house.state()).people[body["person"]].name == name


async def test_the_code_is_read_generously(house: House) -> None:
    """Case, spaces and hyphens do not matter."""
    code = f" {house.code[:3].lower()}-{house.code[3:]} "
    answer = await house.ask("POST", "/api/v1/join", json={"code": code, "name": "Ada Lovelace"})
    assert answer.status == 201


async def test_who_is_not_listed_is_asked_for_their_years(house: House) -> None:
    """Without years it is refused, naming the field; with them somebody new joins, as a walk-in."""
    before = await house.everything()
    error = await refusal(await house.join(name="Alan Turing"), 422, "rejected")
    assert {detail["field"] for detail in error["details"]} == {"name", "years"}
    await refusal(await house.join(name="Alan Turing", walk_in=True), 422, "rejected")
    assert await house.everything() == before
    body = await house.joined(name=" Alan  Turing", years=3, institution="King's")
    person = (await house.state()).people[body["person"]]
    assert (person.name, person.years, person.institution) == ("Alan Turing", 3, "King's")
    assert person.walk_in
    assert person.joined


async def test_somebody_new_may_have_a_name_that_is_taken(house: House) -> None:
    """`new` with years makes another person of the same name."""
    body = await house.joined(name="Ada Lovelace", years=1, new=True)
    assert body["person"] == "p6"
    assert [p.name for p in (await house.state()).roster].count("Ada Lovelace") == 2


async def test_equal_names_must_choose(house: House) -> None:
    """Two Kim Lees: refused, with their institutions; the id chooses."""
    before = await house.everything()
    error = await refusal(await house.join(name="Kim Lee"), 422, "rejected")
    assert [detail["message"] for detail in error["details"]] == ["Kim Lee, Oslo", "Kim Lee, Lima"]
    assert await house.everything() == before
    assert (await house.joined(person="p4"))["person"] == "p4"


@pytest.mark.parametrize(
    ("who", "status", "code"),
    [
        ({}, 400, "invalid"),
        ({"name": ""}, 400, "invalid"),
        ({"name": 3}, 400, "invalid"),
        ({"name": "x" * 201, "years": 2}, 400, "invalid"),
        ({"name": "Alan", "years": -1}, 400, "invalid"),
        ({"name": "Alan", "years": "many"}, 400, "invalid"),
        ({"name": "Ada Lovelace", "role": "mentor"}, 400, "invalid"),
        ({"email": "nobody@example.org", "years": 4}, 422, "rejected"),
        ({"name": "\u200b", "years": 4}, 422, "rejected"),
        ({"person": "p99"}, 422, "rejected"),
    ],
)
async def test_who_cannot_join_changes_nothing(
    house: House, who: dict[str, Any], status: int, code: str
) -> None:
    """Nobody named, wrong types, values out of range, unknown fields and unknown people."""
    before = await house.everything()
    await refusal(await house.join(**who), status, code)
    assert await house.everything() == before


async def test_walk_ins_can_be_switched_off(house: House) -> None:
    """Then a name that is not listed is refused in words that send to the host, years or not."""
    await house.do("update_settings", settings={"walk_ins": False})
    before = await house.everything()
    for who in ({"name": "Alan Turing"}, {"name": "Alan Turing", "years": 3}):
        assert "host" in (await refusal(await house.join(**who), 422, "rejected"))["message"]
    assert await house.everything() == before


async def test_a_full_session_takes_no_walk_ins(tmp_path: Path) -> None:
    """At the operator's limit nobody new gets in, while those on the list still do."""
    async with a_house(tmp_path, Settings(max_people=5)) as house:
        before = await house.everything()
        await refusal(await house.join(name="Alan Turing", years=3), 422, "rejected")
        assert await house.everything() == before
        await house.joined(name="Ada Lovelace")


async def test_a_claimed_name_asks_the_host(house: House) -> None:
    """A second device gets no token, but a claim; the host sees who asks, and not the asker's secret."""
    await house.joined(name="Ada Lovelace")
    error = await refusal(await house.join(email="ada@example.org"), 422, "rejected")
    claim = error["claim"]
    assert await (await house.ask("GET", f"/api/v1/join/claims/{claim}")).json() == {"state": "waiting"}
    view = await (await house.as_host("GET", "")).json()
    assert [(c["person"]) for c in view["claims"]] == ["p1"]
    assert claim not in (await (await house.as_host("GET", "")).text())
    by_id = await house.ask("GET", f"/api/v1/join/claims/{house.id}.{view['claims'][0]['id']}")
    await refusal(by_id, 404, "not_found")


async def test_an_allowed_claim_hands_out_one_token(house: House, browser: Browser) -> None:
    """The asker gets in, and asking again (the answer was lost) gives the same token."""
    first = await house.joined(name="Ada Lovelace")
    asked = await browser.post("/api/v1/join", {"code": house.code, "name": "Ada Lovelace"})
    claim = (await refusal(asked, 422, "rejected"))["claim"]
    waiting = (await (await house.as_host("GET", "")).json())["claims"][0]["id"]
    await house.do("answer_claim", claim=waiting, allow=True)
    answer = await browser.client.get(
        f"{house.url}/api/v1/join/claims/{claim}", headers={"X-Requested-With": "page"}
    )
    body = await answer.json()
    assert (body["state"], body["session"], body["person"]) == ("allowed", house.id, "p1")
    assert body["token"] != first["token"]
    assert (await browser.get(f"/s/{house.id}/me")).status == 200
    again = await (await house.ask("GET", f"/api/v1/join/claims/{claim}")).json()
    assert again["token"] == body["token"]
    assert (await house.ask("GET", "/api/v1/me", first["token"])).status == 200


async def test_a_refused_claim_gets_nothing(house: House) -> None:
    """The asker hears that the host has turned them away; there is no token in it."""
    await house.joined(name="Ada Lovelace")
    claim = (await refusal(await house.join(name="Ada Lovelace"), 422, "rejected"))["claim"]
    waiting = (await (await house.as_host("GET", "")).json())["claims"][0]["id"]
    await house.do("answer_claim", claim=waiting, allow=False)
    answer = await house.ask("GET", f"/api/v1/join/claims/{claim}")
    assert await answer.json() == {"state": "refused"}


@pytest.mark.parametrize("claim", ["x", "x.y", "..", "s.s.s", "a" * 200])
async def test_made_up_claims_are_not_known(house: House, claim: str) -> None:
    """Whatever somebody makes up is simply not there."""
    await refusal(await house.ask("GET", f"/api/v1/join/claims/{claim}"), 404, "not_found")


async def test_claims_count_like_misses(house: House) -> None:
    """Nobody can flood the host's page with questions: after the limit they are refused."""
    await house.joined(name="Ada Lovelace")
    for _ in range(30):
        await refusal(await house.join(name="Ada Lovelace"), 422, "rejected")
    before = await house.everything()
    await refusal(await house.join(name="Ada Lovelace"), 429, "rate_limited")
    assert await house.everything() == before


async def test_an_answer_that_was_lost_is_given_again(house: House) -> None:
    """The same attempt sent again is the same person with the same token, for walk-ins too."""
    attempt = "0123456789abcdef"
    people: tuple[dict[str, Any], ...] = ({"name": "Ada Lovelace"}, {"name": "Alan Turing", "years": 2})
    for number, who in enumerate(people):
        first = await house.joined(**who, attempt=f"{attempt}{number}")
        before = await house.everything()
        assert await house.joined(**who, attempt=f"{attempt}{number}") == first
        assert await house.everything() == before


async def test_a_page_s_browser_keeps_the_token(house: House, browser: Browser) -> None:
    """Joining from a page sets the cookie; joining again there is the same person, unasked."""
    sent = {"code": house.code, "name": "Ada Lovelace"}
    first = await browser.post("/api/v1/join", sent)
    cookie = first.headers["Set-Cookie"]
    assert cookie.startswith(f"sr_attendee_{house.id}=")
    for part in ("HttpOnly", "SameSite=Lax", "Path=/", f"Max-Age={30 * 24 * 3600}"):
        assert part in cookie
    assert "Secure" not in cookie
    before = await house.everything()
    assert await (await browser.post("/api/v1/join", sent)).json() == await first.json()
    assert await house.everything() == before


async def test_a_program_gets_no_cookie(house: House) -> None:
    """Without the page's header only the body has the token."""
    assert "Set-Cookie" not in (await house.join(name="Ada Lovelace")).headers


async def test_wrong_codes_run_out(house: House) -> None:
    """After the limit even the right code must wait; a minute later it need not."""
    for _ in range(30):
        wrong = await house.ask("POST", "/api/v1/join", json={"code": "ZZZZZ9", "name": "Ada Lovelace"})
        error = await refusal(wrong, 404, "not_found")
        assert error["details"][0]["field"] == "code"
    before = await house.everything()
    limited = await house.join(name="Ada Lovelace")
    await refusal(limited, 429, "rate_limited")
    assert 1 <= int(limited.headers["Retry-After"]) <= 2
    assert await house.everything() == before
    house.seconds.now += 60
    assert (await house.join(name="Ada Lovelace")).status == 201


async def test_a_code_that_was_right_before_stays_so_there(house: House) -> None:
    """Somebody in the room guesses codes without end: the others, who hold the room's code, still get in."""
    await house.joined(name="Ada Lovelace")
    for _ in range(40):
        await house.ask("POST", "/api/v1/join", json={"code": "ZZZZZ9", "name": "Kim"})
    assert (await house.join(name="Grace Hopper")).status == 201
    await refusal(await house.ask("GET", "/api/v1/join/session?code=ZZZZZ9"), 429, "rate_limited")


async def test_the_hosts_page_makes_the_code_known_in_its_room(house: House, browser: Browser) -> None:
    """Even when the guessing begins before the first guest comes."""
    await browser.post("/enter", {"token": house.made["tokens"]["host"]})
    assert (await browser.get(f"/s/{house.id}/host")).status == 200
    for _ in range(40):
        await house.ask("POST", "/api/v1/join", json={"code": "ZZZZZ9", "name": "Kim"})
    assert (await house.join(name="Grace Hopper")).status == 201


async def test_right_codes_never_run_out(house: House) -> None:
    """A whole room behind one address gets in, and codes that cannot be codes cost nothing."""
    for number in range(60):
        await house.joined(name=f"Somebody {number}", years=1)
        answer = await house.ask("GET", "/api/v1/join/session?code=12")
        await refusal(answer, 404, "not_found")


async def test_a_session_introduces_itself(house: House) -> None:
    """Whoever has the code learns the title and how to join, and nothing about anybody."""
    answer = await house.ask("GET", f"/api/v1/join/session?code={house.code.lower()}&extra=1")
    assert await answer.json() == {
        "title": "Hour", "format": "flash", "code": house.code, "walk_ins": True, "threshold": 7,
        "over": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("lov", ["Ada Lovelace"]),
        ("nandu", ["José Ñandú"]),
        ("kim", ["Kim Lee", "Kim Lee"]),
        ("lee", ["Kim Lee", "Kim Lee"]),
        ("ovelac", ["Ada Lovelace"]),
        ("zzz", []),
        ("ñ", ["José Ñandú"]),
    ],
)
async def test_three_letters_find_a_name(house: House, typed: str, names: list[str]) -> None:
    """Parts of names find them, accents or not; equal names come with their institutions."""
    answer = await house.ask("GET", f"/api/v1/join/names?code={house.code}&q={typed}")
    people = (await answer.json())["people"]
    assert [person["name"] for person in people] == names
    assert all(set(person) == {"person", "name", "institution", "joined"} for person in people)


async def test_few_letters_are_refused_and_few_names_given(house: House) -> None:
    """Nobody can list the roster letter by letter, nor get more than eight names at once."""
    answer = await house.ask("GET", f"/api/v1/join/names?code={house.code}&q=ki")
    await refusal(answer, 400, "invalid")
    for number in range(12):
        await house.joined(name=f"Walker {number}", years=1)
    answer = await house.ask("GET", f"/api/v1/join/names?code={house.code}&q=walker")
    assert len((await answer.json())["people"]) == 8


async def test_a_new_name_is_found_at_once(house: House) -> None:
    """The remembered names follow the roster."""
    address = f"/api/v1/join/names?code={house.code}&q=turing"
    assert (await (await house.ask("GET", address)).json())["people"] == []
    await house.joined(name="Alan Turing", years=2)
    assert [p["joined"] for p in (await (await house.ask("GET", address)).json())["people"]] == [True]


async def test_me_is_one_s_own_view(house: House, browser: Browser) -> None:
    """By token, or from a page by its cookie; the host's token has no such view."""
    ada = await house.joined(name="Ada Lovelace")
    view = await (await house.ask("GET", "/api/v1/me", ada["token"])).json()
    assert (view["audience"], view["me"]["name"]) == ("attendee", "Ada Lovelace")
    assert "grace" not in str(view).lower()
    stage = await (await house.ask("GET", "/api/v1/me", house.made["tokens"]["stage"])).json()
    assert stage["audience"] == "stage"
    await refusal(await house.ask("GET", "/api/v1/me", house.made["tokens"]["host"]), 403, "forbidden")
    await refusal(await house.ask("GET", "/api/v1/me"), 400, "invalid")
    await browser.post("/api/v1/join", {"code": house.code, "name": "Grace Hopper"})
    own = await browser.get(f"/api/v1/me?session={house.id}")
    assert (await own.json())["me"]["name"] == "Grace Hopper"


async def test_a_second_device_comes_in_by_link(house: House, browser: Browser) -> None:
    """The link's token is the same person; it comes with a QR code, and not without end."""
    await browser.post("/api/v1/join", {"code": house.code, "name": "Ada Lovelace"})
    body = await (await browser.post("/api/v1/me/links", {"session": house.id})).json()
    token = body["url"].partition("/enter#token=")[2]
    assert (await house.access.grant_of(token)).person == "p1"
    assert body["qr"].startswith("<svg")
    for _ in range(9):
        assert (await browser.post("/api/v1/me/links", {"session": house.id})).status == 201
    before = await house.everything()
    await refusal(await browser.post("/api/v1/me/links", {"session": house.id}), 429, "rate_limited")
    assert await house.everything() == before


async def test_somebody_taken_off_the_list_is_told(house: House, browser: Browser) -> None:
    """Their view is gone in words, and the page leads back to joining."""
    await browser.post("/api/v1/join", {"code": house.code, "name": "Ada Lovelace"})
    await house.do("remove_person", person="p1")
    await refusal(await browser.get(f"/api/v1/me?session={house.id}"), 404, "not_found")
    page = await browser.get(f"/s/{house.id}/me")
    assert page.status == 404
    assert f"/j/{house.code}" in await page.text()
    assert (await browser.get(f"/j/{house.code}")).status == 200
