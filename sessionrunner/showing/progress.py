"""A bar on the terminal for what takes longer than a moment."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

PATIENCE: Final = 1.0
"""Seconds that nobody minds waiting without a word."""


@contextmanager
def progress(what: str, console: Console, after: float = PATIENCE) -> Iterator[Callable[[float], None]]:
    """Show that `what` goes on, from `after` seconds on, until the block ends.

    The block is given a function to call with the share that is done; until it does, the bar only
    says that something happens. Nothing is shown where `console` is no terminal.
    """
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    task = bar.add_task(what, total=None)
    timer = threading.Timer(after, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda share: bar.update(task, total=1, completed=share)
    finally:
        timer.cancel()
        timer.join()
        if bar.live.is_started:
            bar.stop()
