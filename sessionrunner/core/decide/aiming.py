"""Which tracks a command is about, and whether it makes sense for them."""

from sessionrunner.core.clock import ClockState
from sessionrunner.core.commands import Actor, BaseCommand
from sessionrunner.core.errors import Detail, Forbidden, Invalid, NotFound, Rejected
from sessionrunner.core.model import EVERY_TRACK, Session, Track, TrackId
from sessionrunner.core.transitions import (
    CLOCK_COMMANDS,
    EVERYWHERE,
    ROOM_COMMANDS,
    check,
    check_format,
    makes_sense,
)
from sessionrunner.core.wip.places import room_of

_STATES: tuple[ClockState, ...] = ("running", "overtime", "paused", "waiting")


def aim(session: Session, order: BaseCommand, kind: str, actor: Actor) -> tuple[Track, ...]:
    """The tracks that a command of type `kind` is about, once it is known to make sense for them.

    A flash session has one track, which need not be named. In a works-in-progress session a clock
    command names its room, and so does what is about one room; a host may name every room at once, and
    then it reaches those in which it makes sense. An attendee's room is the one they are in. Raises
    `Rejected` where it makes sense in none, `Forbidden` for another's room, `NotFound` for no room,
    `Invalid` where a room must be named.
    """
    if kind == "tick":
        return tuple(session.tracks.values())
    check_format(session.format, kind)
    wanted = _wanted(session, order, actor, kind)
    if kind not in CLOCK_COMMANDS | ROOM_COMMANDS:
        check(state_of(session), kind)
        return () if wanted is None or wanted == EVERY_TRACK else (_track(session, wanted),)
    many = kind in CLOCK_COMMANDS | EVERYWHERE
    if wanted is None or (wanted == EVERY_TRACK and not many):
        raise Invalid([Detail(field="track", message=f"is missing: name a room{', or all' * many}")])
    if wanted != EVERY_TRACK:
        track = _track(session, wanted)
        check(track.clock.state, kind, track.name or "The session")
        return (track,)
    fitting = tuple(track for track in session.tracks.values() if makes_sense(track.clock.state, kind))
    if not fitting:
        check(state_of(session), kind)
    return fitting


def state_of(session: Session) -> ClockState:
    """The state of the session as a whole: it waits while every track waits, and is over when all are."""
    states = {track.clock.state for track in session.tracks.values()}
    if states == {"waiting"} or len(states) == 1:
        return next(iter(states))
    return next((state for state in _STATES if state in states), "ended")


def _wanted(session: Session, order: BaseCommand, actor: Actor, kind: str) -> TrackId | None:
    if actor.audience == "attendee" and kind in ROOM_COMMANDS:
        return _own_room(session, order, actor)
    if actor.track is not None:
        if order.track not in {None, actor.track}:
            raise Forbidden("You can steer only your own room. Ask the host.")
        return actor.track
    if order.track is None and session.format == "flash":
        return session.track.id
    return order.track


def _own_room(session: Session, order: BaseCommand, actor: Actor) -> TrackId:
    """The room an attendee is in, which is the only one they can speak in."""
    own = room_of(session, actor.person) if actor.person else None
    if own is None:
        raise Rejected("Choose the room that you are in first.")
    if order.track not in {None, own}:
        raise Rejected(f"You are in {session.tracks[own].name}. Go to the other room first.")
    return own


def _track(session: Session, wanted: TrackId) -> Track:
    if wanted not in session.tracks:
        raise NotFound("There is no such room in this session.")
    return session.tracks[wanted]
