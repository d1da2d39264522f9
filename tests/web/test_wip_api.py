"""The API of works-in-progress sessions: made, linked to, and steered by who may, each in their own room."""

from typing import Any

import pytest
import pytest_asyncio

from sessionrunner.runtime.ports import Grant
from tests.web.house import OPERATOR, Browser, House, refusal
from tests.web.wip_house import ROOMS, Workshop, a_workshop


@pytest_asyncio.fixture
async def workshop(house: House) -> Workshop:
    """A session of two rooms with a paper in each."""
    return await a_workshop(house)


async def test_a_session_comes_with_a_link_for_every_room(house: House, workshop: Workshop) -> None:
    """Every room has a facilitator's and a display's link, whose tokens stand for that room only."""
    made = workshop.made
    assert set(made) == {"id", "code", "version", "links", "tokens", "facilitators", "displays"}
    for audience, field in (("facilitator", "facilitators"), ("stage", "displays")):
        assert [each["name"] for each in made[field]] == ROOMS
        for each in made[field]:
            assert each["link"] == f"{house.url}/enter#token={each['token']}"
            grant = await house.access.grant_of(each["token"])
            assert grant == Grant(session=workshop.id, audience=audience, track=each["track"])  # type: ignore[arg-type]
    assert [track.name for track in (await workshop.state()).tracks.values()] == ROOMS


async def test_the_settings_are_those_that_were_asked_for(house: House) -> None:
    """Minutes make the agenda, and what both formats have in common is taken, too."""
    asked = {
        "present_minutes": 10,
        "comment_minutes": 5,
        "changeover_minutes": 1,
        "threshold": 5,
        "walk_ins": False,
    }
    state = await (await a_workshop(house, **asked)).state()
    assert state.wip is not None
    assert (state.wip.settings.present_minutes, state.settings.threshold) == (10, 5)
    assert not state.settings.walk_ins
    lengths = {segment.kind: segment.duration_ms for segment in state.track.agenda}
    assert (lengths["present"], lengths["comments"]) == (600_000, 300_000)


async def test_every_fault_of_a_new_session_is_named(house: House) -> None:
    """Settings of flash mentoring are unknown here; wrong, doubled and nameless rooms are named at once."""
    before = await house.everything()
    wrong: dict[str, Any] = {
        "format": "wip", "title": " ", "rounds": 3, "present_minutes": 0, "written": "loudly",
        "threshold": "x", "policy": {"unused": "beer"},
    }  # fmt: skip
    error = await refusal(await house.ask("POST", "/api/v1/sessions", OPERATOR, json=wrong), 400, "invalid")
    fields = {detail["field"] for detail in error["details"]}
    assert fields == {"title", "rounds", "present_minutes", "written", "threshold", "policy.unused"}
    for rooms, words in (
        (["A", " A "], "two rooms called"),
        (["A", "  "], "without a name"),
        ([], "at least 1"),
    ):
        body = {"format": "wip", "title": "T", "tracks": rooms}
        error = await refusal(
            await house.ask("POST", "/api/v1/sessions", OPERATOR, json=body), 400, "invalid"
        )
        assert [detail["field"] for detail in error["details"]] == ["tracks"]
        assert words in error["details"][0]["message"]
    assert await house.everything() == before


async def test_each_audience_has_its_own_view(workshop: Workshop) -> None:
    """A facilitator and a display see their room, the wall of the hall all of them, an attendee their own."""
    second = workshop.facilitator(1)
    view = await workshop.me(second)
    assert (view["audience"], view["track"]["name"], [p["title"] for p in view["papers"]]) == (
        "facilitator", "Hall B", ["Compilers"],
    )  # fmt: skip
    display = await workshop.me(workshop.made["displays"][1]["token"])
    assert (display["audience"], display["track"]["name"]) == ("stage", "Hall B")
    hall = await workshop.me(workshop.made["tokens"]["stage"])
    assert (hall["track"], [room["name"] for room in hall["tracks"]]) == (None, ROOMS)
    grace = await workshop.me(await workshop.join("Grace Hopper"))
    assert (grace["room"]["name"], grace["me"]["roles"]) == ("Hall B", ["presenter"])
    host = await (await workshop.ask("GET", "")).json()
    assert [room["name"] for room in host["tracks"]] == ROOMS


async def test_a_facilitator_steers_their_own_room(workshop: Workshop) -> None:
    """Without naming it; the other room's clock does not move, and the journal says who it was."""
    answer = await workshop.command("start", workshop.facilitator(0))
    assert answer.status == 200, await answer.text()
    states = [track.clock.state for track in (await workshop.state()).tracks.values()]
    assert states == ["running", "waiting"]
    journal = await (await workshop.ask("GET", "/journal")).json()
    assert journal[-1]["by"] == "facilitator:t1"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("start", {}), ("advance", {}), ("end", {}), ("pause", {}), ("extend", {"seconds": 60}),
        ("call_on", {}), ("message_presenter", {"text": "hm"}), ("skip_segment", {}), ("catch_up", {}),
        ("insert_segment", {"minutes": 5}), ("set_policy", {"unused": "finish"}),
        ("reorder_queue", {"people": []}),
        ("finish_speaking", {}), ("raise_hand", {"person": "p2"}), ("lower_hand", {"person": "p2"}),
        ("start", {"track": "all"}), ("enter_room", {"room": "t2", "person": "p3"}),
        ("move_paper", {"paper": "w2"}),
    ],
)  # fmt: skip
async def test_a_facilitators_token_does_nothing_in_another_room(
    house: House, workshop: Workshop, kind: str, fields: dict[str, Any]
) -> None:
    """Whatever is commanded of the other room, or of all, is forbidden, and nothing has changed."""
    await workshop.do("start", track="t2")
    before = await house.everything()
    answer = await workshop.command(kind, workshop.facilitator(0), **{"track": "t2", **fields})
    await refusal(answer, 403, "forbidden")
    assert await house.everything() == before


async def test_a_facilitator_has_none_of_the_hosts_powers(house: House, workshop: Workshop) -> None:
    """Views, papers, links, journal, and commands about the session as a whole are the host's."""
    token, before = workshop.facilitator(0), await house.everything()
    for method, path in (("GET", ""), ("GET", "/journal"), ("POST", "/links"), ("POST", "/revoke")):
        await refusal(await workshop.ask(method, path, token, json={}), 403, "forbidden")
    for kind, fields in (
        ("announce", {"text": "x"}),
        ("remove_paper", {"paper": "w1"}),
        ("propose_order", {}),
    ):
        await refusal(await workshop.command(kind, token, **fields), 403, "forbidden")
    assert await house.everything() == before


async def test_links_for_facilitators_and_displays(house: House, workshop: Workshop) -> None:
    """The host gets fresh links for a room; a room that is not there, or none, is a named fault."""
    for audience in ("facilitator", "stage"):
        answer = await workshop.ask("POST", "/links", json={"audience": audience, "track": "t2"})
        assert answer.status == 201
        token = (await answer.json())["url"].partition("#token=")[2]
        grant = await house.access.grant_of(token)
        assert (grant.audience, grant.track) == (audience, "t2")
    for wrong in (
        {"audience": "facilitator"},
        {"audience": "facilitator", "track": "t9"},
        {"audience": "host", "track": "t1"},
        {"audience": "stage", "track": ""},
    ):
        error = await refusal(await workshop.ask("POST", "/links", json=wrong), 400, "invalid")
        assert [detail["field"] for detail in error["details"]] == ["track"]


async def test_flash_mentoring_has_no_facilitators(house: House) -> None:
    """It is said in words, and no link is made."""
    before = await house.everything()
    answer = await house.as_host("POST", "/links", json={"audience": "facilitator", "track": "main"})
    assert "Flash mentoring" in (await refusal(answer, 422, "rejected"))["message"]
    assert await house.everything() == before


async def test_revoking_a_facilitator_leaves_the_other_rooms_alone(house: House, workshop: Workshop) -> None:
    """Exactly that room's facilitators are cut off; the display and the other room's go on."""
    answer = await workshop.ask("POST", "/revoke", json={"audience": "facilitator", "track": "t1"})
    assert await answer.json() == {"revoked": 1}
    assert house.dropped == [
        Grant(session=workshop.id, audience="facilitator", track=(await workshop.state()).track.id)
    ]
    await refusal(await house.ask("GET", "/api/v1/me", workshop.facilitator(0)), 401, "unauthorized")
    assert (await workshop.me(workshop.facilitator(1)))["track"]["id"] == "t2"
    assert (await workshop.me(workshop.made["displays"][0]["token"]))["track"]["id"] == "t1"


async def test_each_audience_gets_its_own_page(house: House, workshop: Workshop, browser: Browser) -> None:
    """The link's token leads to the page of its audience, from the template of works in progress."""
    made = workshop.made
    for token, page, template in (
        (workshop.host, "host", "host_wip"),
        (workshop.facilitator(1), "facilitate", "facilitator"),
        (made["displays"][1]["token"], "stage", "presenter"),
        (await workshop.join("Kim Lee"), "me", "attendee_wip"),
    ):
        entered = await browser.post("/enter", {"token": token})
        assert (await entered.json())["next"] == f"/s/{workshop.id}/{page}"
        answer = await browser.get(f"/s/{workshop.id}/{page}")
        text = await answer.text()
        assert answer.status == 200, text
        assert f"<title>{template}</title>" in text
    answer = await browser.get(f"/s/{workshop.id}/print")
    assert (answer.status, "<title>print_wip</title>" in await answer.text()) == (200, True)
    answer = await browser.get(f"/s/{house.id}/facilitate")
    assert answer.status == 401


async def test_somebody_new_may_join_without_years(house: House, workshop: Workshop) -> None:
    """A misspelled name is still refused first, in words without years; who is on the list is found."""
    asked: dict[str, Any] = {"code": workshop.made["code"], "name": "Zoe Moss"}
    error = await refusal(await house.ask("POST", "/api/v1/join", json=asked), 422, "rejected")
    assert "years" not in error["message"]
    assert {detail["field"] for detail in error["details"]} == {"name", "years"}
    answer = await house.ask("POST", "/api/v1/join", json=asked | {"walk_in": True})
    assert answer.status == 201, await answer.text()
    person = (await workshop.state()).people[(await answer.json())["person"]]
    assert (person.name, person.years, person.walk_in) == ("Zoe Moss", None, True)
    before = len((await workshop.state()).roster)
    answer = await house.ask("POST", "/api/v1/join", json=asked | {"name": "Kim Lee", "walk_in": True})
    assert answer.status == 201
    assert len((await workshop.state()).roster) == before
