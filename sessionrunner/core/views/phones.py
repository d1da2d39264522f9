"""The attendees' views of one session as JSON, made for thousands at once.

The same bytes as `attendee_view` gives when it is encoded, from the same shapes; but whatever stands in
many views (the clock, the agenda, a partner, a place) is encoded once, and what is one person's own is
kept until the plan or the people change. msgspec writes a `Raw` value as it is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

import msgspec

from sessionrunner.core.decide.decision import known_person
from sessionrunner.core.model import Session
from sessionrunner.core.planning.types import Pairing, PairingKind, PersonId
from sessionrunner.core.views.making import common, me_of, partner_of, place_of, rounds_of
from sessionrunner.core.views.shapes import AttendeeView, Lens, Meeting, View

K = TypeVar("K")

_HOLE: Any = msgspec.Raw(b"#")
"""Stands where something else is put in; no number and no kind of meeting has that sign."""

_BLANK: dict[str, Any] = dict.fromkeys(View.__struct_fields__, _HOLE)
_PAIR = 2
MANY = 50
"""So many views of one plan, and those of all are expected to be asked for."""

_encode = msgspec.json.Encoder().encode
_BLANK_START = _encode(View(**_BLANK)).removesuffix(b"}")


class Phones:
    """Spells attendees' views, and keeps what can be used again. For one flash session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lens: Lens | None = None
        self._common: dict[str, Any] = {}
        self._start = b""
        self._around = _around_own(session)
        self._own: dict[PersonId, bytes] = {}
        self._everybodys: dict[PersonId, list[bytes]] = {}
        self._partners = _Spelled[PersonId](lambda person: partner_of(self._session, person))
        self._selves = _Spelled[PersonId](lambda person: me_of(self._session, self._session.people[person]))
        self._places = _Spelled[str](lambda room: place_of(self._session, room))

    def view(self, session: Session, person_id: PersonId, lens: Lens) -> bytes:
        """What one attendee sees, as JSON. Raises `NotFound` if they are not on the roster."""
        if session is not self._session:
            self._turn_to(session)
        known_person(session, person_id)
        if lens is not self._lens:
            self._look_through(lens)
        mine = self._own.get(person_id)
        if mine is None:
            mine = self._own[person_id] = self._end_of_view(person_id)
        return self._start + mine

    def _turn_to(self, session: Session) -> None:
        """From now on speak of `session`, and forget what does not hold any more."""
        before, self._session, self._lens = self._session, session, None
        if _same(before, session, "people", "plan", "settings", "code"):
            return
        self._own.clear()
        self._everybodys = {}
        self._around = _around_own(session)
        if not _same(before, session, "settings", "code") or _sides(before) != _sides(session):
            self._places.clear()
            self._partners.clear()
            self._selves.clear()
        elif before.people is not session.people:
            for spelled in (self._partners, self._selves):
                for person in tuple(spelled):
                    if before.people.get(person) is not session.people.get(person):
                        del spelled[person]

    def _look_through(self, lens: Lens) -> None:
        """From now on show things as through `lens`: everybody's view begins with the same."""
        before, self._lens = self._lens, lens
        if before is None or before.pace != lens.pace:
            fields = common(self._session, lens).items()
            self._common = {name: msgspec.Raw(_encode(value)) for name, value in fields}
        self._common["server_now"] = lens.now
        self._start = _encode(View(**self._common)).removesuffix(b"}")

    def _end_of_view(self, person: PersonId) -> bytes:
        """What is this person's own in their view."""
        before, between, after = self._around
        # Every meeting begins with a comma; the first has nothing before it.
        itinerary = b"".join(self._meetings(person))[1:]
        return b"".join((before, self._selves[person], between, b"[", itinerary, b"]", after))

    def _meetings(self, person: PersonId) -> Iterable[bytes]:
        """Somebody's meetings in pieces; once many have asked, those of everybody, which is faster."""
        if len(self._own) == MANY and not self._everybodys:
            self._everybodys = self._meetings_of_all()
        if self._everybodys:
            return self._everybodys.get(person, ())
        return chain.from_iterable(
            (_sitting_out(number),) if pairing is None else self._meeting(number, pairing, person)
            for number, pairing in rounds_of(self._session, person)
        )

    def _meetings_of_all(self) -> dict[PersonId, list[bytes]]:
        found = defaultdict[PersonId, list[bytes]](list)
        partners = self._partners
        for round_ in self._session.plan.rounds if self._session.plan else ():
            number = round_.round
            for person in round_.sitting_out:
                found[person].append(_sitting_out(number))
            for pairing in round_.pairings:
                if len(pairing.people) == _PAIR:
                    start, end = self._around_partners(number, pairing)
                    one, other = pairing.people
                    found[one].extend((start, partners[other], end))
                    found[other].extend((start, partners[one], end))
                    continue
                for person in pairing.people:
                    found[person].extend(self._meeting(number, pairing, person))
        return found

    def _meeting(self, number: int, pairing: Pairing, person: PersonId) -> tuple[bytes, ...]:
        """The meeting as one of its people sees it, in pieces."""
        start, end = self._around_partners(number, pairing)
        others = [self._partners[other] for other in pairing.people if other != person]
        return (start, b",".join(others), end)

    def _around_partners(self, number: int, pairing: Pairing) -> tuple[bytes, bytes]:
        start, middle, end = _around_meeting(number, pairing.kind)
        return start + self._places[pairing.room] + middle, end


class _Spelled(dict[K, bytes]):
    """Values as JSON, each made when it is first asked for."""

    def __init__(self, make: Callable[[K], object]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> bytes:
        self[key] = spelled = _encode(self._make(key))
        return spelled


def _around_own(session: Session) -> list[bytes]:
    """What stands before who somebody is, between that and their itinerary, and after it."""
    view = AttendeeView(**_BLANK, me=_HOLE, room_kind=session.settings.rooms.kind, itinerary=_HOLE)
    return _encode(view)[len(_BLANK_START) :].split(bytes(_HOLE))


@lru_cache(maxsize=256)
def _around_meeting(number: int, kind: PairingKind) -> tuple[bytes, ...]:
    """A meeting as JSON: what stands before its room, between that and the partners, and after them."""
    meeting = _encode(Meeting(round=number, kind=kind, room=_HOLE, partners=(_HOLE,)))
    return tuple((b"," + meeting).split(bytes(_HOLE)))


@lru_cache(maxsize=64)
def _sitting_out(number: int) -> bytes:
    return b"," + _encode(Meeting(round=number, kind="sit_out", room=None, partners=()))


def _same(before: Session, after: Session, *parts: str) -> bool:
    return all(getattr(before, part) is getattr(after, part) for part in parts)


def _sides(session: Session) -> object:
    """On which side those are who could be on either: a plan decides that."""
    return session.plan.sides if session.plan else None
