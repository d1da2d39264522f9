"""The small parts of the web, on their own."""

from pathlib import Path

import pytest
from aiohttp.test_utils import make_mocked_request
from hypothesis import given
from hypothesis import strategies as st

from sessionrunner.web.assets import Assets, AssetsMissingError, accepts_gzip
from sessionrunner.web.limits import MOST_BUCKETS, Limit, TooOften
from sessionrunner.web.remote import Remote
from sessionrunner.web.rendering import script_json
from tests.web.house import Seconds, lay_out


def test_a_limit_fills_up_steadily() -> None:
    """So many at once, then one every so often; the refusal says when the next may come."""
    now = Seconds()
    limit = Limit(6, "wait", now)
    for _ in range(6):
        limit.take("a")
    with pytest.raises(TooOften) as refused:
        limit.take("a")
    assert refused.value.seconds == 10
    limit.take("b")
    now.now += 9.9
    with pytest.raises(TooOften):
        limit.take("a")
    now.now += 0.2
    limit.take("a")
    now.now += 10_000
    for _ in range(6):
        limit.take("a")
    with pytest.raises(TooOften):
        limit.check("a")


def test_a_limit_s_memory_is_bounded() -> None:
    """However many addresses try, only the latest are remembered."""
    limit = Limit(1, "wait", Seconds())
    for number in range(MOST_BUCKETS + 10):
        limit.spend(str(number))
    limit.check("0")
    with pytest.raises(TooOften):
        limit.check(str(MOST_BUCKETS + 9))
    assert len(limit._buckets) == MOST_BUCKETS


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip", True), ("br, GZIP;q=0.8", True), ("*", True), ("gzip;q=0", False), ("gzip; q=0.0", False),
        ("br", False), ("", False), ("identity", False), ("notgzip", False),
    ],
)  # fmt: skip
def test_who_takes_gzip(accepted: str, takes: bool) -> None:
    """Only who says so gets it squeezed."""
    assert accepts_gzip(accepted) is takes


def test_missing_modules_are_said_in_words(tmp_path: Path) -> None:
    """Without the list, or without a file that it names, the start fails with what to do."""
    lay_out(tmp_path)
    (tmp_path / "static/vendor/preact/1/preact.mjs").unlink()
    with pytest.raises(AssetsMissingError, match=r"preact\.mjs .* pip install"):
        Assets(tmp_path / "static")
    (tmp_path / "static/vendor/imports.json").unlink()
    with pytest.raises(AssetsMissingError, match=r"scripts/run"):
        Assets(tmp_path / "static")


def test_the_address_of_a_file_changes_with_its_content(tmp_path: Path) -> None:
    """Any change gives new addresses; none gives the same ones; a file that is not there has none."""
    lay_out(tmp_path)
    first = Assets(tmp_path / "static").address("js/phone.js")
    assert Assets(tmp_path / "static").address("js/phone.js") == first
    (tmp_path / "static/css/base.css").write_text("body { color: white; }", encoding="utf-8")
    changed = Assets(tmp_path / "static")
    assert changed.address("js/phone.js") != first
    with pytest.raises(AssetsMissingError):
        changed.address("js/missing.js")


@given(st.text())
def test_json_never_ends_its_script_element(text: str) -> None:
    """Nothing in the JSON can close the element or open a comment, and it still reads back the same."""
    if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        return
    import json  # noqa: PLC0415 - only here

    written = script_json({"name": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"name": text}


@pytest.mark.parametrize(
    ("proto", "proxies", "secure"),
    [
        ("https", ("10.0.0.0/8",), True),
        ("https", (), False),
        ("http", ("10.0.0.0/8",), False),
        ("", ("10.0.0.0/8",), False),
    ],
)
def test_https_behind_a_proxy(proto: str, proxies: tuple[str, ...], secure: bool) -> None:
    """A proxy's word that the visitor came by https counts only if it is trusted."""
    request = make_mocked_request("GET", "/", {"Host": "h.example", "X-Forwarded-Proto": proto})
    request = request.clone(remote="10.1.2.3")
    remote = Remote("", proxies)
    assert remote.is_secure(request) is secure
    assert remote.base_url(request) == f"http{'s' * secure}://h.example"
    assert remote.socket_url(request) == f"ws{'s' * secure}://h.example"


def test_links_for_others_name_the_shared_address() -> None:
    """The QR code never says "localhost" when the server knows a better address."""
    request = make_mocked_request("GET", "/", {"Host": "localhost:8080"})
    remote = Remote("", (), "http://192.168.1.20:8080")
    assert remote.base_url(request) == "http://localhost:8080"
    assert remote.shared_url(request) == "http://192.168.1.20:8080"


@pytest.mark.parametrize("address", ["", "unix", "fe80::1%eth0", "1.2.3"])
def test_odd_peers_share_a_limit(address: str) -> None:
    """Whoever has no proper address is counted all the same."""
    request = make_mocked_request("GET", "/", {"X-Forwarded-For": "9.9.9.9"}).clone(remote=address)
    assert Remote("", ("127.0.0.1",)).visitor(request)
