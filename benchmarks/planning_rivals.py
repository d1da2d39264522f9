"""What other ways to plan would give: three that tools and scripts in the wild really use."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from sessionrunner.core.planning import Pairing, Participant, PersonId, PlanRequest, Round
from sessionrunner.core.planning.worth import worth

Meetings: TypeAlias = Sequence[tuple[PersonId, PersonId]]
Planner: TypeAlias = Callable[[PlanRequest], tuple[Round, ...]]

FORBIDDEN = -(10**9)
MET_ALREADY = -(10**7)


def naive_circle(request: PlanRequest) -> tuple[Round, ...]:
    """Two lists, one of them moved on by one each round; whoever stands beyond the shorter one rests."""
    mentors, mentees = _sides(request)
    rounds = []
    for turn in range(request.rounds):
        shift = turn % max(1, len(mentees))
        moved = [*mentees[shift:], *mentees[:shift]]
        rounds.append([(one.id, other.id) for one, other in zip(mentors, moved, strict=False)])
    return _as_rounds(request, rounds)


def greedy_assignment(request: PlanRequest) -> tuple[Round, ...]:
    """The best round first, then the best round among those who have not met, and so on (SciPy)."""
    mentors, mentees = _sides(request)
    value = _value(mentors, mentees)
    rounds = []
    for _ in range(request.rounds):
        rows, columns = linear_sum_assignment(value, maximize=True)
        chosen = [
            (a, b) for a, b in zip(rows.tolist(), columns.tolist(), strict=True) if value[a, b] > FORBIDDEN
        ]
        for a, b in chosen:
            value[a, b] += MET_ALREADY
        rounds.append([(mentors[a].id, mentees[b].id) for a, b in chosen])
    return _as_rounds(request, rounds)


def networkx_matching(request: PlanRequest) -> tuple[Round, ...]:
    """The same, with networkx's maximum-weight matching of a graph in which pairs that met are gone."""
    mentors, mentees = _sides(request)
    value = _value(mentors, mentees)
    graph = nx.Graph()
    for a, mentor in enumerate(mentors):
        for b, mentee in enumerate(mentees):
            if value[a, b] > FORBIDDEN:
                graph.add_edge(mentor.id, mentee.id, weight=int(value[a, b]) + 1)
    order = {person.id: index for index, person in enumerate((*mentors, *mentees))}
    rounds = []
    for _ in range(request.rounds):
        found = nx.max_weight_matching(graph, maxcardinality=True)
        pairs = [tuple(sorted(two, key=order.__getitem__)) for two in found]
        graph.remove_edges_from(pairs)
        rounds.append([(one, other) for one, other in pairs])
    return _as_rounds(request, rounds)


RIVALS: Mapping[str, Planner] = {
    "naive circle": naive_circle,
    "linear_sum_assignment": greedy_assignment,
    "networkx per round": networkx_matching,
}


def _sides(request: PlanRequest) -> tuple[list[Participant], list[Participant]]:
    mentors = [one for one in request.participants if one.side == "mentor"]
    return mentors, [one for one in request.participants if one.side == "mentee"]


def _value(mentors: Sequence[Participant], mentees: Sequence[Participant]) -> npt.NDArray[np.int64]:
    value = worth(mentors, mentees)
    for a, mentor in enumerate(mentors):
        for b, mentee in enumerate(mentees):
            if mentee.id in mentor.avoid or mentor.id in mentee.avoid:
                value[a, b] = FORBIDDEN
    return value


def _as_rounds(request: PlanRequest, rounds: Sequence[Meetings]) -> tuple[Round, ...]:
    rooms = {one.id: f"Table {number}" for number, one in enumerate(request.participants, start=1)}
    made = []
    for number, meetings in enumerate(rounds, start=1):
        busy = {person for two in meetings for person in two}
        pairings = tuple(Pairing(room=rooms[two[0]], kind="mentoring", people=two) for two in meetings)
        resting = tuple(one.id for one in request.participants if one.id not in busy)
        made.append(Round(round=number, pairings=pairings, sitting_out=resting))
    return tuple(made)
