"""Papers by form and by file, written comments, settings, and who sees what."""

from typing import Any

import msgspec
import pytest

from sessionrunner.core.commands import (
    ANONYMOUS,
    SERVER,
    Command,
    ImportPapers,
    name_for_record,
    parse_command,
)
from sessionrunner.core.errors import Invalid, NotFound, Rejected
from sessionrunner.core.model import Audience, Session, TrackId
from sessionrunner.core.papers.types import PaperEntry
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import minutes, seconds
from sessionrunner.core.views import Lens, own_track, pulse_for, received, view_for
from sessionrunner.core.views_changed import affected
from sessionrunner.core.wip.papers import PaperId
from sessionrunner.core.wip.places import wip_of
from tests.core.builders import HOST, NOON, later
from tests.core.wip.builders import (
    T1,
    T2,
    a_wip,
    attendee,
    commenting,
    does,
    facilitator,
    give,
    presenting,
    ticked,
)
from tests.core.wip.test_floor import refused, with_hands
from tests.core.wip.test_moving import order

SECRET = "Your second part should come first."
LENS = Lens(now=NOON, pace=1.0, public_url="https://here")
P1, P9 = PersonId("p1"), PersonId("p9")


def seen(session: Session, audience: Audience, person: str | None = None, track: str | None = None) -> Any:
    """A view as it goes over the wire."""
    who = None if person is None else PersonId(person)
    room = None if track is None else TrackId(track)
    return msgspec.json.decode(msgspec.json.encode(view_for(session, audience, who, room, LENS)))


def everything_sent(session: Session, but: str = "") -> str:
    """All that everybody but one person is sent, and the host and all rooms."""
    views = [seen(session, "host"), seen(session, "stage")]
    views += [
        seen(session, audience, None, room) for audience in ("stage", "facilitator") for room in (T1, T2)
    ]
    views += [seen(session, "attendee", person.id) for person in session.roster if person.id != but]
    return repr(views)


def writing(*, signed: bool) -> Command:
    """The command to write the secret to the presenters of the first paper."""
    return parse_command(
        {"type": "write_comment", "id": "x", "paper": "w1", "text": SECRET, "signed": signed}
    )


def test_a_comment_reaches_its_presenters_and_nobody_else() -> None:
    """Signed: with the writer's name; in no other view is there anything of it."""
    session = does(commenting(), "write_comment", NOON, attendee(9), paper="w1", text=SECRET, signed=True)
    [comment] = received(session, P1)
    assert (comment.text, comment.author) == (SECRET, "Person 9")
    assert SECRET in repr(seen(session, "attendee", "p1"))
    assert SECRET not in everything_sent(session, but="p1")
    assert [paper["comments"] for paper in seen(session, "host")["papers"]][:2] == [1, 0]


def test_of_an_anonymous_comment_nothing_says_who_wrote_it() -> None:
    """Neither the state after it, nor the record of it, nor what happened names or numbers the writer."""
    session = commenting()
    order_ = parse_command(
        {"type": "write_comment", "id": "x", "paper": "w1", "text": SECRET, "signed": False}
    )
    decision = give(session, order_, NOON, attendee(9))
    plain = give(session, order_, NOON, attendee(10))
    assert msgspec.json.encode(decision.session) == msgspec.json.encode(plain.session)
    assert decision.events == plain.events
    assert SECRET not in repr(decision.events)
    assert name_for_record(attendee(9), order_) == ANONYMOUS
    assert received(decision.session, P1)[0].author is None


def test_a_signed_comment_and_every_other_command_is_kept_under_its_giver() -> None:
    """Only anonymity hides who did something."""
    order_ = writing(signed=True)
    assert name_for_record(attendee(9), order_) == "p9"
    hand = parse_command({"type": "raise_hand", "id": "x"})
    assert name_for_record(facilitator(), hand) == "facilitator:t1"


@pytest.mark.parametrize(
    ("written", "signed", "words"),
    [("off", True, "switched off"), ("signed", False, "are signed"), ("anonymous", True, "are anonymous")],
)
def test_comments_are_as_the_host_allows(written: str, signed: bool, words: str) -> None:
    """Off, signed only, or anonymous only."""
    fields = {"paper": "w1", "text": SECRET, "signed": signed}
    assert words in refused(
        Rejected, commenting(written=written), "write_comment", NOON, attendee(9), **fields
    )


def test_what_a_comment_cannot_be() -> None:
    """Empty, about nothing, or to oneself; its lines are tidied and kept."""
    session = commenting()
    assert refused(Invalid, session, "write_comment", NOON, attendee(9), paper="w1", text=" \n ", signed=True)
    assert refused(NotFound, session, "write_comment", NOON, attendee(9), paper="w99", text="a", signed=True)
    assert refused(Rejected, session, "write_comment", NOON, attendee(1), paper="w1", text="a", signed=False)
    text = "  One  thing. \n\n\n\nAnother.\x00 "
    session = does(session, "write_comment", NOON, attendee(9), paper="w1", text=text, signed=True)
    assert received(session, P1)[0].text == "One thing.\n\nAnother."


def test_comments_survive_undo() -> None:
    """What people wrote is never taken back with what a host did."""
    session = does(presenting(), "advance", NOON, facilitator())
    session = does(session, "write_comment", NOON, attendee(9), paper="w1", text=SECRET, signed=True)
    assert received(does(session, "undo", NOON, facilitator()), P1)


def test_a_paper_is_added_by_form() -> None:
    """People by name, email or id; presented last in its room."""
    session = does(a_wip(), "update_person", person="p9", email="nine@school.edu")
    fields: dict[str, Any] = {
        "title": "  On   Tax ",
        "presenters": ["nine@school.edu", "person 10"],
        "discussants": ["p11"],
        "keywords": ["Tax law", "tax  Law"],
        "link": "https://drafts.example/tax",
        "room": "t1",
    }
    session = does(session, "add_paper", **fields)
    paper = wip_of(session).papers[PaperId("w7")]
    assert (paper.title, paper.presenters, paper.discussants) == ("On Tax", ("p9", "p10"), ("p11",))
    assert paper.keywords == ("tax Law",)
    assert order(session)[-4:] == ["changeover", "p7", "c7", "close"]


def test_every_fault_of_a_paper_is_named() -> None:
    """Unknown people, an address without https, and who would discuss their own paper."""
    with pytest.raises(Invalid) as refusal:
        give(
            a_wip(),
            "add_paper",
            title="X",
            presenters=["Nobody", "p1"],
            discussants=["p1"],
            link="drafts.example",
            wishes={"first": True, "last": True},
        )
    assert [detail.field for detail in refusal.value.details] == [
        "link",
        "presenters",
        "discussants",
        "wishes",
    ]


def test_a_paper_is_corrected_and_taken_out() -> None:
    """Only what is given changes; a paper with comments, or one that was on, is not taken out."""
    session = commenting()
    session = does(session, "update_paper", paper="w2", title="Better")
    assert wip_of(session).papers[PaperId("w2")].title == "Better"
    assert does(session, "update_paper", paper="w2", title="Better") is session
    assert "is on" in refused(Rejected, session, "remove_paper", paper="w1")
    session = does(session, "write_comment", NOON, attendee(9), paper="w2", text=SECRET, signed=True)
    assert "would lose" in refused(Rejected, session, "remove_paper", paper="w2")
    session = does(session, "remove_paper", paper="w3")
    assert order(session) == ["gather", "p1", "c1", "changeover", "p2", "c2", "close"]


def entries(*titles: str) -> tuple[PaperEntry, ...]:
    """Papers of a file, each presented by somebody new."""
    return tuple(
        PaperEntry(title=title, row=n, presenters=(f"New {n}",)) for n, title in enumerate(titles, 2)
    )


def test_a_file_of_papers_brings_its_people_along() -> None:
    """Who is not on the roster is put on it; the same title is the same paper."""
    session = a_wip()
    file = (
        *entries("Alpha"),
        PaperEntry(title="paper  1", row=3, presenters=("Person 2",), keywords=("Tax",)),
    )
    session = give(session, ImportPapers(id="i", entries=file, mode="add"), NOON, SERVER).session
    assert session.people[PersonId("p21")].name == "New 2"
    assert wip_of(session).papers[PaperId("w1")].keywords == ("Tax",)
    assert len(wip_of(session).papers) == 7
    back = does(session, "undo")
    assert len(wip_of(back).papers) == 6
    assert PersonId("p21") not in back.people


def test_presenters_are_told_apart_by_their_addresses() -> None:
    """A known name without an address gets it; the same name with another address is somebody else."""
    file = (
        PaperEntry(title="A", presenters=("Person 2",), emails=("two@x.org",)),
        PaperEntry(title="B", presenters=("Person 2", "New One"), emails=("other@x.org", "")),
        PaperEntry(title="C", presenters=("New One",), emails=("new@x.org",), discussants=("New Two",)),
    )
    session = give(a_wip(), ImportPapers(id="i", entries=file, mode="add"), NOON, SERVER).session
    presenters = [paper.presenters for paper in list(wip_of(session).papers.values())[-3:]]
    assert presenters == [("p2",), ("p21", "p22"), ("p22",)]
    people = {person.id: (person.name, person.email) for person in session.roster}
    assert people[PersonId("p2")] == ("Person 2", "two@x.org")
    assert [people[PersonId(f"p{number}")] for number in (21, 22, 23)] == [
        ("Person 2", "other@x.org"), ("New One", "new@x.org"), ("New Two", ""),
    ]  # fmt: skip
    assert session.next_person == 24
    assert does(session, "undo").people[PersonId("p2")].email == ""


def test_after_an_early_end_the_host_sees_which_papers_never_began() -> None:
    """Over are all of them, begun is only the one that was on; without a start none is."""
    session = does(
        does(presenting(), "advance", later(minutes(1)), track=T1), "end", later(minutes(5)), track=T1
    )
    papers = seen(session, "host")["papers"]
    assert [(paper["over"], paper["begun"]) for paper in papers] == [
        (True, True), (True, False), (True, False), (False, True), (False, False), (False, False),
    ]  # fmt: skip
    assert not any(paper["begun"] for paper in seen(a_wip(), "host")["papers"])


def test_the_host_sees_which_keywords_papers_share_where_they_are() -> None:
    """With those of the same room and block, however they are spelled; not with a paper in another room."""
    session = a_wip(papers=2)
    for number, keywords in enumerate((["Tax law", "Seas"], ["tax  LAW"], ["Seas"], []), 1):
        session = does(session, "update_paper", paper=f"w{number}", keywords=keywords)
    assert [paper["in_common"] for paper in seen(session, "host")["papers"]] == [
        ["Tax law"],
        ["tax LAW"],
        [],
        [],
    ]
    two_days = does(session, "update_settings", settings={"blocks": [{"day": 1}, {"day": 2}]})
    moved = does(two_days, "move_paper", paper="w2", room="t1", before=None, block=2)
    assert [paper["in_common"] for paper in seen(moved, "host")["papers"]] == [[], [], [], []]
    placeless = does(moved, "update_settings", settings={"tracks": ["Blue"]})
    assert [paper["in_common"] for paper in seen(placeless, "host")["papers"]] == [[], [], [], []]


def test_replacing_the_papers() -> None:
    """Those that are not in the file go, from the rooms, too; not once the session has begun."""
    order_ = ImportPapers(id="i", entries=entries("Alpha"), mode="replace")
    session = give(a_wip(), order_, NOON, SERVER).session
    assert [paper.title for paper in wip_of(session).papers.values()] == ["Alpha"]
    assert order(session) == ["gather", "close"]
    with pytest.raises(Rejected, match="has started"):
        give(presenting(), order_, NOON, SERVER)


def test_settings_before_the_start_make_the_rooms_anew() -> None:
    """Papers keep their rooms; those of a room that is no more have no place; undo brings all back."""
    session = a_wip()
    after = does(session, "update_settings", settings={"tracks": ["Blue"], "present_minutes": 20})
    assert [track.name for track in after.tracks.values()] == ["Blue"]
    assert after.tracks[T1].agenda[1].duration_ms == minutes(20)
    assert [paper["room"] for paper in seen(after, "host")["papers"]] == ["t1"] * 3 + [None] * 3
    back = does(after, "undo")
    assert back.tracks == session.tracks
    assert wip_of(back).settings == wip_of(session).settings


def test_settings_after_the_start() -> None:
    """What nobody's agenda depends on changes at any time; times and rooms stand."""
    session = does(presenting(), "update_settings", settings={"guidelines": "Be kind.", "threshold": 5})
    assert (wip_of(session).settings.guidelines, session.settings.threshold) == ("Be kind.", 5)
    assert "stand" in refused(Rejected, session, "update_settings", settings={"present_minutes": 20})


def test_wrong_settings_are_named() -> None:
    """Settings of the other format, of none, out of range, and two rooms of one name."""
    session = a_wip()
    assert refused(Invalid, session, "update_settings", settings={"rounds": 3})
    assert "present_minutes" in refused(Invalid, session, "update_settings", settings={"present_minutes": 0})
    assert "Blue" in refused(Invalid, session, "update_settings", settings={"tracks": ["Blue", "Blue"]})


def test_what_an_attendee_sees() -> None:
    """Their room's clock, where their own paper is on, their place in the queue, abstracts of their room."""
    session = does(with_hands(commenting(), 8, 9), "update_paper", paper="w4", discussants=["p9"])
    view = seen(session, "attendee", "p9")
    assert view["room"] == {"id": "t1", "name": "Room 1"}
    assert view["clock"]["segment"]["paper"] == "w1"
    assert view["hand"] == {"place": 2, "raised_at": later(seconds(1))}
    assert (view["waiting"], view["me"]["roles"]) == (2, ["discussant"])
    assert view["mine"] == [
        {"paper": "w4", "role": "discussant", "room": {"id": "t2", "name": "Room 2"}, "over": False}
    ]
    abstracts = {paper["id"]: paper["abstract"] for paper in view["papers"]}
    assert (abstracts["w1"], abstracts["w4"]) == ("", None)
    assert [room["id"] for room in view["tracks"]] == ["t1", "t2"]


def test_what_who_facilitates_sees() -> None:
    """The queue with what helps to choose, who is in the room, and what can be pressed."""
    session = does(with_hands(commenting(), 8, 9), "call_on", NOON, facilitator())
    view = seen(session, "facilitator", None, "t1")
    assert [(entry["name"], entry["discussant"]) for entry in view["queue"]] == [("Person 9", False)]
    assert (view["speaking"]["name"], view["speaker"]) == ("Person 8", "p8")
    assert {"call_on", "catch_up", "undo", "advance"} <= set(view["allowed"])
    assert "start" not in view["allowed"]
    assert view["undo"] == "call_on"
    assert {person["name"] for person in view["people"]} == {f"Person {n}" for n in (1, 2, 3, 8, 9)}


def test_who_facilitates_reads_who_has_not_come() -> None:
    """A presenter who is only expected is marked so, until they come or are heard."""
    session = commenting()
    expected = msgspec.structs.replace(session.people[PersonId("p2")], attendance="expected")
    session = msgspec.structs.replace(session, people=session.people | {expected.id: expected})

    def here(session: Session) -> dict[str, bool]:
        return {each["person"]: each["here"] for each in seen(session, "facilitator", None, "t1")["people"]}

    assert here(session) == {"p1": True, "p2": False, "p3": True}
    for mend, actor in (("check_in", HOST), ("call_on", facilitator())):
        assert here(does(session, mend, NOON, actor, person="p2")) == {"p1": True, "p2": True, "p3": True}


def test_what_the_host_sees() -> None:
    """Every room: how late it is, how many are in it and wait."""
    session = does(with_hands(presenting(), 8), "pause", NOON, facilitator())
    late = view_for(session, "host", None, None, Lens(now=later(minutes(3)), pace=1, public_url=""))
    rooms = msgspec.to_builtins(late)["tracks"]
    assert [(room["behind_ms"], room["waiting"], room["people"]) for room in rooms] == [
        (minutes(3), 1, 4),
        (0, 0, 3),
    ]
    assert seen(session, "host")["allowed"].count("pause") == 1


def test_who_is_only_expected_in_a_room_is_not_counted_there() -> None:
    """The host reads how many are in a room: a presenter who has not come is not, nor is one who left."""
    session = does(a_wip(2, 3), "check_out", person="p1")
    assert [room["people"] for room in seen(session, "host")["tracks"]] == [2, 3]
    expected = msgspec.structs.replace(session.people[PersonId("p2")], attendance="expected")
    session = msgspec.structs.replace(session, people=session.people | {expected.id: expected})
    assert [room["people"] for room in seen(session, "host")["tracks"]] == [1, 3]


def test_clashes_are_told_to_the_host() -> None:
    """Somebody who presents in two rooms at once is named before it is too late."""
    session = does(a_wip(), "update_paper", paper="w4", discussants=["p1"])
    assert seen(session, "host")["clashes"] == [
        "Person 1 is needed at the same time for “Paper 1” in Room 1 and for “Paper 4” in Room 2."
    ]


def test_nothing_private_hangs_on_the_wall() -> None:
    """Names and papers, no email addresses, no ids of people."""
    session = does(commenting(), "update_person", person="p1", email="one@school.edu")
    wall = repr(seen(session, "stage", None, "t1")) + repr(seen(session, "stage"))
    assert "Person 1" in wall
    assert "@" not in wall
    assert "'p1'" not in wall


@pytest.mark.parametrize("audience", ["facilitator", "stage"])
def test_a_room_that_is_no_more_has_no_page(audience: Audience) -> None:
    """Whoever holds its link is told."""
    with pytest.raises(NotFound, match="not in the session any more"):
        view_for(a_wip(), audience, None, TrackId("t9"), LENS)


def test_pulses_carry_the_own_rooms_clock_and_everybodys() -> None:
    """Whoever is in room 2 gets its clock; all rooms' clocks come along."""
    session = does(presenting(), "advance", NOON, facilitator(T2))
    own = own_track(session, PersonId("p4"), None)
    pulse = msgspec.to_builtins(pulse_for(session, own, LENS))
    assert (own.id, pulse["clock"]["segment"]["paper"]) == (T2, "w4")
    assert [room["clock"]["index"] for room in pulse["tracks"]] == [1, 2]


def test_who_is_affected_by_what() -> None:
    """A raised hand is seen in its room only; a message on its wall; a comment by its presenters."""
    session = does(commenting(), "enter_room", NOON, attendee(9), room="t1")
    hand = affected(session, does(session, "raise_hand", NOON, attendee(9)))
    assert (hand.everyone, set(hand.tracks), hand.clock) == (False, {T1}, False)
    assert set(hand.people) == {"p1", "p2", "p3", "p9"}
    written = does(session, "write_comment", NOON, attendee(9), paper="w4", text="a", signed=False)
    told = affected(session, written)
    assert (set(told.people), set(told.tracks), told.everyone) == ({"p4"}, set(), False)
    moved = affected(session, does(session, "advance", NOON, facilitator(T2)))
    assert (moved.clock, set(moved.tracks), moved.everyone) == (True, {T2}, False)
    agenda = affected(session, does(session, "insert_segment", NOON, facilitator(), minutes=5))
    assert agenda.everyone
    renamed = affected(session, does(session, "update_person", person="p1", name="Ann"))
    assert renamed.everyone
    shy = affected(session, does(session, "update_person", person="p9", name="Ann"))
    assert (shy.everyone, set(shy.people), set(shy.tracks)) == (False, {"p9"}, {T1})


def test_the_story_of_a_room_can_be_told_from_its_events() -> None:
    """Ticks tell what began by itself."""
    session = presenting()
    assert ticked(session, NOON) is session
    assert ticked(session, later(minutes(15))).version == session.version + 1
    assert give(session, "end", NOON, HOST, track="all").session.tracks[T1].clock.state == "ended"
