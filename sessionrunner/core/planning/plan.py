"""The planner itself, step by step; imported only where a plan is made.

Sides, then who meets whom (`choose`), in which round (`colour`, `order`, `settle`), then rooms and
peers (`assemble`), and what all that is worth (`quality`, `bound`).
"""

from collections.abc import Mapping, Sequence

import numpy as np

from sessionrunner.core.planning.assemble import Tables, assemble
from sessionrunner.core.planning.bound import bounds
from sessionrunner.core.planning.choose import Choice, choose, weigh
from sessionrunner.core.planning.clashes import Parting
from sessionrunner.core.planning.colour import lay_out, told_layout
from sessionrunner.core.planning.decide_sides import decide_sides
from sessionrunner.core.planning.layout import Layout
from sessionrunner.core.planning.order import best_order
from sessionrunner.core.planning.pairs import across, avoided
from sessionrunner.core.planning.problem import Problem, pose
from sessionrunner.core.planning.quality import quality
from sessionrunner.core.planning.seating import seating
from sessionrunner.core.planning.settle import settle
from sessionrunner.core.planning.sweep import Sweep, thorough
from sessionrunner.core.planning.types import PersonId, Plan, PlanRequest, Quality, Round, Side
from sessionrunner.core.planning.wishes import Rounds, Wishes, times_in, wishes
from sessionrunner.core.planning.worth import Matrix
from sessionrunner.core.planning.wrongs import Background, Wrongs


def make(request: PlanRequest) -> Plan:
    """The plan for a request."""
    sides = decide_sides(request)
    problem = pose(request, sides)
    wished = wishes(request, problem)
    choice = choose(problem, times_in(problem, wished.rounds))
    background = _background(request, problem, wished)
    layout = (_repaired if wished.told else _fresh)(problem, choice, background, wished.rounds)
    if background.apart:
        Parting(problem, layout, background.apart).part()
    rows = range(layout.mentors) if request.held or request.told else seating(layout)
    seated = [problem.mentors[row] for row in rows]
    rounds = (*request.held, *assemble(request, sides, seated, _tables(problem, layout)))
    found = quality(request, problem, rounds, sides, bounds(request, sides, problem, choice.score))
    return Plan(seed=request.seed, sides=sides, rounds=rounds, quality=found)


def judge(request: PlanRequest, rounds: Sequence[Round], sides: Mapping[PersonId, Side]) -> Quality:
    """How good the rounds are for the request."""
    problem = pose(request, sides)
    best = choose(problem, np.zeros_like(problem.met))
    return quality(request, problem, rounds, sides, bounds(request, sides, problem, best.score))


def _fresh(problem: Problem, choice: Choice, background: Background, circle: Rounds) -> Layout:
    """The chosen meetings in the best rounds that could be found for them, in the best order."""
    layout = lay_out(problem, choice.times, circle, background.told)
    layout.reorder(best_order(problem, layout, background))
    wrongs = Wrongs(problem, layout, background)
    settle(layout, wrongs)
    if wrongs.needless_rests():
        Sweep(problem, layout, background).sweep()
    layout.reorder(best_order(problem, layout, background))
    return layout


def _repaired(problem: Problem, choice: Choice, background: Background, told: Rounds) -> Layout:
    """The told rounds with as few changes as can be found.

    First they are mended one by one. Where that does not reach what the best choice reaches, the
    best choice nearest to the mended rounds is laid out, and in a small session also that nearest
    to what was told. Of the results the best is taken, and of equal ones that which keeps most.
    """
    mended = told_layout(problem, told)
    _mend(problem, choice, mended, background)
    reached = times_in(problem, mended.meetings())
    if weigh(problem, reached).rank <= choice.rank:
        return mended
    found = [mended]
    ways: list[tuple[Matrix, Rounds]] = [(choose(problem, reached).times, mended.meetings())]
    if thorough(problem):
        ways.append((choice.times, told))
    for times, start in ways:
        layout = lay_out(problem, times, start, background.told)
        settle(layout, Wrongs(problem, layout, background))
        Sweep(problem, layout, background).sweep()
        found.append(layout)
    return min(found, key=lambda layout: _worse(problem, layout, background))


def _mend(problem: Problem, choice: Choice, layout: Layout, background: Background) -> None:
    """Fill the holes round by round; then, where somebody rests twice in a row, exchange along chains."""
    wrongs = Wrongs(problem, layout, background)

    def enough() -> bool:
        reached = weigh(problem, times_in(problem, layout.meetings()))
        return reached.rank <= choice.rank and not wrongs.needless_rests()

    Sweep(problem, layout, background).sweep(enough)
    if wrongs.needless_rests():
        settle(layout, Wrongs(problem, layout, background))
        Sweep(problem, layout, background).sweep(enough)


def _worse(problem: Problem, layout: Layout, background: Background) -> tuple[int, ...]:
    """What is wrong with a repair, by the rules in their order, the number of changes last."""
    reached = weigh(problem, times_in(problem, layout.meetings()))
    needless = Wrongs(problem, layout, background).needless_rests()
    kept = sum(
        len(told.intersection(now)) for told, now in zip(background.told, layout.meetings(), strict=True)
    )
    return (*reached.rank[:3], needless, reached.rank[3], -kept)


def _background(request: PlanRequest, problem: Problem, wished: Wishes) -> Background:
    rows = {person: index for index, person in enumerate(problem.mentors)}
    columns = {person: index for index, person in enumerate(problem.mentees)}
    last = request.held[-1].pairings if request.held else ()
    apart: dict[int, set[int]] = {}
    for one, other in avoided(request.participants) if problem.seats > 1 else ():
        if one in columns and other in columns:
            apart.setdefault(columns[one], set()).add(columns[other])
            apart.setdefault(columns[other], set()).add(columns[one])
    return Background(
        told=tuple(frozenset(pairs) for pairs in wished.rounds) if wished.told else (),
        just_met=frozenset(
            (rows[mentor], columns[mentee])
            for pairing in last
            for mentor, mentee in across(pairing)
            if mentor in rows and mentee in columns
        ),
        apart={mentee: frozenset(others) for mentee, others in apart.items()},
    )


def _tables(problem: Problem, layout: Layout) -> list[Tables]:
    return [
        {
            mentor: [problem.mentees[mentee] for mentee in layout.table(number, row)]
            for row, mentor in enumerate(problem.mentors)
        }
        for number in range(layout.rounds)
    ]
