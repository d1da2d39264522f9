"""Comments, fairly: who is called on next, for how long they speak, and what ends their turn."""

from typing import Any

import pytest

from sessionrunner.core.errors import Forbidden, Invalid, NotFound, Refusal, Rejected
from sessionrunner.core.events import CalledOn, FinishedSpeaking
from sessionrunner.core.model import Session, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Duration, Instant, minutes, seconds
from sessionrunner.core.views import Lens
from sessionrunner.core.views.wip_attendee import wip_attendee_view
from sessionrunner.core.views_changed import affected
from sessionrunner.core.wip.floor import Floor
from sessionrunner.core.wip.places import room_of, wip_of
from sessionrunner.core.wip.queue import LONGEST_TURN, SHORTEST_TURN, suggestion
from sessionrunner.core.wip.rules import queue_of
from sessionrunner.core.wip.settings import Policy
from tests.core.builders import HOST, NOON, later
from tests.core.wip.builders import T1, T2, attendee, commenting, does, facilitator, give, presenting, ticked

LENS = Lens(now=NOON, pace=1.0, public_url="")


def refused(kind: type[Refusal], session: Session, *order: Any, **fields: Any) -> str:
    """What is said when a command is refused, after a check that it changed nothing."""
    before = repr(session)
    with pytest.raises(kind) as caught:
        give(session, *order, **fields)
    assert repr(session) == before
    return caught.value.message


def with_hands(session: Session, *people: int, room: TrackId = T1) -> Session:
    """The session with these people in a room and their hands up, one a second after the other."""
    for number, person in enumerate(people):
        now = later(seconds(number))
        session = does(session, "enter_room", now, attendee(person), room=room)
        session = does(session, "raise_hand", now, attendee(person))
    return session


def floor(session: Session, room: TrackId = T1) -> Floor:
    """The floor of a room."""
    return wip_of(session).floor(room)


def waiting(session: Session, room: TrackId = T1) -> list[str]:
    """Who is in the queue, in the order in which they are called on."""
    return [hand.person for hand in queue_of(session, session.tracks[room])]


def test_a_hand_that_comes_too_late_is_not_raised_for_the_next_paper() -> None:
    """What a phone sends after a time without a network says which paper it was for."""
    session = does(commenting(changeover_minutes=0), "enter_room", NOON, attendee(9), room=T1)
    assert waiting(does(session, "raise_hand", NOON, attendee(9), paper="w1")) == ["p9"]
    onwards = does(session, "advance", NOON, facilitator())
    said = refused(Rejected, onwards, "raise_hand", NOON, attendee(9), paper="w1")
    assert "over meanwhile" in said
    assert waiting(does(onwards, "raise_hand", NOON, attendee(9), paper="w2")) == ["p9"]


def speaks(session: Session, person: int, start: Duration, length: Duration) -> Session:
    """Somebody speaks for a while and has finished."""
    session = does(session, "call_on", later(start), facilitator(), person=f"p{person}")
    return does(session, "finish_speaking", later(Duration(start + length)), facilitator())


def test_hands_are_taken_in_the_order_in_which_they_went_up() -> None:
    """While nobody has spoken, who was first is first; a hand that is up keeps its place."""
    session = with_hands(commenting(), 9, 7, 8)
    assert waiting(session) == ["p9", "p7", "p8"]
    assert does(session, "raise_hand", later(minutes(1)), attendee(7)) is session


def test_who_has_not_spoken_comes_first_then_who_has_spoken_least() -> None:
    """Somebody new overtakes everybody who has spoken; of these, the shortest total is next."""
    session = speaks(with_hands(commenting(), 7, 8), 7, minutes(1), seconds(90))
    session = speaks(session, 8, minutes(3), seconds(30))
    session = with_hands(session, 7, 8, 9)
    assert waiting(session) == ["p9", "p8", "p7"]


def test_totals_count_in_the_whole_room_not_for_one_paper_only() -> None:
    """Who spoke on the first paper comes after who has not, on the second, too."""
    session = speaks(with_hands(commenting(), 7), 7, minutes(1), seconds(90))
    session = does(session, "advance", later(minutes(5)), facilitator())
    session = ticked(session, later(minutes(7)))
    session = with_hands(session, 7, 8)
    assert waiting(session) == ["p8", "p7"]


def test_discussants_first_until_they_were_heard_on_this_paper() -> None:
    """If the host says so, a discussant is called on before others; once heard, they wait like all."""
    session = does(commenting(discussants_first=True), "update_paper", paper="w1", discussants=["p9"])
    session = with_hands(session, 7, 8, 9)
    assert waiting(session) == ["p9", "p7", "p8"]
    session = speaks(session, 9, minutes(1), seconds(60))
    session = with_hands(session, 9)
    assert waiting(session) == ["p7", "p8", "p9"]


def test_discussants_wait_like_all_unless_the_host_says_so() -> None:
    """Without the option they have no privilege."""
    session = does(commenting(), "update_paper", paper="w1", discussants=["p9"])
    assert waiting(with_hands(session, 7, 9)) == ["p7", "p9"]


def test_juniors_first_never_overtake_who_has_not_spoken() -> None:
    """Fewer than seven years count as junior, among equals; who spoke already waits for who did not."""
    session = commenting(juniors_first=True)
    for person, years in ((7, 20), (8, 2), (9, 3), (10, None)):
        session = does(session, "update_person", person=f"p{person}", years=years)
    session = speaks(with_hands(session, 8), 8, minutes(1), seconds(60))
    session = with_hands(session, 7, 10, 8, 9)
    assert waiting(session) == ["p9", "p7", "p10", "p8"]


def test_a_facilitator_puts_people_in_front() -> None:
    """Those named come first in that order; the rules hold for the others; nobody in particular if empty."""
    session = with_hands(commenting(), 7, 8, 9, 10)
    session = does(session, "reorder_queue", NOON, facilitator(), people=["p10", "p8"])
    assert waiting(session) == ["p10", "p8", "p7", "p9"]
    session = does(session, "reorder_queue", NOON, facilitator(), people=[])
    assert waiting(session) == ["p7", "p8", "p9", "p10"]


def test_only_raised_hands_can_be_reordered() -> None:
    """Whose hand is down (by now) is named."""
    session = with_hands(commenting(), 7)
    words = refused(Rejected, session, "reorder_queue", NOON, facilitator(), people=["p7", "p8"])
    assert words.startswith("Person 8’s hand is not up")


def test_the_next_one_is_called_on_and_timed() -> None:
    """The first of the queue has the floor, with a suggestion: what is left, shared among all who wait."""
    session = with_hands(commenting(), 7, 8, 9)
    decision = give(session, "call_on", later(minutes(3)), facilitator())
    assert decision.events == (CalledOn(track=T1, person=PersonId("p7"), suggested_ms=minutes(4)),)
    assert waiting(decision.session) == ["p8", "p9"]
    decision = give(decision.session, "call_on", later(minutes(5)), facilitator())
    assert decision.events[1] == FinishedSpeaking(track=T1, person=PersonId("p7"), spoken_ms=minutes(2))
    assert floor(decision.session).spoken == {"p7": minutes(2)}


def test_suggestions_are_whole_and_never_too_short() -> None:
    """Whole five seconds; at least half a minute, in overtime, too."""
    assert suggestion(minutes(10), 7) == seconds(85)
    assert suggestion(seconds(20), 1) == SHORTEST_TURN
    assert suggestion(minutes(4), 0) == minutes(4)


def test_one_hand_is_not_invited_to_fill_the_hour() -> None:
    """However much is left, for few hands or after an early end, five minutes are suggested at most."""
    assert suggestion(minutes(29), 1) == suggestion(minutes(29), 2) == LONGEST_TURN == minutes(5)
    assert suggestion(minutes(15), 4) == seconds(225)
    decision = give(with_hands(commenting(), 7), "call_on", NOON, facilitator())
    assert decision.events == (CalledOn(track=T1, person=PersonId("p7"), suggested_ms=LONGEST_TURN),)


def test_a_pause_stops_the_speaking_clock() -> None:
    """What is said while the room is paused counts for nobody."""
    session = does(with_hands(commenting(), 7), "call_on", later(minutes(1)), facilitator())
    session = does(session, "pause", later(minutes(2)), facilitator())
    session = does(session, "resume", later(minutes(8)), facilitator())
    session = does(session, "finish_speaking", later(minutes(9)), facilitator())
    assert floor(session).spoken == {"p7": minutes(2)}


def test_somebody_can_be_called_on_while_the_room_is_paused() -> None:
    """Their clock runs once the room's does."""
    session = does(with_hands(commenting(), 7), "pause", later(minutes(1)), facilitator())
    session = does(session, "call_on", later(minutes(2)), facilitator())
    session = does(session, "resume", later(minutes(4)), facilitator())
    session = does(session, "finish_speaking", later(minutes(5)), facilitator())
    assert floor(session).spoken == {"p7": minutes(1)}


def test_the_end_of_a_paper_ends_its_discussion() -> None:
    """The turn counts, hands go down, and on the next paper everybody is unheard."""
    session = does(with_hands(commenting(), 7, 8), "call_on", later(minutes(1)), facilitator())
    session = does(session, "message_presenter", later(minutes(1)), facilitator(), text="Short answers")
    decision = give(session, "advance", later(minutes(3)), facilitator())
    assert decision.events[-1] == FinishedSpeaking(track=T1, person=PersonId("p7"), spoken_ms=minutes(2))
    assert floor(decision.session) == Floor(spoken={PersonId("p7"): minutes(2)})


def test_hands_raised_while_a_paper_is_presented_stay_for_its_comments() -> None:
    """Who raises a hand early keeps their place when the comments begin."""
    session = with_hands(presenting(), 7)
    assert waiting(ticked(session, later(minutes(15)))) == ["p7"]


def test_a_turn_ends_with_a_paper_that_has_no_comments() -> None:
    """Where presentations end by themselves, the turn ends at that very instant, however late it is seen."""
    session = with_hands(presenting(comment_minutes=0), 7)
    session = does(session, "call_on", later(minutes(14)), facilitator())
    session = ticked(session, later(minutes(16)))
    assert floor(session).spoken == {"p7": minutes(1)}


@pytest.mark.parametrize("command", ["check_out", "remove_person"])
def test_who_goes_waits_and_speaks_no_longer(command: str) -> None:
    """Leaving lowers the hand and ends the turn."""
    session = does(with_hands(commenting(), 7, 8), "call_on", later(minutes(1)), facilitator())
    session = does(session, command, later(minutes(2)), person="p7")
    session = does(session, command, later(minutes(2)), person="p8")
    assert floor(session) == Floor(heard=(PersonId("p7"),), spoken={PersonId("p7"): minutes(1)})


def test_who_goes_to_another_room_waits_there_anew() -> None:
    """Nobody is in two rooms: the hand goes down in the old one."""
    session = does(with_hands(commenting(), 7), "enter_room", NOON, attendee(7), room="t2")
    assert waiting(session) == []
    assert room_of(session, PersonId("p7")) == T2
    assert "Room 1" in refused(Rejected, session, "call_on", NOON, facilitator(), person="p7").replace(
        "Room 2, not in ", ""
    )


def test_a_presenter_is_where_their_paper_is() -> None:
    """Without having chosen a room: person 4 presents the first paper of room 2."""
    session = commenting()
    assert room_of(session, PersonId("p4")) == T2
    assert room_of(session, PersonId("p15")) is None
    session = does(session, "raise_hand", NOON, attendee(4))
    assert waiting(session, T2) == ["p4"]


def test_who_is_in_no_room_chooses_one_first() -> None:
    """A phone that has not chosen is told to."""
    assert "Choose" in refused(Rejected, commenting(), "raise_hand", NOON, attendee(15))


def test_a_hand_is_raised_only_where_one_is() -> None:
    """Naming another room changes nothing."""
    session = with_hands(commenting(), 7)
    assert "You are in Room 1" in refused(Rejected, session, "raise_hand", NOON, attendee(7), track="t2")


def test_somebody_without_a_phone_is_helped() -> None:
    """Who facilitates raises a hand for them, or calls on them by name; they are in the room then."""
    session = does(commenting(), "raise_hand", NOON, facilitator(), person="p15")
    session = does(session, "call_on", NOON, facilitator(), person="p16")
    assert waiting(session) == ["p15"]
    assert room_of(session, PersonId("p16")) == T1


def test_an_attendee_speaks_only_for_themselves() -> None:
    """Nobody raises another's hand, or moves another to a room."""
    session = with_hands(commenting(), 7)
    assert refused(Forbidden, session, "raise_hand", NOON, attendee(7), person="p8")
    assert refused(Forbidden, session, "enter_room", NOON, attendee(7), person="p8", room="t1")


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("call_on", {}),
        ("finish_speaking", {}),
        ("reorder_queue", {"people": []}),
        ("message_presenter", {"text": "Hello"}),
        ("advance", {}),
        ("catch_up", {}),
        ("set_policy", {"unused": "finish"}),
        ("insert_segment", {"minutes": 5}),
        ("skip_segment", {}),
        ("undo", {}),
    ],
)
def test_an_attendee_steers_no_room_and_a_facilitator_no_other(command: str, fields: dict[str, Any]) -> None:
    """Each is refused, and nothing changes."""
    session = with_hands(commenting(), 7, 8)
    assert "facilitates" in refused(Forbidden, session, command, NOON, attendee(7), track="t1", **fields)
    words = refused(Forbidden, session, command, NOON, facilitator(T2), track="t1", **fields)
    assert "own room" in words


def test_there_must_be_somebody_to_call_on_and_something_to_speak_about() -> None:
    """Nobody waits; nobody has the floor; no paper is on; nobody of that name."""
    session = commenting()
    assert "Nobody’s hand" in refused(Rejected, session, "call_on", NOON, facilitator())
    assert "Nobody has the floor" in refused(Rejected, session, "finish_speaking", NOON, facilitator())
    assert refused(NotFound, session, "call_on", NOON, facilitator(), person="p99")
    between = does(session, "advance", NOON, facilitator())
    assert "No paper is on" in refused(Rejected, between, "raise_hand", NOON, attendee(1))


def test_who_has_the_floor_need_not_raise_a_hand() -> None:
    """And calling on them again changes nothing."""
    session = does(with_hands(commenting(), 7), "call_on", NOON, facilitator())
    assert "your turn" in refused(Rejected, session, "raise_hand", NOON, attendee(7))
    assert does(session, "call_on", later(minutes(1)), facilitator(), person="p7") is session


def test_a_host_names_the_room() -> None:
    """One room for the floor; one or all for a message."""
    session = with_hands(commenting(), 7)
    assert "track" in refused(Invalid, session, "call_on", NOON, HOST)
    assert "track" in refused(Invalid, session, "call_on", NOON, HOST, track="all")
    assert refused(NotFound, session, "call_on", NOON, HOST, track="t9")
    session = does(session, "message_presenter", NOON, HOST, track="all", text=" 5   minutes ")
    told = [floor(session, room).message for room in (T1, T2)]
    assert [message.text for message in told if message] == ["5 minutes", "5 minutes"]
    session = does(session, "message_presenter", NOON, facilitator(), text="")
    assert floor(session).message is None


def messages(session: Session, people: int = 6) -> dict[int, str]:
    """Who reads what on their own phone, of the first `people`."""
    views = {n: wip_attendee_view(session, PersonId(f"p{n}"), LENS) for n in range(1, people + 1)}
    return {n: view.message.text for n, view in views.items() if view.message is not None}


def test_a_presenter_reads_the_message_on_their_own_phone() -> None:
    """Only who presents now does, wherever their phone says they are; it goes when it is taken away."""
    session = does(presenting(), "message_presenter", NOON, facilitator(), text="5 minutes")
    assert messages(session) == {1: "5 minutes"}
    away = does(session, "enter_room", NOON, attendee(1), room=T2)
    assert messages(away) == {1: "5 minutes"}
    assert messages(does(away, "message_presenter", NOON, facilitator(), text="")) == {}
    assert messages(ticked(session, later(minutes(15)))) == {}


def test_between_papers_the_next_presenter_reads_it() -> None:
    """In a changeover it is for who presents next; after the last paper for nobody."""
    session = does(commenting(changeover_minutes=2), "advance", NOON, facilitator())
    session = does(session, "message_presenter", NOON, facilitator(), text="Come to the front, please")
    assert messages(session) == {2: "Come to the front, please"}
    closing = does(commenting(papers=1), "advance", NOON, facilitator())
    closing = does(closing, "message_presenter", NOON, facilitator(), text="Thank you")
    assert floor(closing).message is not None
    assert messages(closing) == {}


def test_a_message_is_sent_to_the_presenter_wherever_they_are() -> None:
    """Their view changes with it and without it, though they chose another room, where nobody's does."""
    session = does(presenting(), "enter_room", NOON, attendee(1), room=T2)
    told = does(session, "message_presenter", NOON, facilitator(), text="Please wrap up")
    for before, after in ((session, told), (told, ticked(told, later(minutes(15))))):
        change = affected(before, after)
        assert "p1" in change.people
        assert not change.people & {"p4", "p5", "p6"}


def test_a_message_goes_with_the_segment_it_was_about() -> None:
    """“Please wrap up” does not stand over the comments."""
    session = presenting(policy=Policy())
    session = does(session, "message_presenter", later(minutes(14)), facilitator(), text="Please wrap up")
    assert floor(session).message is not None
    assert floor(ticked(session, later(minutes(15)))).message is None


def test_undoing_a_call_gives_the_floor_back() -> None:
    """Who was interrupted goes on where they were; hands raised meanwhile stay up."""
    session = does(with_hands(commenting(), 7, 8), "call_on", later(minutes(1)), facilitator())
    called = does(session, "call_on", later(minutes(3)), facilitator())
    called = does(called, "enter_room", later(minutes(3)), attendee(9), room="t1")
    called = does(called, "raise_hand", later(minutes(3)), attendee(9))
    back = does(called, "undo", later(minutes(4)), facilitator())
    assert waiting(back) == ["p8", "p9"]
    back = does(back, "finish_speaking", later(minutes(5)), facilitator())
    assert floor(back).spoken == {"p7": minutes(3)}


def test_undoing_the_start_leaves_no_hands_up() -> None:
    """Hands that went up since then are about a paper that is not on any more."""
    session = with_hands(presenting(), 7)
    assert waiting(does(session, "undo", later(minutes(1)), HOST)) == []


def test_undoing_next_brings_the_discussion_back() -> None:
    """Hands are up again, the turn goes on, and the lost minute is given back to everything."""
    session = does(with_hands(commenting(), 7, 8), "call_on", later(minutes(1)), facilitator())
    moved = does(session, "advance", later(minutes(2)), facilitator())
    back = does(moved, "undo", later(minutes(3)), facilitator())
    assert waiting(back) == ["p8"]
    ended = does(back, "finish_speaking", later(minutes(4)), facilitator())
    assert floor(ended).spoken == {"p7": minutes(2)}
    assert back.tracks[T1].clock.ends_at == Instant(later(minutes(15)) + minutes(1))
