"""The blocks of time of a rehearsal of papers: when each begins, and how it went in a room."""

from collections.abc import Iterator, Sequence
from typing import Final

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Session, Track
from sessionrunner.core.rehearsal.beginning import PLANNED_START
from sessionrunner.core.rehearsal.rooms import Began
from sessionrunner.core.time import Duration, Instant, after, minutes, plus
from sessionrunner.core.wip.places import wip_of
from sessionrunner.core.wip.settings import Block

_MINUTES_A_DAY: Final = 24 * 60


class BlockRun(Frozen):
    """How a block of time went in a room that had papers in it; `block` is counted from 1."""

    block: int
    day: int
    starts_ms: int
    planned_finish_ms: int
    finish_ms: int


def beginnings_of(blocks: Sequence[Block]) -> tuple[Instant, ...]:
    """When each block begins, the first at 0. One without a time of day follows the one before it.

    On a later day that is at the time of day at which the first began.
    """
    found = list[Instant]()
    first = blocks[0]
    for before, block in zip((None, *blocks), blocks, strict=False):
        days = minutes((block.day - first.day) * _MINUTES_A_DAY)
        if block.starts is not None and first.starts is not None:
            at = plus(days, minutes(block.starts - first.starts))
        elif before is not None and before.day == block.day:
            at = plus(Duration(found[-1] - PLANNED_START), minutes(before.minutes))
        else:
            at = days
        found.append(after(PLANNED_START, at))
    return tuple(found)


def planned(track: Track, beginnings: Sequence[Instant]) -> tuple[list[int], list[int]]:
    """For every segment when it was planned to begin, and in which block (from 0) it is."""
    starts, blocks, at = list[int](), list[int](), 0
    for segment in track.agenda:
        if segment.kind == "gather":
            blocks.append(blocks[-1] + 1 if blocks else 0)
            at = beginnings[blocks[-1]]
        else:
            blocks.append(blocks[-1])
        starts.append(at)
        at += segment.duration_ms
    return starts, blocks


def block_runs(
    session: Session, track: Track, began: Sequence[Began], beginnings: Sequence[Instant], held: set[int]
) -> Iterator[BlockRun]:
    """The blocks (counted from 1) in which the room had papers."""
    _, blocks = planned(track, beginnings)
    gathered = [each.at for each in began if each.kind in {"gather", "end"}]
    for number in sorted(held):
        lengths = (
            segment.duration_ms
            for segment, block in zip(track.agenda, blocks, strict=True)
            if block == number - 1
        )
        yield BlockRun(
            block=number,
            day=wip_of(session).settings.blocks[number - 1].day,
            starts_ms=beginnings[number - 1],
            planned_finish_ms=beginnings[number - 1] + sum(lengths),
            finish_ms=gathered[number - 1],
        )
