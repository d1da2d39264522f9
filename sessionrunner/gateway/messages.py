"""The frames that a session's clients are sent, made from its state."""

from functools import cached_property

from sessionrunner.core.decide.decision import known_person
from sessionrunner.core.errors import NotFound
from sessionrunner.core.model import Session, Track, TrackId
from sessionrunner.core.views import Lens, Phones
from sessionrunner.core.views.choosing import own_track, pulse_for, view_for
from sessionrunner.core.views.wip_room import known_track
from sessionrunner.core.wip.places import Places, places
from sessionrunner.gateway.frames import event_frame, json_frame
from sessionrunner.gateway.presence import Presence
from sessionrunner.runtime.ports import Clock, Grant


def check_audience(session: Session, grant: Grant) -> None:
    """Raise `NotFound` unless `session` has a view for whoever holds `grant`."""
    if grant.audience == "attendee" and grant.person is not None:
        known_person(session, grant.person)
    elif grant.track is not None and session.format == "wip":
        known_track(session, grant.track)
    elif grant.audience not in {"host", "stage"}:
        raise NotFound(f"A {session.format} session has no page for a {grant.audience}.")


class Messages:
    """Makes one session's frames as of now, with the server's address in them."""

    def __init__(self, clock: Clock, address: str) -> None:
        self._clock = clock
        self._address = address
        self._phones: Phones | None = None
        self._newest = Lens(now=clock.now(), pace=clock.pace, public_url=address)

    def _lens(self) -> Lens:
        """How things look now; the same one within a millisecond, in which many views are made."""
        now = self._clock.now()
        if now != self._newest.now:
            self._newest = Lens(now=now, pace=self._clock.pace, public_url=self._address)
        return self._newest

    def view(self, session: Session, grant: Grant) -> bytes:
        """The whole view of whoever holds `grant`. Raises `NotFound` if there is nothing for them."""
        if session.format == "flash" and grant.audience == "attendee" and grant.person is not None:
            self._phones = self._phones or Phones(session)
            return json_frame("view", self._phones.view(session, grant.person, self._lens()))
        return event_frame("view", view_for(session, grant.audience, grant.person, grant.track, self._lens()))

    def pulse(self, session: Session, track: Track) -> bytes:
        """Where the clocks are, for those whose own track is `track`."""
        return event_frame("pulse", pulse_for(session, track, self._lens()))

    @staticmethod
    def presence(presence: Presence) -> bytes:
        """Who is connected, for the host."""
        return event_frame("presence", presence)


class Pulses:
    """The pulses of one state: made once for every room, however many are in it."""

    def __init__(self, messages: Messages, session: Session) -> None:
        self._messages = messages
        self._session = session
        self._made: dict[TrackId, bytes] = {}

    def of(self, grant: Grant) -> bytes:
        """The pulse for whoever holds `grant`."""
        if self._places is None:
            return self._everybodys
        track = own_track(self._session, grant.person, grant.track, self._places)
        if track.id not in self._made:
            self._made[track.id] = self._messages.pulse(self._session, track)
        return self._made[track.id]

    @cached_property
    def _everybodys(self) -> bytes:
        return self._messages.pulse(self._session, self._session.track)

    @cached_property
    def _places(self) -> Places | None:
        return places(self._session) if self._session.format == "wip" else None
