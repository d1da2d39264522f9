"""The rooms of a rehearsal, run by the engine in virtual time; who facilitates them is never late."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from sessionrunner.core.commands import SERVER, Actor, Order, Tick, parse_command
from sessionrunner.core.decide import decide
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import EVERY_TRACK, Session, Track, TrackId
from sessionrunner.core.rehearsal.beginning import PLANNED_START
from sessionrunner.core.time import SECOND, Duration, Instant, after, between
from sessionrunner.core.wip.papers import PaperId

Overruns: TypeAlias = Mapping[PaperId, Duration]
Step: TypeAlias = tuple[Instant, Order]
"""What happens next in a room, and when."""

HOST: Final = Actor(audience="host")


class Began(Frozen):
    """A segment of a room began; with `paper` None and the kind `end`, the room was over."""

    at: Instant
    paper: PaperId | None
    kind: str


def run_through(
    session: Session, overruns: Overruns, gathered: Sequence[Instant]
) -> dict[TrackId, list[Began]]:
    """When every segment of every room began, from the press of Start in all of them at the instant 0.

    `gathered` says for every block when people have gathered for it: no room begins it earlier.
    """
    began: dict[TrackId, list[Began]] = {track: [] for track in session.tracks}
    planned = session.tracks
    now, order = PLANNED_START, _command("start", track=EVERY_TRACK)
    while True:
        before, session = session, decide(session, order, _actor(order), now).session
        for track in session.tracks.values():
            if _place(before.tracks[track.id]) != _place(track):
                began[track.id].append(_began(track, now))
        steps = [
            step
            for name, track in session.tracks.items()
            for step in _next(track, planned[name], overruns, gathered, now)
        ]
        if not steps:
            return began
        now, order = min(steps, key=lambda step: step[0])


def _next(
    track: Track, planned: Track, overruns: Overruns, gathered: Sequence[Instant], now: Instant
) -> Iterator[Step]:
    """What the room does next, if it is on: the presenter decides when they have finished."""
    clock, segment = track.clock, track.agenda[track.clock.index]
    presenting = segment.kind == "present" and segment.paper is not None
    over = overruns[segment.paper] if presenting and segment.paper is not None else Duration(0)
    go_on = _command("advance", track=track.id)
    if clock.state not in {"running", "overtime"} or clock.ends_at is None or clock.started_at is None:
        return
    if segment.kind == "gather":
        block = sum(each.kind == "gather" for each in track.agenda[: clock.index])
        yield max(now, gathered[block]), go_on
    elif clock.state == "overtime":
        yield max(now, after(clock.ends_at, Duration(max(0, over)))), go_on
    elif over < 0:
        yield after(clock.ends_at, over), go_on
    elif over > 0 and segment.at_end == "advance" and _unchanged(track, planned):
        yield now, _command("extend", track=track.id, seconds=over // SECOND)
    else:
        yield clock.ends_at, Tick(id="tick")


def _unchanged(track: Track, planned: Track) -> bool:
    """Whether the presenter has the time that was planned, and not yet what they will take."""
    clock = track.clock
    assert clock.started_at is not None
    assert clock.ends_at is not None
    return between(clock.started_at, clock.ends_at) == planned.agenda[clock.index].duration_ms


def _place(track: Track) -> tuple[int, bool]:
    return track.clock.index, track.clock.state == "ended"


def _began(track: Track, now: Instant) -> Began:
    if track.clock.state == "ended":
        return Began(at=now, paper=None, kind="end")
    segment = track.agenda[track.clock.index]
    return Began(at=now, paper=segment.paper, kind=segment.kind)


def _command(kind: str, **fields: Any) -> Order:
    return parse_command({"id": "rehearsal", "type": kind, **fields})


def _actor(order: Order) -> Actor:
    return SERVER if isinstance(order, Tick) else HOST
