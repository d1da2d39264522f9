"""A whole session in virtual time: who comes and goes, what the engine makes of it, how good that is."""

from sessionrunner.core.rehearsal.beginning import as_if_new, new_session, with_roster
from sessionrunner.core.rehearsal.chance import Chances, draw_movements
from sessionrunner.core.rehearsal.movements import Kind, Movement, Stay, stays
from sessionrunner.core.rehearsal.report import Presence, Rehearsal, RehearsedPerson, RehearsedRound, rehearse
from sessionrunner.core.rehearsal.talk import Meeting
from sessionrunner.core.rehearsal.trace import TraceFault, TraceLine, TraceReading, read_trace
from sessionrunner.core.rehearsal.trying import Trial, movements_for, try_out

__all__ = [
    "Chances",
    "Kind",
    "Meeting",
    "Movement",
    "Presence",
    "Rehearsal",
    "RehearsedPerson",
    "RehearsedRound",
    "Stay",
    "TraceFault",
    "TraceLine",
    "TraceReading",
    "Trial",
    "as_if_new",
    "draw_movements",
    "movements_for",
    "new_session",
    "read_trace",
    "rehearse",
    "stays",
    "try_out",
    "with_roster",
]
