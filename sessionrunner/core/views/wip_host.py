"""What the host of a works-in-progress session sees: all rooms at a glance."""

from collections import Counter

from sessionrunner.core.commands import Actor
from sessionrunner.core.decide.aiming import state_of
from sessionrunner.core.decide.permissions import MAY
from sessionrunner.core.decide.undoing import step_to_undo
from sessionrunner.core.model import Person, Session, Track, TrackId
from sessionrunner.core.progress import expected_finish
from sessionrunner.core.transitions import CLOCK_COMMANDS, ROOM_COMMANDS, fits_format, makes_sense
from sessionrunner.core.views.shapes import Lens, WaitingClaim
from sessionrunner.core.views.wip_parts import (
    agenda,
    clock,
    common,
    duties,
    has_begun,
    is_over,
    speaking_view,
)
from sessionrunner.core.views.wip_room import allowed_in, undo_in
from sessionrunner.core.views.wip_shapes import Duty, HostPaper, HostRoom, WipHostPerson, WipHostView
from sessionrunner.core.wip.keywords import keywords_in_common
from sessionrunner.core.wip.papers import Paper
from sessionrunner.core.wip.places import places, room_of_paper, wip_of
from sessionrunner.core.wip.policies import behind
from sessionrunner.core.wip.settings import Policy
from sessionrunner.core.wip.timeline import clash_in_words, clashes


def wip_host_view(session: Session, lens: Lens) -> WipHostView:
    """Everything the host works with."""
    wip, where = wip_of(session), places(session)
    roles = duties(wip.papers.values())
    here = Counter(where.get(person.id) for person in session.roster if person.attendance == "here")
    comments = Counter(comment.paper for comment in wip.comments)
    in_common = keywords_in_common(session)
    step = step_to_undo(session, Actor(audience="host"))
    return WipHostView(
        **common(session, session.track, lens),
        join_url=f"{lens.public_url}/j/{session.code}",
        settings=wip.settings,
        threshold=session.settings.threshold,
        walk_ins=session.settings.walk_ins,
        people=tuple(
            _person(person, where.get(person.id), roles.get(person.id, ())) for person in session.roster
        ),
        papers=tuple(
            _paper(session, paper, comments[paper.id], in_common.get(paper.id, ()))
            for paper in wip.papers.values()
        ),
        tracks=tuple(_room(session, track, here[track.id], lens) for track in session.tracks.values()),
        clashes=tuple(clash_in_words(session, clash) for clash in clashes(session, lens.now)),
        claims=tuple(
            WaitingClaim(id=claim.id, person=claim.person, asked_at=claim.asked_at)
            for claim in session.claims.values()
            if claim.answer == "waiting"
        ),
        undo=step.type if step else None,
        allowed=_allowed(session, undoable=step is not None),
    )


def _allowed(session: Session, *, undoable: bool) -> tuple[str, ...]:
    """The commands that make sense: for clocks and rooms, in any room."""
    states = {track.clock.state for track in session.tracks.values()}
    whole = {state_of(session)}
    fitting = {
        command
        for command in MAY["host"]
        if fits_format("wip", command)
        and any(
            makes_sense(state, command)
            for state in (states if command in CLOCK_COMMANDS | ROOM_COMMANDS else whole)
        )
    }
    return tuple(sorted(fitting if undoable else fitting - {"undo"}))


def _room(session: Session, track: Track, people: int, lens: Lens) -> HostRoom:
    floor = wip_of(session).floor(track.id)
    expected = expected_finish(track, lens.now)
    return HostRoom(
        id=track.id,
        name=track.name,
        clock=clock(track),
        agenda=agenda(track),
        policy=track.policy or Policy(),
        planned_finish_at=track.planned_finish_at,
        expected_finish_at=expected,
        behind_ms=behind(track, expected),
        people=people,
        waiting=len(floor.hands),
        speaking=speaking_view(session, track),
        message=floor.message,
        allowed=allowed_in(session, track),
        undo=undo_in(session, track),
    )


def _paper(session: Session, paper: Paper, comments: int, in_common: tuple[str, ...]) -> HostPaper:
    room = room_of_paper(session, paper.id)
    return HostPaper(
        id=paper.id,
        title=paper.title,
        presenters=paper.presenters,
        discussants=paper.discussants,
        keywords=paper.keywords,
        link=paper.link,
        abstract=paper.abstract,
        wishes=paper.wishes,
        room=room,
        over=room is not None and is_over(session.tracks[room], paper.id),
        begun=room is not None and has_begun(session.tracks[room], paper.id),
        comments=comments,
        in_common=in_common,
    )


def _person(person: Person, room: TrackId | None, roles: tuple[Duty, ...]) -> WipHostPerson:
    return WipHostPerson(
        id=person.id,
        name=person.name,
        email=person.email,
        years=person.years,
        institution=person.institution,
        interests=person.interests,
        attendance=person.attendance,
        joined=person.joined,
        walk_in=person.walk_in,
        room=room,
        roles=roles,
    )
