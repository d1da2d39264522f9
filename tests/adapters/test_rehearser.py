"""Rehearsals beside the server: in a process of their own, one at a time, and never for ever."""

import asyncio
import time

import msgspec
import pytest

from sessionrunner.adapters import rehearser
from sessionrunner.adapters.rehearser import RehearsalFailedError, Rehearser
from sessionrunner.core.errors import Rejected, Unavailable
from sessionrunner.core.planning import make_plan
from sessionrunner.core.rehearsal import Rehearsal, Trial, try_out
from tests.core.builders import a_session, to_round


async def test_a_session_is_rehearsed_as_it_would_be_here() -> None:
    """The other process comes to the same as this one, but for how long planning took."""
    session = to_round(a_session(3, 4, rounds=2), 1)
    trial = Trial(seed=5, late_share=0.5)
    answer = await Rehearser().rehearse(session, trial)
    found = msgspec.json.decode(answer, type=Rehearsal)
    here = try_out(session, trial, make_plan)
    assert found.seed == 5
    assert len(found.trace) > 3
    assert unhurried(found) == unhurried(here)


def unhurried(rehearsal: Rehearsal) -> Rehearsal:
    """The rehearsal without the time it took."""
    quality = msgspec.structs.replace(rehearsal.quality, milliseconds=0)
    return msgspec.structs.replace(rehearsal, quality=quality)


async def test_two_at_once_are_one_too_many() -> None:
    """The second is put off in words; once the first is done, the next may begin."""
    made, session = Rehearser(), a_session(2, 2, rounds=2)
    first, second = await asyncio.gather(
        made.rehearse(session, Trial()), made.rehearse(session, Trial()), return_exceptions=True
    )
    assert isinstance(first, msgspec.Raw)
    assert isinstance(second, Unavailable)
    assert second.message.startswith("Another rehearsal is going on.")
    assert bytes(await made.rehearse(session, Trial())).startswith(b"{")


async def test_a_rehearsal_that_takes_too_long_is_given_up() -> None:
    """Its process is ended, the answer names a way that works, and the next one may begin."""
    impatient = Rehearser(patience=0.01)
    began = time.monotonic()
    with pytest.raises(Unavailable, match="on your own computer"):
        await impatient.rehearse(a_session(2, 2), Trial())
    assert time.monotonic() - began < 30
    with pytest.raises(Unavailable, match="on your own computer"):
        await impatient.rehearse(a_session(2, 2), Trial())


async def test_too_few_people_are_refused_in_words() -> None:
    """Without starting anything."""
    with pytest.raises(Rejected, match="nobody to rehearse with"):
        await Rehearser().rehearse(a_session(1, 0), Trial())


async def test_a_fault_of_the_other_process_is_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not taken for an answer."""
    monkeypatch.setattr(rehearser, "_PROGRAM", "sessionrunner.adapters.no_such_program")
    with pytest.raises(RehearsalFailedError):
        await Rehearser().rehearse(a_session(2, 2), Trial())
