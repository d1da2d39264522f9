"""Joining is more than one thing to be stored: a fault between them leaves nobody standing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from sessionrunner.core.errors import Unavailable
from sessionrunner.runtime.ports import Grant, StoreUnavailableError
from sessionrunner.runtime.runner import SessionRunner
from tests.web.house import OPERATOR, House, refusal

ATTEMPT = "0123456789abcdef"


@asynccontextmanager
async def no_tokens(house: House) -> AsyncIterator[None]:
    """No token can be stored: the disk has become full."""
    mint = house.access.mint

    async def fail(_: Grant) -> str:
        raise StoreUnavailableError("The disk is full.")

    house.access.mint = fail  # type: ignore[assignment,method-assign]
    yield
    house.access.mint = mint  # type: ignore[method-assign]


async def test_somebody_on_the_list_is_not_half_in(house: House) -> None:
    """Without a token nobody counts as here, so that trying again is not taken for a second device."""
    before = await house.everything()
    async with no_tokens(house):
        error = await refusal(await house.join(name="Ada Lovelace"), 503, "unavailable")
        assert "nothing was changed" in error["message"]
    assert await house.everything() == before
    assert (await house.joined(name="Ada Lovelace"))["token"]


async def test_somebody_new_is_put_on_the_list_once(house: House) -> None:
    """The same attempt again gets the token that the first could not be given, as the same person."""
    who = {"name": "Alan Turing", "years": 2, "attempt": ATTEMPT}
    async with no_tokens(house):
        for _ in range(2):
            await refusal(await house.join(**who), 503, "unavailable")
    joined = await house.joined(**who)
    people = [person for person in (await house.state()).roster if person.name == "Alan Turing"]
    assert [person.id for person in people] == [joined["person"]]
    assert await house.access.grant_of(joined["token"]) == Grant(
        session=house.id, audience="attendee", person=joined["person"]
    )


@pytest.mark.parametrize("who", [{"name": "Ada Lovelace"}, {"name": "Alan Turing", "years": 2}])
async def test_who_cannot_be_stored_gets_no_token(
    house: House, who: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the session cannot be saved, whoever asked is told, and gets in by asking again."""

    async def fail(*_: object) -> None:
        raise Unavailable("This could not be saved, so nothing was changed.")

    state = await house.state()
    with monkeypatch.context() as patch:
        patch.setattr(SessionRunner, "submit", fail)
        answer = await house.join(**who, attempt=ATTEMPT)
        assert "token" not in await answer.text()
        await refusal(answer, 503, "unavailable")
    assert await house.state() == state
    assert (await house.joined(**who, attempt=ATTEMPT))["token"]


async def test_a_session_without_links_is_said_and_found(house: House) -> None:
    """Whoever makes one is told where it is, instead of making another; there its host's link is made."""
    new = {"format": "flash", "title": "Half"}
    async with no_tokens(house):
        answer = await house.ask("POST", "/api/v1/sessions", OPERATOR, json=new)
        error = await refusal(answer, 503, "unavailable")
    assert "was made" in error["message"]
    (half,) = [each for each in await house.database.store.summaries() if each.title == "Half"]
    link = {"audience": "host"}
    answer = await house.ask("POST", f"/api/v1/sessions/{half.id}/links", OPERATOR, json=link)
    assert answer.status == 201
