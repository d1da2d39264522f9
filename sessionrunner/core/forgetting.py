"""Forgetting somebody: what identifies them goes out of the state, of what happened and of what was said.

Rounds that were held keep the opaque id, since other people's meetings stand in them; whoever looks it up
finds `ERASED`. Beside structured fields, the name and the email address are taken out of free texts (a
message to everybody, a comment). A name that somebody else on the roster has too stays in those: it does
not tell who is meant.
"""

import re
from functools import lru_cache
from typing import Any, Final, TypeVar

from msgspec import UNSET
from msgspec.structs import asdict, replace

from sessionrunner.core.answers import Answer, Failure, Reply
from sessionrunner.core.events import Event
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Announcement, FloorStep, Person, Session, UndoStep, Wip, WipStep, side_of
from sessionrunner.core.names import AddressBook, address_book, find, fold
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.wip.floor import Floor, Message
from sessionrunner.core.wip.papers import Comment, Paper

ERASED: Final = "somebody who was erased"
"""What stands where the name stood."""

PERSONAL_TEXTS: Final = frozenset({"name", "text", "title"})
"""Fields of events that may hold a name; `title` where it is a paper's."""

Said = TypeVar("Said", Announcement, Message)


class Forgotten(Frozen):
    """Who is forgotten, and the spellings of name and email address that tell who they are."""

    person: PersonId
    words: tuple[str, ...]


def is_erased(person: Person) -> bool:
    """Whether this is what is left of somebody who was erased."""
    return person.removed and person.name == ERASED


def forget(session: Session, person: Person) -> tuple[Session, Forgotten]:
    """The session without anything that identifies `person`, and what is to be forgotten elsewhere."""
    others = [other for other in session.roster if other.id != person.id]
    gone = Forgotten(person=person.id, words=_words(session, person, address_book(others)))
    book = address_book([*others, person])
    side = side_of(person, session.settings.threshold, session.plan)
    people = {other.id: _without_wishes(other, gone, book) for other in session.people.values()}
    people[person.id] = Person(id=person.id, name=ERASED, role=side, attendance="gone", removed=True)
    steps = (_step(step, gone, book) for step in session.undo)
    after = replace(
        session,
        people=people,
        announcement=_said(session.announcement, gone),
        claims={claim.id: claim for claim in session.claims.values() if claim.person != person.id},
        reports=tuple(report for report in session.reports if report.person != person.id),
        wip=None if session.wip is None else _wip(session.wip, gone),
        undo=tuple(step for step in steps if step is not None),
    )
    return after, gone


def in_text(text: str, gone: Forgotten) -> str:
    """`text` with other words for those that tell who was forgotten."""
    return _pattern(gone.words).sub(ERASED, text) if gone.words else text


def in_event(event: Event, gone: Forgotten) -> Event:
    """`event` without the name: theirs, or one that stands in a text."""
    fields = asdict(event)
    changed = dict[str, Any]()
    if fields.get("person") == gone.person and "name" in fields:
        changed["name"] = ERASED
    elif "name" not in fields and ("title" not in fields or "paper" in fields):
        changed = {name: in_text(fields[name], gone) for name in PERSONAL_TEXTS if name in fields}
    return (
        event if all(fields[name] == value for name, value in changed.items()) else replace(event, **changed)
    )


def in_reply(reply: Reply, gone: Forgotten) -> Reply:
    """A kept reply without the name. Its sentences about who meets whom are left out altogether."""
    if isinstance(reply, Answer):
        events = tuple(in_event(event, gone) for event in reply.events)
        return Answer(version=reply.version, events=events)
    error = reply.error
    details = tuple(replace(detail, message=in_text(detail.message, gone)) for detail in error.details)
    return Failure(error=replace(error, message=in_text(error.message, gone), details=details))


def _words(session: Session, person: Person, others: AddressBook[PersonId]) -> tuple[str, ...]:
    """Every spelling under which they are or were known here, but for those that mean others too."""
    earlier = (was for step in session.undo if (was := step.people.get(person.id)))
    spelled = dict.fromkeys(
        word for known in (person, *earlier) for word in (known.name, known.email) if word
    )
    return tuple(word for word in spelled if not find(word, others))


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    # Longer ones first, so that of two spellings nothing is left over.
    spelled = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{spelled})(?!\w)", re.IGNORECASE)


def _without_wishes(person: Person, gone: Forgotten, book: AddressBook[PersonId]) -> Person:
    """Somebody else, whose wishes name the forgotten one no more."""
    spelled = {fold(word) for word in gone.words}

    def means_them(word: str) -> bool:
        return fold(word) in spelled or find(word, book) == (gone.person,)

    requests = tuple(word for word in person.requests if not means_them(word))
    avoid = tuple(word for word in person.avoid if not means_them(word))
    if (requests, avoid) == (person.requests, person.avoid):
        return person
    return replace(person, requests=requests, avoid=avoid)


def _step(step: UndoStep, gone: Forgotten, book: AddressBook[PersonId]) -> UndoStep | None:
    """A step for undo that does not bring them back; None if it was about them alone."""
    people = {
        person: was if was is None else _without_wishes(was, gone, book)
        for person, was in step.people.items()
        if person != gone.person
    }
    if step.people and not people:
        return None
    return replace(
        step,
        people=people,
        announcement=UNSET if step.announcement is UNSET else _said(step.announcement, gone),
        reports=UNSET if step.reports is UNSET else tuple(r for r in step.reports if r.person != gone.person),
        wip=UNSET if step.wip is UNSET else _wip_step(step.wip, gone),
    )


def _said(said: Said | None, gone: Forgotten) -> Said | None:
    return None if said is None else replace(said, text=in_text(said.text, gone))


def _wip(wip: Wip, gone: Forgotten) -> Wip:
    return replace(
        wip,
        papers={paper.id: _paper(paper, gone) for paper in wip.papers.values()},
        places={person: room for person, room in wip.places.items() if person != gone.person},
        comments=tuple(_comment(comment, gone) for comment in wip.comments),
        floors={room: _floor(floor, gone) for room, floor in wip.floors.items()},
    )


def _wip_step(step: WipStep, gone: Forgotten) -> WipStep:
    return replace(
        step,
        papers={name: paper if paper is None else _paper(paper, gone) for name, paper in step.papers.items()},
        places={person: room for person, room in step.places.items() if person != gone.person},
        floors={room: _floor_step(floor, gone) for room, floor in step.floors.items()},
    )


def _floor(floor: Floor, gone: Forgotten) -> Floor:
    return replace(floor, message=_said(floor.message, gone))


def _floor_step(floor: FloorStep, gone: Forgotten) -> FloorStep:
    return replace(floor, message=UNSET if floor.message is UNSET else _said(floor.message, gone))


def _comment(comment: Comment, gone: Forgotten) -> Comment:
    author = None if comment.author == gone.person else comment.author
    return replace(comment, author=author, text=in_text(comment.text, gone))


def _paper(paper: Paper, gone: Forgotten) -> Paper:
    """A paper in which they are not named; where they present it, without the link to their draft."""
    link = "" if gone.person in paper.presenters or in_text(paper.link, gone) != paper.link else paper.link
    return replace(
        paper,
        title=in_text(paper.title, gone),
        abstract=in_text(paper.abstract, gone),
        link=link,
        presenters=tuple(person for person in paper.presenters if person != gone.person),
        discussants=tuple(person for person in paper.discussants if person != gone.person),
    )
