"""Views: what each audience sees, and that nobody sees more."""

import msgspec
import pytest

from sessionrunner.core.agenda import Rooms
from sessionrunner.core.commands import SERVER, AskToJoin
from sessionrunner.core.errors import NotFound
from sessionrunner.core.model import ClaimId, Session
from sessionrunner.core.planning import PersonId
from sessionrunner.core.time import minutes
from sessionrunner.core.views import Lens, attendee_view, host_view, plan_view, pulse, stage_view
from sessionrunner.core.views.making import room_link
from sessionrunner.core.views_changed import affected
from tests.core.builders import NOON, a_session, does, give, later, ticked, to_round

LENS = Lens(now=later(minutes(1)), pace=1.0, public_url="https://sessions.example.org")
P1, P4, P5 = PersonId("p1"), PersonId("p4"), PersonId("p5")


def known() -> Session:
    """A running session of which something private is known."""
    session = does(
        a_session(3, 4, rounds=3, surplus="sit_out"), "update_person", person="p4", email="p4@example.org"
    )
    session = does(session, "update_person", person="p4", avoid=["Person 3"], requests=["Person 1"])
    return to_round(session, 1)


def test_a_phone_knows_its_whole_itinerary_ahead_of_time() -> None:
    """Every round is there, with room and partners, or says that one rests."""
    view = attendee_view(known(), P4, LENS)
    assert [meeting.round for meeting in view.itinerary] == [1, 2, 3]
    for meeting in view.itinerary:
        resting = meeting.kind == "sit_out"
        assert (meeting.room is None) == resting
        assert (len(meeting.partners) == 0) == resting


def test_both_partners_read_the_same_room() -> None:
    """What one phone says of the other is what the other says."""
    session = known()
    views = {person.name: attendee_view(session, person.id, LENS) for person in session.roster}
    for name, view in views.items():
        for meeting in view.itinerary:
            for partner in meeting.partners:
                theirs = views[partner.name].itinerary[meeting.round - 1]
                assert theirs.room == meeting.room
                assert name in [other.name for other in theirs.partners]


def test_nothing_private_leaves_in_somebody_elses_view() -> None:
    """Emails, requests and whom one avoids are for the host alone."""
    session = known()
    host = msgspec.json.encode(host_view(session, LENS))
    assert b"p4@example.org" in host
    for other in (
        attendee_view(session, P1, LENS),
        attendee_view(session, P4, LENS),
        stage_view(session, LENS),
    ):
        encoded = msgspec.json.encode(other)
        assert b'example.org"' not in encoded.replace(b"https://sessions.example.org", b"")
        assert b"avoid" not in encoded
        assert b"requests" not in encoded


def test_the_clock_of_a_view_has_its_segment() -> None:
    """Clients need no look at the agenda for what is on."""
    session = known()
    clock = pulse(session, LENS).clock
    assert (clock.segment.label, clock.segment.kind, clock.ends_at) == (
        "Round 1 of 3",
        "talk",
        later(minutes(8)),
    )


def test_who_is_not_on_the_roster_has_no_view() -> None:
    """Somebody who was removed is told so."""
    session = does(known(), "remove_person", person="p4")
    with pytest.raises(NotFound):
        attendee_view(session, P4, LENS)


def test_a_partner_who_has_gone_is_marked_as_away() -> None:
    """Nobody waits for somebody who will not come."""
    session = known()
    mentor = session.people[P1]
    gone = does(session, "check_out", person="p1")
    together = [
        partner
        for person in gone.roster
        for meeting in attendee_view(gone, person.id, LENS).itinerary
        for partner in meeting.partners
        if partner.name == mentor.name
    ]
    assert together
    assert all(partner.away for partner in together)


def test_a_late_arrival_reads_from_which_round_on_they_take_part() -> None:
    """The itinerary begins where they come in."""
    session = does(known(), "add_person", name="Late", years=12)
    assert [meeting.round for meeting in attendee_view(session, PersonId("p8"), LENS).itinerary] == [2, 3]


def test_the_host_sees_what_makes_sense_now_and_what_undo_would_take_back() -> None:
    """Buttons follow the table of transitions."""
    waiting = host_view(a_session(), LENS)
    assert {"start", "replan", "add_person"} <= set(waiting.allowed)
    assert not {"pause", "undo"} & set(waiting.allowed)
    running = host_view(known(), LENS)
    assert {"pause", "advance", "undo"} <= set(running.allowed)
    assert (running.undo, running.rounds[0].state, running.rounds[1].state) == (
        "advance",
        "running",
        "coming",
    )


def test_the_host_sees_the_finish_move() -> None:
    """Planned beside expected: a minute more is a minute later."""
    session = does(a_session(3, 4), "start")
    longer = does(session, "extend", seconds=60)
    view = host_view(longer, LENS)
    assert view.planned_finish_at is not None
    assert view.expected_finish_at == view.planned_finish_at + minutes(1)


def test_a_video_room_has_its_link() -> None:
    """The host's template with the code and the room's number put in; tables have none."""
    rooms = Rooms(kind="link", prefix="Room", template="https://meet.example.org/{code}-{room}")
    assert room_link(rooms, "ABC234", "Room 7") == "https://meet.example.org/ABC234-7"
    assert room_link(Rooms(), "ABC234", "Table 7") is None
    for template in ("javascript:alert(1)", "data:text/html,x", "meet.example.org/7"):
        assert room_link(Rooms(kind="link", template=template), "ABC234", "Room 7") is None


def test_the_plan_names_everybody_in_it() -> None:
    """Those who have left since are in it too, for the rounds they were in."""
    session = does(known(), "remove_person", person="p4")
    view = plan_view(session)
    named = {person.id for person in view.people}
    assert all(set(pairing.people) <= named for each in view.rounds for pairing in each.pairings)
    with pytest.raises(NotFound, match="Start"):
        plan_view(a_session())


def test_only_the_clock_moved() -> None:
    """Pausing concerns everybody's clock and nobody's itinerary."""
    session = known()
    paused = does(session, "pause", later(minutes(1)))
    found = affected(session, paused)
    assert (found.everyone, found.people, found.stage, found.clock) == (False, frozenset(), False, True)
    assert affected(session, ticked(session, later(minutes(9)))).clock


def test_a_check_in_concerns_one_person_and_the_host() -> None:
    """A thousand arrivals are not a million views."""
    session = a_session(3, 4)
    found = affected(session, does(session, "check_in", person="p1"))
    assert (found.people, found.everyone, found.stage, found.host) == (frozenset({P1}), False, False, True)


def test_an_announcement_concerns_everybody() -> None:
    """It stands in every view."""
    session = known()
    assert affected(session, does(session, "announce", text="Hello")).everyone
    assert affected(None, session).everyone


def test_whoever_sees_something_else_is_among_the_affected() -> None:
    """The shortcut never misses anybody: compared with views made before and after every kind of command."""
    session = known()
    asked = AskToJoin(id="a", person=P5, claim=ClaimId("c"))
    commands = [
        ("check_out", {"person": "p1"}),
        ("update_person", {"person": "p1", "name": "Ada", "institution": "Yale"}),
        ("remove_person", {"person": "p5"}),
        ("replan", {}),
        ("swap", {"people": ["p4", "p5"], "round": 2}),
        ("add_person", {"name": "New", "years": 1}),
        ("undo", {}),
        ("announce", {"text": "Hello"}),
    ]
    afters = [give(session, kind, NOON, **fields).session for kind, fields in commands]  # type: ignore[arg-type]
    afters.append(give(session, asked, actor=SERVER).session)
    for after in afters:
        found = affected(session, after)
        for person in after.roster:
            if person.id in session.people and seen(session, person.id) != seen(after, person.id):
                assert found.everyone or person.id in found.people
        if stage(session) != stage(after):
            assert found.stage


def seen(session: Session, person: PersonId) -> tuple[object, ...]:
    """What a phone shows beside the clock."""
    view = attendee_view(session, person, LENS)
    return (view.session, view.agenda, view.announcement, view.me, view.room_kind, view.itinerary)


def stage(session: Session) -> tuple[object, ...]:
    """What the wall shows beside the clock."""
    view = stage_view(session, LENS)
    return (view.session, view.agenda, view.announcement, view.join_url, view.rounds)


@pytest.mark.parametrize("paused", [False, True])
def test_the_host_sees_which_change_of_time_undo_would_take_back(paused: bool) -> None:
    """After +, − and two more minutes less, each undo says what it would take back."""
    session = to_round(a_session(), 1)
    session = does(session, "pause") if paused else session
    for by in (60, -60, -120):
        session = does(session, "extend", seconds=by)
    told = list[int]()
    for _ in range(3):
        told.append(host_view(session, LENS).undo_added_ms)
        session = does(session, "undo")
    assert told == [-120_000, -60_000, 60_000]
    assert host_view(session, LENS).undo_added_ms == 0
