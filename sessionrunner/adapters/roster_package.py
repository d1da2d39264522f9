"""The zip file that an XLSX is: unpacked within limits, measured, and packed anew.

A reader in native code trusts what a workbook says of itself: a few kilobytes can unpack to
gigabytes, one cell in the last corner makes a table of seventeen billion cells, and one long text
can be named a million times. So every part is unpacked here with a bound and measured (see
`roster_parts`), and calamine gets a package of exactly the measured bytes: what was checked and
what is read cannot differ.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from sessionrunner.adapters.roster_parts import Measure
from sessionrunner.adapters.roster_refusals import damaged, too_large
from sessionrunner.core.roster import UnreadableRoster

_MOST_UNPACKED = 40_000_000
_MOST_MEMBERS = 2_000
_MEMBER_SIGNATURE = b"PK\x01\x02"
_WANTED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels"
    r"|xl/(?!(?:drawings|media|theme|charts|comments|pivot|externalLinks)).*\.xml",
    re.IGNORECASE,
)
_STRINGS = "xl/sharedstrings.xml"
_FAILED = re.compile(rb"""(<(?:\w+:)?c\s[^<>]*?\bt=)(["'])e\2""")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, OverflowError,
)  # fmt: skip
"""What zipfile raises over files that are no proper zip files."""


def safe_copy(data: bytes) -> tuple[bytes, int]:
    """A package of the same workbook that is safe to read, and how many formulas lack a saved result.

    Cells whose formula failed become texts such as `#REF!`, which calamine would leave out.

    Raises:
        UnreadableRoster: damaged, protected by a password, too large, or no workbook.
    """
    if data.count(_MEMBER_SIGNATURE) > _MOST_MEMBERS:
        raise too_large("has too many parts")
    try:
        parts = dict(_unpack(data))
    except _BROKEN as fault:
        raise damaged() from fault
    measure = Measure()
    if strings := next((name for name in parts if name.lower() == _STRINGS), None):
        measure.strings(parts[strings])
    for name, part in parts.items():
        if name != strings:
            measure.cells(part)
    return _pack(parts), measure.unsaved


def _unpack(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts that hold a workbook's tables, by name."""
    seen: set[str] = set()
    left = _MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {member.filename.replace("\\", "/"): member for member in package.infolist()}
        _refuse_other_zips(members)
        for name, member in members.items():
            if not _WANTED.fullmatch(name):
                continue
            if name.lower() in seen or len(members) != len(package.infolist()):
                raise damaged()
            seen.add(name.lower())
            with package.open(member) as part:
                content = part.read(left + 1)
            left -= len(content)
            if left < 0:
                raise too_large("is too large once unpacked")
            yield name, content


def _refuse_other_zips(members: dict[str, zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 1 for member in members.values()):
        raise UnreadableRoster("The file is protected by a password.", "Save it without a password.")
    if not any(name.lower() == "xl/workbook.xml" for name in members):
        raise UnreadableRoster(
            "This is a zip file, but not an XLSX workbook.",
            "Unpack it and upload the table in it; save other kinds of workbook as XLSX or CSV.",
        )


def _pack(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(name, _FAILED.sub(rb"\1\2str\2", part))
    return target.getvalue()
