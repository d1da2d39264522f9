"""The blocks of time that a rehearsal of papers has, from the command line's options."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import msgspec

from sessionrunner.core.errors import Invalid
from sessionrunner.core.faults import convert_all
from sessionrunner.core.wip.settings import Block
from sessionrunner.showing.inputs import BadInputError

BLOCK_MINUTES: Final = 95
_TIME: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_MINUTES_PER_HOUR: Final = 60
_ALONE: Final = ("minutes", "starts", "days")
"""Options that say what `--block` says, too."""


def blocks_from(options: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The blocks as settings: each that `--block` names, or one like the other on each of `--days`.

    Raises `BadInputError` with all there is to mend.
    """
    if options["block"] is None:
        block = {"minutes": options["minutes"] or BLOCK_MINUTES, "starts": _starts(options["starts"])}
        return [{**block, "day": day} for day in range(1, (options["days"] or 1) + 1)]
    twice = [f"--{name}" for name in _ALONE if options[name] is not None]
    if twice:
        raise BadInputError(f"--block says when papers are presented. Leave {name} out." for name in twice)
    blocks = [_block(text) for text in options["block"]]
    if faults := list(_out_of_order(blocks, options["block"])):
        raise BadInputError(faults)
    return [msgspec.to_builtins(block) for block in blocks]


def _starts(text: str | None) -> int | None:
    if text is None:
        return None
    starts = _minutes_of_day(text)
    if starts is None:
        raise BadInputError([f"--starts must be a time of day like 14:00, and {text} was given."])
    return starts


def _minutes_of_day(text: str) -> int | None:
    match = _TIME.fullmatch(text.strip())
    return int(match[1]) * _MINUTES_PER_HOUR + int(match[2]) if match else None


def _block(text: str) -> Block:
    refusal = BadInputError(
        [f"--block must be DAY,HH:MM,MINUTES like 2,9:30,90, or DAY,MINUTES, and {text} was given."]
    )
    match [part.strip() for part in text.split(",")]:
        case [day, time, minutes]:
            starts = _minutes_of_day(time)
        case [day, minutes]:
            time, starts = "", None
        case _:
            raise refusal
    if not (day.isdecimal() and minutes.isdecimal()) or (time and starts is None):
        raise refusal
    try:
        return convert_all({"day": int(day), "starts": starts, "minutes": int(minutes)}, Block)
    except Invalid as invalid:
        raise BadInputError(
            f"--block {text}: {fault.field} {fault.message}." for fault in invalid.details
        ) from invalid


def _out_of_order(blocks: Sequence[Block], texts: Sequence[str]) -> Iterator[str]:
    """A sentence for every block that begins before the one named before it is over."""
    for (before, block), text in zip(pairwise(blocks), texts[1:], strict=True):
        known = before.starts is not None and block.starts is not None
        same = before.day == block.day
        if block.day < before.day or (same and known and _end(before) > (block.starts or 0)):
            yield f"--block {text} begins before the block named before it is over. Name them in their order."


def _end(block: Block) -> int:
    return (block.starts or 0) + block.minutes
