"""Which command makes sense in which state of the clock: the one table, and what is said otherwise.

Rules:
 - A track waits until it is started, then runs through its agenda and ends. Only undo leads back.
 - A clock that holds goes into overtime; it does not pause there, because no time is left to keep.
 - `advance` runs the next segment from wherever the clock stands, paused or not; from the last
   segment it leads to the end.
 - A tick is legal everywhere and does nothing unless a deadline has passed.
 - Once it has ended, people, pairings and the clock stand still; words can still be said, and who
   presents a paper can still join to read what was written to them.
 - In a works-in-progress session clock and room commands are about one room's state each.
Every pair that is not in the table is refused with a sentence from `WHY_NOT`, and nothing changes.
"""

from typing import Final

from sessionrunner.core.clock import ClockState
from sessionrunner.core.errors import Rejected
from sessionrunner.core.model import Format

LIVE: Final[tuple[ClockState, ...]] = ("waiting", "running", "paused", "overtime")
ALWAYS: Final[tuple[ClockState, ...]] = (*LIVE, "ended")
ON: Final[tuple[ClockState, ...]] = ("running", "paused", "overtime")

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
    "erase_person": ALWAYS,
    "check_in": LIVE,
    "check_out": LIVE,
    "check_out_missing": LIVE,
    "join": ALWAYS,
    "repair": ALWAYS,
    "partner_missing": ON,
    "swap": LIVE,
    "replan": LIVE,
    "import_roster": LIVE,
    "ask_to_join": ALWAYS,
    "answer_claim": ALWAYS,
    "announce": ALWAYS,
    "update_settings": ALWAYS,
    "undo": ALWAYS,
    "raise_hand": ON,
    "lower_hand": ON,
    "call_on": ON,
    "finish_speaking": ON,
    "reorder_queue": ON,
    "skip_segment": LIVE,
    "move_paper": LIVE,
    "insert_segment": LIVE,
    "catch_up": ON,
    "message_presenter": ON,
    "set_policy": LIVE,
    "write_comment": ALWAYS,
    "enter_room": LIVE,
    "add_paper": LIVE,
    "update_paper": ALWAYS,
    "remove_paper": LIVE,
    "import_papers": LIVE,
    "propose_order": ("waiting",),
}
"""The other commands, and the states in which they make sense."""

ROOM_COMMANDS: Final = frozenset(
    {
        "raise_hand",
        "lower_hand",
        "call_on",
        "finish_speaking",
        "reorder_queue",
        "skip_segment",
        "insert_segment",
        "catch_up",
        "message_presenter",
        "set_policy",
    }
)
"""Commands about one room: it is that room's clock which must be in a fitting state."""

EVERYWHERE: Final = frozenset({"insert_segment", "catch_up", "message_presenter", "set_policy"})
"""Those of them that a host may give for every room at once."""

FORMATS: Final[dict[str, Format]] = {
    **dict.fromkeys(("partner_missing", "swap", "replan"), "flash"),
    **dict.fromkeys(
        (*ROOM_COMMANDS, "move_paper", "write_comment", "enter_room", "add_paper", "update_paper",
         "remove_paper", "import_papers", "propose_order"),
        "wip",
    ),
}  # fmt: skip
"""The commands that make sense in one format only."""

_OVER = "The session is over. Press Undo if it was ended by mistake."
_WAITING = "The session has not started yet. Press Start first."
_TOLD = "The session has started, so the running order stands. Move single papers instead."
_IN_A_ROOM_THAT_IS_ON = (
    "raise_hand", "lower_hand", "call_on", "finish_speaking", "reorder_queue", "catch_up",
    "message_presenter",
)  # fmt: skip

WHY_NOT: Final[dict[tuple[ClockState, str], str]] = {
    ("waiting", "pause"): _WAITING,
    ("waiting", "resume"): _WAITING,
    ("waiting", "advance"): _WAITING,
    ("waiting", "extend"): _WAITING,
    ("waiting", "partner_missing"): _WAITING,
    **{("waiting", command): _WAITING for command in _IN_A_ROOM_THAT_IS_ON},
    **{(state, "propose_order"): _TOLD for state in ON},
    ("running", "start"): "The session has already started. Press Next to move on.",
    ("running", "resume"): "The clock is running already.",
    ("paused", "start"): "The session has already started; it is paused. Press Go on.",
    ("paused", "pause"): "The clock is paused already. Press Go on.",
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


def check(state: ClockState, command: str, what: str = "The session") -> None:
    """Raise `Rejected` with a sentence that helps, unless `command` is legal in `state`.

    `what` is whose state it is: a room's name where it is only a room's.
    """
    if not makes_sense(state, command):
        raise Rejected(WHY_NOT.get((state, command), _OVER).replace("The session", what, 1))


def fits_format(format_: Format, command: str) -> bool:
    """Whether `command` is one of sessions of this format."""
    return FORMATS.get(command, format_) == format_


def check_format(format_: Format, command: str) -> None:
    """Raise `Rejected` in words unless `command` is one of sessions of this format."""
    if not fits_format(format_, command):
        what = {"flash": "flash mentoring, which this is not", "wip": "works in progress, which this is not"}
        raise Rejected(f"This belongs to {what[FORMATS[command]]}.")


def all_commands() -> frozenset[str]:
    """Every command the table knows, the server's own included."""
    return CLOCK_COMMANDS | OTHER_COMMANDS.keys()
