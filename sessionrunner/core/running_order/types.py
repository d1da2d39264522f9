"""What making a running order is asked and what it answers."""

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Duration
from sessionrunner.core.wip.papers import PaperId, Wishes
from sessionrunner.core.wip.settings import Block


class OrderPaper(Frozen):
    """A paper as the running order sees it: who must be there, what it is about, what must hold.

    `keywords` come normalised (case and spaces folded). `discussants` are those whom the host named.
    """

    id: PaperId
    title: str
    presenters: tuple[PersonId, ...]
    discussants: tuple[PersonId, ...] = ()
    keywords: frozenset[str] = frozenset()
    wishes: Wishes = Wishes()


class Discussant(Frozen):
    """Somebody who can be asked to discuss papers; `interests` normalised like keywords."""

    id: PersonId
    interests: frozenset[str] = frozenset()


class OrderRoom(Frozen):
    """A room, by its track and its name."""

    id: TrackId
    name: str


class OrderRequest(Frozen):
    """All that a running order depends on: the same request gives the same order on any machine.

    `slot_ms` is how long a paper takes with its comments, `changeover_ms` what lies between two,
    `close_ms` what a block needs for its closing. `wanted` is how many discussants every paper should
    have; `candidates` are those who can be asked, and `names` is what people are called in sentences.
    """

    papers: tuple[OrderPaper, ...]
    rooms: tuple[OrderRoom, ...]
    blocks: tuple[Block, ...]
    slot_ms: Duration
    changeover_ms: Duration
    close_ms: Duration
    wanted: int = 0
    candidates: tuple[Discussant, ...] = ()
    names: dict[PersonId, str] = {}

    def slots(self, block: Block) -> int:
        """How many papers a block holds in one room."""
        usable = block.minutes * 60_000 - self.close_ms + self.changeover_ms
        return max(0, usable // max(1, self.slot_ms + self.changeover_ms))


class LeftOut(Frozen):
    """A paper that found no place, and why, in a sentence."""

    paper: PaperId
    why: str


class RunningOrder(Frozen):
    """For every room and block the papers in order; who discusses each; and what does not fit.

    `discussants` holds only papers that got some beyond those the host had named. `shared` counts the
    pairs of papers in one room and block weighted by their common keywords. `notes` are sentences.
    """

    order: dict[TrackId, tuple[tuple[PaperId, ...], ...]]
    discussants: dict[PaperId, tuple[PersonId, ...]] = {}
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    shared: int = 0
    interest: int = 0


class OrderNeeded(Exception):  # noqa: N818 - a question, not a fault
    """A command cannot be decided before a running order has been made; like `PlanNeeded`."""

    def __init__(self, request: OrderRequest) -> None:
        super().__init__("a running order is needed")
        self.request = request
