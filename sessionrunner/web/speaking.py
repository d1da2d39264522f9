"""What the routes of a session have in common: finding it, and its views for who asks."""

from sessionrunner.core.commands import Actor
from sessionrunner.core.errors import NotFound
from sessionrunner.core.model import Session
from sessionrunner.core.views import (
    AttendeeView,
    HostView,
    Lens,
    StageView,
    attendee_view,
    host_view,
    stage_view,
)
from sessionrunner.runtime.ports import Clock, Grant


def actor_of(grant: Grant) -> Actor:
    """Who gives a command when `grant` lets them in."""
    return Actor(audience=grant.audience, person=grant.person, track=grant.track)


def view_of(
    session: Session, grant: Grant, clock: Clock, base_url: str
) -> AttendeeView | HostView | StageView:
    """The view of whoever `grant` lets in, as it is this instant. Raises `NotFound` if there is none."""
    lens = Lens(now=clock.now(), pace=clock.pace, public_url=base_url)
    if grant.audience == "host":
        return host_view(session, lens)
    if grant.audience == "stage":
        return stage_view(session, lens)
    if grant.audience == "attendee" and grant.person is not None:
        return attendee_view(session, grant.person, lens)
    raise NotFound("There is no view for this token in a session of this kind.")
