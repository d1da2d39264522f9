"""The page about the API names every request that the server answers."""

import re
from pathlib import Path

from tests.web.house import House

PAGE = Path(__file__).parent.parent.parent / "docs" / "api.md"
BASE = "/api/v1"


async def test_every_route_of_the_api_is_documented(house: House) -> None:
    """Method and path of each, as the page writes them: below /api/v1, without a query."""
    written = set(re.findall(r"`((?:GET|POST|DELETE) /[^`?\s]*)", PAGE.read_text(encoding="utf-8")))
    routes = {
        f"{route.method} {route.resource.canonical.removeprefix(BASE)}"
        for route in house.app.router.routes()
        if route.resource is not None and route.resource.canonical.startswith(BASE) and route.method != "HEAD"
    }
    assert len(routes) > 10
    assert routes - written == set()
