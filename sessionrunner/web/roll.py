"""Finds people of a session by what somebody types; remembers the sorted names between requests."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from sessionrunner.core.model import Person, Session, SessionId
from sessionrunner.core.names import AddressBook, fold, search_key
from sessionrunner.core.planning.types import PersonId

MOST_FOUND: Final = 8
_MOST_ROLLS: Final = 50
"""Sessions whose sorted names are remembered at once."""

_MOST_SPELLINGS: Final = 20_000

_Index = dict[str, tuple[PersonId, ...]]
_Spelled = tuple[tuple[PersonId, str, str], ...]


class Roll(NamedTuple):
    """The people of one session, sorted for looking them up."""

    spelled: _Spelled
    book: AddressBook[PersonId]
    keys: tuple[tuple[str, PersonId], ...]


class Rolls:
    """The rolls of the sessions that were asked about last."""

    def __init__(self) -> None:
        self._rolls: OrderedDict[SessionId, Roll] = OrderedDict()

    def of(self, session: Session) -> Roll:
        """The roll of `session`; made anew only when a name or an email address has changed."""
        spelled = tuple((person.id, person.name, person.email) for person in session.roster)
        roll = self._rolls.get(session.id)
        if roll is None or roll.spelled != spelled:
            roll = _made(session.roster, spelled)
        self._rolls[session.id] = roll
        self._rolls.move_to_end(session.id)
        if len(self._rolls) > _MOST_ROLLS:
            self._rolls.popitem(last=False)
        return roll

    def search(self, session: Session, typed: str) -> tuple[Person, ...]:
        """The people whose names hold `typed`, those with a word that begins so first."""
        wanted = search_key(typed)
        found = [(_rank(key, wanted), key, person) for key, person in self.of(session).keys if wanted in key]
        return tuple(session.people[person] for *_, person in sorted(found)[:MOST_FOUND]) if wanted else ()


def _made(people: Sequence[Person], spelled: _Spelled) -> Roll:
    emails, names, keys = _Index(), _Index(), _Index()
    for person in people:
        for index, spelling in zip((emails, names, keys), _spellings(person.name, person.email), strict=True):
            if spelling:
                index[spelling] = (*index.get(spelling, ()), person.id)
    searched = tuple((key, person) for key, persons in keys.items() for person in persons)
    return Roll(spelled=spelled, book=AddressBook(by_email=emails, by_name=names, by_key=keys), keys=searched)


@lru_cache(maxsize=_MOST_SPELLINGS)
def _spellings(name: str, email: str) -> tuple[str, str, str]:
    # A roll changes by one person at a time, while a whole room joins: the others are not spelled out again.
    return fold(email), fold(name), search_key(name)


def _rank(key: str, wanted: str) -> int:
    if key.startswith(wanted):
        return 0
    return 1 if f" {wanted}" in key else 2
