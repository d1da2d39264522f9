"""What nobody honest sends: it is refused in words, in the one shape of errors, and nothing changes."""

import asyncio
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from sessionrunner.core.errors import Unavailable
from sessionrunner.runtime.ports import StoreUnavailableError
from sessionrunner.settings import Settings
from tests.web.house import OPERATOR, Browser, House, a_house, refusal

DEEP = b"[" * 30_000 + b"]" * 30_000
JSON = {"Content-Type": "application/json"}


GARBAGE = (
    b"", b"{", b"nonsense", b"\xff\xfe", DEEP, b'{"format": "flash", "title": "\xff"}', b"NaN", b"[1e999]",
    b'{"title": "\\ud800", "format": "flash"}', b"null", b"[]", b'"text"', b"3", b'{"a": 1} trailing',
)  # fmt: skip


@pytest.mark.parametrize(
    "path", ["/api/v1/sessions", "/api/v1/join", "/api/v1/propose", "/enter", "commands"]
)
async def test_garbage_is_invalid(house: House, path: str) -> None:
    """Whatever is not a JSON object is refused as invalid, everywhere, and nothing changes."""
    before = await house.everything()
    for body in GARBAGE:
        if path == "commands":
            answer = await house.as_host("POST", "/commands", data=body, headers=JSON)
        else:
            answer = await house.ask("POST", path, OPERATOR, data=body, headers=JSON)
        await refusal(answer, 400, "invalid")
    assert await house.everything() == before


async def test_only_json_is_json(house: House) -> None:
    """A form's encoding, plain text, or none said: refused, since other sites' pages can send those."""
    before = await house.everything()
    body = b'{"format": "flash", "title": "T"}'
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = await house.ask(
            "POST", "/api/v1/sessions", OPERATOR, data=body, headers={"Content-Type": kind}
        )
        await refusal(answer, 400, "invalid")
    squeezed = {**JSON, "Content-Encoding": "gzip"}
    answer = await house.ask("POST", "/api/v1/sessions", OPERATOR, data=gzip.compress(body), headers=squeezed)
    await refusal(answer, 400, "invalid")
    assert await house.everything() == before


async def test_huge_bodies_are_too_large(house: House) -> None:
    """More than 64 kB of JSON is not read, wherever it is sent."""
    before = await house.everything()
    body = b'{"title": "' + b"x" * 70_000 + b'"}'
    for path in ("/api/v1/sessions", "/api/v1/join", "/api/v1/propose", "/enter"):
        await refusal(await house.ask("POST", path, OPERATOR, data=body, headers=JSON), 413, "too_large")
    assert await house.everything() == before


async def test_a_body_that_breaks_off(house: House) -> None:
    """A connection that dies in the middle of a body changes nothing and hurts nobody."""
    before = await house.everything()
    reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
    head = f"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {OPERATOR}\r\n"
    writer.write(f"{head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{".encode())
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert await reader.read() == b""
    assert await house.everything() == before
    assert (await house.ask("GET", "/healthz")).status == 200


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "not_found"),
        ("GET", "/api/", 404, "not_found"),
        ("GET", "/api/v1/sessions/../../x", 404, "not_found"),
        ("GET", "/api/v1/sessions/%2e%2e%2fx/plan", 404, "not_found"),
        ("GET", "/api/v1/sessions/" + "x" * 65, 404, "not_found"),
        ("DELETE", "/api/v1/join", 405, "invalid"),
        ("GET", "/api/v1/join", 405, "invalid"),
        ("PROPFIND", "/api/v1/me", 405, "invalid"),
    ],
)
async def test_addresses_that_are_not_there(
    house: House, method: str, path: str, status: int, code: str
) -> None:
    """Unknown addresses and methods under /api are errors in the one shape; 405 says what is allowed."""
    answer = await house.ask(method, path)
    await refusal(answer, status, code)
    assert ("Allow" in answer.headers) == (status == 405)


async def test_elsewhere_people_get_a_page(house: House) -> None:
    """Outside the API a wrong address is a friendly page with a way on, whatever the address holds."""
    for path in ("/nowhere", "/s/x/nothing", "/%3Cscript%3Ealert(1)%3C/script%3E", "/s/" + "x" * 65 + "/me"):
        answer = await house.ask("GET", path)
        assert (answer.status, answer.content_type) == (404, "text/html")
        text = await answer.text()
        assert "<script>alert" not in text
        assert "There is nothing at this address." in text


@pytest.mark.parametrize(
    "header",
    [
        "Basic abc",
        "Bearer",
        "Bearer  ",
        "Bearer a b",
        "Bearer " + "x" * 300,
        "Bearer tök",
        "token",
        "Bearer ../../",
    ],
)
async def test_odd_authorization_is_unauthorized(house: House, header: str) -> None:
    """Whatever the header holds, it is refused before anything is looked up; no cookie is tried instead."""
    before = await house.everything()
    for path in ("/api/v1/sessions", f"/api/v1/sessions/{house.id}/commands"):
        answer = await house.ask("POST", path, json={}, headers={"Authorization": header})
        await refusal(answer, 401, "unauthorized")
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert await house.everything() == before


@pytest.mark.parametrize("name", ["evil.example/x", 'a"b', "a b", "user@host", "x;y", "[::1", "host:port"])
async def test_odd_hosts_are_refused(house: House, name: str) -> None:
    """A Host that is no host reaches no link, no policy and no page."""
    for path in ("/", "/api/v1/join/session?code=ABC234"):
        answer = await house.ask("GET", path, headers={"Host": name})
        assert answer.status == 400
        assert name not in str(answer.headers)


async def test_cookies_that_are_no_tokens(house: House) -> None:
    """Oversized, empty and odd cookies open nothing."""
    for value in ("", "x" * 3000, "a b", "%00", "ü"):
        cookie = {"Cookie": f"sr_host_{house.id}={value}; sr_operator={value}"}
        assert (await house.ask("GET", f"/s/{house.id}/host", headers=cookie)).status == 401
        assert (await house.ask("GET", "/new", headers=cookie)).status == 401


async def test_forwarded_addresses_count_only_from_trusted_proxies(tmp_path: Path) -> None:
    """Made-up X-Forwarded-For escapes no limit; behind a trusted proxy each visitor has one."""

    async def miss(house: House, visitor: str) -> int:
        sent = {"code": "ZZZZZ9", "name": "Ada"}
        headers = {"X-Forwarded-For": visitor}
        return (await house.ask("POST", "/api/v1/join", json=sent, headers=headers)).status

    async with a_house(tmp_path / "direct", Settings(join_misses_per_minute=3)) as house:
        assert [await miss(house, f"10.0.0.{n}") for n in range(4)] == [404, 404, 404, 429]
    trusting = Settings(join_misses_per_minute=3, trusted_proxies=("127.0.0.0/8",))
    async with a_house(tmp_path / "proxied", trusting) as house:
        assert [await miss(house, f"10.0.0.{n}") for n in range(4)] == [404] * 4
        # What a visitor puts in front of their own address is not believed.
        assert [await miss(house, f"10.9.9.{n}, 10.1.1.1") for n in range(4)] == [404, 404, 404, 429]
        assert [await miss(house, f"2001:db8::{n}") for n in range(4)] == [404, 404, 404, 429]


async def test_a_fault_of_ours_tells_nothing_but_its_number(house: House, browser: Browser) -> None:
    """The exception's text stays in the log, under the number that the page and the API show."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    house.sessions.by_code = broken  # type: ignore[assignment,method-assign]
    with capture_logs() as logs:
        answer = await house.join(name="Ada Lovelace")
        page = await browser.get(f"/j/{house.code}")
    error = await refusal(answer, 500, "unavailable")
    text = await page.text()
    assert page.status == 500
    for said in (error["message"], text):
        assert "secret words" not in said
    numbers = [str(entry["number"]) for entry in logs if entry["event"] == "fault"]
    assert numbers[0] in error["message"]
    assert numbers[1] in text


@pytest.mark.parametrize("fault", [StoreUnavailableError, lambda: Unavailable("Not now.")])
async def test_a_database_that_cannot_be_used_is_503(house: House, fault: Callable[[], Exception]) -> None:
    """The answer says to try again, and when."""

    async def down(*_: object) -> None:
        raise fault()

    house.access.grant_of = down  # type: ignore[assignment,method-assign]
    answer = await house.as_host("GET", "")
    await refusal(answer, 503, "unavailable")
    assert answer.headers["Retry-After"]


async def test_the_log_holds_no_secrets(house: House, browser: Browser) -> None:
    """Tokens, codes, claims and names that pass through addresses, headers and bodies are not logged."""
    with capture_logs() as logs:
        await browser.post("/enter", {"token": house.made["tokens"]["host"]})
        await browser.get(f"/s/{house.id}/host?token=tttttttt")
        await house.joined(name="Ada Lovelace")
        claim = (await refusal(await house.join(name="Ada Lovelace"), 422, "rejected"))["claim"]
        await house.ask("GET", f"/api/v1/join/claims/{claim}")
        await house.ask("GET", f"/api/v1/join/names?code={house.code}&q=love")
        await browser.get(f"/j/{house.code}")
    text = str(logs)
    assert "/api/v1/join/claims/{claim}" in text
    for secret in (house.made["tokens"]["host"], "tttttttt", claim, house.code, "love", "Ada"):
        assert secret not in text


async def test_metrics_count_without_naming(house: House) -> None:
    """Commands by type and outcome, requests by route, sockets: and no code, id or name among them."""
    await house.as_host("POST", "/commands", json={"id": "1", "type": "start"})
    await house.as_host("POST", "/commands", json={"id": "2", "type": "start"})
    await house.as_host("POST", "/commands", json={"type": "sing"})
    await house.ask("PROPFIND", "/j/ABC234")
    text = await (await house.ask("GET", "/metrics")).text()
    for line in (
        'sessionrunner_commands_total{outcome="done",type="start"} 1.0',
        'sessionrunner_commands_total{outcome="rejected",type="start"} 1.0',
        'sessionrunner_commands_total{outcome="invalid",type="unknown"} 1.0',
        "sessionrunner_connected 7.0",
        "sessionrunner_sessions 1.0",
    ):
        assert line in text
    assert 'method="other"' in text
    assert "sessionrunner_event_loop_lag_seconds" in text
    for secret in (house.id, house.code, "PROPFIND", "Ada", "sing"):
        assert secret not in text


async def test_health(house: House) -> None:
    """The contract's answer once it serves."""
    answer = await house.ask("GET", "/healthz")
    assert (answer.status, await answer.json()) == (200, {"status": "ok"})


def test_sockets_are_left_to_the_gateway(house: House) -> None:
    """The web part adds no route where the gateway's sockets are."""
    paths = [resource.canonical for resource in house.app.router.resources()]
    assert not [path for path in paths if path.startswith("/socket.io")]
    assert isinstance(house.app, web.Application)
