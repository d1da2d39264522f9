"""Mentees who avoid each other leave a shared table, whatever it costs: the first rule."""

from collections.abc import Iterator, Mapping

from sessionrunner.core.planning.layout import NOBODY, Layout
from sessionrunner.core.planning.problem import Problem

Price = tuple[int, int, int]


def part(problem: Problem, layout: Layout, apart: Mapping[int, frozenset[int]]) -> None:
    """End every clash at a table: change places with somebody, take a free chair, or rest.

    Exchanges along chains have been tried before; this changes who meets whom, as little in
    repeats and score as any single change of places can. Afterwards there is no clash left.
    """
    for number in range(layout.rounds):
        for mentee in sorted(apart):
            mentor = layout.mentor_of(number, mentee)
            if mentor != NOBODY and _clash(layout, apart, number, mentor, mentee):
                _leave(problem, layout, apart, number, mentee)


def _leave(
    problem: Problem, layout: Layout, apart: Mapping[int, frozenset[int]], number: int, mentee: int
) -> None:
    home = layout.mentor_of(number, mentee)
    layout.stand(number, mentee)
    options: list[tuple[Price, int, int]] = []
    for mentor in range(layout.mentors):
        if mentor == home or not problem.allowed[mentor, mentee]:
            continue
        for other in _places(layout, number, mentor):
            options += _option(problem, layout, apart, (number, home, mentor, mentee, other))
    if not options:
        return
    _price, mentor, other = min(options)
    if other != NOBODY:
        layout.stand(number, other)
        layout.sit(number, home, other)
    layout.sit(number, mentor, mentee)


def _places(layout: Layout, number: int, mentor: int) -> Iterator[int]:
    """Whom one could take a chair from at a table, and `NOBODY` where there is a free one."""
    if layout.size(number, mentor) < layout.seats:
        yield NOBODY
    yield from layout.table(number, mentor)


def _option(
    problem: Problem,
    layout: Layout,
    apart: Mapping[int, frozenset[int]],
    change: tuple[int, int, int, int, int],
) -> list[tuple[Price, int, int]]:
    number, home, mentor, mentee, other = change
    table = set(layout.table(number, mentor)) - {other}
    if not apart[mentee].isdisjoint(table):
        return []
    if other == NOBODY:
        return [(_cost(problem, layout, mentor, mentee), mentor, other)]
    if not problem.allowed[home, other] or _clash(layout, apart, number, home, other):
        return []
    here, there = _cost(problem, layout, mentor, mentee), _cost(problem, layout, home, other)
    lost = int(problem.worth[mentor, other])
    return [((here[0] + there[0], here[1] + there[1] + lost, 1), mentor, other)]


def _cost(problem: Problem, layout: Layout, mentor: int, mentee: int) -> Price:
    already = int(problem.met[mentor, mentee]) + sum(
        layout.mentor_of(number, mentee) == mentor for number in range(layout.rounds)
    )
    return (already, 0 if already else -int(problem.worth[mentor, mentee]), 0)


def _clash(
    layout: Layout, apart: Mapping[int, frozenset[int]], number: int, mentor: int, mentee: int
) -> bool:
    others = set(layout.table(number, mentor)) - {mentee}
    return not apart.get(mentee, frozenset()).isdisjoint(others)
