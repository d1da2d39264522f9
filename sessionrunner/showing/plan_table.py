"""A plan as tables for a terminal: rounds are columns, rooms are rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rich import box
from rich.table import Table

from sessionrunner.core.planning import Pairing, PersonId, Round, Side

_ROOM: Final = 12
_MENTOR: Final = 16
_ROUND: Final = 12
_GAP: Final = 2
"""Characters for a room's name, a mentor's and a round, names wrapping between words, and between them."""

Names = Mapping[PersonId, str]


def plan_tables(
    rounds: Sequence[Round], names: Names, sides: Mapping[PersonId, Side], width: int
) -> Iterator[Table]:
    """As many tables as it takes for the rounds to fit into `width` characters."""
    fitting = max(1, (width - _ROOM - _MENTOR - _GAP) // (_ROUND + _GAP))
    blocks = -(-len(rounds) // fitting)
    size = -(-len(rounds) // max(1, blocks))
    hosts = _seated(rounds, sides)
    for first in range(0, len(rounds), size):
        yield _table(rounds[first : first + size], names, hosts)


def _table(rounds: Sequence[Round], names: Names, hosts: Mapping[str, PersonId]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
    table.add_column("Room", max_width=_ROOM)
    table.add_column("Mentor", width=_MENTOR, overflow="fold")
    for one in rounds:
        table.add_column(f"Round {one.round}", ratio=1, overflow="fold")
    for room in sorted({pairing.room for one in rounds for pairing in one.pairings}, key=_natural):
        host = hosts.get(room)
        mentor = names[host] if host is not None else ""
        table.add_row(room, mentor, *(_cell(one, room, host, names) for one in rounds))
    if any(one.sitting_out for one in rounds):
        table.add_row("Sitting out", "", *("\n".join(names[p] for p in one.sitting_out) for one in rounds))
    return table


def _cell(round_: Round, room: str, host: PersonId | None, names: Names) -> str:
    pairing = next((pairing for pairing in round_.pairings if pairing.room == room), None)
    if pairing is None:
        return ""
    others = [names[person] for person in pairing.people if person != host]
    return " + ".join(others) if host not in pairing.people else "\n".join(others)


def _seated(rounds: Sequence[Round], sides: Mapping[PersonId, Side]) -> dict[str, PersonId]:
    """The rooms in which one and the same mentor sits whenever a mentor meets mentees there."""
    found: dict[str, set[PersonId]] = {}
    for pairing in (pairing for one in rounds for pairing in one.pairings):
        if mentor := _mentor(pairing, sides):
            found.setdefault(pairing.room, set()).add(mentor)
    return {room: next(iter(mentors)) for room, mentors in found.items() if len(mentors) == 1}


def _mentor(pairing: Pairing, sides: Mapping[PersonId, Side]) -> PersonId | None:
    if pairing.kind == "peer":
        return None
    return next((person for person in pairing.people if sides.get(person) == "mentor"), None)


def _natural(room: str) -> tuple[str, int]:
    number = re.search(r"\d+$", room)
    return (room[: number.start()], int(number[0])) if number else (room, 0)
