"""What every benchmark has in common: its options, its table, its JSON, and what it ran on."""

import argparse
import json
import os
import platform
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

Found = dict[str, Any]
Row = Sequence[object]


def options(description: str | None, phones: int, **numbers: float) -> argparse.Namespace:
    """What the command line asks for: `--phones`, `--json`, and every one of `numbers` with its default."""
    parser = argparse.ArgumentParser(description=(description or "").partition("\n")[0])
    parser.add_argument("--phones", type=int, default=phones)
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    for name, default in numbers.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    return parser.parse_args()


def tell(found: Found, table: Callable[[Found], Table], *, as_json: bool) -> None:
    """Print what was found, for people or for programs."""
    found["machine"] = machine()
    if as_json:
        print(json.dumps(found))
        return
    console = Console(highlight=False, width=110)
    console.print(table(found))
    console.print(" ".join(f"{name}: {value}." for name, value in found["machine"].items()), style="dim")


def machine() -> dict[str, object]:
    """What this ran on, and how busy that was: the mean number of programs that wanted a core."""
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "python": platform.python_version(),
        "load over the last minute": round(os.getloadavg()[0], 1),
    }


def table(title: str, heads: Sequence[str], rows: Sequence[Row]) -> Table:
    """A table whose first column is words and whose others are numbers."""
    shown = Table(title=title, title_justify="left")
    for number, head in enumerate(heads):
        shown.add_column(head, justify="right" if number else "left")
    for row in rows:
        shown.add_row(*(f"{cell:,.1f}" if isinstance(cell, float) else str(cell) for cell in row))
    return shown


def at(share: float, ordered: Sequence[float]) -> float:
    """The value below which `share` of the `ordered` values lie."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
