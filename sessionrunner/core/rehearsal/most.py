"""The most that could have been talked: a bound that holds for every planner, even a clairvoyant one.

Whoever knows beforehand who comes and goes when still has to pair people up for each round. For one
round the best is a maximum-weight b-matching: the weight of a pair is the time that both are
there, a mentee has one mentor, a mentor as many mentees as there are seats, avoided pairs have no
edge. It is found exactly as a minimum-cost flow, round by round; repeats are allowed, since an idle
room is worse than a repeat. Loading this loads the solver.

People who may be on either side make the graph one with odd cycles. Then each person stands on both
sides of the flow and half of it is taken (the bipartite double cover), which is never too low.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.network import Network
from sessionrunner.core.planning.pairs import avoided
from sessionrunner.core.planning.types import Participant, PersonId
from sessionrunner.core.rehearsal.movements import Stay
from sessionrunner.core.rehearsal.running import Stretch, Watch
from sessionrunner.core.time import Duration, Instant

Matrix = npt.NDArray[np.int64]


class Window(Frozen):
    """A time in which the pairings stand: a round, or a part of one when they changed in it."""

    start: Instant
    end: Instant


class _Graph(Frozen):
    """Who may meet whom: people on the left and on the right, and whether each is there twice."""

    left: tuple[Participant, ...]
    right: tuple[Participant, ...]
    allowed: npt.NDArray[np.bool_]
    left_seats: npt.NDArray[np.int64]
    right_seats: npt.NDArray[np.int64]
    doubled: bool


def windows(stretches: Sequence[Stretch]) -> tuple[Window, ...]:
    """The rounds, split only where people were put together anew within one."""
    grouped = groupby(stretches, key=lambda stretch: (stretch.round, stretch.pairings))
    parts = (list(part) for _, part in grouped)
    return tuple(Window(start=part[0].start, end=part[-1].end) for part in parts)


def most_talk(
    participants: Sequence[Participant],
    there: Mapping[PersonId, Sequence[Stay]],
    held: Sequence[Window],
    seats: int,
    watch: Watch,
) -> Duration:
    """The most time that meetings across the sides can add up to, counted as `Talk.total` is."""
    graph = _graph(participants, seats)
    known: dict[bytes, int] = {}
    total = 0
    for number, window in enumerate(held, 1):
        weight = np.where(graph.allowed, _together(graph, there, window), 0)
        key = weight.tobytes()
        if key not in known:
            known[key] = _heaviest(graph, weight)
        total += known[key]
        watch(number / len(held))
    return Duration(total)


def _graph(participants: Sequence[Participant], seats: int) -> _Graph:
    free = tuple(person for person in participants if person.flexible)
    mentors = tuple(p for p in participants if p.side == "mentor" or p.flexible)
    mentees = tuple(p for p in participants if p.side == "mentee" or p.flexible)
    left, right = (tuple(participants),) * 2 if free else (mentors, mentees)
    may_teach, may_learn = _ids(mentors), _ids(mentees)
    apart = avoided(participants) | {(person.id, person.id) for person in participants}

    def allowed(one: Participant, other: Participant) -> bool:
        could = (one.id in may_teach and other.id in may_learn) or (
            one.id in may_learn and other.id in may_teach
        )
        return could and (one.id, other.id) not in apart and (other.id, one.id) not in apart

    def chairs(people: Iterable[Participant]) -> npt.NDArray[np.int64]:
        return np.array([seats if one.id in may_teach else 1 for one in people], dtype=np.int64)

    return _Graph(
        left=left,
        right=right,
        allowed=_matrix(left, right, allowed),
        left_seats=chairs(left),
        right_seats=chairs(right),
        doubled=bool(free),
    )


def _ids(people: Iterable[Participant]) -> frozenset[PersonId]:
    return frozenset(person.id for person in people)


def _matrix(
    left: Sequence[Participant],
    right: Sequence[Participant],
    value: Callable[[Participant, Participant], bool],
) -> npt.NDArray[np.bool_]:
    cells = [[value(one, other) for other in right] for one in left]
    return np.array(cells, dtype=np.bool_).reshape(len(left), len(right))


def _together(graph: _Graph, there: Mapping[PersonId, Sequence[Stay]], window: Window) -> Matrix:
    """For each two, how long both are there in the window."""
    total = np.zeros((len(graph.left), len(graph.right)), dtype=np.int64)
    for from_left, to_left in _bounds(graph.left, there, window):
        for from_right, to_right in _bounds(graph.right, there, window):
            common = np.minimum.outer(to_left, to_right) - np.maximum.outer(from_left, from_right)
            total += np.maximum(common, 0)
    return total


def _bounds(
    people: Sequence[Participant], there: Mapping[PersonId, Sequence[Stay]], window: Window
) -> list[tuple[Matrix, Matrix]]:
    """Everybody's first stay within the window as two columns, then everybody's second, and so on."""
    inside = [
        [stay for stay in there[person.id] if stay.overlap(window.start, window.end)] for person in people
    ]
    found = []
    for nth in range(max(map(len, inside), default=0)):
        stays = [stays[nth] if nth < len(stays) else None for stays in inside]
        starts = [max(stay.start, window.start) if stay else window.end for stay in stays]
        ends = [min(stay.end, window.end) if stay else window.start for stay in stays]
        found.append((np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)))
    return found


def _heaviest(graph: _Graph, weight: Matrix) -> int:
    """The weight of a maximum-weight b-matching; with people doubled, of half the double one."""
    left, right = np.nonzero(weight)
    if not left.size:
        return 0
    rows, columns = weight.shape
    amount = int(min(graph.left_seats.sum(), graph.right_seats.sum()))
    network = Network(rows + columns)
    meetings = network.arcs(left, rows + right, capacity=1, cost=-weight[left, right])
    network.arcs(network.source, np.arange(rows), capacity=graph.left_seats, cost=0)
    network.arcs(rows + np.arange(columns), network.sink, capacity=graph.right_seats, cost=0)
    network.arcs(network.source, network.sink, capacity=amount, cost=0)
    network.send(amount)
    found = int((network.along(meetings) * weight[left, right]).sum())
    return found // 2 if graph.doubled else found
