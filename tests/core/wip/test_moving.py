"""Skipping, moving and undoing: what a room's agenda looks like after somebody did not come."""

from typing import Any

import pytest

from sessionrunner.core.commands import SERVER, ImportRoster, Tick
from sessionrunner.core.decide import decide
from sessionrunner.core.decide.undoing import MOST_STEPS
from sessionrunner.core.errors import Forbidden, NotFound, Rejected, StaleVersion
from sessionrunner.core.events import Ended, PaperMoved, SegmentSkipped, SegmentStarted
from sessionrunner.core.model import Session, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import minutes
from sessionrunner.core.wip.papers import PaperId
from sessionrunner.core.wip.places import wip_of
from tests.core.builders import HOST, NOON, later
from tests.core.wip.builders import (
    T1,
    T2,
    T3,
    a_wip,
    attendee,
    commenting,
    does,
    facilitator,
    give,
    presenting,
    ticked,
)
from tests.core.wip.test_floor import refused


def order(session: Session, room: TrackId = T1) -> list[str]:
    """A room's agenda, in short: papers with their comments as p1 c1, the rest by kind."""
    return [
        f"{segment.kind[0]}{segment.paper[1:]}" if segment.paper else segment.kind
        for segment in session.tracks[room].agenda
    ]


def on(session: Session, room: TrackId = T1) -> str:
    """What is on in a room."""
    return order(session, room)[session.tracks[room].clock.index]


def length(session: Session) -> int:
    """The planned length of all rooms together."""
    return sum(segment.duration_ms for track in session.tracks.values() for segment in track.agenda)


def test_an_agenda_is_made_of_its_papers() -> None:
    """Gather, then each paper with its comments, a changeover between two, and the closing."""
    session = a_wip(1, 2)
    assert order(session) == ["gather", "p1", "c1", "changeover", "p2", "c2", "close"]
    holds = [segment.at_end for segment in session.tracks[T1].agenda]
    assert holds == ["hold", "advance", "hold", "advance", "advance", "hold", "advance"]


def test_a_no_show_is_skipped() -> None:
    """The presentation that is on goes with its comments and changeover; the next begins at once."""
    decision = give(presenting(), "skip_segment", later(minutes(4)), facilitator())
    assert order(decision.session)[:3] == ["gather", "p2", "c2"]
    assert (on(decision.session), decision.session.tracks[T1].clock.started_at) == ("p2", later(minutes(4)))
    assert decision.events == (
        SegmentSkipped(track=T1, label="Presentation 1 of 3", paper=PaperId("w1")),
        SegmentStarted(track=T1, index=1, label="Presentation 1 of 2", started_at=later(minutes(4))),
    )


def test_who_was_skipped_can_be_presented_later() -> None:
    """The paper has no place then; the host gives it one, where it has all its time."""
    session = does(presenting(), "skip_segment", later(minutes(4)), facilitator())
    session = does(session, "move_paper", later(minutes(5)), HOST, paper="w1", room="t1")
    assert order(session)[-4:] == ["changeover", "p1", "c1", "close"]
    assert session.tracks[T1].agenda[-3].duration_ms == minutes(15)


def test_a_later_paper_is_skipped_without_touching_what_is_on() -> None:
    """Somebody has sent word that they will not come."""
    session = presenting()
    after = does(session, "skip_segment", later(minutes(4)), facilitator(), index=4)
    assert order(after) == ["gather", "p1", "c1", "changeover", "p3", "c3", "close"]
    assert after.tracks[T1].clock is session.tracks[T1].clock


def test_comments_can_be_skipped_alone() -> None:
    """The presentation was held and stays; the changeover begins."""
    session = does(commenting(), "skip_segment", later(minutes(1)), facilitator())
    assert order(session)[:4] == ["gather", "p1", "changeover", "p2"]
    assert on(session) == "changeover"


def test_skipping_the_last_thing_ends_the_room() -> None:
    """There is nothing left that could begin."""
    session = does(a_wip(1, 1, close_minutes=0), "start", NOON, track="t1")
    decision = give(session, "skip_segment", NOON, facilitator())
    assert decision.session.tracks[T1].clock.state == "ended"
    assert decision.events[-1] == Ended(track=T1)


def test_what_cannot_be_skipped() -> None:
    """The gathering, what is over, and what is not there."""
    session = commenting()
    assert "over already" in refused(Rejected, session, "skip_segment", NOON, facilitator(), index=1)
    assert "no such part" in refused(NotFound, session, "skip_segment", NOON, facilitator(), index=99)
    assert "gathering" in refused(Rejected, a_wip(), "skip_segment", NOON, facilitator())


def test_a_late_presenter_is_moved_to_later() -> None:
    """The paper that is on goes behind the next one, which begins; nothing gets longer or shorter."""
    session = presenting()
    decision = give(session, "move_paper", later(minutes(3)), facilitator(), paper="w1", before="w3")
    assert order(decision.session)[:10] == [
        "gather", "p2", "c2", "changeover", "p1", "c1", "changeover", "p3", "c3", "close",
    ]  # fmt: skip
    assert on(decision.session) == "p2"
    assert length(decision.session) == length(session)
    assert decision.events[0] == PaperMoved(paper=PaperId("w1"), from_track=T1, to_track=T1)


def test_labels_count_the_papers_as_they_stand() -> None:
    """Slots and labels are counted anew."""
    session = does(presenting(), "move_paper", NOON, HOST, paper="w3", before="w2")
    labels = [(s.paper, s.slot, s.label) for s in session.tracks[T1].agenda if s.kind == "present"]
    assert labels == [
        ("w1", 1, "Presentation 1 of 3"),
        ("w3", 2, "Presentation 2 of 3"),
        ("w2", 3, "Presentation 3 of 3"),
    ]


def test_a_paper_goes_to_another_room_with_its_time() -> None:
    """Its own minutes, even where they were changed, and one changeover."""
    session = does(presenting(), "pause", NOON, facilitator())
    session = does(session, "resume", later(minutes(10)), facilitator())
    session = does(session, "catch_up", later(minutes(10)), facilitator())
    own = [s.duration_ms for s in session.tracks[T1].agenda if s.paper == "w2"]
    after = does(session, "move_paper", later(minutes(10)), HOST, paper="w2", room="t2", before="w6")
    assert order(after, T2)[4:10] == ["p5", "c5", "changeover", "p2", "c2", "changeover"]
    assert [s.duration_ms for s in after.tracks[T2].agenda if s.paper == "w2"] == own
    assert length(after) == length(session)


def test_the_policy_of_the_new_room_holds() -> None:
    """A presentation that moves ends as presentations end there."""
    session = does(presenting(), "set_policy", NOON, facilitator(T2), overrun="rest")
    session = does(session, "move_paper", NOON, HOST, paper="w2", room="t2")
    assert {s.at_end for s in session.tracks[T2].agenda if s.paper == "w2" and s.kind == "present"} == {
        "hold"
    }


def test_a_changeover_that_is_on_stays() -> None:
    """Though the paper after it goes away, the clock goes on with what it shows."""
    session = does(does(a_wip(2, 2), "start", NOON, track="all"), "advance", NOON, track="all")
    session = does(session, "advance", NOON, facilitator())
    assert on(session) == "changeover"
    after = does(session, "move_paper", NOON, HOST, paper="w2", room="t2")
    assert order(after) == ["gather", "p1", "c1", "changeover", "close"]
    assert on(after) == "changeover"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"paper": "w1", "room": "t2"}, "has been presented"),
        ({"paper": "w3", "before": "w1"}, "has begun already"),
        ({"paper": "w3", "before": "w4"}, "is not in Room 1"),
    ],
)
def test_what_cannot_be_moved(fields: dict[str, Any], words: str) -> None:
    """What was presented stays; nothing goes before what has begun."""
    assert words in refused(Rejected, commenting(), "move_paper", NOON, HOST, **fields)


def test_moving_to_nowhere() -> None:
    """A room or a paper or a block that there is not."""
    session = presenting()
    assert refused(NotFound, session, "move_paper", NOON, HOST, paper="w9")
    assert refused(NotFound, session, "move_paper", NOON, HOST, paper="w2", room="t9")
    assert "only one block" in refused(NotFound, session, "move_paper", NOON, HOST, paper="w2", block=2)


def test_a_facilitator_moves_papers_in_their_own_room_only() -> None:
    """Neither out of it, nor into it, nor in another."""
    session = presenting()
    for fields in ({"paper": "w2", "room": "t2"}, {"paper": "w5", "room": "t1"}, {"paper": "w5"}):
        assert "Only the host" in refused(Forbidden, session, "move_paper", NOON, facilitator(), **fields)


def test_nobody_is_moved_into_two_rooms_at_once() -> None:
    """Person 2 presents in room 1 at that time: the sentence says so. At another time it is fine."""
    session = does(a_wip(), "update_paper", paper="w6", presenters=["p6", "p2"])
    words = refused(Rejected, session, "move_paper", NOON, HOST, paper="w6", before="w5")
    assert words == (
        "Person 2 is needed at the same time for “Paper 2” in Room 1 and for “Paper 6” in Room 2. "
        "Move the other paper first."
    )
    assert order(does(session, "move_paper", NOON, HOST, paper="w6", before="w4"), T2)[1] == "p6"


def test_undoing_a_skip_gives_the_time_back() -> None:
    """The presentation goes on with what it had left."""
    session = does(presenting(), "skip_segment", later(minutes(4)), facilitator())
    back = does(session, "undo", later(minutes(6)), facilitator())
    assert order(back) == order(presenting())
    assert (on(back), back.tracks[T1].clock.ends_at) == ("p1", later(minutes(17)))


def test_undoing_a_change_of_what_has_come_since_is_refused() -> None:
    """A break that is over cannot be taken out of the past."""
    session = does(presenting(), "insert_segment", NOON, HOST, track="t1", minutes=5, index=1 + 2)
    session = ticked(session, later(minutes(15)))
    session = does(session, "advance", later(minutes(20)), HOST, track="t1")
    session = does(session, "undo", later(minutes(20)), HOST)
    session = ticked(does(session, "skip_segment", later(minutes(20)), HOST, track="t1"), later(minutes(20)))
    assert on(session) == "break"
    twice = does(session, "undo", later(minutes(20)), HOST)
    assert on(twice) == "c1"


def test_a_host_undoes_their_own_last_command_not_a_facilitators() -> None:
    """What happened in room 2 meanwhile stands; naming the room takes that back."""
    session = does(presenting(), "pause", later(minutes(1)), HOST, track="t1")
    session = does(session, "insert_segment", later(minutes(2)), facilitator(T2), minutes=5)
    own = does(session, "undo", later(minutes(3)), HOST)
    assert own.tracks[T1].clock.state == "running"
    assert "break" in order(own, T2)
    theirs = does(session, "undo", later(minutes(3)), HOST, track="t2")
    assert theirs.tracks[T1].clock.state == "paused"
    assert "break" not in order(theirs, T2)


def test_what_a_facilitator_did_since_is_taken_back_first() -> None:
    """The host paused everybody; in room 2 somebody has gone on since."""
    session = does(presenting(), "pause", later(minutes(1)), HOST, track="all")
    session = does(session, "resume", later(minutes(2)), facilitator(T2))
    assert "facilitates Room 2" in refused(Rejected, session, "undo", later(minutes(3)), HOST)
    session = does(session, "undo", later(minutes(3)), facilitator(T2))
    session = does(session, "undo", later(minutes(3)), HOST)
    assert {track.clock.state for track in session.tracks.values()} == {"running"}


def test_a_facilitator_undoes_nothing_that_reaches_further_than_their_room() -> None:
    """Everybody's start, or a move between rooms, is the host's to take back."""
    session = presenting()
    assert "nothing to undo" in refused(Rejected, session, "undo", NOON, facilitator())
    session = does(session, "move_paper", NOON, HOST, track="t1", paper="w2", room="t2")
    assert "nothing to undo" in refused(Rejected, session, "undo", NOON, facilitator())
    assert order(does(session, "undo", NOON, HOST)) == order(presenting())


def test_steps_are_kept_for_everybody() -> None:
    """One busy facilitator does not push out what others could take back."""
    session = does(presenting(), "pause", NOON, HOST, track="t1")
    for number in range(2 * MOST_STEPS):
        session = does(session, "message_presenter", NOON, facilitator(T2), text=f"{number}")
    assert len(session.undo) == MOST_STEPS + 2
    assert does(session, "undo", NOON, HOST).tracks[T1].clock.state == "running"


def test_everybody_starts_now() -> None:
    """Rooms without a paper wait on; a room that has begun goes on."""
    session = does(a_wip(3, 1), "remove_paper", paper="w3")
    session = does(session, "start", NOON, HOST, track="t1")
    session = does(session, "start", later(minutes(1)), HOST, track="all")
    assert [track.clock.state for track in session.tracks.values()] == ["running", "running", "waiting"]
    assert session.tracks[T1].clock.started_at == NOON
    assert "no paper" in refused(Rejected, session, "start", NOON, HOST, track="t3")


def test_a_refusal_names_the_room_it_is_about() -> None:
    """One room has ended while the other goes on: it is not the session that is over."""
    session = does(presenting(), "end", NOON, facilitator())
    assert refused(Rejected, session, "advance", NOON, facilitator()).startswith("Room 1 is over.")
    waits = does(a_wip(), "start", NOON, HOST, track="t1")
    assert "Room 2 has not started yet" in refused(Rejected, waits, "pause", NOON, facilitator(T2))


def test_rooms_are_late_each_on_their_own() -> None:
    """A tick applies what is due in every room, each at its own instant."""
    session = does(a_wip(), "start", NOON, HOST, track="t1")
    session = does(session, "start", later(minutes(2)), HOST, track="t2")
    session = ticked(session, later(minutes(20)))
    started = [track.clock.started_at for track in session.tracks.values()]
    assert started == [later(minutes(15)), later(minutes(17))]


def test_flash_commands_and_wip_commands_stay_apart() -> None:
    """Each format says what does not belong to it."""
    assert "flash mentoring" in refused(Rejected, presenting(), "replan")
    with pytest.raises(StaleVersion):
        give(presenting(), "advance", NOON, HOST, track="t1", expected_version=99)


def test_a_roster_is_imported_beside_papers() -> None:
    """Nobody a paper names can be replaced away; the refusal says who."""
    order_ = ImportRoster(id="i", entries=(), mode="replace")
    with pytest.raises(Rejected, match="presents “Paper 1”"):
        decide(a_wip(), order_, SERVER, NOON)
    assert decide(a_wip(), Tick(id="t"), SERVER, NOON).session.version == 1


def test_who_facilitates_lets_people_into_their_room_only() -> None:
    """Another's room is not theirs to fill."""
    session = does(presenting(), "enter_room", NOON, facilitator(), room="t1", person="p9")
    assert wip_of(session).places[PersonId("p9")] == T1
    assert refused(Forbidden, session, "enter_room", NOON, facilitator(), room="t2", person="p9")
    assert refused(NotFound, session, "enter_room", NOON, attendee(9), room="t9")


def test_a_third_room_is_no_different() -> None:
    """Room 3's facilitator steers it alone."""
    session = does(presenting(rooms=3, papers=2), "advance", later(minutes(5)), facilitator(T3))
    assert [on(session, room) for room in (T1, T2, T3)] == ["p1", "p3", "c5"]
