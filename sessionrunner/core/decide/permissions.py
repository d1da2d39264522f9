"""Who may give which command."""

from typing import Final

from sessionrunner.core.commands import COMMANDS, Actor
from sessionrunner.core.errors import Forbidden

MAY: Final[dict[str, frozenset[str]]] = {
    "host": frozenset(COMMANDS),
    "attendee": frozenset({"check_in", "check_out", "partner_missing"}),
    "facilitator": frozenset(),
    "stage": frozenset(),
    "server": frozenset({"tick", "repair", "import_roster", "join", "ask_to_join"}),
}
"""What each audience may do; `server` is the server itself, on behalf of who talks to it."""


def check_permission(actor: Actor, command: str) -> None:
    """Raise `Forbidden` unless `actor` may give `command`."""
    if command not in MAY[actor.audience]:
        raise Forbidden("Only the host can do this.")
