"""Letting people go: revoked links, too many devices, an erased session, a server that stops."""

import asyncio
import time

import aiohttp
import pytest

from tests.gateway.house import House, Phone, a_house


async def test_a_revoked_grant_is_dropped_at_once(house: House) -> None:
    """Everybody with the grant is let go, except by the token that is kept; other grants stay."""
    kept_token = await house.token("host")
    kept = await Phone.open(house)
    await kept.connect({"token": kept_token})
    host, stage = await house.phone("host"), await house.phone("stage")
    await house.gateway.drop(await house.grant("host"), keep=kept_token)
    assert await host.ended() == 1008
    assert ("text", "41") in host.seen
    for phone in (kept, stage):
        assert "t1" in await phone.ask("sync", {"t0": 1})


async def test_nobody_is_dropped_who_is_not_there(house: House) -> None:
    """Dropping is safe when nobody is connected."""
    await house.gateway.drop(await house.grant("host"))
    await house.gateway.drop_session(house.id)
    assert house.gateway.connected() == 0


async def test_an_erased_session_lets_everybody_go(house: House) -> None:
    """When a session is gone, so are its sockets."""
    phones = [await house.phone("host"), await house.phone("stage")]
    await house.gateway.drop_session(house.id)
    assert [await phone.ended() for phone in phones] == [1008, 1008]


async def test_of_too_many_devices_the_first_goes() -> None:
    """One person's devices are limited, so that one token cannot take the server; the newest works."""
    async with a_house(most_devices=2) as house:
        me, other = (await house.people())[:2]
        somebody = await house.phone("attendee", other)
        first, second, third = [await house.phone("attendee", me) for _ in range(3)]
        assert await first.ended() == 1008
        for phone in (somebody, second, third):
            assert "t1" in await phone.ask("sync", {"t0": 1})


async def test_a_server_that_stops_closes_everybody_with_1012_in_time() -> None:
    """Two hundred sockets, some never let in: all hear 1012, which makes clients come back, in seconds."""
    async with a_house() as house:
        phones = [await house.phone("stage") for _ in range(40)]
        phones += [await Phone.open(house) for _ in range(160)]
        began = time.monotonic()
        _, *codes = await asyncio.gather(house.gateway.close(), *(phone.ended() for phone in phones))
        assert codes == [1012] * 200
        assert time.monotonic() - began < 5
        assert (house.gateway.connected(), house.gateway.waiting()) == (0, 0)


async def test_who_does_not_say_goodbye_is_cut_off() -> None:
    """A client that does not answer the closing handshake does not hold the server up."""
    async with a_house(goodbye_within=0.1) as house:
        phone = await house.phone("stage")
        await house.gateway.close()
        assert house.gateway.connected() == 0
        assert await phone.ended() is not None


async def test_nobody_comes_in_while_the_server_stops(house: House) -> None:
    """A stopping server takes no new sockets, which would only be cut off again."""
    await house.gateway.close()
    with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
        await Phone.open(house)
    assert refusal.value.status == 503
