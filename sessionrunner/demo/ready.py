"""Makes the session of a demonstration, as an operator and host would."""

import asyncio
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import aiohttp

from sessionrunner.core.errors import Rejected
from sessionrunner.core.frozen import Frozen
from sessionrunner.demo.cast import cast, to_csv
from sessionrunner.demo.workshop import WISH, papers

FLASH = {"format": "flash", "title": "Flash mentoring, a demonstration"}


class RoomReady(Frozen):
    """A room of works in progress: the links to its pages, and the token of who facilitates it."""

    name: str
    facilitator_link: str
    display_link: str
    facilitator_token: str


class Ready(Frozen):
    """A session that waits for its start: the links to it, some tokens, and who is on the roster."""

    id: str
    code: str
    host_link: str
    stage_link: str
    join_link: str
    host_token: str
    stage_token: str
    emails: tuple[str, ...]
    rooms: tuple[RoomReady, ...] = ()


async def prepare_demo(address: str, operator_token: str, format_: str, people: int) -> Ready:
    """Make a session with `people` on its roster. Raises `Rejected` in the server's words."""
    roster = cast(people)
    async with aiohttp.ClientSession(f"{address}/api/v1/") as http:
        made = await _post(http, "sessions", operator_token, json=WISH if format_ == "wip" else FLASH)
        tokens, links = made["tokens"], made["links"]
        session = f"sessions/{made['id']}"
        await _send(http, f"{session}/roster?mode=replace", tokens["host"], "roster.csv", to_csv(roster))
        if format_ == "wip":
            await _send(http, f"{session}/papers?mode=replace", tokens["host"], "papers.csv", papers(roster))
            order = {"type": "propose_order", "id": "demo-order"}
            await _post(http, f"{session}/commands", tokens["host"], json=order)
    return Ready(
        id=made["id"],
        code=made["code"],
        host_link=links["host"],
        stage_link=links["stage"],
        join_link=links["join"],
        host_token=tokens["host"],
        stage_token=tokens["stage"],
        emails=tuple(row["email"] for row in roster),
        rooms=tuple(
            RoomReady(
                name=page["name"],
                facilitator_link=page["link"],
                display_link=display["link"],
                facilitator_token=page["token"],
            )
            for page, display in zip(made.get("facilitators", ()), made.get("displays", ()), strict=True)
        ),
    )


async def start_by_itself(address: str, ready: Ready, after_seconds: float) -> None:
    """Press Start after a while, for who only wants to watch; whoever is quicker has pressed it before."""
    await asyncio.sleep(after_seconds)
    async with aiohttp.ClientSession(f"{address}/api/v1/") as http:
        with suppress(Rejected):
            command = {"type": "start", "id": "demo-start"} | ({"track": "all"} if ready.rooms else {})
            await _post(http, f"sessions/{ready.id}/commands", ready.host_token, json=command)


async def _send(http: aiohttp.ClientSession, path: str, token: str, name: str, text: str) -> None:
    headers = {"X-Filename": quote(name), "Content-Type": "text/csv"}
    await _post(http, path, token, data=text.encode(), headers=headers)


async def _post(
    http: aiohttp.ClientSession, path: str, token: str, headers: dict[str, str] | None = None, **body: Any
) -> dict[str, Any]:
    shown = {"Authorization": f"Bearer {token}"} | (headers or {})
    async with http.post(path, headers=shown, **body) as answer:
        told: dict[str, Any] = await answer.json()
    if not answer.ok:
        raise Rejected(told["error"]["message"])
    return told
