"""What the terminal says once the server serves: where to host, where to join, and a QR code."""

import io
from collections.abc import Sequence
from typing import Protocol

import segno
from rich.console import Console
from rich.text import Text

from sessionrunner.app import Served


class Room(Protocol):
    """The links of a room of works in progress."""

    @property
    def name(self) -> str:
        """What the room is called."""
        ...

    @property
    def facilitator_link(self) -> str:
        """Lets in who facilitates it."""
        ...

    @property
    def display_link(self) -> str:
        """Opens its presenters' display."""
        ...


class Demo(Protocol):
    """The links of a demonstration."""

    @property
    def host_link(self) -> str:
        """Lets the host in."""
        ...

    @property
    def stage_link(self) -> str:
        """Opens the stage."""
        ...

    @property
    def join_link(self) -> str:
        """Where the QR code leads."""
        ...

    @property
    def rooms(self) -> Sequence[Room]:
        """The rooms of works in progress; none in flash mentoring."""
        ...

    @property
    def code(self) -> str:
        """What people type instead."""
        ...


def print_banner(console: Console, served: Served) -> None:
    """Where to host and where to join."""
    console.print()
    _line(console, "Host", served.host_link, "make and run sessions here; keep this link to yourself")
    _line(console, "Join", f"{served.address}/", "people type their session's code here")
    _qr(console, f"{served.address}/")
    console.print("Press Ctrl+C to stop. Sessions are kept and go on when you start again.\n", style="dim")


def print_demo_banner(console: Console, served: Served, demo: Demo, starts_after: float) -> None:
    """The links of the session that is ready, and in how many seconds it starts by itself."""
    console.print()
    _line(
        console,
        "Host",
        demo.host_link,
        f"press Start here; it starts by itself in {starts_after:.0f} seconds",
    )
    _line(console, "Stage", demo.stage_link, "for the projector")
    for room in demo.rooms:
        _line(console, "Room", room.facilitator_link, f"facilitates the {room.name}")
        _line(console, "", room.display_link, f"the display in the {room.name}")
    _line(console, "Join", demo.join_link, f"or type {demo.code} at {served.address}/")
    _qr(console, demo.join_link)
    console.print("This is a demonstration: who is in it is simulated. Press Ctrl+C to stop.\n", style="dim")


def _line(console: Console, what: str, link: str, why: str) -> None:
    console.print(
        Text.assemble((f"{what:>6}  ", "bold"), (link, "cyan"), ("  " + why, "dim")), soft_wrap=True
    )


def _qr(console: Console, address: str) -> None:
    drawn = io.StringIO()
    segno.make_qr(address).terminal(out=drawn, compact=True)
    console.print()
    console.file.write(drawn.getvalue())
    console.print()
