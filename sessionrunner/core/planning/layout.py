"""Who sits where in which round, and the one move that changes it without changing who meets whom.

Every mentor has as many chairs as `seats`; a chair holds one mentee a round. So the rounds are an
edge colouring of a graph of chairs and mentees. Two rounds together form paths and cycles (Kempe
chains): along one of them the two rounds can be exchanged, and everybody still meets the same
people. That move makes room for a new meeting, moves a sit-out, or restores what people were told.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

NOBODY = -1


class Seat(NamedTuple):
    """One mentee on one chair in one round."""

    round: int
    chair: int
    mentee: int


class Layout:
    """The rounds as they stand while they are being laid out.

    A mentor's mentees of a round always take that mentor's first chairs.
    """

    def __init__(self, rounds: int, mentors: int, mentees: int, seats: int) -> None:
        self.rounds = rounds
        self.mentors = mentors
        self.mentees = mentees
        self.seats = seats
        self.on_chair = [[NOBODY] * (mentors * seats) for _ in range(rounds)]
        self.chair_of = [[NOBODY] * mentees for _ in range(rounds)]

    def chairs(self, mentor: int) -> range:
        """The chairs at a mentor's table."""
        return range(mentor * self.seats, (mentor + 1) * self.seats)

    def table(self, number: int, mentor: int) -> list[int]:
        """The mentees at a mentor's table in a round."""
        row = self.on_chair[number]
        return [row[chair] for chair in self.chairs(mentor) if row[chair] != NOBODY]

    def mentor_of(self, number: int, mentee: int) -> int:
        """Whom a mentee meets in a round, or `NOBODY`."""
        chair = self.chair_of[number][mentee]
        return chair // self.seats if chair != NOBODY else NOBODY

    def size(self, number: int, mentor: int) -> int:
        """How many mentees a mentor has in a round."""
        return len(self.table(number, mentor))

    def has_room(self, number: int, mentor: int) -> bool:
        """Whether a mentor has a free chair in a round: then the last one is free."""
        return self.on_chair[number][(mentor + 1) * self.seats - 1] == NOBODY

    def all_seats(self) -> Iterator[Seat]:
        """Every meeting there is."""
        for number, row in enumerate(self.on_chair):
            yield from (Seat(number, chair, mentee) for chair, mentee in enumerate(row) if mentee != NOBODY)

    def meetings(self) -> list[list[tuple[int, int]]]:
        """The meetings of each round, mentor and mentee."""
        return [
            [(chair // self.seats, mentee) for chair, mentee in enumerate(row) if mentee != NOBODY]
            for row in self.on_chair
        ]

    def sit(self, number: int, mentor: int, mentee: int) -> None:
        """Seat a mentee who is free in a round with a mentor who has a free chair in it."""
        chair = self._free(number, mentor * self.seats)
        self.on_chair[number][chair] = mentee
        self.chair_of[number][mentee] = chair

    def stand(self, number: int, mentee: int) -> None:
        """Take a mentee off their chair in a round."""
        chair = self.chair_of[number][mentee]
        self.on_chair[number][chair] = NOBODY
        self.chair_of[number][mentee] = NOBODY
        self._close_up(number, chair // self.seats)

    def chain_from_mentee(self, mentee: int, here: int, there: int) -> list[Seat]:
        """The chain of two rounds that starts with where a mentee sits in round `here`.

        Where the mentee sits in `there` as well it may be a cycle, which comes back to them.
        """
        chain: list[Seat] = []
        sitter = mentee
        while True:
            chair = self.chair_of[here][sitter]
            if chair == NOBODY:
                return chain
            chain.append(Seat(here, chair, sitter))
            sitter = self.on_chair[there][chair]
            if sitter == NOBODY:
                return chain
            chain.append(Seat(there, chair, sitter))
            if sitter == mentee:
                return chain

    def chain_from_chair(self, chair: int, here: int, there: int) -> list[Seat]:
        """The chain of two rounds that starts with who is on a chair in round `here`, not in `there`."""
        chain: list[Seat] = []
        while chair != NOBODY and (mentee := self.on_chair[here][chair]) != NOBODY:
            chain.append(Seat(here, chair, mentee))
            chair = self.chair_of[there][mentee]
            if chair != NOBODY:
                chain.append(Seat(there, chair, mentee))
        return chain

    def whole_chain(self, seat: Seat, there: int) -> list[Seat]:
        """The whole chain of two rounds that a meeting belongs to, to both its ends."""
        forth = self.chain_from_mentee(seat.mentee, seat.round, there)
        if len(forth) > 1 and forth[-1].mentee == seat.mentee:
            return forth
        onward = self.chair_of[there][seat.mentee]
        if onward == NOBODY:
            return forth
        back = [Seat(there, onward, seat.mentee), *self.chain_from_chair(onward, seat.round, there)]
        return forth + back

    def exchange(self, chain: Sequence[Seat], one: int, other: int) -> list[Seat]:
        """Move every meeting of a whole chain to the other of its two rounds.

        Answers with the chain as it is now; exchanging that takes the move back.
        """
        for seat in chain:
            self.on_chair[seat.round][seat.chair] = NOBODY
            self.chair_of[seat.round][seat.mentee] = NOBODY
        for seat in chain:
            number = one + other - seat.round
            chair = self._free(number, seat.chair)
            self.on_chair[number][chair] = seat.mentee
            self.chair_of[number][seat.mentee] = chair
        if self.seats > 1:
            for mentor in {seat.chair // self.seats for seat in chain}:
                self._close_up(one, mentor)
                self._close_up(other, mentor)
        numbers = [one + other - seat.round for seat in chain]
        return [
            Seat(number, self.chair_of[number][seat.mentee], seat.mentee)
            for number, seat in zip(numbers, chain, strict=True)
        ]

    def copy(self) -> "Layout":
        """The same rounds once more, to change them and to come back."""
        other = Layout(0, self.mentors, self.mentees, self.seats)
        other.take(self)
        return other

    def take(self, other: "Layout") -> None:
        """Become like another layout of the same people."""
        self.rounds = other.rounds
        self.on_chair = [row[:] for row in other.on_chair]
        self.chair_of = [row[:] for row in other.chair_of]

    def reorder(self, order: Sequence[int]) -> None:
        """Hold the rounds in another order: the first of `order` first."""
        self.on_chair = [self.on_chair[number] for number in order]
        self.chair_of = [self.chair_of[number] for number in order]

    def _free(self, number: int, chair: int) -> int:
        row = self.on_chair[number]
        if row[chair] == NOBODY:
            return chair
        return next(one for one in self.chairs(chair // self.seats) if row[one] == NOBODY)

    def _close_up(self, number: int, mentor: int) -> None:
        sitting = self.table(number, mentor)
        for place, chair in enumerate(self.chairs(mentor)):
            mentee = sitting[place] if place < len(sitting) else NOBODY
            self.on_chair[number][chair] = mentee
            if mentee != NOBODY:
                self.chair_of[number][mentee] = chair
