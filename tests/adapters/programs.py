"""Starts the helper programs of the adapters' tests, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def start(module: str, *arguments: str) -> subprocess.Popen[str]:
    """Run `tests.adapters.<module>`, with pipes for its input and output."""
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.adapters.{module}", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
