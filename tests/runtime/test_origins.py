"""Which pages count as this server's own."""

import pytest

from sessionrunner.runtime.origins import is_own

PUBLIC = "https://sessions.example.org"


@pytest.mark.parametrize(
    ("origin", "host", "public_url"),
    [
        ("http://192.168.1.5:8080", "192.168.1.5:8080", ""),
        ("https://sessions.example.org", "sessions.example.org", ""),
        ("http://Laptop.local:8080", "laptop.LOCAL:8080", ""),
        ("http://[fe80::1]:8080", "[fe80::1]:8080", ""),
        (PUBLIC, "127.0.0.1:8080", PUBLIC),
        ("HTTPS://Sessions.Example.Org", "127.0.0.1:8080", PUBLIC),
    ],
)
def test_a_page_of_ours(origin: str, host: str, public_url: str) -> None:
    """The address that the browser used, or the public one where it is set; letters in any case."""
    assert is_own(origin, host, public_url)


@pytest.mark.parametrize(
    ("origin", "host", "public_url"),
    [
        ("http://evil.example", "192.168.1.5:8080", ""),
        ("http://192.168.1.5", "192.168.1.5:8080", ""),
        ("http://192.168.1.5:8081", "192.168.1.5:8080", ""),
        ("http://192.168.1.5:8080.evil.example", "192.168.1.5:8080", ""),
        ("null", "192.168.1.5:8080", ""),
        ("", "", ""),
        ("file://", "", ""),
        ("http://", "", ""),
        ("chrome-extension://192.168.1.5:8080", "192.168.1.5:8080", ""),
        ("http://[", "[", ""),
        ("http://192.168.1.5:8080", "192.168.1.5:8080", PUBLIC),
        ("http://sessions.example.org", "sessions.example.org", PUBLIC),
        ("https://sessions.example.org:8443", "sessions.example.org:8443", PUBLIC),
        ("https://sessions.example.org.evil.example", "sessions.example.org", PUBLIC),
    ],
)
def test_a_page_of_somebody_else(origin: str, host: str, public_url: str) -> None:
    """Another host, port or scheme, an opaque origin, and anything odd is foreign."""
    assert not is_own(origin, host, public_url)
