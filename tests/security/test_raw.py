"""Requests that no browser sends, byte by byte: each is refused, tells nothing, and the server goes on."""

import asyncio

import pytest

from sessionrunner.app import Served
from tests.web.house import House

PATIENCE = 10.0
OWN = b"Host: 127.0.0.1\r\n"

ODD = {
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "no Host": b"GET / HTTP/1.1\r\n\r\n",
    "two Hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "two lengths": b"POST /enter HTTP/1.1\r\n" + OWN + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
    "length and chunks": b"POST /enter HTTP/1.1\r\n"
    + OWN
    + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
    "odd chunks": b"POST /enter HTTP/1.1\r\n" + OWN + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a negative length": b"POST /enter HTTP/1.1\r\n" + OWN + b"Content-Length: -1\r\n\r\n",
    "a space before the colon": b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\n" + OWN + b"X-A: 1\r\n 2\r\n\r\n",
    "a zero byte in a header": b"GET / HTTP/1.1\r\n" + OWN + b"X-A: a\x00b\r\n\r\n",
    "a zero byte in the path": b"GET /\x00 HTTP/1.1\r\n" + OWN + b"\r\n",
    "a long line": b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n" + OWN + b"\r\n",
    "a long header": b"GET / HTTP/1.1\r\n" + OWN + b"X-A: " + b"a" * 20_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\n" + OWN + b"X-A: 1\r\n" * 5_000 + b"\r\n",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
}


SECRET = b"a-token-that-must-not-be-logged"


async def say(port: int, request: bytes) -> bytes:
    """The head of what comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    async with asyncio.timeout(PATIENCE):
        answer = await reader.readuntil(b"\r\n\r\n")
    writer.close()
    return answer


@pytest.mark.parametrize("kind", ODD)
async def test_odd_requests_are_refused(
    served: Served, kind: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """With a status of the fours, no word of what we are built from, and nothing of it in the log."""
    port = int(served.address.rpartition(":")[2])
    answer = await say(port, ODD[kind].replace(b"\r\n", b"\r\nAuthorization: Bearer " + SECRET + b"\r\n", 1))
    assert answer.startswith(b"HTTP/")
    assert answer.split()[1].startswith(b"4"), answer
    for word in (b"aiohttp", b"Python", b"Traceback", SECRET):
        assert word.lower() not in answer.lower(), answer
    assert SECRET.decode() not in caplog.text + "".join(capfd.readouterr())
    assert (await say(port, b"GET /healthz HTTP/1.1\r\n" + OWN + b"\r\n")).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../pyproject.toml",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2fetc%2fpasswd",
        "/static//etc/passwd",
        "/static/css/../../secret.txt",
        "//evil.example/s/x/host",
        "/j/%0d%0aSet-Cookie:%20a=b",
        "/j/..%2f..%2fapi%2fv1%2fsessions",
        "/%00",
        "/s/%2e%2e/host",
        "/?code=%0d%0aLocation:%20https://evil.example/",
        "/?code=//evil.example",
    ],
)
async def test_odd_paths_lead_nowhere(house: House, path: str) -> None:
    """No file, no header, and no other site can be reached by an address that is oddly written."""
    answer = await say(house.server.port or 0, f"GET {path} HTTP/1.1\r\n".encode() + OWN + b"\r\n")
    status = answer.split()[1]
    assert status in {b"303", b"400", b"401", b"404"}, answer
    assert b"\r\nset-cookie" not in answer.lower()
    location = next((line for line in answer.split(b"\r\n") if line.lower().startswith(b"location:")), b"")
    assert location == b"" or location.startswith(b"Location: /j/"), location


FORGED = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Server": "evil.example",
    "X-Original-URL": "/operator",
    "X-Rewrite-URL": "/operator",
    "X-HTTP-Method-Override": "DELETE",
    "Forwarded": "for=192.0.2.1;host=evil.example;proto=https",
    "X-Host": "evil.example",
}


@pytest.mark.parametrize("name", FORGED)
async def test_forged_headers_change_nothing(house: House, name: str) -> None:
    """What a proxy may say is who the visitor is and whether they came by https, and nothing else."""
    for path in ("/", "/nowhere", f"/api/v1/join/session?code={house.code}"):
        plain = await house.ask("GET", path)
        forged = await house.ask("GET", path, headers={name: FORGED[name]})
        assert forged.status == plain.status
        text = await forged.text()
        assert "evil" not in text + str(forged.headers)
        assert "Strict-Transport-Security" not in forged.headers
