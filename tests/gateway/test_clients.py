"""The official clients of the protocol get along with the server; the documentation says what it does."""

import asyncio
import re
from pathlib import Path
from typing import Any, get_args

import pytest
import socketio

from sessionrunner.core.errors import ErrorCode
from sessionrunner.gateway.options import GatewayOptions
from tests.gateway.house import PATIENCE, House

DOCS = Path(__file__).parent.parent.parent / "docs" / "socket.md"


async def test_the_python_client_gets_views_and_answers(house: House) -> None:
    """python-socketio's client connects by token, gets its view, commands, and leaves."""
    client = socketio.AsyncClient(handle_sigint=False)
    views: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    client.on("view", views.put)
    auth = {"token": await house.token("host")}
    async with asyncio.timeout(PATIENCE):
        await client.connect(house.url, auth=auth, transports=["websocket"])
        assert (await views.get())["clock"]["state"] == "waiting"
        answer = await client.call("command", {"type": "start", "id": "a"})
        assert (await views.get())["version"] == answer["version"]
        assert await client.call("sync", {"t0": 5}) == {"t0": 5, "t1": house.clock.now()}
        assert house.gateway.connected() == 1
        await client.disconnect()
        await house.until(lambda: house.gateway.connected() == 0)


async def test_the_python_client_hears_why_it_is_refused(house: House) -> None:
    """A bad token is an error in the client, with the words of the server."""
    client = socketio.AsyncClient(handle_sigint=False, reconnection=False)
    told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    client.on("connect_error", told.put)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await client.connect(house.url, auth={"token": "x" * 43}, transports=["websocket"])
    async with asyncio.timeout(PATIENCE):
        error = (await told.get())["data"]["error"]
    assert error["code"] == "unauthorized"
    await client.disconnect()


def test_the_documentation_names_what_there_is() -> None:
    """Every event is in the documentation, and every limit as it is; every code in it exists."""
    text = DOCS.read_text(encoding="utf-8")
    for event in ("view", "pulse", "presence", "command", "sync"):
        assert f"| `{event}` |" in text
    options = GatewayOptions(address="")
    for rate in (options.frames, options.commands, options.host_commands, options.syncs):
        assert f"{rate.burst} at once, then {rate.per_second:g} a second" in text
    assert f"{options.admit_within:g} seconds is closed" in text
    assert f"| {options.most_devices}; the one" in text
    assert f"| {options.most_pages} |" in text
    assert f"within {options.ping_every + options.pong_within:g} seconds" in text
    named = set(re.findall(r"`([a-z]+(?:_[a-z]+)*)` \(", text)) | {"rate_limited"}
    assert named & set(get_args(ErrorCode)) >= {
        "unauthorized",
        "forbidden",
        "not_found",
        "invalid",
        "unavailable",
    }
