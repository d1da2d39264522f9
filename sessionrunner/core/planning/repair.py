"""Told rounds, mended with as few changes as can be found."""

from sessionrunner.core.planning.choose import Choice, choose, weigh
from sessionrunner.core.planning.colour import lay_out, told_layout
from sessionrunner.core.planning.layout import Layout
from sessionrunner.core.planning.problem import Problem
from sessionrunner.core.planning.settle import settle
from sessionrunner.core.planning.sweep import Sweep, thorough
from sessionrunner.core.planning.wishes import Rounds, times_in
from sessionrunner.core.planning.worth import Matrix
from sessionrunner.core.planning.wrongs import Background, Wrongs


def repaired(problem: Problem, choice: Choice, background: Background, told: Rounds) -> Layout:
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
