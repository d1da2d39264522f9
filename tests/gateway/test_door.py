"""Who gets in, and that whoever does not hears nothing and is closed."""

import asyncio
import json
import logging
from unittest.mock import Mock

import aiohttp
import pytest
from aiohttp import web

from sessionrunner.gateway.wire import Take, Wire
from sessionrunner.runtime.ports import Grant
from tests.gateway.house import House, Phone, a_house


async def test_a_token_lets_in_and_the_whole_view_comes_first(house: House) -> None:
    """A program with a token gets the view of its audience at once, and nothing before it."""
    phone = await Phone.open(house)
    await phone.connect({"token": await house.token("host")})
    assert phone.view["audience"] == "host"
    assert len(phone.view["people"]) == 7
    assert phone.seen == []


async def test_each_audience_gets_its_own_view(house: House) -> None:
    """An attendee sees themselves, the stage no person's details."""
    person = (await house.people())[0]
    phone = await house.phone("attendee", person)
    stage = await house.phone("stage")
    assert phone.view["me"]["id"] == person
    assert stage.view["audience"] == "stage"
    assert "people" not in stage.view


async def test_a_page_is_let_in_by_its_cookie(house: House) -> None:
    """A page names its session and audience; the token stays in the cookie."""
    cookie = f"sr_stage_{house.id}={await house.token('stage')}"
    phone = await Phone.open(house, Origin=house.url, Cookie=cookie)
    await phone.connect({"session": house.id, "audience": "stage"})
    assert phone.view["audience"] == "stage"


async def test_a_cookie_without_an_origin_counts_for_nothing(house: House) -> None:
    """What cannot be a page of ours is not let in by a cookie."""
    phone = await Phone.open(house, Cookie=f"sr_host_{house.id}={await house.token('host')}")
    error = await phone.refused({"session": house.id, "audience": "host"})
    assert error["code"] == "forbidden"


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1", "file://", "http://["]
)
async def test_a_foreign_page_gets_no_socket(house: House, origin: str) -> None:
    """Another site's page cannot open a socket at all, with whatever cookies or tokens."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
        await Phone.open(house, Origin=origin)
    assert refusal.value.status == 403


async def test_the_public_url_is_the_only_origin_where_it_is_set() -> None:
    """With a public address set, the Host header does not make a page ours."""
    async with a_house(public_url="https://sessions.example.org") as house:
        await Phone.open(house, Origin="https://sessions.example.org")
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await Phone.open(house, Origin=house.url)


@pytest.mark.parametrize(
    ("auth", "code"),
    [
        ({}, "unauthorized"),
        ({"token": ""}, "unauthorized"),
        ({"token": "x" * 43}, "unauthorized"),
        ({"token": 7}, "invalid"),
        ({"token": "x", "more": 1}, "invalid"),
        ({"session": "s"}, "invalid"),
        ({"session": "s", "audience": "boss"}, "invalid"),
    ],
)
async def test_bad_credentials_are_refused_in_words_and_closed(
    house: House, auth: dict[str, object], code: str
) -> None:
    """Whatever is shown instead of a good token ends the connection, and says why."""
    phone = await Phone.open(house, Origin=house.url)
    error = await phone.refused(auth)
    assert error["code"] == code
    assert error["message"]
    assert house.gateway.connected() == 0


async def test_the_cookie_of_another_session_or_audience_does_not_count(house: House) -> None:
    """A token in a cookie with another name stands for what it was made for, not for the name."""
    token = await house.token("stage")
    phone = await Phone.open(house, Origin=house.url, Cookie=f"sr_host_{house.id}={token}")
    assert (await phone.refused({"session": house.id, "audience": "host"}))["code"] == "unauthorized"
    phone = await Phone.open(house, Origin=house.url, Cookie=f"sr_stage_other={token}")
    assert (await phone.refused({"session": "other", "audience": "stage"}))["code"] == "unauthorized"


async def test_a_revoked_token_does_not_let_in(house: House) -> None:
    """What was revoked is as good as unknown."""
    token = await house.token("host")
    await house.access.revoke(await house.grant("host"))
    phone = await Phone.open(house)
    assert (await phone.refused({"token": token}))["code"] == "unauthorized"


async def test_a_token_that_is_revoked_while_it_is_looked_up_does_not_let_in(house: House) -> None:
    """Whoever was found good a moment before the others were let go of is looked up once more."""
    grant, token = await house.grant("host"), await house.token("host")
    find = house.access.grant_of

    async def found_just_before(shown: str) -> Grant:
        found = await find(shown)
        house.access.grant_of = find  # type: ignore[method-assign]
        await house.access.revoke(grant)
        await house.gateway.drop(grant)
        return found

    house.access.grant_of = found_just_before  # type: ignore[assignment,method-assign]
    phone = await Phone.open(house)
    assert (await phone.refused({"token": token}))["code"] == "unauthorized"
    assert house.gateway.connected() == 0


async def test_a_person_who_was_removed(house: House) -> None:
    """A good token of somebody who is not on the roster any more is answered in words."""
    person = (await house.people())[0]
    token = await house.token("attendee", person)
    await house.give("remove_person", person=person)
    assert (await (await Phone.open(house)).refused({"token": token}))["code"] == "not_found"


async def test_a_facilitator_has_nothing_to_see_in_a_flash_session(house: House) -> None:
    """An audience without a page is told so, instead of being left without a view."""
    phone = await Phone.open(house)
    assert (await phone.refused({"token": await house.token("facilitator")}))["code"] == "not_found"


async def test_who_is_not_let_in_hears_no_broadcast(house: House) -> None:
    """A connection without credentials gets nothing while others are sent views and pulses."""
    stranger = await Phone.open(house)
    host = await house.phone("host")
    await house.give("start")
    await host.event("view")
    await house.give("announce", text="Hello")
    await host.event("view")
    await stranger.say("41")
    assert await stranger.ended() == 1000
    assert stranger.seen == []


async def test_a_socket_that_never_says_who_it_is_is_closed() -> None:
    """Whoever does not come in with a token in time is closed, pings or not."""
    async with a_house(admit_within=0.1) as house:
        stranger = await Phone.open(house)
        assert await stranger.ended() == 1008
        await house.until(lambda: house.gateway.waiting() == 0)


async def test_who_was_let_in_in_time_stays() -> None:
    """The limit is for those who were not let in only."""
    async with a_house(admit_within=0.2) as house:
        phone = await house.phone("stage")
        stranger = await Phone.open(house)
        assert await stranger.ended() == 1008
        assert "t1" in await phone.ask("sync", {"t0": 1})


@pytest.mark.parametrize(
    "query",
    [
        "",
        "EIO=4",
        "EIO=4&transport=polling",
        "EIO=3&transport=websocket",
        "EIO=4&transport=websocket&sid=abc",
        "EIO=4&transport=websocket&j=0&EIO=5",
    ],
)
async def test_only_websockets_are_spoken(house: House, query: str) -> None:
    """Long polling, old protocols and upgrades of other connections are refused with a reason."""
    async with aiohttp.ClientSession() as http, http.get(f"{house.url}/socket.io/?{query}") as answer:
        assert answer.status == 400
        assert await answer.text()


async def test_more_than_the_server_can_take() -> None:
    """Beyond the limit a connection is refused before it costs anything, and later ones get in."""
    async with a_house(most_sockets=1) as house:
        first = await Phone.open(house)
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await Phone.open(house)
        assert refusal.value.status == 503
        await first.say("41")
        await first.ended()
        await Phone.open(house)


@pytest.mark.parametrize("again", ["own", "another", "none"])
async def test_who_is_in_does_not_come_in_once_more(house: House, again: str) -> None:
    """A connection is one client for good: asking again ends it, and leaves nobody behind."""
    phone = await house.phone("stage")
    token = await house.token("host" if again == "another" else "stage")
    await phone.say("40" if again == "none" else "40" + json.dumps({"token": token}))
    assert await phone.ended() == 1008
    await house.until(lambda: house.gateway.connected() == 0 and house.gateway.waiting() == 0)
    assert phone.seen == []


async def test_a_knock_that_is_cut_off_is_no_welcome(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server stops while it looks somebody up: they are turned away, and told to try again."""
    monkeypatch.setattr(house.access, "grant_of", Mock(side_effect=asyncio.CancelledError))
    phone = await Phone.open(house)
    error = await phone.refused({"token": "t"})
    assert error["code"] == "unavailable"
    assert house.gateway.connected() == 0


async def test_who_is_gone_before_the_handshake_is_no_fault(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When thousands come at once some give up at once; that fills no log and leaves nothing behind."""
    begin = Wire.serve

    async def gone(wire: Wire, take: Take) -> web.StreamResponse:
        wire._transport.abort()
        return await begin(wire, take)

    monkeypatch.setattr(Wire, "serve", gone)
    async with aiohttp.ClientSession() as http:
        with pytest.raises(aiohttp.ClientError):
            await http.ws_connect(f"{house.url}/socket.io/?EIO=4&transport=websocket")
    await house.until(lambda: house.gateway.waiting() == 0)
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []
