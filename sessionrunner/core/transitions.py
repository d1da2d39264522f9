"""Which command makes sense in which state of the clock: the one table, and what is said otherwise.

Rules:
 - A track waits until it is started, then runs through its agenda and ends. Only undo leads back.
 - A clock that holds goes into overtime; it does not pause there, because no time is left to keep.
 - `advance` runs the next segment from wherever the clock stands, paused or not; from the last
   segment it leads to the end.
 - A tick is legal everywhere and does nothing unless a deadline has passed.
 - Once it has ended, people, pairings and the clock stand still; words can still be said.
Every pair that is not in the table is refused with a sentence from `WHY_NOT`, and nothing changes.
"""

from typing import Final

from sessionrunner.core.clock import ClockState
from sessionrunner.core.errors import Rejected

LIVE: Final[tuple[ClockState, ...]] = ("waiting", "running", "paused", "overtime")
ALWAYS: Final[tuple[ClockState, ...]] = (*LIVE, "ended")

CLOCK_TRANSITIONS: Final[dict[ClockState, dict[str, tuple[ClockState, ...]]]] = {
    "waiting": {"start": ("running",), "end": ("ended",)},
    "running": {
        "pause": ("paused",),
        "advance": ("running", "ended"),
        "extend": ("running",),
        "end": ("ended",),
        "tick": ("running", "overtime", "ended"),
    },
    "paused": {
        "resume": ("running",),
        "advance": ("running", "ended"),
        "extend": ("paused",),
        "end": ("ended",),
    },
    "overtime": {"advance": ("running", "ended"), "extend": ("running",), "end": ("ended",)},
    "ended": {},
}
"""State, command, and the states it can lead to."""

CLOCK_COMMANDS: Final = frozenset(command for row in CLOCK_TRANSITIONS.values() for command in row)

OTHER_COMMANDS: Final[dict[str, tuple[ClockState, ...]]] = {
    "add_person": LIVE,
    "update_person": LIVE,
    "remove_person": LIVE,
    "check_in": LIVE,
    "check_out": LIVE,
    "join": LIVE,
    "repair": ALWAYS,
    "partner_missing": ("running", "paused", "overtime"),
    "swap": LIVE,
    "replan": LIVE,
    "import_roster": LIVE,
    "ask_to_join": ALWAYS,
    "answer_claim": ALWAYS,
    "announce": ALWAYS,
    "update_settings": ALWAYS,
    "undo": ALWAYS,
}
"""The commands that leave the clock alone, and the states in which they make sense."""

_OVER = "The session is over. Press Undo if it was ended by mistake."
_WAITING = "The session has not started yet. Press Start first."

WHY_NOT: Final[dict[tuple[ClockState, str], str]] = {
    ("waiting", "pause"): _WAITING,
    ("waiting", "resume"): _WAITING,
    ("waiting", "advance"): _WAITING,
    ("waiting", "extend"): _WAITING,
    ("waiting", "partner_missing"): _WAITING,
    ("running", "start"): "The session has already started. Press Next to move on.",
    ("running", "resume"): "The clock is running already.",
    ("paused", "start"): "The session has already started; it is paused. Press Resume.",
    ("paused", "pause"): "The clock is paused already. Press Resume to go on.",
    ("overtime", "start"): "The session has already started. Press Next to move on.",
    (
        "overtime",
        "pause",
    ): "The time is up, so there is nothing to pause. Press Next, or give it another minute.",
    ("overtime", "resume"): "The time is up. Press Next, or give it another minute.",
    ("ended", "start"): "The session is over. Press Undo to go back into it, or set up a new one.",
}
"""What is said when a command makes no sense; where there is no sentence, the session is over."""


def makes_sense(state: ClockState, command: str) -> bool:
    """Whether `command` is legal while the clock is in `state`."""
    if command == "tick":
        return True
    return command in CLOCK_TRANSITIONS[state] or state in OTHER_COMMANDS.get(command, ())


def check(state: ClockState, command: str) -> None:
    """Raise `Rejected` with a sentence that helps, unless `command` is legal in `state`."""
    if not makes_sense(state, command):
        raise Rejected(WHY_NOT.get((state, command), _OVER))


def all_commands() -> frozenset[str]:
    """Every command the table knows, the server's own included."""
    return CLOCK_COMMANDS | OTHER_COMMANDS.keys()
