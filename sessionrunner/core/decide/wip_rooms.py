"""Commands about a room's agenda: what is left out, put in or shortened; and who is in the room."""

from msgspec import UNSET
from msgspec.structs import replace

from sessionrunner.core import clock as clocks
from sessionrunner.core.agenda import Segment
from sessionrunner.core.commands import CatchUp, EnterRoom, InsertSegment, SetPolicy, SkipSegment
from sessionrunner.core.decide.clockwork import Moved, arrivals
from sessionrunner.core.decide.decision import Outcome, Situation, meant
from sessionrunner.core.errors import Detail, Forbidden, Invalid, NotFound, Rejected
from sessionrunner.core.events import (
    Event,
    PolicySet,
    RoomEntered,
    SegmentInserted,
    SegmentSkipped,
    Shortened,
)
from sessionrunner.core.model import Session, Track
from sessionrunner.core.names import tidy
from sessionrunner.core.progress import expected_finish, started
from sessionrunner.core.time import Duration, Instant, minutes
from sessionrunner.core.wip.agenda import Agenda, numbered, without_paper
from sessionrunner.core.wip.places import room_of, wip_of
from sessionrunner.core.wip.policies import behind, shortened, with_policy
from sessionrunner.core.wip.settings import Policy


def enter_room(situation: Situation, command: EnterRoom) -> Outcome:
    """Somebody is in a room, and no longer in another."""
    session = situation.session
    person = meant(situation, command.person)
    if command.room not in session.tracks:
        raise NotFound("There is no such room in this session.")
    if situation.actor.track not in {None, command.room}:
        raise Forbidden("You can let people into your own room only.")
    if room_of(session, person.id) == command.room:
        return Outcome(session=session)
    wip = wip_of(session)
    after = replace(session, wip=replace(wip, places=wip.places | {person.id: command.room}))
    return Outcome(session=after, events=(RoomEntered(track=command.room, person=person.id),))


def skip_segment(situation: Situation, command: SkipSegment) -> Outcome:
    """A segment is left out, a paper with its comments and changeover; the next runs if it was on."""
    track, now = situation.track, situation.now
    index = track.clock.index if command.index is None else command.index
    _refuse_unskippable(track, index)
    segment = track.agenda[index]
    skipped = SegmentSkipped(track=track.id, label=segment.label, paper=segment.paper)
    shorter, events = skipping(track, index, now)
    return Outcome(session=with_track(situation.session, shorter), events=(skipped, *events))


def _refuse_unskippable(track: Track, index: int) -> None:
    if index >= len(track.agenda):
        raise NotFound("There is no such part in this room’s agenda.")
    if index < track.clock.index:
        raise Rejected("This part is over already.")
    if track.agenda[index].kind == "gather":
        raise Rejected("The gathering cannot be left out. Press Start when everybody is there.")


def skipping(track: Track, index: int, now: Instant) -> Moved:
    """The track without the segment at `index` and what belongs to it; what follows runs if it was on.

    Comments that are skipped leave the presentation before them, which was held, where it is.
    """
    segment = track.agenda[index]
    if segment.kind == "present" and segment.paper is not None:
        agenda = without_paper(track.agenda, segment.paper, track.clock.index)
    else:
        agenda = numbered((*track.agenda[:index], *track.agenda[index + 1 :]))
    if index != track.clock.index or not started(track):
        return replace(track, agenda=agenda), ()
    return going_on(track, agenda, now)


def going_on(track: Track, agenda: Agenda, now: Instant) -> Moved:
    """The track with another agenda, in which what stands where the clock is now begins."""
    clock = clocks.begin(agenda, track.clock.index, now)
    after = replace(track, agenda=agenda, clock=clock)
    return after, arrivals(after, (clock,))


def insert_segment(situation: Situation, command: InsertSegment) -> Outcome:
    """A break is put in, in one room or in every one.

    A room in which it cannot stand is passed over with a warning, unless that is so in all of them.
    """
    label = tidy(command.label)
    if not label:
        raise Invalid([Detail(field="label", message="must have at least 1 characters")])
    pause = Segment(kind="break", label=label, duration_ms=minutes(command.minutes), at_end="advance")
    session, events, refusals = situation.session, list[Event](), dict[str, Rejected]()
    for track in situation.tracks:
        try:
            at = _next_gap(track) if command.index is None else _gap(track, command.index)
        except Rejected as refusal:
            refusals[track.name] = refusal
            continue
        agenda = (*track.agenda[:at], pause, *track.agenda[at:])
        session = with_track(session, replace(track, agenda=agenda))
        events.append(SegmentInserted(track=track.id, label=label, duration_ms=pause.duration_ms))
    if not events:
        raise next(iter(refusals.values()))
    warnings = tuple(f"{name}: {refusal}" for name, refusal in refusals.items())
    return Outcome(session=session, events=tuple(events), warnings=warnings)


def _next_gap(track: Track) -> int:
    """Where the next break can be: after the paper that is on."""
    at, paper = track.clock.index + 1, track.agenda[track.clock.index].paper
    while paper is not None and at < len(track.agenda) and track.agenda[at].paper == paper:
        at += 1
    return _gap(track, at)


def _gap(track: Track, at: int) -> int:
    if at <= track.clock.index:
        raise Rejected("That part has begun already. Put the break in before a later one.")
    if at >= len(track.agenda) or track.agenda[at].kind == "gather":
        raise Rejected("Nothing follows there, so a break would be none.")
    paper = track.agenda[at].paper
    if paper is not None and track.agenda[at - 1].paper == paper:
        raise Rejected("A break cannot part a presentation from the comments on it. Put it before or after.")
    return at


def catch_up(situation: Situation, _: CatchUp) -> Outcome:
    """What is still to come is shortened so that each room finishes when it was planned to."""
    session, events, warnings = situation.session, list[Event](), list[str]()
    late = [track for track in situation.tracks if _late(track, situation.now) > 0]
    if not late:
        raise Rejected("This is on time, so there is nothing to catch up with.")
    for track in late:
        late_by = _late(track, situation.now)
        caught = replace(track, agenda=shortened(track, late_by))
        by = Duration(late_by - _late(caught, situation.now))
        if by == 0:
            warnings.append(f"{track.name}: what is to come cannot be any shorter.")
            continue
        if by < late_by:
            warnings.append(f"{track.name}: even so it ends {in_words(Duration(late_by - by))} late.")
        session = with_track(session, caught)
        events.append(Shortened(track=track.id, by_ms=by))
    if not events:
        raise Rejected("What is to come cannot be any shorter. Skip a part, or finish later.")
    return Outcome(session=session, events=tuple(events), warnings=tuple(warnings))


def _late(track: Track, now: Instant) -> Duration:
    return behind(track, expected_finish(track, now)) or Duration(0)


def in_words(length: Duration) -> str:
    """A length of time as people say it."""
    whole = max(1, round(length / 1_000))
    if whole < 60:  # noqa: PLR2004 - seconds in a minute
        return f"{whole} seconds" if whole > 1 else "1 second"
    count = round(whole / 60)
    return f"{count} minutes" if count > 1 else "1 minute"


def set_policy(situation: Situation, command: SetPolicy) -> Outcome:
    """What becomes of unused minutes and of overruns in a room, from now on."""
    session, events = situation.session, list[Event]()
    for track in situation.tracks:
        old = track.policy or Policy()
        policy = Policy(
            unused=old.unused if command.unused is UNSET else command.unused,
            overrun=old.overrun if command.overrun is UNSET else command.overrun,
        )
        if policy != old:
            session = with_track(session, with_policy(track, policy))
            events.append(PolicySet(track=track.id, unused=policy.unused, overrun=policy.overrun))
    return Outcome(session=session, events=tuple(events))


def with_track(session: Session, track: Track) -> Session:
    """The session with one of its tracks replaced."""
    return replace(session, tracks=session.tracks | {track.id: track})
