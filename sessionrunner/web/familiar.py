"""From where a code has been used rightly: there it is no guess any more."""

from collections import OrderedDict
from typing import Final

MOST: Final = 10_000
"""Pairs of address and code that are remembered; beyond that, the one used longest ago is forgotten."""


class FamiliarCodes:
    """Codes that people behind an address are known to hold.

    Somebody who guesses codes uses up the tries of their address. People in the same room, behind the
    same address, must get in all the same; they show the one code that the room's own pages, or the first
    of them, have shown from there. Elsewhere that code is refused like every other once the tries are used
    up, so that guessing learns nothing.
    """

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, str], None] = OrderedDict()

    def add(self, visitor: str, code: str) -> None:
        """`visitor`, an address, has shown `code` and was right; or shows it to others, as the stage does."""
        self._seen[visitor, code] = None
        self._seen.move_to_end((visitor, code))
        if len(self._seen) > MOST:
            self._seen.popitem(last=False)

    def drop(self, visitor: str, code: str) -> None:
        """There is no session with this code any more."""
        self._seen.pop((visitor, code), None)

    def __contains__(self, pair: tuple[str, str]) -> bool:
        """Whether this address is known to hold this code."""
        return pair in self._seen
