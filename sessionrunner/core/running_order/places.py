"""The places that papers can have: every room, block and slot; and which of them suit a paper's wishes."""

from collections.abc import Iterator

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.names import fold
from sessionrunner.core.running_order.types import OrderPaper, OrderRequest, OrderRoom
from sessionrunner.core.time import MINUTE
from sessionrunner.core.wip.settings import Block


class Place(Frozen):
    """One slot of one room: room, block and slot all counted from 0.

    `slots` is how many the block holds. `starts` and `ends` are times of day in minutes, if the block's
    beginning is known.
    """

    room: int
    block: int
    slot: int
    slots: int
    day: int
    starts: float | None
    ends: float | None


def places_of(request: OrderRequest) -> tuple[Place, ...]:
    """Every place there is, block by block and room by room."""
    return tuple(_places(request))


def _places(request: OrderRequest) -> Iterator[Place]:
    step = (request.slot_ms + request.changeover_ms) / MINUTE
    for number, block in enumerate(request.blocks):
        slots = request.slots(block)
        for room in range(len(request.rooms)):
            for slot in range(slots):
                starts = None if block.starts is None else block.starts + slot * step
                ends = None if starts is None else starts + request.slot_ms / MINUTE
                yield Place(
                    room=room, block=number, slot=slot, slots=slots, day=block.day, starts=starts, ends=ends
                )


def suits(paper: OrderPaper, place: Place, rooms: tuple[OrderRoom, ...]) -> bool:
    """Whether a place is as the paper wishes; being last depends on the others and is not asked here."""
    wishes = paper.wishes
    if wishes.day is not None and place.day != wishes.day:
        return False
    if wishes.room and fold(rooms[place.room].name) != fold(wishes.room):
        return False
    if wishes.first and place.slot:
        return False
    too_early = wishes.not_before is not None and (place.starts is None or place.starts < wishes.not_before)
    too_late = wishes.done_by is not None and (place.ends is None or place.ends > wishes.done_by)
    return not too_early and not too_late


def why_nowhere(paper: OrderPaper, request: OrderRequest, places: tuple[Place, ...]) -> str:
    """Why no place suits a paper, in a sentence with its mend."""
    wishes, title = paper.wishes, f"“{paper.title}”"
    if not places:
        return f"{title} found no place: a paper takes longer than any block of time. Make the blocks longer."
    if wishes.room and all(fold(room.name) != fold(wishes.room) for room in request.rooms):
        return f"{title} asks for the room “{wishes.room}”, and there is none of this name."
    if wishes.day is not None and all(block.day != wishes.day for block in request.blocks):
        return f"{title} asks for day {wishes.day}, on which there is no time for papers."
    timed = wishes.not_before is not None or wishes.done_by is not None
    if timed and all(block.starts is None for block in request.blocks):
        return f"{title} asks for a time of day. Say first at what time the session starts."
    if timed:
        return f"{title} found no place {_when(paper)}: {_hours(request.blocks)}."
    return f"{title} found no place that is as it asks."


def _when(paper: OrderPaper) -> str:
    words = list[str]()
    if paper.wishes.not_before is not None:
        words.append(f"after {clock_time(paper.wishes.not_before)}")
    if paper.wishes.done_by is not None:
        words.append(f"before {clock_time(paper.wishes.done_by)}")
    return " and ".join(words)


def _hours(blocks: tuple[Block, ...]) -> str:
    known = [(block.starts, block.minutes) for block in blocks if block.starts is not None]
    hours = (f"from {clock_time(starts)} to {clock_time(starts + length)}" for starts, length in known)
    return f"papers are presented {' and '.join(hours)}"


def clock_time(minute: float) -> str:
    """A time of day as a clock shows it."""
    whole = round(minute)
    return f"{whole // 60 % 24:02}:{whole % 60:02}"
