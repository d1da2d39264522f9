"""What the routes of a session have in common: finding it, and its views for who asks."""

from sessionrunner.core.commands import Actor
from sessionrunner.core.model import Session
from sessionrunner.core.views import Lens, View
from sessionrunner.core.views.choosing import view_for
from sessionrunner.runtime.ports import Clock, Grant


def actor_of(grant: Grant) -> Actor:
    """Who gives a command when `grant` lets them in."""
    return Actor(audience=grant.audience, person=grant.person, track=grant.track)


def view_of(session: Session, grant: Grant, clock: Clock, base_url: str) -> View:
    """The view of whoever `grant` lets in, as it is this instant. Raises `NotFound` if there is none."""
    lens = Lens(now=clock.now(), pace=clock.pace, public_url=base_url)
    return view_for(session, grant.audience, grant.person, grant.track, lens)
