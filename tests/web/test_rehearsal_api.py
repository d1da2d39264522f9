"""A host tries a session out over HTTP."""

import pytest

from tests.web.house import OPERATOR, House, refusal


async def test_a_session_is_tried_out_and_left_as_it_was(house: House) -> None:
    """The answer is that of `rehearse --json`; of the session not even the version moves."""
    before = await house.everything()
    answer = await house.as_host("POST", "/rehearse", json={"seed": 3, "late_share": 0, "leaving_share": 0})
    found = await answer.json()
    assert answer.status == 200
    assert {"rounds", "quality", "talk_ms", "yield", "people"} <= found.keys()
    assert found["seed"] == 3
    assert len(found["people"]) == 5
    assert await house.everything() == before


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"seed": -1, "late_share": 2, "colour": "red"}, {"seed", "late_share", "colour"}),
        ({"absent_share": "few", "leaving_share": None}, {"absent_share", "leaving_share"}),
    ],
)
async def test_every_fault_of_a_trial_is_named(
    house: House, body: dict[str, object], fields: set[str]
) -> None:
    """Out of range, of a wrong type, unknown."""
    error = await refusal(await house.as_host("POST", "/rehearse", json=body), 400, "invalid")
    assert {detail["field"] for detail in error["details"]} == fields


async def test_only_the_host_rehearses(house: House) -> None:
    """Nobody without a token, and no attendee."""
    path = f"/api/v1/sessions/{house.id}/rehearse"
    await refusal(await house.ask("POST", path, json={}), 401, "unauthorized")
    attendee = (await house.joined(name="Ada Lovelace"))["token"]
    await refusal(await house.ask("POST", path, attendee, json={}), 403, "forbidden")


async def test_nobody_to_rehearse_with_is_said(house: House) -> None:
    """An empty session is refused in words."""
    made = await house.ask("POST", "/api/v1/sessions", OPERATOR, json={"format": "flash", "title": "T"})
    body = await made.json()
    answer = await house.ask(
        "POST", f"/api/v1/sessions/{body['id']}/rehearse", body["tokens"]["host"], json={}
    )
    assert "nobody to rehearse" in (await refusal(answer, 422, "rejected"))["message"]
