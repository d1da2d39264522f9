"""What a file for a spreadsheet needs: an encoding that is understood, and cells that compute nothing."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Final

from aiohttp import web

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel takes UTF-8 for the encoding of its own country."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(text: str) -> str:
    """`text` as a cell that no spreadsheet computes: an apostrophe stands before what would be a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text.startswith(_FORMULA) else text


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """`rows` as a file, the header first; texts are made `safe`."""
    text = StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return text.getvalue()


def csv_file(name: str, text: str) -> web.Response:
    """An answer that a browser saves as the file `name`."""
    return web.Response(
        text=text,
        content_type="text/csv",
        charset="utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
