"""Whole files refused: in the words of what they are instead, or of what is wrong with them."""

from sessionrunner.core.roster import UnreadableRoster

_SAVE_AS = "Open it in your spreadsheet program and save it as CSV (UTF-8) or XLSX."

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "This is an old Excel file (.xls) or one with a password.",
        "Open it in Excel and save it as XLSX or CSV, without a password.",
    ),
    (b"%PDF", "This is a PDF.", _SAVE_AS),
    (b"\x89PNG", "This is a picture.", _SAVE_AS),
    (b"\xff\xd8\xff", "This is a picture.", _SAVE_AS),
    (b"GIF8", "This is a picture.", _SAVE_AS),
    (b"\x1f\x8b", "This is a compressed archive.", "Unpack it, and upload the table that is in it."),
    (b"Rar!", "This is a compressed archive.", "Unpack it, and upload the table that is in it."),
    (b"7z\xbc\xaf", "This is a compressed archive.", "Unpack it, and upload the table that is in it."),
    (b"{\\rtf", "This is a text document, not a table.", _SAVE_AS),
    (b"<", "This is a web page or an XML file, not a table.", _SAVE_AS),
)


def refuse_other_kinds(data: bytes) -> None:
    """Refuse `data` if its first bytes say that it is no table.

    Raises:
        UnreadableRoster: saying what it is instead.
    """
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, message, fix in _SIGNATURES:
        if start.startswith(signature):
            raise UnreadableRoster(message, fix)


def not_text() -> UnreadableRoster:
    """The refusal of bytes that are no text in any encoding we read."""
    return UnreadableRoster("This is no text: it cannot be read as a table.", _SAVE_AS)


def damaged() -> UnreadableRoster:
    """The refusal of a workbook that does not keep to its own format."""
    return UnreadableRoster(
        "The workbook is damaged.", "Open it in the spreadsheet program, save it again, or save it as CSV."
    )


def too_large(why: str) -> UnreadableRoster:
    """The refusal of a workbook that is too large to be one of ours."""
    return UnreadableRoster(
        f"The workbook {why}; a table of this kind is far smaller.",
        "Copy only the filled rows and columns into a new workbook, or save that sheet as CSV.",
    )
