"""The table of transitions: what is in it works, what is not is refused and changes nothing."""

from typing import Any

import pytest

from sessionrunner.core.clock import ClockState
from sessionrunner.core.commands import COMMANDS
from sessionrunner.core.decide.deciding import HANDLERS
from sessionrunner.core.errors import Rejected
from sessionrunner.core.model import Session
from sessionrunner.core.time import minutes
from sessionrunner.core.transitions import ALWAYS, CLOCK_TRANSITIONS, all_commands, check, makes_sense
from tests.core.builders import NOON, a_session, does, give, later, ticked, to_round

CLOCK_COMMANDS = ["start", "pause", "resume", "advance", "extend", "end"]
FIELDS: dict[str, dict[str, Any]] = {"extend": {"seconds": 60}}


def in_state(state: ClockState) -> Session:
    """A session whose clock is in `state`."""
    session = a_session(at_end="hold")
    if state == "waiting":
        return session
    running = to_round(session, 1)
    if state == "paused":
        return does(running, "pause", later(minutes(1)))
    if state == "overtime":
        return ticked(running, later(minutes(9)))
    return does(running, "end") if state == "ended" else running


@pytest.mark.parametrize("state", ALWAYS)
@pytest.mark.parametrize("command", CLOCK_COMMANDS)
def test_every_clock_command_in_every_state(state: ClockState, command: str) -> None:
    """A legal command leads to a state of the table; another is refused in a sentence and changes nothing."""
    session = in_state(state)
    now = later(minutes(9))
    if state == "running":
        now = later(minutes(2))
    if command in CLOCK_TRANSITIONS[state]:
        after = give(session, command, now, **FIELDS.get(command, {})).session
        assert after.track.clock.state in CLOCK_TRANSITIONS[state][command]
        assert after.version == session.version + 1
    else:
        before = repr(session)
        with pytest.raises(Rejected) as refusal:
            give(session, command, now, **FIELDS.get(command, {}))
        assert refusal.value.message.endswith(".")
        assert repr(session) == before


@pytest.mark.parametrize("state", ALWAYS)
def test_a_tick_is_welcome_in_every_state(state: ClockState) -> None:
    """Early, repeated or late in vain, a tick does no harm."""
    session = in_state(state)
    assert ticked(session, NOON) is session


def test_the_table_knows_every_command_and_every_command_has_a_handler() -> None:
    """No command can be forgotten in the table or have nobody to carry it out."""
    assert all_commands() == HANDLERS.keys()
    assert COMMANDS.keys() <= all_commands()


def test_what_the_table_does_not_know_makes_no_sense() -> None:
    """A command that is nowhere in the table is refused."""
    assert not makes_sense("running", "dance")
    with pytest.raises(Rejected):
        check("running", "dance")


@pytest.mark.parametrize("command", ["add_person", "check_in", "swap", "replan", "import_roster"])
def test_nobody_is_moved_after_the_end(command: str) -> None:
    """Once a session is over its people and pairings stand."""
    assert makes_sense("running", command)
    assert not makes_sense("ended", command)
