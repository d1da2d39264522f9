"""Improving the rounds without changing who meets whom, one exchange along a chain at a time.

Where a chain of two rounds is exchanged, only the people at its two ends rest in another round
than before. So sit-outs can be moved about freely, as can meetings that people were told in
another round. Exchanges are made as long as one makes the whole better: a local optimum.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from sessionrunner.core.planning.layout import NOBODY, Layout, Seat
from sessionrunner.core.planning.wrongs import Wrongs, needless

PASSES: Final = 12
"""How often at most to go through everything that is wrong."""

STEPS: Final = 15
"""How far a rest that nobody wants is handed on before it stays where it is."""

Move = tuple[list[Seat], int, int]
"""A whole chain and its two rounds."""


def settle(layout: Layout, wrongs: Wrongs) -> None:
    """Exchange chains until no exchange that touches a wrong makes the whole better."""
    for _ in range(PASSES):
        if not sum(_try(layout, wrongs, move) < 0 for move in _moves(layout, wrongs)):
            break
    for mentee in range(layout.mentees):
        if _needless(layout, wrongs, mentee):
            _hand_on(layout, wrongs, mentee)


def _try(layout: Layout, wrongs: Wrongs, move: Move) -> int:
    """Make a move, and take it back unless it makes the whole better; answers with what it changes."""
    change, moved = _make(layout, wrongs, move)
    if change >= 0:
        layout.exchange(moved, *move[1:])
    return change


def _make(layout: Layout, wrongs: Wrongs, move: Move) -> tuple[int, list[Seat]]:
    chain, one, other = move
    before = wrongs.price(chain, one, other)
    moved = layout.exchange(chain, one, other)
    return wrongs.price(moved, one, other) - before, moved


def _hand_on(layout: Layout, wrongs: Wrongs, mentee: int) -> None:
    """Hand a needless rest from person to person at no cost until somebody can place it.

    Whoever gave it away is not given it back soon, so that it travels.
    """
    seen: Counter[tuple[int, int, int]] = Counter()
    for _ in range(STEPS):
        moves = list(_mentee_moves(layout, wrongs, mentee))
        options = []
        for index, (chain, number, rest) in enumerate(moves):
            change, moved = _make(layout, wrongs, (chain, number, rest))
            layout.exchange(moved, number, rest)
            options.append((change, seen[mentee, number, rest], index))
        change, _seen, index = min(options, default=(1, 0, 0))
        if change > 0:
            return
        chain, number, rest = moves[index]
        seen[mentee, number, rest] += 1
        layout.exchange(chain, number, rest)
        ends = [one for one, count in Counter(seat.mentee for seat in chain).items() if count == 1]
        burdened = [one for one in ends if _needless(layout, wrongs, one)]
        if change < 0 or not burdened:
            return
        mentee = next((one for one in burdened if one != mentee), mentee)
        seen.update((mentee, rest, number) for _ in range(2))


def _needless(layout: Layout, wrongs: Wrongs, mentee: int) -> bool:
    return needless(wrongs.mentee_rests(mentee), layout.rounds) > 0


def _moves(layout: Layout, wrongs: Wrongs) -> Iterator[Move]:
    """Moves that may mend something, each made from the rounds as they stand when it is asked for."""
    for mentee in range(layout.mentees):
        yield from _mentee_moves(layout, wrongs, mentee)
    for mentor in range(layout.mentors):
        yield from _mentor_moves(layout, wrongs, mentor)
    for seat in list(layout.all_seats()):
        if _still(layout, seat):
            yield from _seat_moves(layout, wrongs, seat)


def _mentee_moves(layout: Layout, wrongs: Wrongs, mentee: int) -> Iterator[Move]:
    """Swap a rest that follows or precedes another one for a meeting in some other round."""
    if not _needless(layout, wrongs, mentee):
        return
    for rest in _crowded(wrongs.mentee_rests(mentee)):
        for number in range(layout.rounds):
            if layout.chair_of[rest][mentee] == NOBODY and layout.chair_of[number][mentee] != NOBODY:
                yield (layout.chain_from_mentee(mentee, number, rest), number, rest)


def _mentor_moves(layout: Layout, wrongs: Wrongs, mentor: int) -> Iterator[Move]:
    """The same for a mentor, and where a table's sizes differ by two, one mentee moves over."""
    first = layout.chairs(mentor)[0]
    for rest in _crowded(wrongs.mentor_rests(mentor)):
        for number in range(layout.rounds):
            if layout.on_chair[rest][first] == NOBODY and layout.on_chair[number][first] != NOBODY:
                yield (layout.chain_from_chair(first, number, rest), number, rest)
    if layout.seats == 1:
        return
    for full in range(layout.rounds):
        for empty in range(layout.rounds):
            size = layout.size(full, mentor)
            if size > layout.size(empty, mentor) + 1:
                yield (layout.chain_from_chair(first + size - 1, full, empty), full, empty)


def _seat_moves(layout: Layout, wrongs: Wrongs, seat: Seat) -> Iterator[Move]:
    """Move a meeting to another round: away from a clash or a repeat, or to where it was told."""
    wrong = wrongs.clashes(seat.round, seat.chair // layout.seats) or wrongs.at_once(seat)
    for number in range(layout.rounds) if wrong else wrongs.told_rounds(seat):
        if number != seat.round and _still(layout, seat):
            yield (layout.whole_chain(seat, number), seat.round, number)


def _still(layout: Layout, seat: Seat) -> bool:
    return layout.on_chair[seat.round][seat.chair] == seat.mentee


def _crowded(rests: Sequence[int]) -> list[int]:
    """The coming rounds among these rests that stand directly beside another one."""
    return [number for number in rests if number >= 0 and (number - 1 in rests or number + 1 in rests)]
