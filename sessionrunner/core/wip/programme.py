"""The running order as it hangs at a door: which paper is on in which room and when, as planned."""

from collections.abc import Iterator
from itertools import groupby

from sessionrunner.core.agenda import Segment
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Session, Track
from sessionrunner.core.time import MINUTE
from sessionrunner.core.wip.papers import PaperId
from sessionrunner.core.wip.places import wip_of
from sessionrunner.core.wip.settings import Block


class Part(Frozen):
    """A paper with the comments on it, or a break (`paper` is None, `label` says what it is).

    `starts` and `ends` are minutes since midnight on the venue's clock, or since the beginning of the
    block where its time of day is not known.
    """

    paper: PaperId | None
    label: str
    starts: float
    ends: float


class Stretch(Frozen):
    """What a room does in one block of time; `timed` says whether its times are times of day."""

    day: int
    timed: bool
    parts: tuple[Part, ...]


class RoomProgramme(Frozen):
    """A room, and a stretch for every block of the session."""

    name: str
    stretches: tuple[Stretch, ...]


def programme(session: Session) -> tuple[RoomProgramme, ...]:
    """All rooms, with their papers and breaks; changeovers and closings are not worth a line."""
    blocks = wip_of(session).settings.blocks
    return tuple(
        RoomProgramme(name=track.name, stretches=tuple(_stretches(track, blocks)))
        for track in session.tracks.values()
    )


def _stretches(track: Track, blocks: tuple[Block, ...]) -> Iterator[Stretch]:
    gathers = [index for index, segment in enumerate(track.agenda) if segment.kind == "gather"]
    ends = [*gathers[1:], len(track.agenda)]
    for block, first, end in zip(blocks, gathers, ends, strict=True):
        parts = tuple(_parts(track.agenda[first:end], float(block.starts or 0)))
        yield Stretch(day=block.day, timed=block.starts is not None, parts=parts)


def _parts(segments: tuple[Segment, ...], at: float) -> Iterator[Part]:
    for paper, group in groupby(segments, key=lambda segment: segment.paper):
        own = tuple(group)
        if paper is None:
            yield from _breaks(own, at)
        else:
            yield Part(paper=paper, label="", starts=at, ends=at + _length(own))
        at += _length(own)


def _breaks(segments: tuple[Segment, ...], at: float) -> Iterator[Part]:
    for segment in segments:
        ends = at + _length((segment,))
        if segment.kind == "break":
            yield Part(paper=None, label=segment.label, starts=at, ends=ends)
        at = ends


def _length(segments: tuple[Segment, ...]) -> float:
    return sum(segment.duration_ms for segment in segments) / MINUTE
