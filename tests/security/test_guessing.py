"""Somebody guesses codes, without end and as fast as they can."""

import asyncio
import random
from collections import Counter

import aiohttp

from sessionrunner.core.codes import ALPHABET, CODE_LENGTH
from sessionrunner.core.errors import Refusal
from sessionrunner.web.joining import Joining
from sessionrunner.web.limits import Limit
from tests.web.house import Browser, House

TRIES = 10_000
AT_ONCE = 4
HONEST = 300
ELSEWHERE, ROOM = "192.0.2.7", "198.51.100.9"
"""Addresses, as a trusted proxy tells them."""


async def guess(house: House, code: str, address: str) -> aiohttp.ClientResponse:
    """Ask for a session by its code."""
    headers = {"X-Forwarded-For": address}
    return await house.ask("GET", f"/api/v1/join/session?code={code}", headers=headers)


async def guess_much(house: House, address: str, tries: int) -> set[int]:
    """Try random codes; answers the statuses that came back."""
    chance = random.Random(tries)
    codes = iter(["".join(chance.choices(ALPHABET, k=CODE_LENGTH)) for _ in range(tries)])
    statuses: set[int] = set()

    async def one_after_the_other() -> None:
        for code in codes:
            async with await guess(house, code, address) as answer:
                statuses.add(answer.status)

    await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))
    return statuses


async def everything_said(answer: aiohttp.ClientResponse) -> tuple[int, str, dict[str, str]]:
    """All that a guesser can see of an answer, but when it was given."""
    headers = {name: value for name, value in answer.headers.items() if name not in {"Date", "Retry-After"}}
    return answer.status, await answer.text(), headers


async def test_ten_thousand_guesses_hit_nothing(house: House) -> None:
    """Ten a second: no more are looked up than the limit allows, and none of those is right."""
    limit = Limit(30, "Too many", house.seconds)
    joining = Joining(house.sessions, house.access, limit, most_people=100)
    chance = random.Random(1)
    outcomes: Counter[str] = Counter()
    for _ in range(TRIES):
        house.seconds.now += 0.1
        try:
            await joining.session("".join(chance.choices(ALPHABET, k=CODE_LENGTH)), ELSEWHERE)
            outcomes["hit"] += 1
        except Refusal as refusal:
            outcomes[refusal.code] += 1
    assert outcomes["hit"] == 0
    assert outcomes["not_found"] <= 30 + TRIES * 0.1 * 30 / 60
    assert outcomes.total() == TRIES


async def test_a_hit_and_a_miss_look_the_same(house: House) -> None:
    """Once the tries of an address are used up, the right code is answered like a wrong one, to the byte."""
    assert await guess_much(house, ELSEWHERE, 100) == {404, 429}
    hit = await everything_said(await guess(house, house.code, ELSEWHERE))
    miss = await everything_said(await guess(house, "ZZZZZ9", ELSEWHERE))
    assert hit == miss
    assert hit[0] == 429


async def test_a_guesser_keeps_nobody_out_who_is_in_the_room(house: House, browser: Browser) -> None:
    """Three hundred people behind the guesser's own address join while the guessing goes on."""
    page = {"X-Forwarded-For": ROOM}
    token = house.made["tokens"]["host"]
    await browser.client.post(
        house.url + "/enter", json={"token": token}, headers=page | {"Origin": house.url}
    )
    await browser.client.get(f"{house.url}/s/{house.id}/host", headers=page)
    guessing = asyncio.create_task(guess_much(house, ROOM, 400))
    for number in range(HONEST):
        body = {"code": house.code, "name": f"Honest {number}", "years": 1}
        answer = await house.ask("POST", "/api/v1/join", json=body, headers=page)
        assert answer.status == 201, (number, await answer.text())
    assert await guessing == {404, 429}


async def test_many_guesses_at_once_are_no_more_than_one_after_the_other(house: House) -> None:
    """What is under way counts already: a burst gets no more look-ups than the limit."""
    answers = await asyncio.gather(
        *(guess(house, f"ZZZZ{a}{b}", ELSEWHERE) for a in ALPHABET for b in "234567")
    )
    assert sum(answer.status == 404 for answer in answers) == 30
