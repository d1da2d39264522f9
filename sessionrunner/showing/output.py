"""Where results go: tables and JSON to standard output, notes to standard error."""

import io
import sys
from collections.abc import Iterable

import msgspec
from rich.console import Console


def out() -> Console:
    """Standard output for tables: 80 columns where it is no terminal, no colour needed to read it.

    A letter that its encoding does not have becomes a question mark.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return Console(highlight=False, markup=False)


def err() -> Console:
    """Standard error for notes and for progress; long lines are left to whoever shows them."""
    return Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def print_json(value: msgspec.Struct) -> None:
    """A value as JSON on one line, in UTF-8 whatever the terminal's encoding."""
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def print_notes(notes: Iterable[str]) -> None:
    """What is to be known and stops nothing."""
    console = err()
    for note in notes:
        console.print(f"Note: {note}")
