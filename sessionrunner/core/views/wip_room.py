"""What is seen of one room: by who facilitates it, and on its wall."""

from sessionrunner.core.commands import Actor
from sessionrunner.core.decide.permissions import MAY
from sessionrunner.core.decide.undoing import step_to_undo
from sessionrunner.core.decide.wip_floor import time_for_comments
from sessionrunner.core.errors import NotFound
from sessionrunner.core.model import Session, Track, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.progress import expected_finish
from sessionrunner.core.time import Duration
from sessionrunner.core.transitions import fits_format, makes_sense
from sessionrunner.core.views.shapes import Lens
from sessionrunner.core.views.wip_parts import common, head, papers_in, room_view, speaking_view
from sessionrunner.core.views.wip_shapes import FacilitatorView, InRoom, QueueEntry, WipStageView
from sessionrunner.core.wip.floor import Hand
from sessionrunner.core.wip.places import paper_on, people_in, wip_of
from sessionrunner.core.wip.policies import behind
from sessionrunner.core.wip.queue import suggestion
from sessionrunner.core.wip.rules import is_junior, queue_of
from sessionrunner.core.wip.settings import Policy


def known_track(session: Session, track: TrackId) -> Track:
    """A room of the session. Raises `NotFound` in words."""
    if track not in session.tracks:
        raise NotFound("This room is not in the session any more. Ask the host for another link.")
    return session.tracks[track]


def facilitator_view(session: Session, room: TrackId, lens: Lens) -> FacilitatorView:
    """All that who facilitates a room works with. Raises `NotFound` if there is no such room."""
    track, wip = known_track(session, room), wip_of(session)
    floor, queue = wip.floor(room), queue_of(session, track)
    expected = expected_finish(track, lens.now)
    return FacilitatorView(
        **common(session, track, lens),
        track=head(track),
        papers=papers_in(session, track),
        queue=tuple(_entry(session, track, hand) for hand in queue),
        speaking=speaking_view(session, track),
        speaker=floor.speaking.person if floor.speaking else None,
        suggestion_ms=suggestion(time_for_comments(track, lens.now), len(queue)),
        people=tuple(_in_room(session, track, person) for person in people_in(session, room)),
        message=floor.message,
        policy=track.policy or Policy(),
        guidelines=wip.settings.guidelines,
        planned_finish_at=track.planned_finish_at,
        expected_finish_at=expected,
        behind_ms=behind(track, expected),
        allowed=allowed_in(session, track),
        undo=undo_in(session, track),
    )


def wip_stage_view(session: Session, room: TrackId | None, lens: Lens) -> WipStageView:
    """What hangs on the wall of a room, or of the hall where it is None: nothing private."""
    track = known_track(session, room) if room is not None else None
    floor = wip_of(session).floor(track.id) if track else None
    shown = (track,) if track else tuple(session.tracks.values())
    return WipStageView(
        **common(session, track or session.track, lens),
        join_url=f"{lens.public_url}/j/{session.code}",
        track=head(track) if track else None,
        tracks=tuple(room_view(each) for each in shown),
        papers=tuple(paper for each in shown for paper in papers_in(session, each)),
        speaking=speaking_view(session, track) if track else None,
        waiting=len(floor.hands) if floor else 0,
        message=floor.message if floor else None,
        guidelines=wip_of(session).settings.guidelines,
        planned_finish_at=track.planned_finish_at if track else None,
        expected_finish_at=expected_finish(track, lens.now) if track else None,
    )


def allowed_in(session: Session, track: Track) -> tuple[str, ...]:
    """The commands that make sense in a room now; others would be refused."""
    state = track.clock.state
    able = {command for command in MAY["facilitator"] if fits_format("wip", command)}
    fitting = {command for command in able if command != "undo" and makes_sense(state, command)}
    return tuple(sorted(fitting | ({"undo"} if undo_in(session, track) else set())))


def undo_in(session: Session, track: Track) -> str | None:
    """The type of the last command in a room that can be taken back there."""
    step = step_to_undo(session, Actor(audience="facilitator", track=track.id))
    return step.type if step else None


def _entry(session: Session, track: Track, hand: Hand) -> QueueEntry:
    wip, person = wip_of(session), session.people[hand.person]
    paper = paper_on(track)
    return QueueEntry(
        person=person.id,
        name=person.name,
        institution=person.institution,
        raised_at=hand.raised_at,
        spoken_ms=wip.floor(track.id).spoken.get(person.id, Duration(0)),
        discussant=paper is not None and person.id in wip.papers[paper].discussants,
        junior=is_junior(session, person.id),
    )


def _in_room(session: Session, track: Track, person: PersonId) -> InRoom:
    known, floor = session.people[person], wip_of(session).floor(track.id)
    speaks = floor.speaking is not None and floor.speaking.person == person
    return InRoom(
        person=person,
        name=known.name,
        spoken_ms=floor.spoken.get(person, Duration(0)),
        here=known.attendance == "here" or speaks or person in floor.spoken,
    )
