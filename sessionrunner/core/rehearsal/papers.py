"""A rehearsal of works in progress: the running order as it would go with presenters who overrun.

The engine itself runs the session in virtual time; who facilitates presses Next when the comments'
time is up, and when a presenter has finished.
"""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Final, TypeAlias

from msgspec.structs import replace

from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.commands import SERVER, ImportPapers, parse_command
from sessionrunner.core.decide import decide
from sessionrunner.core.decide.decision import Arranged
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Session, Track, Wip
from sessionrunner.core.papers.types import PaperEntry
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.rehearsal.beginning import PLANNED_START, new_session
from sessionrunner.core.rehearsal.blocks import BlockRun, beginnings_of, block_runs, planned
from sessionrunner.core.rehearsal.rooms import HOST, Began, Overruns, run_through
from sessionrunner.core.running_order.asking import order_request
from sessionrunner.core.running_order.types import OrderRequest, RunningOrder
from sessionrunner.core.time import SECOND, Duration, Instant
from sessionrunner.core.wip.agenda import papers_of
from sessionrunner.core.wip.creating import rooms_for
from sessionrunner.core.wip.places import wip_of
from sessionrunner.core.wip.settings import WipSettings

Arrange: TypeAlias = Callable[[OrderRequest], RunningOrder]

_BYTES: Final = 8
_EARLY_SHARE: Final = 4
"""A presenter finishes early by at most this part of what another overruns by."""


class PaperRun(Frozen):
    """How a paper went, in milliseconds from the start; `overrun_ms` is negative for who was quick.

    `block` is the block of time that it was in, counted from 1.
    """

    block: int
    title: str
    presenters: tuple[str, ...]
    discussants: tuple[str, ...]
    planned_starts_ms: int
    planned_ends_ms: int
    starts_ms: int
    comments_ms: int
    ends_ms: int
    overrun_ms: Duration


class RoomRun(Frozen):
    """How a room went, and when its last block was over."""

    name: str
    papers: tuple[PaperRun, ...]
    blocks: tuple[BlockRun, ...]
    planned_finish_ms: int
    finish_ms: int


class PapersRehearsal(Frozen):
    """All rooms; `left_out` says in sentences what found no place, `notes` what else is to be known."""

    seed: int
    rooms: tuple[RoomRun, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]


def rehearse_papers(
    entries: Sequence[PaperEntry], settings: WipSettings, arrange: Arrange, seed: int, most: Duration
) -> PapersRehearsal:
    """Arrange the papers of a file and run through them.

    A presenter overruns by up to `most`, or finishes early by up to a quarter of that; by how much, to
    the second, `seed` and the paper's title decide. Raises `Refusal` if the file's papers contradict
    each other.
    """
    session, order = _arranged(_with_papers(entries, settings), arrange)
    overruns = {paper.id: _overrun(paper.title, seed, most) for paper in wip_of(session).papers.values()}
    beginnings = beginnings_of(settings.blocks)
    began = run_through(session, overruns, beginnings)
    busy = (track for track in session.tracks.values() if papers_of(track.agenda))
    return PapersRehearsal(
        seed=seed,
        rooms=tuple(_room(session, track, began[track.id], overruns, beginnings) for track in busy),
        left_out=tuple(each.why for each in order.left_out),
        notes=order.notes,
    )


def _with_papers(entries: Sequence[PaperEntry], settings: WipSettings) -> Session:
    empty = replace(
        new_session(FlashSettings()), format="wip", tracks=rooms_for(settings), wip=Wip(settings=settings)
    )
    order = ImportPapers(id="import", entries=tuple(entries), mode="add")
    return decide(empty, order, SERVER, PLANNED_START).session


def _arranged(session: Session, arrange: Arrange) -> tuple[Session, RunningOrder]:
    request = order_request(session)
    order = arrange(request)
    made = Arranged(request=request, order=order)
    command = parse_command({"id": "order", "type": "propose_order"})
    return decide(session, command, HOST, PLANNED_START, made).session, order


def _overrun(title: str, seed: int, most: Duration) -> Duration:
    drawn = int.from_bytes(blake2b(f"overrun/{seed}/{title}".encode(), digest_size=_BYTES).digest())
    early, late = most // _EARLY_SHARE // SECOND, most // SECOND
    return Duration((drawn % (early + late + 1) - early) * SECOND)


def _room(
    session: Session, track: Track, began: Sequence[Began], overruns: Overruns, beginnings: Sequence[Instant]
) -> RoomRun:
    starts, blocks = planned(track, beginnings)
    instants = {(each.paper, each.kind): each.at for each in began}
    after_it = {one.paper: two.at for one, two in pairwise(began) if one.paper != two.paper}
    runs = list[PaperRun]()
    for name in papers_of(track.agenda):
        own = [place for place, segment in enumerate(track.agenda) if segment.paper == name]
        paper, ends = wip_of(session).papers[name], after_it[name]
        runs.append(
            PaperRun(
                block=blocks[own[0]] + 1,
                title=paper.title,
                presenters=_names(session, paper.presenters),
                discussants=_names(session, paper.discussants),
                planned_starts_ms=starts[own[0]],
                planned_ends_ms=starts[own[-1]] + track.agenda[own[-1]].duration_ms,
                starts_ms=instants[name, "present"],
                comments_ms=instants.get((name, "comments"), ends),
                ends_ms=ends,
                overrun_ms=overruns[name],
            )
        )
    held = tuple(block_runs(session, track, began, beginnings, {run.block for run in runs}))
    last = held[-1]
    return RoomRun(
        name=track.name,
        papers=tuple(runs),
        blocks=held,
        planned_finish_ms=last.planned_finish_ms,
        finish_ms=last.finish_ms,
    )


def _names(session: Session, people: Sequence[PersonId]) -> tuple[str, ...]:
    return tuple(session.people[person].name for person in people)
