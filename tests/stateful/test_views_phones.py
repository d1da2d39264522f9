"""Views made for thousands of phones are, byte for byte, the views that are made for one."""

import random
from typing import Any

import msgspec
import pytest

from sessionrunner.core.agenda import Rooms
from sessionrunner.core.errors import NotFound, Refusal
from sessionrunner.core.model import Session
from sessionrunner.core.planning import PersonId
from sessionrunner.core.time import after, seconds
from sessionrunner.core.views import Lens, Phones, attendee_view
from sessionrunner.core.views import phones as phones_module
from tests.core.builders import NOON, a_session, give, ticked

ROOMS = (
    Rooms(kind="table", prefix="Room"),
    Rooms(kind="link", prefix="Room", template="https://video.example.org/{code}-{room}"),
)


def compare(phones: Phones, session: Session, lens: Lens) -> None:
    """Everybody's view, made quickly and made plainly; those who are gone have neither."""
    for person in session.people:
        try:
            plain = msgspec.json.encode(attendee_view(session, person, lens))
        except NotFound:
            with pytest.raises(NotFound):
                phones.view(session, person, lens)
        else:
            assert phones.view(session, person, lens) == plain


def changes(chance: random.Random) -> tuple[str, dict[str, Any]]:
    """Something a host might do at any time."""
    person = f"p{chance.randrange(1, 11)}"
    commands: list[tuple[str, dict[str, Any]]] = [
        ("start", {}),
        ("advance", {}),
        ("pause", {}),
        ("resume", {}),
        ("undo", {}),
        ("undo", {}),
        ("replan", {}),
        ("update_settings", {"settings": {"threshold": chance.choice([0, 5, 20])}}),
        ("update_settings", {"settings": {"rooms": msgspec.to_builtins(chance.choice(ROOMS))}}),
        ("announce", {"text": f"Word {chance.random()}"}),
        ("check_in", {"person": person}),
        ("check_out", {"person": person}),
        ("remove_person", {"person": person}),
        ("add_person", {"name": f"Late {chance.random()}", "role": chance.choice(["mentor", "either"])}),
        ("update_person", {"person": person, "name": f"Renamed {chance.random()}"}),
        ("update_person", {"person": person, "role": "either"}),
        ("update_person", {"person": person, "role": chance.choice(["mentor", "mentee", "either"])}),
    ]
    return chance.choice(commands)


@pytest.mark.parametrize("seed", range(16))
def test_whatever_happens_a_view_made_quickly_is_the_view(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept from view to view never outlives what it was made from, over random sessions.

    Meetings are made one by one, and those of all together after the first, third or last view.
    """
    monkeypatch.setattr(phones_module, "MANY", [0, 1, 3, 1_000][seed % 4])
    chance = random.Random(seed)
    session = a_session(4, 6, rounds=3, rooms=chance.choice(ROOMS), surplus=chance.choice(["peer", "group"]))
    phones = Phones(session)
    now = NOON
    compare(phones, session, Lens(now=now, pace=1.0, public_url="http://here"))
    script = [changes(chance) for _ in range(35)]
    script.insert(chance.randrange(10), ("start", {}))
    for kind, fields in script:
        now = after(now, seconds(chance.randrange(20)))
        session = ticked(session, now)
        try:
            session = give(session, kind, now, **fields).session
        except Refusal:
            continue
        if chance.random() < 0.7:
            compare(phones, session, Lens(now=now, pace=1.0, public_url="http://here"))


def test_the_time_of_a_view_is_the_time_it_is_made() -> None:
    """Two views of the same state at different instants say so."""
    session = a_session()
    phones = Phones(session)
    person = PersonId("p1")
    for passed in range(3):
        lens = Lens(now=after(NOON, seconds(passed)), pace=1.0, public_url="http://here")
        assert msgspec.json.decode(phones.view(session, person, lens))["server_now"] == lens.now
