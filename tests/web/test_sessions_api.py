"""The API of sessions: made by the operator, seen and steered by the host, refused to everybody else."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from sessionrunner.core.model import Audience
from sessionrunner.runtime.ports import Grant
from sessionrunner.settings import Settings
from tests.web.house import OPERATOR, House, a_house, refusal

WANTED = {"format": "flash", "title": "Hour"}


async def test_a_session_comes_with_its_links_and_tokens(house: House) -> None:
    """Creating answers with exactly what the contract names, and the tokens are good."""
    answer = await house.ask("POST", "/api/v1/sessions", OPERATOR, json={**WANTED, "rounds": 4, "seats": 2})
    body = await answer.json()
    assert answer.status == 201
    assert set(body) == {"id", "code", "version", "links", "tokens"}
    assert body["links"] == {
        "host": f"{house.url}/enter#token={body['tokens']['host']}",
        "stage": f"{house.url}/enter#token={body['tokens']['stage']}",
        "join": f"{house.url}/j/{body['code']}",
    }
    host = await house.access.grant_of(body["tokens"]["host"])
    assert host == Grant(session=body["id"], audience="host")
    session = (await house.sessions.get(body["id"])).session
    assert (session.settings.rounds, session.settings.seats, session.title) == (4, 2, "Hour")


async def test_every_fault_of_a_new_session_is_named(house: House) -> None:
    """Unknown, missing, mistyped and outsized fields are all named at once, and no session is made."""
    before = await house.everything()
    wrong: dict[str, Any] = {
        "format": "flush", "rounds": 0, "seats": "two", "colour": "red", "rooms": {"kind": "moon", "x": 1},
    }  # fmt: skip
    answer = await house.ask("POST", "/api/v1/sessions", OPERATOR, json=wrong)
    error = await refusal(answer, 400, "invalid")
    fields = {detail["field"] for detail in error["details"]}
    assert fields == {"format", "title", "rounds", "seats", "colour", "rooms.kind", "rooms.x"}
    assert await house.everything() == before


async def test_a_room_links_to_the_web_only(house: House) -> None:
    """An address that would run is refused, when a session is made and when its settings change."""
    for template in ("javascript:alert(1)", "data:text/html,<script>", " jAvAsCrIpT:x", "meet.example.org"):
        rooms = {"kind": "link", "template": template}
        body = {"format": "flash", "title": "T", "rooms": rooms}
        made = await refusal(await house.ask("POST", "/api/v1/sessions", OPERATOR, json=body), 400, "invalid")
        change = {"id": template, "type": "update_settings", "settings": {"rooms": rooms}}
        changed = await refusal(await house.as_host("POST", "/commands", json=change), 400, "invalid")
        for error in (made, changed):
            assert [detail["field"] for detail in error["details"]] == ["rooms.template"]


async def test_a_blank_title_is_no_title(house: House) -> None:
    """White space alone is refused."""
    answer = await house.ask("POST", "/api/v1/sessions", OPERATOR, json={**WANTED, "title": " \t "})
    error = await refusal(answer, 400, "invalid")
    assert [detail["field"] for detail in error["details"]] == ["title"]


async def test_only_the_operator_makes_sessions(house: House) -> None:
    """No token, a made-up one and a host's are refused, and no session is made."""
    before = await house.everything()
    for token, status, code in (
        (None, 401, "unauthorized"),
        ("x" * 43, 403, "forbidden"),
        (house.made["tokens"]["host"], 403, "forbidden"),
    ):
        await refusal(await house.ask("POST", "/api/v1/sessions", token, json=WANTED), status, code)
    assert await house.everything() == before


async def test_the_host_sees_the_host_view(house: House) -> None:
    """The view is the host's, with the roster in it and the address to join."""
    view = await (await house.as_host("GET", "")).json()
    assert (view["audience"], view["session"]["id"], view["version"]) == ("host", house.id, 2)
    assert view["join_url"] == f"{house.url}/j/{house.code}"
    assert [person["name"] for person in view["people"]][:2] == ["Ada Lovelace", "Grace Hopper"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("GET", "/plan"),
        ("GET", "/journal"),
        ("POST", "/roster?mode=add"),
        ("POST", "/links"),
        ("POST", "/revoke"),
    ],
)
async def test_a_host_s_routes_are_for_that_session_s_host(house: House, method: str, path: str) -> None:
    """Nobody, a revoked token, other audiences and another session's host are refused everywhere."""
    other = await (await house.ask("POST", "/api/v1/sessions", OPERATOR, json=WANTED)).json()
    revoked = Grant(session=house.id, audience="facilitator")
    withdrawn = await house.access.mint(revoked)
    await house.access.revoke(revoked)
    attendee = (await house.joined(name="Ada Lovelace"))["token"]
    before = await house.everything()
    address = f"/api/v1/sessions/{house.id}{path}"
    for token, status, code in (
        (None, 401, "unauthorized"),
        ("no token", 401, "unauthorized"),
        (withdrawn, 401, "unauthorized"),
        (attendee, 403, "forbidden"),
        (house.made["tokens"]["stage"], 403, "forbidden"),
        (other["tokens"]["host"], 403, "forbidden"),
    ):
        await refusal(await house.ask(method, address, token, json={}), status, code)
    assert await house.everything() == before


async def test_a_command_is_answered_with_version_and_events(house: House) -> None:
    """Start answers as the contract says; the same id again gets the same answer, and nothing changes."""
    sent = {"id": "one", "type": "start"}
    first = await (await house.as_host("POST", "/commands", json=sent)).json()
    assert first["version"] == 3
    assert {event["type"] for event in first["events"]} >= {"segment_started", "planned"}
    before = await house.everything()
    assert await (await house.as_host("POST", "/commands", json=sent)).json() == first
    assert await house.everything() == before


async def test_a_command_on_an_old_version_is_stale(house: House) -> None:
    """409 with the current version, also when it is sent again, and nothing changed."""
    before = await house.everything()
    sent = {"id": "one", "type": "start", "expected_version": 1}
    for _ in range(2):
        error = await refusal(await house.as_host("POST", "/commands", json=sent), 409, "stale_version")
        assert error["current_version"] == 2
    assert await house.everything() == before


async def test_commands_that_make_no_sense_change_nothing(house: House) -> None:
    """Rejected, invalid in several fields, and of an unknown type: each in its code."""
    before = await house.everything()
    await refusal(
        await house.as_host("POST", "/commands", json={"id": "1", "type": "pause"}), 422, "rejected"
    )
    odd = {"type": "extend", "seconds": "long", "x": 1}
    error = await refusal(await house.as_host("POST", "/commands", json=odd), 400, "invalid")
    assert {detail["field"] for detail in error["details"]} == {"id", "seconds", "x"}
    error = await refusal(
        await house.as_host("POST", "/commands", json={"id": "2", "type": "sing"}), 400, "invalid"
    )
    assert error["details"][0]["field"] == "type"
    assert await house.everything() == before


async def test_an_attendee_commands_only_themselves(house: House) -> None:
    """Checking oneself out works; another person, or the clock, does not."""
    ada = await house.joined(name="Ada Lovelace")
    address = f"/api/v1/sessions/{house.id}/commands"
    before = await house.everything()
    for command in ({"type": "start"}, {"type": "check_out", "person": "p2"}):
        answer = await house.ask("POST", address, ada["token"], json={"id": "a", **command})
        await refusal(answer, 403, "forbidden")
    assert await house.everything() == before
    answer = await house.ask("POST", address, ada["token"], json={"id": "b", "type": "check_out"})
    assert answer.status == 200
    assert (await house.state()).people[ada["person"]].attendance == "gone"


async def test_commands_have_a_limit(house: House) -> None:
    """A flood of commands is refused with the time to wait, and nobody else is affected."""
    ada, grace = await house.joined(name="Ada Lovelace"), await house.joined(name="Grace Hopper")
    address = f"/api/v1/sessions/{house.id}/commands"
    for _ in range(300):
        await house.ask("POST", address, ada["token"], json={})
    flood = await house.ask("POST", address, ada["token"], json={})
    await refusal(flood, 429, "rate_limited")
    assert int(flood.headers["Retry-After"]) >= 1
    sent = {"id": "g", "type": "check_in"}
    assert (await house.ask("POST", address, grace["token"], json=sent)).status == 200


async def test_the_plan_is_there_once_it_is_drawn(house: House) -> None:
    """404 in words before the start, the contract's Plan afterwards."""
    await refusal(await house.as_host("GET", "/plan"), 404, "not_found")
    await house.do("start")
    plan = await (await house.as_host("GET", "/plan")).json()
    assert set(plan) == {"seed", "people", "rounds", "quality"}
    assert len(plan["rounds"]) == 6


async def test_the_journal_tells_what_happened(house: House) -> None:
    """Every entry has version, instant, who and what, in one flat group of fields."""
    entries = await (await house.as_host("GET", "/journal")).json()
    assert [entry["type"] for entry in entries] == ["session_created", "roster_imported"]
    assert entries[0]["title"] == "Hour"
    assert all({"version", "at", "by", "type"} <= set(entry) for entry in entries)


@pytest.mark.parametrize("audience", ["host", "stage"])
async def test_a_fresh_link_lets_in(house: House, audience: Audience) -> None:
    """The host gets new links for the stage and for another host; so does the operator."""
    for token in (house.made["tokens"]["host"], OPERATOR):
        answer = await house.ask(
            "POST", f"/api/v1/sessions/{house.id}/links", token, json={"audience": audience}
        )
        assert answer.status == 201
        fresh = (await answer.json())["url"].partition("/enter#token=")[2]
        assert await house.access.grant_of(fresh) == Grant(session=house.id, audience=audience)


@pytest.mark.parametrize("public_url", ["", "https://mentoring.example.org"])
async def test_every_link_names_the_address_that_the_join_link_has(tmp_path: Path, public_url: str) -> None:
    """Whoever hosts by localhost, an operator too, hands out links that others can open."""
    shared = public_url or "http://192.168.1.20:8080"
    async with a_house(
        tmp_path, Settings(public_url=public_url), address="http://192.168.1.20:8080"
    ) as house:
        for token, audience in product((house.made["tokens"]["host"], OPERATOR), ("host", "stage")):
            path = f"/api/v1/sessions/{house.id}/links"
            made = await (await house.ask("POST", path, token, json={"audience": audience})).json()
            assert made["url"].startswith(f"{shared}/enter#token=")
        assert house.made["links"]["join"].startswith(f"{shared}/j/")


async def test_no_link_for_other_audiences_or_sessions(house: House) -> None:
    """An attendee's link cannot be had this way, nor any of a session that is not there."""
    before = await house.everything()
    await refusal(await house.as_host("POST", "/links", json={"audience": "attendee"}), 400, "invalid")
    answer = await house.ask("POST", "/api/v1/sessions/nowhere/links", OPERATOR, json={"audience": "host"})
    await refusal(answer, 404, "not_found")
    assert await house.everything() == before


async def test_revoked_tokens_are_worth_nothing(house: House) -> None:
    """Revoking the stage's or one attendee's tokens cuts them off, and nobody else."""
    ada, grace = await house.joined(name="Ada Lovelace"), await house.joined(name="Grace Hopper")
    answer = await house.as_host("POST", "/revoke", json={"audience": "attendee", "person": ada["person"]})
    assert await answer.json() == {"revoked": 1}
    assert house.dropped == [Grant(session=house.id, audience="attendee", person=ada["person"])]
    await refusal(await house.ask("GET", "/api/v1/me", ada["token"]), 401, "unauthorized")
    assert (await house.ask("GET", "/api/v1/me", grace["token"])).status == 200
    assert (await house.as_host("POST", "/revoke", json={"audience": "stage"})).status == 200
    await refusal(await house.ask("GET", "/api/v1/me", house.made["tokens"]["stage"]), 401, "unauthorized")


async def test_revoking_is_refused_where_it_could_lock_out(house: House) -> None:
    """The host's own tokens, everybody's at once, and a stage with a person: refused, nothing changed."""
    before = await house.everything()
    for wanted, status, code in (
        ({"audience": "host"}, 403, "forbidden"),
        ({"audience": "attendee"}, 400, "invalid"),
        ({"audience": "stage", "person": "p1"}, 400, "invalid"),
    ):
        await refusal(await house.as_host("POST", "/revoke", json=wanted), status, code)
    assert await house.everything() == before


async def test_a_proposal_fills_the_hour(house: House) -> None:
    """Anybody may ask how to use an hour; what cannot be is named field by field."""
    asked = {"total_minutes": 60, "mentors": 12, "mentees": 20, "move_seconds": 30}
    answer = await house.ask("POST", "/api/v1/propose", json=asked)
    body = await answer.json()
    assert set(body) == {"rounds", "round_minutes", "brief_minutes", "close_minutes", "total_minutes"}
    assert body["total_minutes"] <= 60
    wrong = await house.ask("POST", "/api/v1/propose", json={**asked, "total_minutes": 0, "mentors": -1})
    error = await refusal(wrong, 400, "invalid")
    assert {detail["field"] for detail in error["details"]} == {"total_minutes", "mentors"}
