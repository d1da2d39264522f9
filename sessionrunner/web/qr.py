"""QR codes as SVG, without a style attribute, so that the strict Content-Security-Policy holds."""

import io

import segno

_QUIET_ZONE = 4
"""Empty modules around the code; fewer make it hard to read on a dark page."""


def qr_svg(address: str, title: str) -> str:
    """An SVG element that scales with the page and holds `address`; `title` is for screen readers."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
        border=_QUIET_ZONE,
        dark="#000",
        light="#fff",
        title=title,
        nl=False,
    )
    return out.getvalue().decode()
