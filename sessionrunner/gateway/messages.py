"""The frames that a session's clients are sent, made from its state."""

from sessionrunner.core.decide.decision import known_person
from sessionrunner.core.errors import NotFound
from sessionrunner.core.model import Session
from sessionrunner.core.views import Lens, View, attendee_view, host_view, pulse, stage_view
from sessionrunner.gateway.frames import event_frame
from sessionrunner.gateway.presence import Presence
from sessionrunner.runtime.ports import Clock, Grant


def check_audience(session: Session, grant: Grant) -> None:
    """Raise `NotFound` unless `session` has a view for whoever holds `grant`."""
    if grant.audience == "attendee" and grant.person is not None:
        known_person(session, grant.person)
    elif grant.audience not in {"host", "stage"}:
        raise NotFound(f"A {session.format} session has no page for a {grant.audience}.")


def view_of(session: Session, grant: Grant, lens: Lens) -> View:
    """All that whoever holds `grant` may see. Raises `NotFound` if there is nothing for them."""
    if grant.audience == "host":
        return host_view(session, lens)
    if grant.audience == "stage":
        return stage_view(session, lens)
    if grant.audience == "attendee" and grant.person is not None:
        return attendee_view(session, grant.person, lens)
    raise NotFound(f"A {session.format} session has no page for a {grant.audience}.")


class Messages:
    """Makes frames as of now, with the server's address in them."""

    def __init__(self, clock: Clock, address: str) -> None:
        self._clock = clock
        self._address = address

    def _lens(self) -> Lens:
        return Lens(now=self._clock.now(), pace=self._clock.pace, public_url=self._address)

    def view(self, session: Session, grant: Grant) -> bytes:
        """The whole view of whoever holds `grant`. Raises `NotFound` if there is nothing for them."""
        return event_frame("view", view_of(session, grant, self._lens()))

    def pulse(self, session: Session) -> bytes:
        """Where the clock is."""
        return event_frame("pulse", pulse(session, self._lens()))

    @staticmethod
    def presence(presence: Presence) -> bytes:
        """Who is connected, for the host."""
        return event_frame("presence", presence)
