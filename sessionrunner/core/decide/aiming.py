"""Which tracks a command is about, and whether it makes sense for them."""

from sessionrunner.core.clock import ClockState
from sessionrunner.core.commands import Actor, BaseCommand
from sessionrunner.core.errors import Detail, Forbidden, Invalid, NotFound
from sessionrunner.core.model import EVERY_TRACK, Session, Track, TrackId
from sessionrunner.core.transitions import CLOCK_COMMANDS, check, makes_sense

_STATES: tuple[ClockState, ...] = ("running", "overtime", "paused", "waiting")


def aim(session: Session, order: BaseCommand, kind: str, actor: Actor) -> tuple[Track, ...]:
    """The tracks that a command of type `kind` is about, once it is known to make sense for them.

    A flash session has one track, which need not be named. In a works-in-progress session a clock
    command names its room; a host may name every room at once, and then it reaches those in which it
    makes sense. Raises `Rejected` where it makes sense in none, `Forbidden` for another's room,
    `NotFound` for no room, `Invalid` where a room must be named.
    """
    if kind == "tick":
        return tuple(session.tracks.values())
    wanted = _wanted(session, order, actor)
    if kind not in CLOCK_COMMANDS:
        check(state_of(session), kind)
        return () if wanted is None or wanted == EVERY_TRACK else (_track(session, wanted),)
    if wanted is None:
        raise Invalid([Detail(field="track", message="is missing: name a room, or all")])
    if wanted != EVERY_TRACK:
        track = _track(session, wanted)
        check(track.clock.state, kind)
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


def _wanted(session: Session, order: BaseCommand, actor: Actor) -> TrackId | None:
    if actor.track is not None:
        if order.track not in {None, actor.track}:
            raise Forbidden("You can steer only your own room. Ask the host.")
        return actor.track
    if order.track is None and session.format == "flash":
        return session.track.id
    return order.track


def _track(session: Session, wanted: TrackId) -> Track:
    if wanted not in session.tracks:
        raise NotFound("There is no such room in this session.")
    return session.tracks[wanted]
