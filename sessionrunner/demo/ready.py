"""Makes the session of a demonstration, as an operator and host would."""

import asyncio
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import aiohttp

from sessionrunner.core.errors import Rejected
from sessionrunner.core.frozen import Frozen
from sessionrunner.demo.cast import cast, to_csv

FILE = "roster.csv"


class Ready(Frozen):
    """A session that waits for its start: the links to it, the stage's token, and who is on the roster."""

    id: str
    code: str
    host_link: str
    stage_link: str
    join_link: str
    host_token: str
    stage_token: str
    emails: tuple[str, ...]


async def prepare_demo(address: str, operator_token: str, format_: str, people: int) -> Ready:
    """Make a session with `people` on its roster. Raises `Rejected` in the server's words."""
    roster = cast(people)
    async with aiohttp.ClientSession(f"{address}/api/v1/") as http:
        wish = {"format": format_, "title": "Flash mentoring, a demonstration"}
        made = await _post(http, "sessions", operator_token, json=wish)
        tokens, links = made["tokens"], made["links"]
        await _post(
            http,
            f"sessions/{made['id']}/roster?mode=replace",
            tokens["host"],
            data=to_csv(roster).encode(),
            headers={"X-Filename": quote(FILE), "Content-Type": "text/csv"},
        )
    return Ready(
        id=made["id"],
        code=made["code"],
        host_link=links["host"],
        stage_link=links["stage"],
        join_link=links["join"],
        host_token=tokens["host"],
        stage_token=tokens["stage"],
        emails=tuple(row["email"] for row in roster),
    )


async def start_by_itself(address: str, ready: Ready, after_seconds: float) -> None:
    """Press Start after a while, for who only wants to watch; whoever is quicker has pressed it before."""
    await asyncio.sleep(after_seconds)
    async with aiohttp.ClientSession(f"{address}/api/v1/") as http:
        with suppress(Rejected):
            command = {"type": "start", "id": "demo-start"}
            await _post(http, f"sessions/{ready.id}/commands", ready.host_token, json=command)


async def _post(
    http: aiohttp.ClientSession, path: str, token: str, headers: dict[str, str] | None = None, **body: Any
) -> dict[str, Any]:
    shown = {"Authorization": f"Bearer {token}"} | (headers or {})
    async with http.post(path, headers=shown, **body) as answer:
        told: dict[str, Any] = await answer.json()
    if not answer.ok:
        raise Rejected(told["error"]["message"])
    return told
