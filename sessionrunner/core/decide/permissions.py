"""Who may give which command."""

from typing import Final

from sessionrunner.core.commands import COMMANDS, Actor
from sessionrunner.core.errors import Forbidden
from sessionrunner.core.model import Format
from sessionrunner.core.transitions import CLOCK_COMMANDS, ROOM_COMMANDS

MAY: Final[dict[str, frozenset[str]]] = {
    "host": frozenset(COMMANDS) - {"write_comment"},
    "attendee": frozenset(
        {
            "check_in",
            "check_out",
            "partner_missing",
            "raise_hand",
            "lower_hand",
            "write_comment",
            "enter_room",
        }
    ),
    "facilitator": (CLOCK_COMMANDS - {"tick"}) | ROOM_COMMANDS | {"undo", "move_paper", "enter_room"},
    "stage": frozenset(),
    "server": frozenset({"tick", "repair", "import_roster", "import_papers", "join", "ask_to_join"}),
}
"""What each audience may do; `server` is the server itself, on behalf of who talks to it."""


def check_permission(actor: Actor, command: str, format_: Format) -> None:
    """Raise `Forbidden` unless `actor` may give `command`. Only `wip` has rooms that are facilitated."""
    powerless = actor.audience == "facilitator" and (format_ == "flash" or actor.track is None)
    if command in MAY[actor.audience] and not powerless:
        return
    if command in MAY["facilitator"] and command in MAY["host"] and format_ == "wip":
        raise Forbidden("Only the host, or who facilitates a room, can do this.")
    only = "an attendee" if command == "write_comment" else "the host"
    raise Forbidden(f"Only {only} can do this.")
