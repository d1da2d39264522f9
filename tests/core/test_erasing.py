"""Erasing somebody: nothing that identifies them is left, everybody else's rounds are as they were."""

import typing

import msgspec
import pytest
from msgspec.structs import replace

from sessionrunner.core.answers import Answer, Change, ErrorBody, Failure
from sessionrunner.core.commands import SERVER, AskToJoin
from sessionrunner.core.drawing import held, placed
from sessionrunner.core.errors import Detail, Forbidden, NotFound, Rejected
from sessionrunner.core.events import (
    Announced,
    CheckedIn,
    Event,
    PaperAdded,
    PersonAdded,
    PersonErased,
    PutTogether,
)
from sessionrunner.core.forgetting import ERASED, PERSONAL_TEXTS, Forgotten, in_event, in_reply, in_text
from sessionrunner.core.model import ClaimId, Session, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.views import Lens, host_view
from sessionrunner.core.wip.papers import PaperId
from tests.core.builders import NOON, a_session, does, give, to_round
from tests.core.test_people import refused
from tests.core.wip import builders as wips

ADA = PersonId("p5")
SPELLINGS = ("Ada Lovelace", "Lovelace, Augusta", "ada@example.org")
GONE = Forgotten(person=ADA, words=SPELLINGS)


def a_session_with_ada() -> Session:
    """A session in which Ada was added, renamed, wished for, kept apart from, spoken of and checked out."""
    session = does(a_session(2, 2), "add_person", name=SPELLINGS[1], email=SPELLINGS[2], years=1)
    session = does(session, "update_person", person="p1", requests=["ADA@example.org"])
    session = does(session, "update_person", person="p2", avoid=["lovelace, augusta"])
    session = does(session, "update_person", person=ADA, name=SPELLINGS[0])
    session = does(session, "announce", text="Welcome to ada  lovelace! (Lovelace, Augusta)")
    session = does(session, "announce", text="Ask Ada Lovelace’s table")
    session = does(session, "update_person", person="p3", requests=["Ada Lovelace", "Person 1"])
    return give(session, AskToJoin(id="a", person=ADA, claim=ClaimId("c1")), actor=SERVER).session


def said_of(session: Session) -> str:
    """Everything that is stored of a session, without case."""
    return msgspec.json.encode(session).decode().casefold()


@pytest.mark.parametrize("round_", [0, 2, 99])
def test_no_spelling_of_the_name_is_left(round_: int) -> None:
    """Before the start, in a round, and after the end: not in people, wishes, words, claims or undo steps."""
    session = a_session_with_ada()
    if round_:
        session = to_round(session, min(round_, 6))
    if round_ == 99:
        session = does(session, "end")
    assert all(spelled.casefold() in said_of(session) for spelled in SPELLINGS)
    after = give(session, "erase_person", person=ADA)
    left = said_of(after.session)
    assert [spelled for spelled in ("lovelace", "augusta", "ada@") if spelled in left] == []
    assert PersonErased(person=ADA) in after.events
    assert after.forget is not None
    assert set(after.forget.words) == set(SPELLINGS)
    assert after.session.announcement is not None
    assert after.session.announcement.text == f"Ask {ERASED}’s table"


def test_rounds_that_were_held_stand_and_the_coming_ones_do_without() -> None:
    """Held rounds keep the id, the side and every other name; no coming round counts on the erased."""
    session = to_round(a_session_with_ada(), 2)
    after = does(session, "erase_person", person=ADA)
    assert held(after)[:1] == held(session)[:1]
    assert all(ADA not in placed(each) for each in after.plan.rounds[2:]) if after.plan else False
    view = host_view(after, Lens(now=NOON, pace=1.0, public_url=""))
    assert view.former == {ADA: ERASED}
    assert after.people[ADA].role == "mentee"
    assert {p.id for p in after.roster} == {p.id for p in session.roster} - {ADA}


def test_undo_does_not_bring_anybody_back() -> None:
    """Steps about the erased alone are gone; what else was done can still be taken back, without them."""
    session = does(a_session_with_ada(), "erase_person", person=ADA)
    assert [step.type for step in session.undo] == [
        "update_person", "update_person", "announce", "announce", "update_person",
    ]  # fmt: skip
    while session.undo:
        session = does(session, "undo")
        assert "lovelace" not in said_of(session)
    assert session.people[ADA].name == ERASED
    assert session.people[PersonId("p1")].requests == ()


def test_whoever_was_removed_can_be_erased_and_nobody_twice() -> None:
    """Removing keeps the name for held rounds; erasing takes it, once."""
    session = does(to_round(a_session_with_ada(), 2), "remove_person", person=ADA)
    assert "lovelace" in said_of(session)
    session = does(session, "erase_person", person=ADA)
    assert "lovelace" not in said_of(session)
    assert "already" in refused(session, "erase_person", Rejected, person=ADA).message
    refused(session, "erase_person", NotFound, person="p77")
    refused(session, "update_person", NotFound, person=ADA, name="Ada Lovelace")


def test_a_preview_says_what_would_change() -> None:
    """The coming rounds' changes are said in the answer, as for whoever is removed."""
    session = to_round(a_session_with_ada(), 1)
    told = give(session, "erase_person", person=ADA, preview=True)
    removed = give(session, "remove_person", person=ADA, preview=True)
    assert {(change.round, change.person) for change in told.changes} == {
        (change.round, change.person) for change in removed.changes
    }
    assert "Ada Lovelace is not in this round any more" in {change.text for change in told.changes}


@pytest.mark.parametrize("actor", [wips.attendee(5), wips.facilitator()])
def test_only_the_host_erases(actor: typing.Any) -> None:
    """Nobody else, themselves included: who wants to be erased asks the host."""
    session = a_session_with_ada()
    with pytest.raises(Forbidden):
        give(session, "erase_person", actor=actor, person=ADA)


def test_a_name_that_others_have_too_stays_in_texts() -> None:
    """It does not tell who is meant; the other one keeps name, wishes and place in texts."""
    session = does(a_session(2, 2), "add_person", name="Kim Lee", email="kim1@example.org", years=1)
    session = does(session, "add_person", name="Kim Lee", email="kim2@example.org", years=2)
    session = does(session, "announce", text="Kim Lee, please come (kim1@example.org)")
    after = give(session, "erase_person", person="p5")
    assert after.session.announcement is not None
    assert after.session.announcement.text == f"Kim Lee, please come ({ERASED})"
    assert after.session.people[PersonId("p6")].name == "Kim Lee"
    assert after.forget is not None
    assert after.forget.words == ("kim1@example.org",)


def test_only_whole_words_are_taken_out() -> None:
    """Somebody called Al leaves the word also alone."""
    gone = Forgotten(person=ADA, words=("Al",))
    assert in_text("Al also met AL, the Alps and Al.", gone) == (
        f"{ERASED} also met {ERASED}, the Alps and {ERASED}."
    )
    assert in_text("Al", Forgotten(person=ADA, words=())) == "Al"


def test_events_lose_the_name_and_nothing_else() -> None:
    """Their own name, and texts that hold it; other people's names and events stand."""
    assert in_event(PersonAdded(person=ADA, name="Whatever"), GONE) == PersonAdded(person=ADA, name=ERASED)
    other = PersonAdded(person=PersonId("p1"), name="Ada Lovelace")
    assert in_event(other, GONE) is other
    assert in_event(Announced(text="Hi Ada Lovelace"), GONE) == Announced(text=f"Hi {ERASED}")
    titled = PaperAdded(paper=PaperId("w1"), title="Ada Lovelace on tort")
    assert in_event(titled, GONE) == PaperAdded(paper=PaperId("w1"), title=f"{ERASED} on tort")
    here = CheckedIn(person=ADA)
    assert in_event(here, GONE) is here


def test_every_text_of_an_event_is_known_to_be_personal_or_not() -> None:
    """Whoever adds an event with a free text must say whether it can hold somebody's name."""
    texts = {
        field.name
        for kind in typing.get_args(Event)
        for field in msgspec.structs.fields(kind)
        if field.type is str
    }
    assert texts - PERSONAL_TEXTS == {"label", "command", "room"}


def test_replies_lose_names_and_their_sentences_about_people() -> None:
    """Version and events stay, so that a repeated command is still known; sentences about people go."""
    told = Change(round=2, person=ADA, name="Ada Lovelace", text="Ada Lovelace rests")
    met = PutTogether(people=(ADA, PersonId("p1")), room="Table 1", round=2)
    answer = Answer(version=4, events=(met,), changes=(told,), warnings=("Ada Lovelace and Bo met before.",))
    assert in_reply(answer, GONE) == Answer(version=4, events=(met,))
    error = ErrorBody(
        code="rejected",
        message="Ada Lovelace is here.",
        details=(Detail(field="x", message="or ADA LOVELACE"),),
    )
    cleared = in_reply(Failure(error=error), GONE)
    assert isinstance(cleared, Failure)
    assert cleared.error.message == f"{ERASED} is here."
    assert cleared.error.details[0].message == f"or {ERASED}"


def test_in_works_in_progress_papers_and_comments_lose_them_too() -> None:
    """Presenters, discussants, places, signed comments, messages, the link to the draft, and undo steps."""
    session = wips.a_wip()
    people = session.people | {PersonId("p1"): replace(session.people[PersonId("p1")], name="Ada Lovelace")}
    session = replace(session, people=people)
    session = wips.give(
        session, "update_paper", paper="w1", abstract="By Ada Lovelace", link="https://example.org/ada.pdf"
    ).session
    session = wips.give(session, "update_paper", paper="w2", discussants=["p1"]).session
    session = wips.give(session, "enter_room", person="p1", room="t2").session
    session = wips.give(session, "start", track=TrackId("all")).session
    session = wips.give(session, "message_presenter", track="t1", text="Ada Lovelace, 5 minutes").session
    text = "Lovely. – Ada Lovelace"
    session = wips.give(
        session, "write_comment", actor=wips.attendee(1), paper="w2", text=text, signed=True
    ).session
    after = wips.give(session, "erase_person", person="p1").session
    assert "lovelace" not in said_of(after)
    assert "ada.pdf" not in said_of(after)
    assert after.wip is not None
    assert all(PersonId("p1") not in paper.people for paper in after.wip.papers.values())
    assert [comment.author for comment in after.wip.comments] == [None]
    assert PersonId("p1") not in after.wip.places
    while after.undo:
        after = wips.give(after, "undo").session
        assert "lovelace" not in said_of(after)
