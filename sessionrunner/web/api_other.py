"""The rest of the API: proposals for the hour there is, and whether the server is well."""

from typing import Annotated, Final

from aiohttp import web
from msgspec import Meta

from sessionrunner.core.agenda import propose
from sessionrunner.core.codes import is_code, tidy_code
from sessionrunner.core.errors import NotFound
from sessionrunner.core.faults import convert_all
from sessionrunner.core.frozen import Frozen
from sessionrunner.web.answers import json_answer
from sessionrunner.web.bodies import read_object
from sessionrunner.web.links import join_url
from sessionrunner.web.qr import qr_svg
from sessionrunner.web.remote import Remote

_QR_FOR: Final = "private, max-age=3600"


class ProposalWanted(Frozen):
    """The time there is in minutes, and who is coming."""

    total_minutes: Annotated[int, Meta(ge=10, le=480)]
    mentors: Annotated[int, Meta(ge=0, le=5_000)]
    mentees: Annotated[int, Meta(ge=0, le=5_000)]
    move_seconds: Annotated[int, Meta(ge=0, le=600)] = 30


class OtherApi:
    """What needs no token."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [
            web.post("/api/v1/propose", self.propose),
            web.get("/qr/{code}.svg", self.qr),
            web.get("/healthz", self.health),
            web.get("/robots.txt", self.robots),
        ]

    async def propose(self, request: web.Request) -> web.Response:
        """Rounds and minutes that fill the time there is."""
        wanted = convert_all(await read_object(request), ProposalWanted)
        return json_answer(propose(wanted.total_minutes, wanted.mentors, wanted.mentees, wanted.move_seconds))

    async def qr(self, request: web.Request) -> web.Response:
        """The QR code of a join address. It says nothing about whether there is such a session."""
        code = tidy_code(request.match_info["code"])
        if not is_code(code):
            raise NotFound("There is no QR code here.")
        svg = qr_svg(
            join_url(self._remote.shared_url(request), code), f"QR code to join with the code {code}"
        )
        return web.Response(
            text=svg, content_type="image/svg+xml", charset="utf-8", headers={"Cache-Control": _QR_FOR}
        )

    async def health(self, _: web.Request) -> web.Response:
        """It serves."""
        return json_answer({"status": "ok"})

    async def robots(self, _: web.Request) -> web.Response:
        """Nothing here is for search engines."""
        return web.Response(text="User-agent: *\nDisallow: /\n")
