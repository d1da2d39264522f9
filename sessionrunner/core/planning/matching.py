"""Pairing up people who all could meet each other: as many pairs as can be, and cheap ones."""

from collections.abc import Callable, Sequence
from functools import cache

from sessionrunner.core.planning.pairs import Pair, pair
from sessionrunner.core.planning.types import PersonId

ALONE = 1_000_000
"""What it costs that one person meets nobody: more than any meeting."""

EXACT = 10
"""Up to so many people the best pairing is found by trying all."""

Cost = Callable[[Pair], int | None]
"""What a meeting of two costs, less being better and below `ALONE`; None where they must not meet."""


def pair_up(people: Sequence[PersonId], cost: Cost) -> list[Pair]:
    """Pairs among the people: as many as can be, and cheap.

    Up to `EXACT` people the pairs are the best there are. Beyond, they are the best that no
    exchange between two pairs improves, starting from neighbours in the order given.
    """
    found = _exact(tuple(people), cost) if len(people) <= EXACT else _exchange(list(people), cost)
    return [pair(*two) for two in found]


def _exact(people: tuple[PersonId, ...], cost: Cost) -> list[Pair]:
    """The cheapest pairing: the first of the rest is alone or with one of the others."""

    @cache
    def best(rest: tuple[PersonId, ...]) -> tuple[int, tuple[Pair, ...]]:
        if not rest:
            return (0, ())
        first, others = rest[0], rest[1:]
        price, pairs = best(others)
        choices = [(price + ALONE, pairs)]
        for index, other in enumerate(others):
            worth = cost(pair(first, other))
            if worth is not None:
                price, pairs = best((*others[:index], *others[index + 1 :]))
                choices.append((price + worth, ((first, other), *pairs)))
        return min(choices, key=lambda choice: choice[0])

    return list(best(people)[1])


def _exchange(people: list[PersonId], cost: Cost) -> list[Pair]:
    """Sit in a row two by two; whoever could do better trades places with another two."""

    @cache
    def price(one: PersonId | None, other: PersonId | None) -> int:
        if one is None or other is None:
            return ALONE
        worth = cost(pair(one, other))
        return 2 * ALONE if worth is None else worth

    row: list[PersonId | None] = [*people, *([None] * (len(people) % 2))]
    improved = True
    while improved:
        improved = False
        for left in range(0, len(row), 2):
            for right in range(0, len(row), 2):
                (a, b), (c, d) = row[left : left + 2], row[right : right + 2]
                if left == right or not price(a, b):
                    continue
                options = [((a, b), (c, d)), ((a, c), (b, d)), ((a, d), (b, c))]
                prices = [price(*one) + price(*two) for one, two in options]
                cheapest = prices.index(min(prices))
                if cheapest:
                    (row[left], row[left + 1]), (row[right], row[right + 1]) = options[cheapest]
                    improved = True
    two_by_two = zip(row[::2], row[1::2], strict=True)
    return [(a, b) for a, b in two_by_two if a is not None and b is not None and cost(pair(a, b)) is not None]
