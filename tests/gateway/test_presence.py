"""Who is connected, as the host's page is told."""

from tests.gateway.house import House, a_house


async def test_the_host_sees_who_is_connected(house: House) -> None:
    """On connecting the host is told who is there: people once however many devices, hosts, stages."""
    me, other = (await house.people())[:2]
    for person in (me, me, other):
        await house.phone("attendee", person)
    await house.phone("stage")
    host = await house.phone("host")
    assert await host.event("presence") == {"people": sorted([me, other]), "hosts": 1, "stages": 1}
    assert house.gateway.presence(house.id).people == tuple(sorted([me, other]))


async def test_the_host_is_told_when_it_changes() -> None:
    """Somebody who comes and goes is seen soon; a second device that goes changes nothing."""
    async with a_house(presence_every=0.01) as house:
        me = (await house.people())[0]
        host = await house.phone("host")
        assert (await host.event("presence"))["people"] == []
        first, second = [await house.phone("attendee", me) for _ in range(2)]
        while (await host.event("presence"))["people"] != [me]:
            pass
        await first.hang_up()
        await second.hang_up()
        assert (await host.event("presence"))["people"] == []
        assert not any(name == "presence" for name, _ in host.seen)


async def test_many_changes_are_gathered_up() -> None:
    """Forty arrivals within a second are one or two messages to the host, not forty."""
    async with a_house(presence_every=0.5) as house:
        host = await house.phone("host")
        await host.event("presence")
        for _ in range(40):
            await house.phone("stage")
        told = 1
        while (await host.event("presence"))["stages"] < 40:
            told += 1
        assert told <= 5


async def test_nobody_but_the_host_is_told(house: House) -> None:
    """Who is connected is the host's to know."""
    me, other = (await house.people())[:2]
    phone, stage = await house.phone("attendee", me), await house.phone("stage")
    host = await house.phone("host")
    await host.event("presence")
    await house.phone("attendee", other)
    while other not in (await host.event("presence"))["people"]:
        pass
    assert await phone.events_so_far() == []
    assert await stage.events_so_far() == []
