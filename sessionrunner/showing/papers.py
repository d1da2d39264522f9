"""`sessionrunner rehearse` with a file of papers: the running order, and how it would go."""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from rich import box
from rich.console import Console
from rich.table import Table

from sessionrunner.adapters.papers_files import read_papers
from sessionrunner.core.decide.wip_settings import check_rooms
from sessionrunner.core.errors import Invalid, Refusal
from sessionrunner.core.faults import convert_all
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.names import fold
from sessionrunner.core.papers.types import PaperEntry
from sessionrunner.core.rehearsal.blocks import BlockRun
from sessionrunner.core.rehearsal.papers import PaperRun, PapersRehearsal, rehearse_papers
from sessionrunner.core.roster import UnreadableRoster
from sessionrunner.core.time import MINUTE, SECOND, minutes
from sessionrunner.core.wip.settings import MOST_ROOMS, Block, WipSettings
from sessionrunner.showing.blocks import blocks_from
from sessionrunner.showing.inputs import BadInputError, file_bytes, place
from sessionrunner.showing.output import err, out, print_json, print_notes
from sessionrunner.showing.progress import progress
from sessionrunner.showing.words import counted

SEED: Final = 1
OVERRUN_MINUTES: Final = 4.0
_MINUTES_PER_HOUR: Final = 60


class Face(Frozen):
    """How the clock on the wall reads in a block, which begins at `origin` and at `starts` of its day.

    Where no time of day is known, `starts` is 0, and it reads hours and minutes since the beginning.
    """

    origin: int
    starts: int

    def reads(self, at: int) -> str:
        """An instant as hours and minutes."""
        hours, rest = divmod((at - self.origin) // MINUTE + self.starts, _MINUTES_PER_HOUR)
        return f"{hours}:{rest:02d}"


def show_papers(file: Path, options: Mapping[str, Any], *, as_json: bool) -> None:
    """Rehearse a file of papers and print what happened. Raises `BadInputError` with all there is to mend."""
    entries, notes = _entries(file)
    settings = _settings(entries, options)
    seed = SEED if options["seed"] is None else options["seed"]
    most = OVERRUN_MINUTES if options["overrun_minutes"] is None else options["overrun_minutes"]
    if not 0 <= most <= _MINUTES_PER_HOUR:
        raise BadInputError([f"--overrun-minutes must be from 0 to 60, and {most:g} was given."])
    print_notes(notes)
    from sessionrunner.core.running_order.order import make_order  # noqa: PLC0415 - takes a second to load

    with progress(f"Arranging {len(entries):,} papers", err()):
        try:
            rehearsal = rehearse_papers(entries, settings, make_order, seed, minutes(most))
        except Invalid as invalid:
            raise BadInputError(
                f"{file}: {each.field} {each.message}." for each in invalid.details
            ) from invalid
        except Refusal as refusal:
            raise BadInputError([f"{file}: {refusal.message}"]) from refusal
    if as_json:
        print_json(rehearsal)
    else:
        _print(out(), rehearsal, settings)


def _entries(file: Path) -> tuple[Sequence[PaperEntry], Sequence[str]]:
    try:
        reading = read_papers(file_bytes(file), file.name)
    except UnreadableRoster as unreadable:
        raise BadInputError([f"{file}: {unreadable.message} {unreadable.fix}"]) from unreadable
    if reading.problems:
        raise BadInputError(
            f"{place(file, one.row, one.column)}: {one.message} {one.fix}" for one in reading.problems
        )
    return reading.entries, [f"{place(file, one.row, one.column)}: {one.message}" for one in reading.notes]


def _settings(entries: Sequence[PaperEntry], options: Mapping[str, Any]) -> WipSettings:
    """The blocks of time, and as many rooms as were asked for, or as the papers need."""
    given = {
        name: options[name]
        for name in ("present_minutes", "comment_minutes", "changeover_minutes", "discussants")
        if options[name] is not None
    }
    policy = {"overrun": options["overrun"] or "comments"}
    wanted = {**given, "blocks": blocks_from(options), "policy": policy}
    try:
        settings = convert_all(wanted, WipSettings)
        rooms = _rooms(entries, settings, options["rooms"])
        settings = msgspec.structs.replace(settings, tracks=rooms)
        check_rooms(settings)
    except Invalid as invalid:
        raise BadInputError(
            f"--{_OPTIONS.get(each.field, each.field).replace('_', '-')} {each.message}."
            for each in invalid.details
        ) from invalid
    return settings


_OPTIONS: Final = {"blocks": "block"}


def _rooms(entries: Sequence[PaperEntry], settings: WipSettings, wanted: int | None) -> tuple[str, ...]:
    """The rooms that papers ask for, and as many more as there must be."""
    asked = list(
        {fold(entry.wishes.room): entry.wishes.room for entry in entries if entry.wishes.room}.values()
    )
    slot = settings.present_minutes + settings.comment_minutes + settings.changeover_minutes
    usable = (
        block.minutes - settings.close_minutes + settings.changeover_minutes for block in settings.blocks
    )
    fitting = max(1, sum(max(0, int(minutes // slot)) for minutes in usable))
    count = math.ceil(len(entries) / fitting) if wanted is None else wanted
    more = (f"Room {number}" for number in range(1, MOST_ROOMS + 1))
    names = [*asked, *(name for name in more if fold(name) not in map(fold, asked))]
    return tuple(names[: min(MOST_ROOMS, max(count, len(asked), 1))])


def _print(console: Console, rehearsal: PapersRehearsal, settings: WipSettings) -> None:
    papers = sum(len(room.papers) for room in rehearsal.rooms)
    blocks = settings.blocks
    when = f" and {len(blocks)} blocks of time" if len(blocks) > 1 else ""
    console.print(
        f"{counted(papers, 'paper', 'papers')} in {counted(len(rehearsal.rooms), 'room', 'rooms')}{when}, "
        f"{settings.present_minutes:g} minutes to present and {settings.comment_minutes:g} for comments, "
        f"seed {rehearsal.seed}\n"
    )
    for room in rehearsal.rooms:
        for run in room.blocks:
            face = Face(origin=run.starts_ms, starts=blocks[run.block - 1].starts or 0)
            name = f"{room.name}{f', {_block_name(run, blocks)}' if len(blocks) > 1 else ''}"
            console.print(_table(name, [each for each in room.papers if each.block == run.block], face))
            console.print(f"{name}: {_verdict(run, face)}\n")
    for sentence in (*rehearsal.left_out, *rehearsal.notes):
        console.print(sentence)


def _block_name(run: BlockRun, blocks: Sequence[Block]) -> str:
    """Which block: its day, and which of that day's it is if there are several."""
    same = [number for number, block in enumerate(blocks, 1) if block.day == run.day]
    part = f", part {same.index(run.block) + 1}" if len(same) > 1 else ""
    return f"day {run.day}{part}"


def _table(name: str, papers: Sequence[PaperRun], face: Face) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, title=name, title_justify="left")
    for column in ("Planned", "Goes", "Comments"):
        table.add_column(column, no_wrap=True)
    table.add_column("Paper", overflow="fold")
    table.add_column("Overrun", justify="right", no_wrap=True)
    for paper in papers:
        table.add_row(
            f"{face.reads(paper.planned_starts_ms)}-{face.reads(paper.planned_ends_ms)}",
            f"{face.reads(paper.starts_ms)}-{face.reads(paper.ends_ms)}",
            _length(paper.ends_ms - paper.comments_ms),
            "\n".join(_lines(paper.title, paper.presenters, paper.discussants)),
            f"{'+' if paper.overrun_ms > 0 else ''}{_length(paper.overrun_ms)}",
        )
    return table


def _lines(title: str, presenters: Sequence[str], discussants: Sequence[str]) -> Iterator[str]:
    yield title
    yield f"  {', '.join(presenters)}"
    if discussants:
        yield f"  discussed by {', '.join(discussants)}"


def _verdict(run: BlockRun, face: Face) -> str:
    late = run.finish_ms - run.planned_finish_ms
    when = f"over at {face.reads(run.finish_ms)}"
    if not late:
        return f"{when}, on time."
    return f"{when}, {_length(abs(late))} {'later' if late > 0 else 'earlier'} than planned."


def _length(length: int) -> str:
    """Minutes and seconds."""
    whole, seconds = divmod(abs(length) // SECOND, _MINUTES_PER_HOUR)
    return f"{'-' if length < 0 else ''}{whole}:{seconds:02d}"
