"""Told rounds, mended with as few changes as can be found."""

from sessionrunner.core.planning.choose import Choice, choose, weigh
from sessionrunner.core.planning.colour import lay_out, told_layout
from sessionrunner.core.planning.layout import Layout
from sessionrunner.core.planning.problem import Problem
from sessionrunner.core.planning.settle import settle
from sessionrunner.core.planning.standing import Judge
from sessionrunner.core.planning.sweep import Sweep, thorough
from sessionrunner.core.planning.wishes import Rounds, only_meetings, times_in
from sessionrunner.core.planning.worth import Matrix
from sessionrunner.core.planning.wrongs import Background, Wrongs


def repaired(problem: Problem, choice: Choice, background: Background, told: Rounds) -> Layout:
    """The told rounds with as few changes as flows and chains can find.

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
    ways: list[tuple[Matrix, Rounds]] = [(choice.times, told)]
    if thorough(problem):
        nearest = choose(problem, only_meetings(problem, reached)).times
        ways.insert(0, (nearest, mended.meetings()))
    for times, start in ways:
        layout = lay_out(problem, times, start, background.told)
        wrongs = Wrongs(problem, layout, background)
        settle(layout, wrongs)
        if thorough(problem) or wrongs.needless_rests():
            Sweep(problem, layout, background).sweep()
        found.append(layout)
    return min(found, key=Judge(problem, background).standing)


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
