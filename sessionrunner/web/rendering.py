"""Pages from templates: escaped, with a nonce of their own and the policy that goes with it."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sessionrunner.core.errors import ErrorCode, Refusal
from sessionrunner.web.answers import STATUS, headers_of
from sessionrunner.web.assets import Assets, accepts_gzip
from sessionrunner.web.headers import page_policy
from sessionrunner.web.remote import Remote

TITLES: Final[Mapping[ErrorCode, str]] = {
    "invalid": "That did not work",
    "unauthorized": "This page needs its link",
    "forbidden": "This page is for somebody else",
    "not_found": "There is nothing here",
    "stale_version": "Something changed meanwhile",
    "too_large": "That is too large",
    "rejected": "That is not possible now",
    "rate_limited": "A short break, please",
    "unavailable": "One moment, please",
}
"""The headline of a page that says why there is nothing else on it."""

_AS_UNICODE: Final = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


class Detour(Exception):  # noqa: N818 - the way on, not an error
    """Instead of the page there is a sentence, and a link that leads on."""

    def __init__(self, refusal: Refusal, href: str, label: str) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal
        self.href = href
        self.label = label


class Pages:
    """Renders templates. Unknown variables are faults, so that a page is never silently half empty."""

    def __init__(self, templates: Path, assets: Assets, remote: Remote) -> None:
        self._jinja = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._jinja.globals["asset"] = assets.address
        self._jinja.globals["modules"] = assets.modules
        self._jinja.globals["import_map_of"] = lambda entry: Markup(assets.import_map_of(entry))  # noqa: S704 - the same
        self._jinja.globals["import_map"] = Markup(assets.import_map)  # noqa: S704 - JSON of our own file names
        self._remote = remote

    def page(
        self, request: web.Request, template: str, status: int = 200, boot: object = None, **words: Any
    ) -> web.Response:
        """The page of `template`, with `words` as its variables and `boot` as JSON for its script."""
        nonce = secrets.token_urlsafe(16)
        text = self._jinja.get_template(template).render(
            nonce=nonce,
            page=template.removesuffix(".html"),
            base_url=self._remote.shared_url(request),
            boot=script_json(boot),
            **words,
        )
        policy = page_policy(nonce, self._remote.socket_url(request))
        headers = {"Content-Security-Policy": policy, "Vary": "Accept-Encoding"}
        answer = web.Response(text=text, status=status, content_type="text/html", headers=headers)
        # No page holds a token, so nothing secret can be guessed from how well it squeezes.
        if accepts_gzip(request.headers.get("Accept-Encoding", "")):
            answer.enable_compression(web.ContentCoding.gzip)
        return answer

    def message(self, request: web.Request, refusal: Refusal, status: int | None = None) -> web.Response:
        """A page that says why there is none."""
        return self.detour(request, Detour(refusal, "/", "Type a code"), status)

    def detour(self, request: web.Request, detour: Detour, status: int | None = None) -> web.Response:
        """A page that says why there is none, with a way on."""
        refusal = detour.refusal
        answer = self.page(
            request,
            "message.html",
            status=status or STATUS[refusal.code],
            title=TITLES[refusal.code],
            message=refusal.message,
            action_href=detour.href,
            action_label=detour.label,
        )
        answer.headers.update(headers_of(refusal))
        return answer


def script_json(data: object) -> Markup:
    """`data` as JSON that may stand inside a script element, whatever names people have."""
    text = msgspec.json.encode(data).decode()
    for character, written in _AS_UNICODE.items():
        text = text.replace(character, written)
    return Markup(text)  # noqa: S704 - nothing is left in it that could end the element
