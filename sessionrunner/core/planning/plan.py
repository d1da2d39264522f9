"""The planner itself, step by step; imported only where a plan is made.

Sides, then who meets whom (`choose`), in which round (`colour`, `order`, `settle`), then rooms and
peers (`assemble`), and what all that is worth (`quality`, `bound`).
"""

from collections.abc import Mapping, Sequence

from sessionrunner.core.planning.assemble import Tables, assemble
from sessionrunner.core.planning.bound import bounds
from sessionrunner.core.planning.choose import Choice, choose
from sessionrunner.core.planning.clashes import Parting
from sessionrunner.core.planning.colour import lay_out
from sessionrunner.core.planning.decide_sides import decide_sides
from sessionrunner.core.planning.exactly import perfect
from sessionrunner.core.planning.layout import Layout
from sessionrunner.core.planning.order import best_order
from sessionrunner.core.planning.pairs import across, avoided
from sessionrunner.core.planning.problem import Problem, pose
from sessionrunner.core.planning.quality import quality
from sessionrunner.core.planning.repair import repaired
from sessionrunner.core.planning.seating import seating
from sessionrunner.core.planning.settle import settle
from sessionrunner.core.planning.sweep import Sweep
from sessionrunner.core.planning.types import PersonId, Plan, PlanRequest, Quality, Round, Side
from sessionrunner.core.planning.wishes import Rounds, Wishes, nothing_wished, wished_of, wishes
from sessionrunner.core.planning.wrongs import Background, Wrongs


def make(request: PlanRequest) -> Plan:
    """The plan for a request."""
    sides = decide_sides(request)
    problem = pose(request, sides)
    wished = wishes(request, problem)
    choice = choose(problem, wished_of(problem, wished))
    background = _background(request, problem, wished)
    layout = (repaired if wished.told else _fresh)(problem, choice, background, wished.rounds)
    if background.apart:
        Parting(problem, layout, background.apart).part()
    perfect(problem, choice, background, layout)
    if not wished.told:
        layout.reorder(best_order(problem, layout, background))
    rows = range(layout.mentors) if request.held or request.told else seating(layout)
    seated = [problem.mentors[row] for row in rows]
    rounds = (*request.held, *assemble(request, sides, seated, _tables(problem, layout)))
    found = quality(request, problem, rounds, sides, bounds(request, sides, problem, choice.score))
    return Plan(seed=request.seed, sides=sides, rounds=rounds, quality=found)


def judge(request: PlanRequest, rounds: Sequence[Round], sides: Mapping[PersonId, Side]) -> Quality:
    """How good the rounds are for the request."""
    problem = pose(request, sides)
    best = choose(problem, nothing_wished(problem))
    return quality(request, problem, rounds, sides, bounds(request, sides, problem, best.score))


def _fresh(problem: Problem, choice: Choice, background: Background, circle: Rounds) -> Layout:
    """The chosen meetings in the best rounds that could be found for them, in the best order."""
    layout = lay_out(problem, choice.times, circle, background.told)
    layout.reorder(best_order(problem, layout, background))
    wrongs = Wrongs(problem, layout, background)
    settle(layout, wrongs)
    if wrongs.needless_rests():
        Sweep(problem, layout, background).sweep()
    return layout


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
        rests=wished.rests if wished.told else (),
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
