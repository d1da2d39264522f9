"""When every paper is expected to be on, and who would have to be in two rooms at once."""

from collections.abc import Iterator
from itertools import combinations

from sessionrunner.core import clock as clocks
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Session, Track, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Duration, Instant, after, minutes
from sessionrunner.core.transitions import ON
from sessionrunner.core.wip.papers import PaperId
from sessionrunner.core.wip.places import wip_of

SLACK = minutes(5)
"""Rooms drift apart by a few minutes; papers that overlap by less than this do not count as at once."""


class Slot(Frozen):
    """When a paper is expected to be on. Blocks (counted from 0) do not overlap each other."""

    paper: PaperId
    track: TrackId
    block: int
    starts_at: Instant
    ends_at: Instant


class Clash(Frozen):
    """Somebody is needed in two rooms at once."""

    person: PersonId
    first: Slot
    second: Slot


def slots(track: Track, now: Instant) -> tuple[Slot, ...]:
    """The papers that are on or to come, with when they will be if nobody interferes.

    A room that waits, and a block that people have yet to gather for, count as if they began now.
    """
    if track.clock.state == "ended":
        return ()
    found = dict[PaperId, Slot]()
    block = sum(segment.kind == "gather" for segment in track.agenda[: track.clock.index + 1]) - 1
    at = now
    for index, segment in enumerate(track.agenda):
        if index < track.clock.index:
            continue
        if segment.kind == "gather" and index > track.clock.index:
            block, at = block + 1, now
        ends = after(at, _length(track, index, now))
        if segment.paper is not None:
            starts = found[segment.paper].starts_at if segment.paper in found else at
            found[segment.paper] = Slot(
                paper=segment.paper, track=track.id, block=block, starts_at=starts, ends_at=ends
            )
        at = ends
    return tuple(found.values())


def _length(track: Track, index: int, now: Instant) -> Duration:
    if index == track.clock.index and track.clock.state in ON:
        return Duration(max(0, clocks.remaining(track.clock, now)))
    return track.agenda[index].duration_ms


def clashes(session: Session, now: Instant) -> Iterator[Clash]:
    """Everybody who would have to be in two rooms at once, as things stand."""
    papers = wip_of(session).papers
    everything = [slot for track in session.tracks.values() for slot in slots(track, now)]
    for first, second in combinations(everything, 2):
        if first.track != second.track and at_once(first, second):
            for person in sorted(papers[first.paper].people & papers[second.paper].people):
                yield Clash(person=person, first=first, second=second)


def at_once(first: Slot, second: Slot) -> bool:
    """Whether two papers are expected to overlap by more than rooms drift apart anyhow."""
    overlap = min(first.ends_at, second.ends_at) - max(first.starts_at, second.starts_at)
    return first.block == second.block and overlap > SLACK


def clash_in_words(session: Session, clash: Clash) -> str:
    """A sentence that says who is needed where."""
    papers = wip_of(session).papers
    name = session.people[clash.person].name
    first, second = (
        f"“{papers[slot.paper].title}” in {session.tracks[slot.track].name}"
        for slot in (clash.first, clash.second)
    )
    return f"{name} is needed at the same time for {first} and for {second}."
