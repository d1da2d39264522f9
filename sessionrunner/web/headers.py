"""What every answer tells the browser it may do: as little as the pages can live with."""

import re
from typing import Final

from aiohttp import web

from sessionrunner.web.remote import Remote

_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(),"
        " microphone=(), midi=(), payment=(), usb=(), screen-wake-lock=(self)"
    ),
    "X-Robots-Tag": "noindex, nofollow",
}
_NOTHING: Final = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_HTTPS_ONLY: Final = "max-age=31536000"
_THIS_COMPUTER: Final = re.compile(
    r"(localhost|.+\.localhost|127(\.[0-9]{1,3}){3}|\[::1\])(:[0-9]+)?", re.IGNORECASE
)
"""Hosts whose pages browsers trust as they trust https."""


def page_policy(nonce: str, socket_url: str) -> str:
    """The Content-Security-Policy of a page whose scripts carry `nonce`."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self'",
            "img-src 'self' data:",
            # Older Safari does not count a WebSocket of the same host as 'self'.
            f"connect-src 'self' {socket_url}",
            "font-src 'none'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def add_headers(request: web.Request, answer: web.StreamResponse, remote: Remote) -> None:
    """Complete the headers of an answer that is about to be sent; what a handler has set stays."""
    for name, value in _ALWAYS.items():
        answer.headers.setdefault(name, value)
    answer.headers["Server"] = "sessionrunner"  # instead of every version number we run on
    answer.headers.setdefault("Content-Security-Policy", _NOTHING)
    answer.headers.setdefault("Cache-Control", "no-store")
    secure = remote.is_secure(request)
    if secure or _THIS_COMPUTER.fullmatch(request.host):
        # Elsewhere browsers do not obey it, and write a warning into the console of every page.
        answer.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if secure:
        answer.headers.setdefault("Strict-Transport-Security", _HTTPS_ONLY)
