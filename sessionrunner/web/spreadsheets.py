"""What a file for a spreadsheet needs: an encoding that is understood, and cells that compute nothing."""

from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel takes UTF-8 for the encoding of its own country."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(text: str) -> str:
    """`text` as a cell that no spreadsheet computes: an apostrophe stands before what would be a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text.startswith(_FORMULA) else text
