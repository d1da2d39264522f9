"""Presenting a paper at another time or in another room."""

from collections.abc import Sequence

from msgspec.structs import replace

from sessionrunner.core.agenda import Segment
from sessionrunner.core.commands import MovePaper
from sessionrunner.core.decide.decision import Outcome, Situation
from sessionrunner.core.decide.wip_rooms import going_on, with_track
from sessionrunner.core.errors import Detail, Forbidden, Invalid, NotFound, Rejected
from sessionrunner.core.events import Event, PaperMoved
from sessionrunner.core.model import Session, Track, TrackId
from sessionrunner.core.progress import started
from sessionrunner.core.time import Instant
from sessionrunner.core.wip.agenda import (
    changeover,
    end_of_block,
    end_of_presenting,
    paper_segments,
    place_of_paper,
    with_paper,
    without_paper,
)
from sessionrunner.core.wip.papers import Paper, PaperId
from sessionrunner.core.wip.places import room_of_paper, wip_of
from sessionrunner.core.wip.settings import Policy
from sessionrunner.core.wip.timeline import clash_in_words, clashes


def move_paper(situation: Situation, command: MovePaper) -> Outcome:
    """A paper is presented later or earlier, or in another room; what follows runs if it was on."""
    session, now = situation.session, situation.now
    paper = known_paper(session, command.paper)
    source = room_of_paper(session, paper.id)
    target = command.room or source
    _check_rooms(situation, source, target)
    assert target is not None
    if command.before == paper.id:
        return Outcome(session=session)
    taken, segments, events = _taken_out(session, paper, source, now)
    room = taken.tracks[target]
    at = _where_to(taken, room, command)
    own = replace_ends(segments, room.policy)
    between = tuple(changeover(wip_of(session).settings))
    after = with_track(taken, replace(room, agenda=with_paper(room.agenda, own, at, between)))
    if (
        source is not None
        and after.tracks[source].agenda == session.tracks[source].agenda
        and source == target
    ):
        return Outcome(session=session)
    _refuse_clash(after, paper.id, now)
    moved = PaperMoved(paper=paper.id, from_track=source, to_track=target)
    return Outcome(session=after, events=(moved, *events))


def known_paper(session: Session, paper: PaperId) -> Paper:
    """A paper of the session. Raises `NotFound` in words."""
    found = wip_of(session).papers.get(paper)
    if found is None:
        raise NotFound("This paper is not in the session any more.")
    return found


def _check_rooms(situation: Situation, source: TrackId | None, target: TrackId | None) -> None:
    tracks, own = situation.session.tracks, situation.actor.track
    if target is None:
        raise Invalid([Detail(field="room", message="is missing: say in which room")])
    if target not in tracks:
        raise NotFound("There is no such room in this session.")
    if own is not None and {source, target} != {own}:
        raise Forbidden("Only the host can move a paper from one room to another.")
    if tracks[target].clock.state == "ended":
        raise Rejected(f"{tracks[target].name} has ended, so nothing can be presented there any more.")


def _taken_out(
    session: Session, paper: Paper, source: TrackId | None, now: Instant
) -> tuple[Session, tuple[Segment, ...], tuple[Event, ...]]:
    """The session without the paper in its room, the paper's segments, and what that makes begin."""
    wip = wip_of(session)
    if source is None:
        return session, tuple(paper_segments(wip.settings, paper.id, Policy())), ()
    track = session.tracks[source]
    place = place_of_paper(track.agenda, paper.id)
    assert place is not None
    on = started(track) and place == track.clock.index and track.clock.state != "ended"
    if started(track) and place <= track.clock.index and not on:
        raise Rejected(f"“{paper.title}” has been presented already.")
    segments = tuple(segment for segment in track.agenda if segment.paper == paper.id)
    agenda = without_paper(track.agenda, paper.id, track.clock.index)
    if not on:
        return with_track(session, replace(track, agenda=agenda)), segments, ()
    moved, events = going_on(track, agenda, now)
    return with_track(session, moved), segments, events


def _where_to(session: Session, room: Track, command: MovePaper) -> int:
    """The index at which the paper is put in."""
    first = room.clock.index + 1
    if command.before is None:
        at = end_of_block(room.agenda, _block(room, command))
        if room.clock.state == "ended" or at < first:
            raise Rejected(f"There is nothing to come in {room.name} that it could be put behind.")
        return at
    other = known_paper(session, command.before)
    at = place_of_paper(room.agenda, other.id) or 0
    if at == 0:
        raise Rejected(f"“{other.title}” is not in {room.name}, so nothing can be put before it there.")
    if at < first:
        raise Rejected(f"“{other.title}” has begun already. Put it before a later one.")
    return at


def _block(room: Track, command: MovePaper) -> int:
    blocks = sum(segment.kind == "gather" for segment in room.agenda)
    if command.block is None:
        return sum(segment.kind == "gather" for segment in room.agenda[: room.clock.index + 1]) - 1
    if command.block > blocks:
        raise NotFound(f"There are only {blocks} blocks." if blocks > 1 else "There is only one block.")
    return command.block - 1


def replace_ends(segments: Sequence[Segment], policy: Policy | None) -> tuple[Segment, ...]:
    """A paper's segments, ending as is the policy of the room they come to."""
    end = end_of_presenting(policy or Policy())
    return tuple(replace(each, at_end=end) if each.kind == "present" else each for each in segments)


def _refuse_clash(session: Session, paper: PaperId, now: Instant) -> None:
    for clash in clashes(session, now):
        if paper in {clash.first.paper, clash.second.paper}:
            raise Rejected(f"{clash_in_words(session, clash)} Move the other paper first.")
