"""What the views of a works-in-progress session have in common."""

from collections.abc import Iterable
from typing import Any

from sessionrunner.core.agenda import Segment
from sessionrunner.core.model import Session, Track
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.progress import started
from sessionrunner.core.views.shapes import Lens, SessionHead
from sessionrunner.core.views.wip_shapes import (
    Duty,
    Named,
    PaperView,
    RoomClock,
    RoomHead,
    RoomView,
    SpeakingView,
    WipClock,
    WipPulse,
    WipSegment,
)
from sessionrunner.core.wip.agenda import papers_of, place_of_paper
from sessionrunner.core.wip.papers import Paper, PaperId
from sessionrunner.core.wip.places import wip_of


def wip_pulse(session: Session, track: Track, lens: Lens) -> WipPulse:
    """What is sent to whose own room is `track` when only clocks moved."""
    rooms = session.tracks.values()
    return WipPulse(
        version=session.version,
        server_now=lens.now,
        clock=clock(track),
        tracks=tuple(RoomClock(id=each.id, clock=clock(each)) for each in rooms),
    )


def common(session: Session, track: Track, lens: Lens) -> dict[str, Any]:
    """The fields of every view, for an audience whose own room is `track`."""
    return {
        "version": session.version,
        "server_now": lens.now,
        "clock": clock(track),
        "pace": lens.pace,
        "session": SessionHead(id=session.id, title=session.title, format=session.format, code=session.code),
        "agenda": agenda(track),
        "announcement": session.announcement,
    }


def clock(track: Track) -> WipClock:
    """A room's clock with its segment."""
    now = track.clock
    return WipClock(
        state=now.state,
        index=now.index,
        segment=_segment(track.agenda[now.index]),
        started_at=now.started_at,
        ends_at=now.ends_at,
        remaining_ms=now.remaining_ms,
    )


def agenda(track: Track) -> tuple[WipSegment, ...]:
    """A room's agenda."""
    return tuple(_segment(segment) for segment in track.agenda)


def _segment(segment: Segment) -> WipSegment:
    return WipSegment(
        kind=segment.kind,
        label=segment.label,
        round=segment.round,
        slot=segment.slot,
        duration_ms=segment.duration_ms,
        at_end=segment.at_end,
        paper=segment.paper,
    )


def head(track: Track) -> RoomHead:
    """Which room."""
    return RoomHead(id=track.id, name=track.name)


def room_view(track: Track) -> RoomView:
    """A room with its clock and agenda."""
    return RoomView(id=track.id, name=track.name, clock=clock(track), agenda=agenda(track))


def papers_in(session: Session, track: Track) -> tuple[PaperView, ...]:
    """The papers of a room, in order, with their abstracts."""
    return tuple(paper_view(session, paper, abstract=True) for paper in papers_of(track.agenda))


def paper_view(session: Session, paper: PaperId, *, abstract: bool) -> PaperView:
    """A paper as everybody may see it."""
    known = wip_of(session).papers[paper]
    return PaperView(
        id=known.id,
        title=known.title,
        presenters=_named(session, known.presenters),
        discussants=_named(session, known.discussants),
        keywords=known.keywords,
        link=known.link,
        abstract=known.abstract if abstract else None,
    )


def _named(session: Session, people: tuple[PersonId, ...]) -> tuple[Named, ...]:
    known = (session.people[person] for person in people)
    return tuple(Named(name=person.name, institution=person.institution) for person in known)


def speaking_view(session: Session, track: Track) -> SpeakingView | None:
    """Who has the floor of a room."""
    speaking = wip_of(session).floor(track.id).speaking
    if speaking is None:
        return None
    return SpeakingView(
        name=session.people[speaking.person].name,
        since=speaking.since,
        before_ms=speaking.before_ms,
        suggested_ms=speaking.suggested_ms,
    )


def is_over(track: Track, paper: PaperId) -> bool:
    """Whether a paper of this room has been on."""
    return track.clock.state == "ended" or all(
        segment.paper != paper for segment in track.agenda[track.clock.index :]
    )


def has_begun(track: Track, paper: PaperId) -> bool:
    """Whether a paper was presented in this room, or is on; not those that an early end left out."""
    place = place_of_paper(track.agenda, paper)
    return started(track) and place is not None and place <= track.clock.index


def duties(papers: Iterable[Paper]) -> dict[PersonId, tuple[Duty, ...]]:
    """What everybody does with papers who does anything."""
    known = tuple(papers)
    presenters = {person for paper in known for person in paper.presenters}
    discussants = {person for paper in known for person in paper.discussants}
    found = dict[PersonId, tuple[Duty, ...]]()
    for person in presenters | discussants:
        presents: tuple[Duty, ...] = ("presenter",) if person in presenters else ()
        discusses: tuple[Duty, ...] = ("discussant",) if person in discussants else ()
        found[person] = (*presents, *discusses)
    return found
