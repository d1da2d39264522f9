"""Works in progress over real sockets: everybody sees their own room, and nobody steers another's."""

from collections.abc import AsyncIterator

import pytest_asyncio

from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.model import Audience, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import seconds
from sessionrunner.core.wip.settings import WipSettings
from sessionrunner.runtime.ports import Grant
from sessionrunner.runtime.sessions import NewSession
from tests.gateway.house import House, Phone, a_house

T1, T2 = TrackId("t1"), TrackId("t2")
ADA, GRACE, KIM, LEE = (PersonId(f"p{number}") for number in range(1, 5))


@pytest_asyncio.fixture
async def house() -> AsyncIterator[House]:
    """Two rooms: Ada presents in the first, Grace in the second; Kim listens in the first, Lee in none."""
    async with a_house() as opened:
        settings = WipSettings(tracks=("Hall A", "Hall B"))
        new = NewSession(format="wip", title="Works", settings=FlashSettings(), wip=settings)
        opened.id = (await opened.sessions.create(new)).id
        for name in ("Ada", "Grace", "Kim", "Lee"):
            await opened.give("add_person", name=name)
        await opened.give("add_paper", title="Engines", presenters=[ADA], room=T1)
        await opened.give("add_paper", title="Compilers", presenters=[GRACE], room=T2)
        await opened.give("enter_room", room=T1, person=KIM)
        yield opened


async def in_room(house: House, audience: Audience, track: TrackId) -> Phone:
    """A facilitator's page, or a room's display."""
    phone = await Phone.open(house)
    grant = Grant(session=house.id, audience=audience, track=track)
    await phone.connect({"token": await house.access.mint(grant)})
    return phone


async def test_everybody_sees_their_own_room(house: House) -> None:
    """The first view has the clock and the agenda of one's own room, whoever one is."""
    for phone, audience, room in (
        (await in_room(house, "facilitator", T2), "facilitator", "Hall B"),
        (await in_room(house, "stage", T2), "stage", "Hall B"),
        (await house.phone("attendee", GRACE), "attendee", "Hall B"),
        (await house.phone("attendee", KIM), "attendee", "Hall A"),
    ):
        assert phone.view["audience"] == audience
        assert (phone.view.get("track") or phone.view["room"])["name"] == room
    hall = await house.phone("stage")
    assert [room["name"] for room in hall.view["tracks"]] == ["Hall A", "Hall B"]


async def test_a_pulse_has_the_clock_of_ones_own_room(house: House) -> None:
    """When one room pauses, its people read that it pauses, the others that theirs runs; all know of all."""
    await house.give("start", track="all")
    phones = {
        "paused": await house.phone("attendee", KIM),
        "running": await house.phone("attendee", GRACE),
    }
    display = await in_room(house, "stage", T2)
    house.clock.move_by(seconds(20))
    await house.give("pause", track=T1)
    for state, phone in (*phones.items(), ("running", display)):
        pulse = await phone.event("pulse")
        assert pulse["clock"]["state"] == state
        assert [room["clock"]["state"] for room in pulse["tracks"]] == ["paused", "running"]
        assert await phone.events_so_far() == []


async def test_somebody_in_no_room_goes_by_the_first(house: House) -> None:
    """As their first view does, until they choose one; then by that one."""
    await house.give("start", track=T2)
    lee = await house.phone("attendee", LEE)
    assert (lee.view["room"], lee.view["clock"]["state"]) == (None, "waiting")
    assert "version" in await lee.command("enter_room", room=T2)
    assert (await lee.event("view"))["clock"]["state"] == "running"
    await house.give("pause", track=T2)
    assert (await lee.event("pulse"))["clock"]["state"] == "paused"


async def test_a_hand_is_seen_by_its_room_only(house: House) -> None:
    """The room's facilitator and display, and who sits in it; of the other room nobody is sent a view."""
    await house.give("start", track="all")
    kim, grace = await house.phone("attendee", KIM), await house.phone("attendee", GRACE)
    first, second = await in_room(house, "facilitator", T1), await in_room(house, "facilitator", T2)
    answer = await kim.command("raise_hand")
    assert answer["events"][0]["type"] == "hand_raised"
    assert (await kim.event("view"))["hand"]["place"] == 1
    assert [entry["name"] for entry in (await first.event("view"))["queue"]] == ["Kim"]
    assert (await second.event("pulse"))["version"] == answer["version"]
    for stranger in (grace, second):
        assert await stranger.events_so_far() == []


async def test_what_a_facilitator_never_sees_locks_nobody_out(house: House) -> None:
    """After a written comment, a hand elsewhere and a newcomer, each page acts on the version it was sent."""
    await house.give("start", track="all")
    page, kim = await in_room(house, "facilitator", T1), await house.phone("attendee", KIM)
    grace, host = await house.phone("attendee", GRACE), await house.phone("host")
    for phone, kind, fields in (
        (kim, "write_comment", {"paper": "w1", "text": "Hm.", "signed": False}),
        (grace, "raise_hand", {}),
        (host, "add_person", {"name": "Mary"}),
    ):
        moved = await phone.command(kind, **fields)
        seen = (await page.event("pulse"))["version"]
        assert seen == moved["version"]
        assert "version" in await page.command("extend", seconds=60, expected_version=seen)
        await page.event("view")


async def test_who_comes_is_seen_by_who_facilitates(house: House) -> None:
    """A presenter was only expected in the room; the page is told when they are there."""
    await house.give("add_person", name="Mary", here=False)
    await house.give("add_paper", title="Looms", presenters=["p5"], room=T1)
    page = await in_room(house, "facilitator", T1)
    assert {each["name"]: each["here"] for each in page.view["people"]} == {
        "Ada": True,
        "Kim": True,
        "Mary": False,
    }
    await house.give("check_in", person="p5")
    assert all(each["here"] for each in (await page.event("view"))["people"])


async def test_a_message_reaches_the_rooms_display(house: House) -> None:
    """From the facilitator's page to the display and the presenter's own phone, and to no other room's."""
    await house.give("start", track="all")
    await house.give("enter_room", room=T2, person=ADA)
    page = await in_room(house, "facilitator", T1)
    display, other = await in_room(house, "stage", T1), await in_room(house, "stage", T2)
    presenter, elsewhere = await house.phone("attendee", ADA), await house.phone("attendee", GRACE)
    assert presenter.view["message"] is None
    await page.command("message_presenter", text="5 minutes")
    for eyes in (display, presenter):
        assert (await eyes.event("view"))["message"]["text"] == "5 minutes"
    for stranger in (other, elsewhere):
        assert await stranger.events_so_far() == []


async def test_a_facilitator_does_nothing_in_another_room(house: House) -> None:
    """What names the other room is forbidden, what names none is done in one's own, and only there."""
    page = await in_room(house, "facilitator", T1)
    before = await house.session()
    for track in (T2, "all"):
        answer = await page.command("start", track=track)
        assert answer["error"]["code"] == "forbidden"
    assert await house.session() == before
    assert "version" in await page.command("start")
    tracks = (await house.session()).tracks
    assert [tracks[name].clock.state for name in (T1, T2)] == ["running", "waiting"]


async def test_a_facilitator_of_no_room_is_turned_away(house: House) -> None:
    """A token for a room that is not in the session (any more) shows nothing."""
    for audience in ("facilitator", "stage"):
        phone = await Phone.open(house)
        grant = Grant(session=house.id, audience=audience, track=TrackId("t9"))
        error = await phone.refused({"token": await house.access.mint(grant)})
        assert error["code"] == "not_found"


async def test_a_revoked_facilitator_is_cut_off(house: House) -> None:
    """Those of that room only."""
    first, second = await in_room(house, "facilitator", T1), await in_room(house, "facilitator", T2)
    grant = Grant(session=house.id, audience="facilitator", track=T1)
    assert await house.access.revoke(grant) == 1
    await house.gateway.drop(grant)
    assert await first.ended() == 1008
    assert await second.events_so_far() == []


async def test_the_host_is_told_which_rooms_have_a_facilitator(house: House) -> None:
    """By room, with those that have none; displays too."""
    await in_room(house, "facilitator", T2)
    await in_room(house, "stage", T1)
    host = await house.phone("host")
    presence = await host.event("presence")
    assert presence["facilitators"] == {"t1": 0, "t2": 1}
    assert (presence["displays"], presence["stages"]) == ({"t1": 1, "t2": 0}, 1)


async def test_only_its_presenters_hear_of_a_comment(house: House) -> None:
    """A written comment is in the presenter's view at once, unsigned, and nobody else is sent a thing."""
    ada, kim = await house.phone("attendee", ADA), await house.phone("attendee", KIM)
    grace = await house.phone("attendee", GRACE)
    answer = await kim.command("write_comment", paper="w1", text="Hm.", signed=False)
    assert [event["type"] for event in answer["events"]] == ["comment_written"]
    assert (await ada.event("view"))["comments"] == [
        {"paper": "w1", "text": "Hm.", "at": house.clock.now(), "author": None}
    ]
    assert await grace.events_so_far() == []
    assert await kim.events_so_far() == []
