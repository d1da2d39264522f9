"""What an attendee of a works-in-progress session sees."""

from collections.abc import Iterator

from sessionrunner.core.decide.decision import known_person
from sessionrunner.core.model import Session, Track
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Duration
from sessionrunner.core.views.shapes import Lens
from sessionrunner.core.views.wip_parts import (
    common,
    duties,
    head,
    is_over,
    paper_view,
    room_view,
    speaking_view,
)
from sessionrunner.core.views.wip_shapes import (
    MyHand,
    MyPaper,
    PaperView,
    ReceivedComment,
    WipAttendeeView,
    WipMe,
)
from sessionrunner.core.wip.agenda import papers_of
from sessionrunner.core.wip.floor import Message
from sessionrunner.core.wip.places import room_of, room_of_paper, told_presenters, wip_of
from sessionrunner.core.wip.rules import queue_of


def wip_attendee_view(session: Session, person_id: PersonId, lens: Lens) -> WipAttendeeView:
    """What one attendee sees. Raises `NotFound` if they are not on the roster."""
    person, wip = known_person(session, person_id), wip_of(session)
    where = room_of(session, person_id)
    room = session.tracks[where] if where is not None else None
    floor = wip.floor(room.id) if room else None
    return WipAttendeeView(
        **common(session, room or session.track, lens),
        me=WipMe(
            id=person.id,
            name=person.name,
            attendance=person.attendance,
            roles=duties(wip.papers.values()).get(person_id, ()),
        ),
        room=head(room) if room else None,
        tracks=tuple(room_view(track) for track in session.tracks.values()),
        papers=_papers(session, room),
        mine=tuple(_mine(session, person_id)),
        hand=_hand(session, room, person_id),
        waiting=len(floor.hands) if floor else 0,
        speaking=speaking_view(session, room) if room else None,
        speaking_myself=bool(floor and floor.speaking and floor.speaking.person == person_id),
        spoken_ms=floor.spoken.get(person_id, Duration(0)) if floor else Duration(0),
        message=_message(session, person_id),
        written=wip.settings.written,
        guidelines=wip.settings.guidelines,
        comments=received(session, person_id),
    )


def received(session: Session, person: PersonId) -> tuple[ReceivedComment, ...]:
    """The written comments on the papers that somebody presents; nobody else's view has them."""
    wip = wip_of(session)
    own = {paper.id for paper in wip.papers.values() if person in paper.presenters}
    return tuple(
        ReceivedComment(
            paper=comment.paper,
            text=comment.text,
            at=comment.at,
            author=None if comment.author is None else session.people[comment.author].name,
        )
        for comment in wip.comments
        if comment.paper in own
    )


def _message(session: Session, person: PersonId) -> Message | None:
    """What somebody is told whose turn to present it is, whichever room they chose on the phone."""
    wip = wip_of(session)
    told = (
        wip.floor(track.id).message
        for track in session.tracks.values()
        if person in told_presenters(session, track)
    )
    return next((message for message in told if message is not None), None)


def _papers(session: Session, room: Track | None) -> tuple[PaperView, ...]:
    """Every paper that has a place; abstracts only of the own room, as they are long."""
    return tuple(
        paper_view(session, paper, abstract=room is None or room is track)
        for track in session.tracks.values()
        for paper in papers_of(track.agenda)
    )


def _mine(session: Session, person: PersonId) -> Iterator[MyPaper]:
    for paper in wip_of(session).papers.values():
        if person not in paper.people:
            continue
        where = room_of_paper(session, paper.id)
        track = session.tracks[where] if where is not None else None
        yield MyPaper(
            paper=paper.id,
            role="presenter" if person in paper.presenters else "discussant",
            room=head(track) if track else None,
            over=track is not None and is_over(track, paper.id),
        )


def _hand(session: Session, room: Track | None, person: PersonId) -> MyHand | None:
    if room is None or person not in wip_of(session).floor(room.id).waiting:
        return None
    queue = queue_of(session, room)
    place, hand = next((n, hand) for n, hand in enumerate(queue, 1) if hand.person == person)
    return MyHand(place=place, raised_at=hand.raised_at)
