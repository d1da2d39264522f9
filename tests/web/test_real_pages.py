"""The real templates and scripts, for real sessions: each page is whole, and all that it names is there."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from sessionrunner.settings import Settings
from sessionrunner.web.folders import static_folder, templates_folder
from tests.web.house import OPERATOR, Browser, House, a_browser, a_house


@pytest_asyncio.fixture
async def real(tmp_path: Path) -> AsyncIterator[House]:
    """A server with the pages that people see."""
    async with a_house(tmp_path, Settings(), pages=(static_folder(), templates_folder())) as opened:
        yield opened


@pytest_asyncio.fixture
async def insider(real: House) -> AsyncIterator[Browser]:
    """A browser that is everything: operator, host, stage, and Ada's phone."""
    async with a_browser(real) as browser:
        for token in (OPERATOR, *real.made["tokens"].values()):
            assert (await browser.post("/enter", {"token": token})).status == 200
        joined = await browser.post("/api/v1/join", {"code": real.code, "name": "Ada Lovelace"})
        assert joined.status == 201
        yield browser


async def every_page(house: House, insider: Browser) -> dict[str, str]:
    """The HTML of every page there is."""
    inside = [f"/s/{house.id}/{page}" for page in ("me", "host", "stage", "print")]
    found = {}
    async with a_browser(house) as outsider:
        for browser, status, path in (
            *((insider, 200, path) for path in (*inside, "/new", "/operator", "/enter", "/")),
            (outsider, 200, f"/j/{house.code}"),
            (outsider, 404, "/j/ZZZZZ9"),
            (outsider, 401, f"/s/{house.id}/me"),
            (outsider, 404, "/nowhere"),
        ):
            answer = await browser.get(path)
            found[path + f" {status}"] = text = await answer.text()
            assert answer.status == status, (path, text)
    return found


@pytest.mark.parametrize("moment", ["waiting", "running", "paused", "ended"])
async def test_every_page_is_whole_at_every_moment(real: House, insider: Browser, moment: str) -> None:
    """No template asks for what it is not given; no inline style or handler is against the policy."""
    for command in {
        "waiting": (),
        "running": ("start", "advance", "advance"),
        "paused": ("start", "pause"),
    }.get(moment, ("start", "end")):
        await real.do(command)
    for path, text in (await every_page(real, insider)).items():
        assert text.startswith("<!doctype html>"), path
        assert not re.search(r"<[^>]+ (style|on[a-z]+)=", text), path
        scripts = re.findall(r"<script\b[^>]*>", text)
        assert scripts, path
        assert all('nonce="' in script for script in scripts), path


async def test_all_that_a_page_names_is_there(real: House, insider: Browser) -> None:
    """Every file in the pages and in the import map is served, and every import of a module is in the map."""
    pages = await every_page(real, insider)
    addresses = {
        found for text in pages.values() for found in re.findall(r'"(/static/[^"]+|/qr/[^"]+)"', text)
    }
    found = re.search(r'<script type="importmap"[^>]*>(.*?)</script>', pages["/ 200"])
    assert found
    imports = json.loads(found[1])["imports"]
    for address in sorted(addresses | set(imports.values())):
        assert (await insider.get(address)).status == 200, address
    for file in (static_folder() / "js").rglob("*.js"):
        for name in re.findall(
            r"^(?:import|}) .*?from '([^']+)'", file.read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert name in imports, (file.name, name)


@pytest.mark.parametrize(
    ("kind", "entry"), [("flash", "#js/phone/reopen.js"), ("wip", "#js/wip/attendee/reopen.js")]
)
async def test_the_page_for_when_there_is_no_network_holds_nobody_and_every_file(
    real: House, insider: Browser, kind: str, entry: str
) -> None:
    """The same for whoever asks; it names each module that the phone's page imports, however deep."""
    page = await (await insider.get(f"/offline/{kind}")).text()
    async with a_browser(real) as outsider:
        same = await (await outsider.get(f"/offline/{kind}")).text()
    nonce = re.compile(r'nonce="[^"]+"')
    assert nonce.sub("", page) == nonce.sub("", same)
    assert "Ada" not in page
    named = set(re.findall(r'<link rel="modulepreload" href="([^"]+)"', page))
    found = re.search(r'<script type="importmap"[^>]*>(.*?)</script>', page)
    assert found
    imports: dict[str, str] = json.loads(found[1])["imports"]
    needed, wanted = set[str](), [entry]
    while wanted:
        address = imports[wanted.pop()]
        if address not in needed:
            needed.add(address)
            module = await (await insider.get(address)).text()
            wanted += re.findall(r"""(?:from|import)\s*\(?["']([^"'.][^"']*)["']""", module)
    assert named == needed


async def test_the_service_worker_may_fetch_and_nothing_else(real: House, insider: Browser) -> None:
    """It is at the root, asked for anew each time, and bound by a policy; pages may start only ours."""
    worker = await insider.get("/sw.js")
    assert worker.status == 200
    assert worker.content_type == "text/javascript"
    assert worker.headers["Cache-Control"] == "no-cache"
    assert worker.headers["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
    page = await insider.get(f"/s/{real.id}/me")
    assert "worker-src 'self'" in page.headers["Content-Security-Policy"]


async def test_the_first_words_need_no_script(real: House, insider: Browser) -> None:
    """The phone's HTML itself says with whom and where."""
    for command in ("start", "advance", "advance"):
        await real.do(command)
    text = re.sub(
        r"<script.*?</script>", "", await (await insider.get(f"/s/{real.id}/me")).text(), flags=re.DOTALL
    )
    view = await (await insider.get(f"/api/v1/me?session={real.id}")).json()
    meeting = view["itinerary"][0]
    assert meeting["partners"]
    assert all(partner["name"] in text for partner in meeting["partners"])
    assert meeting["room"]["name"] in text
