"""The agenda of a room: made from its papers, and changed while it runs.

A paper's segments (its presentation and the comments on it) stay together. A changeover stands
between two papers, and goes with the one before it; breaks stand where they were put.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeAlias

from msgspec.structs import replace

from sessionrunner.core.agenda import AtEnd, Segment
from sessionrunner.core.time import Duration, minutes
from sessionrunner.core.wip.papers import PaperId
from sessionrunner.core.wip.settings import Policy, WipSettings

Agenda: TypeAlias = tuple[Segment, ...]
Unit: TypeAlias = PaperId | Segment
"""What a block is made of: papers, and breaks."""


def wip_agenda(settings: WipSettings, blocks: Sequence[Sequence[Unit]], policy: Policy) -> Agenda:
    """For every block: gather, its papers (and breaks) with changeovers between them, close.

    There are as many blocks as the settings have, those without papers included.
    """
    filled = zip_longest(settings.blocks, blocks[: len(settings.blocks)], fillvalue=())
    return numbered(segment for _, units in filled for segment in _block(settings, units, policy))


def _block(settings: WipSettings, units: Sequence[Unit], policy: Policy) -> Iterator[Segment]:
    yield Segment(kind="gather", label="Gathering", duration_ms=Duration(0), at_end="hold")
    for place, unit in enumerate(units):
        if isinstance(unit, Segment):
            yield unit
            continue
        if any(not isinstance(before, Segment) for before in units[:place]):
            yield from changeover(settings)
        yield from paper_segments(settings, unit, policy)
    if settings.close_minutes:
        closing = minutes(settings.close_minutes)
        yield Segment(kind="close", label="Closing", duration_ms=closing, at_end="advance")


def paper_segments(settings: WipSettings, paper: PaperId, policy: Policy) -> Iterator[Segment]:
    """A paper's presentation, and the comments on it."""
    yield Segment(
        kind="present",
        label="",
        duration_ms=minutes(settings.present_minutes),
        at_end=end_of_presenting(policy),
        paper=paper,
    )
    if settings.comment_minutes:
        length = minutes(settings.comment_minutes)
        yield Segment(kind="comments", label="", duration_ms=length, at_end="hold", paper=paper)


def end_of_presenting(policy: Policy) -> AtEnd:
    """A presenter's time is up: the comments begin by themselves, unless an overrun moves the rest."""
    return "hold" if policy.overrun == "rest" else "advance"


def changeover(settings: WipSettings) -> Iterator[Segment]:
    """The time it takes until the next presenter is ready, if it takes any."""
    length = minutes(settings.changeover_minutes)
    if length:
        yield Segment(kind="changeover", label="Changeover", duration_ms=length, at_end="advance")


def papers_of(agenda: Iterable[Segment]) -> tuple[PaperId, ...]:
    """The papers of an agenda, in order."""
    return tuple(dict.fromkeys(segment.paper for segment in agenda if segment.paper is not None))


def blocks_of(agenda: Agenda) -> tuple[tuple[Unit, ...], ...]:
    """The papers and breaks of every block of an agenda."""
    blocks = list[list[Unit]]()
    for segment in agenda:
        if segment.kind == "gather":
            blocks.append([])
        elif segment.kind == "break":
            blocks[-1].append(segment)
        elif segment.paper is not None and segment.paper not in blocks[-1]:
            blocks[-1].append(segment.paper)
    return tuple(tuple(units) for units in blocks)


def numbered(segments: Iterable[Segment]) -> Agenda:
    """The agenda with its papers counted through, as their labels and slots say."""
    listed = list(segments)
    slots = {paper: slot for slot, paper in enumerate(papers_of(listed), 1)}
    return tuple(_numbered(segment, slots) for segment in listed)


def _numbered(segment: Segment, slots: dict[PaperId, int]) -> Segment:
    if segment.paper is None:
        return segment
    what = "Presentation" if segment.kind == "present" else "Comments"
    slot = slots[segment.paper]
    label = f"{what} {slot} of {len(slots)}"
    return segment if segment.label == label else replace(segment, label=label, slot=slot)


def place_of_paper(agenda: Agenda, paper: PaperId) -> int | None:
    """The index of a paper's presentation, or None."""
    return next((index for index, segment in enumerate(agenda) if segment.paper == paper), None)


def without_paper(agenda: Agenda, paper: PaperId, at: int) -> Agenda:
    """The agenda without a paper, and without the changeover that stood after it (or else before it).

    The clock stands at index `at`: a changeover that is on or over stays.
    """
    own = [index for index, segment in enumerate(agenda) if segment.paper == paper]
    if not own:
        return agenda
    dropped = {*own, *(index for index in _changeover_beside(agenda, own[0], own[-1]) if index > at)}
    return numbered(segment for index, segment in enumerate(agenda) if index not in dropped)


def _changeover_beside(agenda: Agenda, first: int, last: int) -> tuple[int, ...]:
    for index in (last + 1, first - 1):
        if 0 <= index < len(agenda) and agenda[index].kind == "changeover":
            return (index,)
    return ()


def with_paper(agenda: Agenda, paper: Sequence[Segment], at: int, between: Sequence[Segment]) -> Agenda:
    """The agenda with a paper's segments put in at `at`, and a changeover `between` it and its neighbours."""
    ahead, behind = agenda[:at], agenda[at:]
    before = between if _paper_ends(ahead) else ()
    after = between if behind and behind[0].kind == "present" else ()
    return numbered((*ahead, *before, *paper, *after, *behind))


def _paper_ends(ahead: Agenda) -> bool:
    """Whether the last thing there was a paper, without a changeover after it."""
    return bool(ahead) and ahead[-1].paper is not None


def end_of_block(agenda: Agenda, block: int) -> int:
    """Where something would be put in to be the last of block number `block` (0 for the first)."""
    gathers = [index for index, segment in enumerate(agenda) if segment.kind == "gather"]
    end = gathers[block + 1] if block + 1 < len(gathers) else len(agenda)
    return end - 1 if agenda[end - 1].kind == "close" else end
