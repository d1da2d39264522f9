"""Who and what is where: the paper that is on in a room, and the room that somebody is in."""

from itertools import chain
from typing import TypeAlias

from sessionrunner.core.model import Session, Track, TrackId, Wip
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.transitions import ON
from sessionrunner.core.wip.agenda import papers_of, place_of_paper
from sessionrunner.core.wip.papers import PaperId

Places: TypeAlias = dict[PersonId, TrackId]


def wip_of(session: Session) -> Wip:
    """What a works-in-progress session has beside its tracks; every one of them has it."""
    assert session.wip is not None
    return session.wip


def presents(session: Session, person: PersonId) -> bool:
    """Whether somebody presents a paper; in a session of another format nobody does."""
    papers = session.wip.papers.values() if session.wip else ()
    return any(person in paper.presenters for paper in papers)


def paper_on(track: Track) -> PaperId | None:
    """The paper that is being presented or commented on."""
    return track.agenda[track.clock.index].paper if track.clock.state in ON else None


def coming_papers(track: Track) -> tuple[PaperId, ...]:
    """The papers of a room that are on or still to come, in order."""
    if track.clock.state == "ended":
        return ()
    return papers_of(track.agenda[track.clock.index :])


def told_presenters(session: Session, track: Track) -> tuple[PersonId, ...]:
    """Those whom a room's message to the presenter is for: of the paper that is on, or else of the next."""
    coming = coming_papers(track)
    return wip_of(session).papers[coming[0]].presenters if coming else ()


def room_of_paper(session: Session, paper: PaperId) -> TrackId | None:
    """The room in which a paper is, was or will be presented."""
    tracks = session.tracks.values()
    return next((track.id for track in tracks if place_of_paper(track.agenda, paper) is not None), None)


def places(session: Session) -> Places:
    """The room everybody is in: the one they chose, else that of their own next paper (or their last)."""
    wip = wip_of(session)
    coming = ((track.id, coming_papers(track)) for track in session.tracks.values())
    passed = ((track.id, papers_of(track.agenda)) for track in session.tracks.values())
    found = Places()
    for room, papers in chain(coming, passed):
        for person in (each for paper in papers for each in wip.papers[paper].people):
            found.setdefault(person, room)
    return found | wip.places


def room_of(session: Session, person: PersonId) -> TrackId | None:
    """The room somebody is in, if they are in one."""
    chosen = wip_of(session).places.get(person)
    return chosen if chosen is not None else places(session).get(person)


def people_in(session: Session, room: TrackId) -> tuple[PersonId, ...]:
    """Everybody who is in a room, in the roster's order; not those who are gone."""
    where = places(session)
    return tuple(
        person.id for person in session.roster if where.get(person.id) == room and person.attendance != "gone"
    )
