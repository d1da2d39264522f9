"""Commands and questions about the time: an acknowledgement always comes."""

import pytest

from sessionrunner.gateway.options import Rate
from tests.gateway.house import House, a_house


async def test_a_command_is_answered_like_over_http(house: House) -> None:
    """The acknowledgement has the version and what happened; the view follows."""
    host = await house.phone("host")
    answer = await host.command("start")
    assert answer["version"] == (await house.session()).version
    assert answer["events"]
    assert (await host.event("view"))["clock"]["state"] == "running"


async def test_the_same_command_twice_is_carried_out_once(house: House) -> None:
    """A command sent again gets the first answer again and changes nothing."""
    host = await house.phone("host")
    first = await host.command("start", id="once")
    again = await host.command("start", id="once")
    assert again == first
    assert (await house.session()).version == first["version"]
    refused = await host.command("start", id="twice")
    assert refused["error"]["code"] == "rejected"
    assert await host.command("start", id="twice") == refused


async def test_a_stale_command_is_told_the_version(house: House) -> None:
    """Of two hosts who press at once, the second hears that something changed, and to what version."""
    one, two = await house.phone("host"), await house.phone("host")
    version = one.view["version"]
    done = await one.command("start", expected_version=version)
    error = (await two.command("start", expected_version=version))["error"]
    assert (error["code"], error["current_version"]) == ("stale_version", done["version"])


async def test_an_attendee_may_not_command_the_session(house: House) -> None:
    """What a token does not allow is refused, and nothing has changed."""
    before = await house.session()
    for phone in (await house.phone("attendee", (await house.people())[0]), await house.phone("stage")):
        assert (await phone.command("start"))["error"]["code"] == "forbidden"
    assert await house.session() == before


async def test_an_attendee_checks_in_themselves_only(house: House) -> None:
    """The socket's own token says who gives the command; the command cannot say otherwise."""
    me, other = (await house.people())[:2]
    phone = await house.phone("attendee", me)
    assert "version" in await phone.command("check_in")
    assert (await phone.command("check_in", person=other))["error"]["code"] == "forbidden"
    assert [person.attendance for person in (await house.session()).roster[:2]] == ["here", "expected"]


@pytest.mark.parametrize(
    "payload",
    [
        [],
        [None],
        [7],
        ["start"],
        [{}],
        [{"type": "start"}],
        [{"type": "tick", "id": "a"}],
        [{"type": "join", "id": "a"}],
        [{"type": "start", "id": "a", "more": 1}],
        [{"type": "start", "id": "a"}, {"type": "start", "id": "b"}],
        [{"type": "extend", "id": "a", "seconds": 1e99}],
        [{"type": ["start"], "id": "a"}],
        [[[[[[[[[[[[[[]]]]]]]]]]]]]],
    ],
)
async def test_garbage_is_answered_as_invalid_and_changes_nothing(
    house: House, payload: list[object]
) -> None:
    """Whatever comes as a command is answered in the one shape of errors, and the socket stays."""
    before = await house.session()
    host = await house.phone("host")
    error = (await host.ask("command", *payload))["error"]
    assert error["code"] == "invalid"
    assert error["message"]
    assert await house.session() is before
    assert "t1" in await host.ask("sync", {"t0": 1})


async def test_an_event_that_does_not_exist_is_answered(house: House) -> None:
    """A mistyped event is told what there is."""
    host = await house.phone("host")
    assert (await host.ask("comand", {}))["error"]["details"][0]["field"] == "event"


async def test_sync_gives_back_both_clocks(house: House) -> None:
    """t0 comes back as it was sent, t1 is the server's clock."""
    phone = await house.phone("stage")
    assert await phone.ask("sync", {"t0": 1234.5}) == {"t0": 1234.5, "t1": house.clock.now()}


@pytest.mark.parametrize("payload", [[], [1], [{}], [{"t0": "1"}], [{"t0": None}], [{"t0": 1, "t2": 2}]])
async def test_a_bad_sync_is_answered_as_invalid(house: House, payload: list[object]) -> None:
    """Only a number alone is a time."""
    phone = await house.phone("stage")
    assert (await phone.ask("sync", *payload))["error"]["code"] == "invalid"


async def test_too_many_commands_are_refused_until_later() -> None:
    """Beyond the allowance a command is refused without being looked at; the host has a larger one."""
    async with a_house(
        commands=Rate(per_second=0.001, burst=2), syncs=Rate(per_second=0.001, burst=1)
    ) as house:
        phone = await house.phone("attendee", (await house.people())[0])
        codes = [(await phone.command("start"))["error"]["code"] for _ in range(3)]
        assert codes == ["forbidden", "forbidden", "rate_limited"]
        assert "t1" in await phone.ask("sync", {"t0": 1})
        assert (await phone.ask("sync", {"t0": 1}))["error"]["code"] == "rate_limited"
        host = await house.phone("host")
        answers = [await host.command("announce", text=str(n)) for n in range(3)]
        assert all("version" in answer for answer in answers)


async def test_a_fault_of_ours_is_answered_too(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the server fails in a way nobody thought of, whoever pressed is told, and the socket stays."""
    host = await house.phone("host")

    async def fails(*_: object) -> None:
        raise ZeroDivisionError

    runner = await house.runner()
    monkeypatch.setattr(runner, "submit", fails)
    error = (await host.command("start"))["error"]
    assert error["code"] == "unavailable"
    assert "t1" in await host.ask("sync", {"t0": 1})


async def test_every_command_is_counted_by_how_it_went(house: House) -> None:
    """Done, refused, refused again, and not understood; never by a word of the sender's own."""
    host = await house.phone("host")
    await host.command("start")
    for _ in range(2):
        await host.command("start", id="again")
    await host.command("sing")
    await host.ask("command", 7)
    assert house.counted == [
        ("start", "done"),
        ("start", "rejected"),
        ("start", "rejected"),
        ("unknown", "invalid"),
        ("unknown", "invalid"),
    ]
