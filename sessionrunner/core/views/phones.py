"""The attendees' views of one session as JSON, made for thousands at once.

The same bytes as `attendee_view` gives when it is encoded, from the same fields; but whatever stands in
many views (the clock, the agenda, a partner, a place) is encoded once, and what is one person's own is
kept until the plan or the people change. msgspec writes a `Raw` value as it is.
"""

from typing import Any, TypeVar, cast

import msgspec

from sessionrunner.core.decide.decision import known_person
from sessionrunner.core.model import Session
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Instant
from sessionrunner.core.views.making import Partners, Places, common, own, partner_of, place_of
from sessionrunner.core.views.shapes import AttendeeView, Lens, Partner, Place

T = TypeVar("T")

_encode = msgspec.json.Encoder().encode


def spelled(value: T) -> T:
    """The same value, encoded already: it may stand wherever it is only going to be encoded."""
    return cast("T", msgspec.Raw(_encode(value)))


class Phones:
    """Spells attendees' views, and keeps what can be used again. For one flash session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._common_at: tuple[Session, Instant] | None = None
        self._common: dict[str, Any] = {}
        self._own: dict[PersonId, dict[str, Any]] = {}
        self._partners = _SpelledPartners(session)
        self._places = _SpelledPlaces(session)

    def view(self, session: Session, person_id: PersonId, lens: Lens) -> bytes:
        """What one attendee sees, as JSON. Raises `NotFound` if they are not on the roster."""
        if session is not self._session:
            self._turn_to(session)
        person = known_person(session, person_id)
        mine = self._own.get(person_id)
        if mine is None:
            fields = own(session, person, self._partners, self._places)
            mine = self._own[person_id] = {name: spelled(value) for name, value in fields.items()}
        return _encode(AttendeeView(**self._common_fields(session, lens), **mine))

    def _turn_to(self, session: Session) -> None:
        """From now on speak of `session`, and forget what does not hold any more."""
        before, self._session = self._session, session
        self._partners.session = self._places.session = session
        if _same(before, session, "people", "plan", "settings", "code"):
            return
        self._own.clear()
        if not _same(before, session, "settings", "code") or _sides(before) != _sides(session):
            self._places.clear()
            self._partners.clear()
        elif before.people is not session.people:
            for person in tuple(self._partners):
                if before.people.get(person) is not session.people.get(person):
                    del self._partners[person]

    def _common_fields(self, session: Session, lens: Lens) -> dict[str, Any]:
        if self._common_at is None or self._common_at[0] is not session or self._common_at[1] != lens.now:
            self._common_at = (session, lens.now)
            self._common = {name: spelled(value) for name, value in common(session, lens).items()}
        return self._common


class _SpelledPartners(Partners):
    def __missing__(self, person: PersonId) -> Partner:
        self[person] = shown = spelled(partner_of(self.session, person))
        return shown


class _SpelledPlaces(Places):
    def __missing__(self, room: str) -> Place:
        self[room] = shown = spelled(place_of(self.session, room))
        return shown


def _same(before: Session, after: Session, *parts: str) -> bool:
    return all(getattr(before, part) is getattr(after, part) for part in parts)


def _sides(session: Session) -> object:
    """On which side those are who could be on either: a plan decides that."""
    return session.plan.sides if session.plan else None
