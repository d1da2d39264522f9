"""docs/api.md names every address and every error that the server knows."""

from pathlib import Path

from sessionrunner.core.agenda import FlashSettings
from sessionrunner.web.answers import STATUS
from sessionrunner.web.joining import JoinRequest
from tests.web.house import House

TEXT = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_address_is_documented(house: House) -> None:
    """All routes, those of the API with their methods."""
    for route in house.app.router.routes():
        assert route.resource is not None
        address = route.resource.canonical
        if address.startswith("/api/v1") and route.method != "HEAD":
            assert f"`{route.method} {address.removeprefix('/api/v1')}" in TEXT
        elif not address.startswith(("/api/v1", "/static", "/robots.txt")):
            assert f"`{address}" in TEXT, address


def test_every_error_is_documented() -> None:
    """Each code stands in a row with its status."""
    for code, status in STATUS.items():
        assert f"| `{code}` | {status}" in TEXT


def test_every_field_is_documented() -> None:
    """The settings of a session, and what joining takes."""
    for field in (*FlashSettings.__struct_fields__, *JoinRequest.__struct_fields__):
        assert f"`{field}`" in TEXT or f'"{field}"' in TEXT, field
