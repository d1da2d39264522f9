"""Addresses that people type and others press: of the web, and of nothing that would run."""

from collections.abc import Iterator

from sessionrunner.core.agenda import Rooms
from sessionrunner.core.errors import Detail


def is_web_address(text: str) -> bool:
    """Whether `text` is an address that a page may link to. `javascript:` and `data:` are programs."""
    return text.casefold().startswith(("https://", "http://"))


def room_faults(rooms: Rooms) -> Iterator[Detail]:
    """What is wrong with the address that the rooms' links are made of."""
    if rooms.template and not is_web_address(rooms.template):
        yield Detail(field="rooms.template", message="must begin with https:// or http://")
