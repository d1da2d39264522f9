"""The pages: who sees which, tokens into cookies, and what every answer tells the browser."""

import json
import re
from pathlib import Path

import pytest

from sessionrunner.settings import Settings
from sessionrunner.web.qr import qr_svg
from tests.web.house import OPERATOR, Browser, House, a_browser, a_house, refusal


async def enter(browser: Browser, token: str) -> str:
    """Come in by a link, as its page does it; answers where to go."""
    answer = await browser.post("/enter", {"token": token})
    assert answer.status == 200, await answer.text()
    return str((await answer.json())["next"])


def boot_of(text: str) -> dict[str, object]:
    """The JSON in the page."""
    found = re.search(
        r'<script type="application/json" id="boot" nonce="[^"]+">(.*?)</script>', text, re.DOTALL
    )
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


@pytest.mark.parametrize(("audience", "page"), [("host", "host"), ("stage", "stage")])
async def test_a_link_becomes_a_cookie(house: House, browser: Browser, audience: str, page: str) -> None:
    """The token is posted, kept out of reach of scripts, and opens that audience's page, nothing else's."""
    answer = await browser.post("/enter", {"token": house.made["tokens"][audience]})
    assert await answer.json() == {"next": f"/s/{house.id}/{page}"}
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"sr_{audience}_{house.id}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    opened = await browser.get(f"/s/{house.id}/{page}")
    assert opened.status == 200
    boot = boot_of(await opened.text())
    assert (boot["session"], boot["audience"]) == (house.id, audience)
    others = {"host", "stage", "me", "print"} - {page} - ({"print"} if audience == "host" else set())
    for other in others:
        assert (await browser.get(f"/s/{house.id}/{other}")).status == 401


async def test_the_page_never_holds_its_token(house: House, browser: Browser) -> None:
    """Neither the page nor its data repeat the token, so that no script can read it."""
    token = house.made["tokens"]["host"]
    await enter(browser, token)
    assert token not in await (await browser.get(f"/s/{house.id}/host")).text()


async def test_bad_tokens_do_not_enter(house: House, browser: Browser) -> None:
    """Made-up, cut off and mistyped ones: refused, and no cookie is set."""
    before = await house.everything()
    for token in ("", "short", "x" * 43, "x" * 1000, "with space and ü"):
        answer = await browser.post("/enter", {"token": token})
        await refusal(answer, 401, "unauthorized")
        assert "Set-Cookie" not in answer.headers
    await refusal(await browser.post("/enter", {"token": 3}), 400, "invalid")
    assert await house.everything() == before


async def test_a_cookie_of_another_session_does_not_help(house: House, browser: Browser) -> None:
    """A good token under another session's cookie name is refused: it says itself what it is for."""
    made = await house.ask("POST", "/api/v1/sessions", OPERATOR, json={"format": "flash", "title": "T"})
    other = (await made.json())["id"]
    token = house.made["tokens"]["host"]
    stage = house.made["tokens"]["stage"]
    for name, value, page in (
        (f"sr_host_{other}", token, f"/s/{other}/host"),
        (f"sr_host_{house.id}", stage, f"/s/{house.id}/host"),
    ):
        answer = await house.ask("GET", page, headers={"Cookie": f"{name}={value}"})
        assert answer.status == 401


async def test_the_phone_without_a_cookie_is_sent_to_join(house: House, browser: Browser) -> None:
    """The page says what to do, and its link leads to this session's door."""
    page = await browser.get(f"/s/{house.id}/me")
    assert page.status == 401
    assert f"/j/{house.code}" in await page.text()


async def test_a_joined_phone_is_the_same_person_again(house: House, browser: Browser) -> None:
    """Reloading shows the same person, and the door leads straight to the page."""
    await browser.post("/api/v1/join", {"code": house.code, "name": "José Ñandú"})
    for _ in range(2):
        assert "<h1>José Ñandú</h1>" in await (await browser.get(f"/s/{house.id}/me")).text()
    door = await browser.get(f"/j/{house.code}")
    assert (door.status, door.headers["Location"]) == (303, f"/s/{house.id}/me")


async def test_the_door(house: House, browser: Browser) -> None:
    """A right code shows the session; a wrong one is said beside the field, with what was typed kept."""
    page = await browser.get(f"/j/{house.code.lower()}")
    assert page.status == 200
    assert "<h1>Hour</h1>" in await page.text()
    wrong = await browser.get("/j/ZZZZZ9")
    assert wrong.status == 404
    assert "[ZZZZZ9][No session" in await wrong.text()
    form = await browser.get("/?code=abc%2F..%20x")
    assert (form.status, form.headers["Location"]) == (303, "/j/abc%2F..%20x")


async def test_guessing_by_pages_counts_too(house: House, browser: Browser) -> None:
    """The join page has the API's limit, said as a page."""
    for _ in range(30):
        assert (await browser.get("/j/ZZZZZ9")).status == 404
    limited = await browser.get(f"/j/{house.code}")
    assert limited.status == 429
    assert limited.headers["Content-Type"].startswith("text/html")
    assert "Retry-After" in limited.headers


async def test_the_operator_s_pages(house: House, browser: Browser) -> None:
    """Only with the operator's link; then sessions can be made from the page."""
    for page in ("/new", "/operator"):
        assert (await browser.get(page)).status == 401
    assert await enter(browser, OPERATOR) == "/operator"
    for page in ("/new", "/operator"):
        assert (await browser.get(page)).status == 200
    made = await browser.post("/api/v1/sessions", {"format": "flash", "title": "From the page"})
    assert made.status == 201


async def test_a_cookie_alone_changes_nothing(house: House, browser: Browser) -> None:
    """A foreign Origin, none, and null are refused wherever a cookie lets in; our own is not."""
    await enter(browser, house.made["tokens"]["host"])
    await enter(browser, OPERATOR)
    before = await house.everything()
    sent = {"id": "1", "type": "start"}
    for path in (f"/api/v1/sessions/{house.id}/commands", "/api/v1/sessions"):
        for origin in ("https://evil.example", None, "null", house.url + ".evil.example", "http://[bad"):
            await refusal(await browser.post(path, sent, origin), 403, "forbidden")
        site = {"Sec-Fetch-Site": "cross-site"}
        await refusal(await browser.post(path, sent, None, **site), 403, "forbidden")
    assert await house.everything() == before
    fetched = await browser.post(
        f"/api/v1/sessions/{house.id}/commands", sent, None, **{"Sec-Fetch-Site": "same-origin"}
    )
    assert fetched.status == 200


async def test_a_foreign_page_is_refused_even_with_a_token(house: House) -> None:
    """Programs send no Origin; who sends a foreign one is a page of somebody else, on any method."""
    foreign = {"Origin": "https://evil.example"}
    await refusal(await house.as_host("GET", "", headers=foreign), 403, "forbidden")
    sent = {"id": "1", "type": "start"}
    await refusal(await house.as_host("POST", "/commands", json=sent, headers=foreign), 403, "forbidden")
    assert (await house.as_host("POST", "/commands", json=sent)).status == 200


async def test_behind_https(tmp_path: Path) -> None:
    """With a public https address: cookies are Secure, HSTS is sent, links and Origin are that address."""
    public = "https://sessions.example.org"
    async with a_house(tmp_path, Settings(public_url=public)) as house, a_browser(house) as browser:
        assert house.made["links"]["join"] == f"{public}/j/{house.code}"
        answer = await browser.post("/enter", {"token": house.made["tokens"]["stage"]}, public)
        assert "Secure" in answer.headers["Set-Cookie"]
        assert answer.headers["Strict-Transport-Security"]
        own = await browser.post("/enter", {"token": house.made["tokens"]["stage"]}, "own")
        await refusal(own, 403, "forbidden")
        page = await browser.get("/")
        assert "wss://sessions.example.org" in page.headers["Content-Security-Policy"]


async def test_the_policy_of_a_page(house: House, browser: Browser) -> None:
    """Strict, with a nonce that is in the page and never the same twice; nothing is kept in caches."""
    nonces = set()
    for _ in range(2):
        page = await browser.get("/")
        policy = page.headers["Content-Security-Policy"]
        (nonce,) = re.findall(r"script-src 'self' 'nonce-([^']+)'", policy)
        assert f'nonce="{nonce}"' in await page.text()
        nonces.add(nonce)
        directives = dict(part.split(" ", 1) for part in policy.split("; "))
        assert directives["default-src"] == "'none'"
        assert directives["frame-ancestors"] == directives["base-uri"] == directives["font-src"] == "'none'"
        assert directives["connect-src"] == f"'self' {house.url.replace('http', 'ws', 1)}"
        assert "unsafe" not in policy
        assert page.headers["Cache-Control"] == "no-store"
    assert len(nonces) == 2


@pytest.mark.parametrize(
    "path", ["/", "/api/v1/me", "/nowhere", "/healthz", "/metrics", "/qr/ABC234.svg", "/robots.txt"]
)
async def test_headers_of_every_answer(house: House, path: str) -> None:
    """Right or refused, page or data: the browser is told to be careful, and nothing about the server."""
    answer = await house.ask("GET", path)
    for name, value in (
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),  # here: this computer is trusted like https
        ("X-Frame-Options", "DENY"),
        ("Server", "sessionrunner"),
    ):
        assert answer.headers[name] == value
    assert answer.headers["Permissions-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("host", "public_url", "sent"),
    [
        ("127.0.0.1:8080", "", True),
        ("localhost", "", True),
        ("[::1]:8080", "", True),
        ("192.168.1.20:8080", "", False),
        ("localhost.example.org", "", False),
        ("sessions.example.org", "https://sessions.example.org", True),
        ("sessions.example.org", "http://sessions.example.org", False),
    ],
)
async def test_no_header_that_browsers_warn_of(
    tmp_path: Path, host: str, public_url: str, sent: bool
) -> None:
    """Over plain http, where browsers only complain of it, a page does without its own browsing context."""
    async with a_house(tmp_path, Settings(public_url=public_url)) as house:
        answer = await house.ask("GET", "/", headers={"Host": host})
        assert answer.status == 200
        assert ("Cross-Origin-Opener-Policy" in answer.headers) == sent


async def test_names_cannot_break_out_of_the_page(house: House, browser: Browser) -> None:
    """A name full of markup is text in the page, and data in its JSON."""
    evil = "</script><script>alert(1)</script>\u2028&<!--"
    answer = await browser.post("/api/v1/join", {"code": house.code, "name": evil, "years": 1})
    assert answer.status == 201
    text = await (await browser.get(f"/s/{house.id}/me")).text()
    assert "<script>alert" not in text
    assert "</script><script>" not in text.replace("</script><script type", "")
    assert boot_of(text)["view"]["me"]["name"].startswith("</script><script>alert(1)")  # type: ignore[index]


def drawn(svg: str) -> list[str]:
    """What a QR code draws: its title left out."""
    return re.findall(r' d="([^"]+)"', svg)


async def test_the_qr_code_of_the_door(house: House) -> None:
    """An SVG for any code that can be one, whether or not there is such a session."""
    for code in (house.code, house.code.lower(), "ZZZZZ9"):
        answer = await house.ask("GET", f"/qr/{code}.svg")
        assert (answer.status, answer.content_type) == (200, "image/svg+xml")
        assert "style=" not in await answer.text()
    for code in ("ABC", "ABCDE0", "%3Cscript%3E"):
        assert (await house.ask("GET", f"/qr/{code}.svg")).status == 404


async def test_the_qr_code_holds_exactly_the_address_that_skips_the_code(house: House) -> None:
    """What a camera reads is /j/CODE on this server, and nothing besides."""
    shown = await (await house.ask("GET", f"/qr/{house.code}.svg")).text()
    wanted, other = (qr_svg(f"{house.url}/{path}/{house.code}", "") for path in ("j", "k"))
    assert drawn(shown) == drawn(wanted) != drawn(other)
    assert (await house.ask("GET", f"/j/{house.code}")).status == 200


async def test_pages_are_squeezed(house: House) -> None:
    """Where the browser takes it, a page comes in gzip; where not, as it is."""
    for accepted, encoding in (("gzip", "gzip"), ("identity", None)):
        answer = await house.ask("GET", "/", headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == encoding
        assert "<title>landing</title>" in await answer.text()


async def test_files_are_served_under_their_hash(house: House) -> None:
    """Kept for ever by browsers, squeezed where they take it; the import map names every module."""
    page = await (await house.ask("GET", "/")).text()
    found = re.search(r'<script type="importmap"[^>]*>(.*?)</script>', page)
    assert found
    imports = json.loads(found[1])["imports"]
    assert set(imports) == {"preact", "#js/phone.js", "#js/phone/scene.js"}
    for address in imports.values():
        plain = await house.ask("GET", address, headers={"Accept-Encoding": "identity"})
        small = await house.ask("GET", address, headers={"Accept-Encoding": "br, gzip;q=0.5"})
        assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert (plain.content_type, plain.headers.get("Content-Encoding")) == ("text/javascript", None)
        assert small.headers["Content-Encoding"] == "gzip"
        assert int(small.headers["Content-Length"]) < int(plain.headers["Content-Length"])
        assert await small.read() == await plain.read()


@pytest.mark.parametrize(
    "tail",
    [
        "secret.txt",
        "js/types.d.ts",
        "vendor/imports.json",
        "../templates/phone.html",
        "..%2Ftemplates%2Fphone.html",
        "%2e%2e/%2e%2e/etc/passwd",
        "js//phone.js",
        "js/phone.js%00",
        "/etc/passwd",
        "",
    ],
)
async def test_nothing_else_is_served(house: House, tail: str) -> None:
    """Files of other kinds, and every way out of the folder, are simply not there."""
    page = await (await house.ask("GET", "/")).text()
    found = re.search(r"/static/[0-9a-f]+/", page)
    assert found
    for address in (found[0] + tail, "/static/0000000000000000/js/phone.js"):
        assert (await house.ask("GET", address)).status == 404
