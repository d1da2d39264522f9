"""Commands about the papers of a session."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from msgspec import UNSET
from msgspec.structs import replace

from sessionrunner.core.commands import AddPaper, ImportPapers, RemovePaper, UpdatePaper
from sessionrunner.core.decide.decision import Outcome, Situation
from sessionrunner.core.decide.people import MOST_PEOPLE
from sessionrunner.core.decide.wip_comments import tidy_lines
from sessionrunner.core.decide.wip_moving import known_paper, replace_ends
from sessionrunner.core.decide.wip_rooms import with_track
from sessionrunner.core.errors import Detail, Invalid, NotFound, Rejected
from sessionrunner.core.events import PaperAdded, PaperRemoved, PapersImported, PaperUpdated
from sessionrunner.core.model import Person, Session, Track, TrackId
from sessionrunner.core.names import address_book, find, fold, tidy
from sessionrunner.core.papers.types import PaperEntry
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.progress import any_started, started
from sessionrunner.core.wip.agenda import (
    changeover,
    end_of_block,
    paper_segments,
    place_of_paper,
    with_paper,
    without_paper,
)
from sessionrunner.core.wip.papers import MOST_PAPERS, Paper, PaperId, Wishes
from sessionrunner.core.wip.places import room_of_paper, wip_of
from sessionrunner.core.wip.settings import Policy

_FIELDS: Final = ("title", "presenters", "abstract", "keywords", "link", "discussants", "wishes")
_PEOPLE: Final = ("presenters", "discussants")


def add_paper(situation: Situation, command: AddPaper) -> Outcome:
    """A paper is added, and presented last in a room if one is named."""
    session, wip = situation.session, wip_of(situation.session)
    _refuse_too_many(len(wip.papers) + 1)
    known = _known(session, {field: getattr(command, field) for field in _FIELDS})
    paper = Paper(id=PaperId(f"w{wip.next_paper}"), **known)
    papers = wip.papers | {paper.id: paper}
    after = replace(session, wip=replace(wip, papers=papers, next_paper=wip.next_paper + 1))
    if command.room is not None:
        after = _presented_in(after, paper.id, command.room)
    return Outcome(session=after, events=(PaperAdded(paper=paper.id, title=paper.title),))


def update_paper(situation: Situation, command: UpdatePaper) -> Outcome:
    """What is known of a paper is corrected."""
    session, wip = situation.session, wip_of(situation.session)
    paper = known_paper(session, command.paper)
    given = {field: getattr(command, field) for field in _FIELDS}
    given = {field: value for field, value in given.items() if value is not UNSET}
    as_it_is = {field: getattr(paper, field) for field in _FIELDS}
    after = replace(paper, **_known(session, as_it_is | given))
    fields = tuple(field for field in given if getattr(after, field) != getattr(paper, field))
    if not fields:
        return Outcome(session=session)
    papers = wip.papers | {paper.id: after}
    return Outcome(
        session=replace(session, wip=replace(wip, papers=papers)),
        events=(PaperUpdated(paper=paper.id, fields=fields),),
    )


def remove_paper(situation: Situation, command: RemovePaper) -> Outcome:
    """A paper is taken out; not one that was presented or has comments, which its presenters would lose."""
    session, wip = situation.session, wip_of(situation.session)
    paper = known_paper(session, command.paper)
    _refuse_lost_comments(session, {paper.id})
    room = room_of_paper(session, paper.id)
    if room is not None:
        session = with_track(session, _without(session.tracks[room], paper))
    papers = {name: each for name, each in wip.papers.items() if name != paper.id}
    return Outcome(
        session=replace(session, wip=replace(wip, papers=papers)),
        events=(PaperRemoved(paper=paper.id, title=paper.title),),
    )


def import_papers(situation: Situation, order: ImportPapers) -> Outcome:
    """The papers of a file are taken over; the same title is the same paper.

    Presenters and discussants who are not on the roster are put on it.
    """
    session, wip = situation.session, wip_of(situation.session)
    if order.mode == "replace" and any_started(session.tracks.values()):
        raise Rejected("The session has started, so its papers cannot be replaced. Add those of the file.")
    with_people = _with_people(session, order.entries)
    same = {fold(paper.title): paper for paper in wip.papers.values()}
    papers, number = dict[PaperId, Paper](), wip.next_paper
    for entry in order.entries:
        given = {field: getattr(entry, field) for field in _FIELDS} | {"presenters": entry.looked_for}
        known = _known(with_people, given)
        paper = same.get(fold(entry.title))
        if paper is None:
            paper, number = Paper(id=PaperId(f"w{number}"), title=entry.title), number + 1
        papers[paper.id] = replace(paper, **known)
    gone = wip.papers.keys() - papers.keys() if order.mode == "replace" else frozenset[PaperId]()
    _refuse_lost_comments(session, gone)
    papers = {name: each for name, each in wip.papers.items() if name not in gone} | papers
    _refuse_too_many(len(papers))
    after = replace(with_people, wip=replace(wip, papers=papers, next_paper=number))
    after = _without_papers(after, gone)
    new = len(after.people) - len(session.people)
    event = PapersImported(mode=order.mode, papers=len(order.entries), people=new)
    return Outcome(session=after, events=(event,))


def _refuse_lost_comments(session: Session, gone: Iterable[PaperId]) -> None:
    wip, lost = wip_of(session), frozenset(gone)
    for comment in wip.comments:
        if comment.paper in lost:
            title = wip.papers[comment.paper].title
            raise Rejected(f"“{title}” has written comments, which its presenters would lose. Keep it.")


def _without_papers(session: Session, gone: Iterable[PaperId]) -> Session:
    for paper in gone:
        room = room_of_paper(session, paper)
        if room is not None:
            track = session.tracks[room]
            agenda = without_paper(track.agenda, paper, track.clock.index)
            session = with_track(session, replace(track, agenda=agenda))
    return session


def _without(track: Track, paper: Paper) -> Track:
    place = place_of_paper(track.agenda, paper.id) or 0
    if started(track) and place <= track.clock.index:
        raise Rejected(f"“{paper.title}” has been presented, or is on. Skip it instead, if it is on.")
    return replace(track, agenda=without_paper(track.agenda, paper.id, track.clock.index))


def _presented_in(session: Session, paper: PaperId, room: TrackId) -> Session:
    if room not in session.tracks:
        raise NotFound("There is no such room in this session.")
    track, settings = session.tracks[room], wip_of(session).settings
    block = sum(segment.kind == "gather" for segment in track.agenda[: track.clock.index + 1]) - 1
    at = end_of_block(track.agenda, block)
    if track.clock.state == "ended" or at <= track.clock.index:
        raise Rejected(f"{track.name} is closing, so nothing can be presented there any more.")
    segments = replace_ends(tuple(paper_segments(settings, paper, Policy())), track.policy)
    agenda = with_paper(track.agenda, segments, at, tuple(changeover(settings)))
    return with_track(session, replace(track, agenda=agenda))


def _refuse_too_many(papers: int) -> None:
    if papers > MOST_PAPERS:
        raise Rejected(f"A session takes at most {MOST_PAPERS} papers.")


def _known(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    """What is known of a paper, tidied, with people by their ids. Raises `Invalid` naming every fault."""
    faults = list[Detail]()
    title, link, wishes = tidy(given["title"]), tidy(given["link"]), given["wishes"]
    if not title:
        faults.append(Detail(field="title", message="must have at least 1 characters"))
    if link and not link.casefold().startswith(("https://", "http://")):
        faults.append(Detail(field="link", message="must begin with https:// or http://"))
    people = {field: _people(session, field, given[field], faults) for field in _PEOPLE}
    if not people["presenters"] and not faults:
        faults.append(Detail(field="presenters", message="must have at least 1 entries"))
    both = [person for person in people["discussants"] if person in people["presenters"]]
    faults += [
        Detail(field="discussants", message=f"names {session.people[person].name}, who presents the paper")
        for person in both
    ]
    if wishes.first and wishes.last:
        faults.append(Detail(field="wishes", message="cannot be both first and last"))
    if faults:
        raise Invalid(faults)
    return {
        "title": title,
        "link": link,
        "abstract": tidy_lines(given["abstract"]),
        "keywords": _once(given["keywords"]),
        "wishes": _tidied(wishes),
        **people,
    }


def _tidied(wishes: Wishes) -> Wishes:
    return replace(wishes, room=tidy(wishes.room))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple({fold(word): tidy(word) for word in words if tidy(word)}.values())


def _people(session: Session, field: str, words: Iterable[str], faults: list[Detail]) -> tuple[PersonId, ...]:
    """Whom words mean (ids, names, email addresses); what means nobody or several is added to the faults."""
    book = address_book(session.roster)
    found = dict[PersonId, None]()
    for word in words:
        known = session.people.get(PersonId(word))
        if known is not None and not known.removed:
            found[known.id] = None
            continue
        match find(word, book):
            case (only,):
                found[only] = None
            case ():
                message = f"names “{word}”, who is not on the list of people"
                faults.append(Detail(field=field, message=message))
            case _:
                message = f"names “{word}”, which several people are called; use the email address"
                faults.append(Detail(field=field, message=message))
    return tuple(found)


def _with_people(session: Session, entries: Sequence[PaperEntry]) -> Session:
    """The session with everybody on the roster whom the entries name.

    Somebody of the same name whose email address is not known gets the one of the file; somebody of the
    same name with another address is somebody else.
    """
    with_email, names = _named(entries)
    roster = _with_addresses(session, with_email)
    book, number = address_book(roster.values()), session.next_person + len(roster) - len(session.roster)
    unknown = [word for word in names if not find(word, book)]
    for place, word in enumerate(unknown, number):
        known = Person(id=PersonId(f"p{place}"), name=word, email=word if "@" in word else "")
        roster[known.id] = known
    if len(roster) > max(MOST_PEOPLE, len(session.roster)):
        raise Rejected(f"A session takes at most {MOST_PEOPLE} people.")
    if all(session.people.get(name) is person for name, person in roster.items()):
        return session
    return replace(session, people=session.people | roster, next_person=number + len(unknown))


def _with_addresses(session: Session, people: Iterable[tuple[str, str]]) -> dict[PersonId, Person]:
    """The roster with everybody of a name and an email address."""
    roster = {person.id: person for person in session.roster}
    book, number = address_book(session.roster), session.next_person
    for word, email in people:
        if find(email, book):
            continue
        same = [roster[person] for person in find(word, book) if not roster[person].email]
        if len(same) == 1:
            roster[same[0].id] = replace(same[0], email=email)
        else:
            known = Person(id=PersonId(f"p{number}"), name=word, email=email)
            roster[known.id], number = known, number + 1
    return roster


def _named(entries: Sequence[PaperEntry]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Everybody whom the entries name, once each: those with an email address, and the bare names."""
    with_email, names = dict[str, tuple[str, str]](), dict[str, str]()
    for entry in entries:
        for word, email in entry.named:
            if email:
                with_email.setdefault(fold(email), (word, email))
            else:
                names.setdefault(fold(word), word)
        names |= {fold(word): names.get(fold(word), word) for word in entry.discussants}
    return tuple(with_email.values()), tuple(names.values())
