"""Which view and which pulse somebody is sent: one way in for everything that leaves the server."""

from sessionrunner.core.errors import NotFound
from sessionrunner.core.model import Audience, Session, Track, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.views.making import attendee_view, host_view, pulse, stage_view
from sessionrunner.core.views.shapes import Lens, Pulse, View
from sessionrunner.core.views.wip_attendee import wip_attendee_view
from sessionrunner.core.views.wip_host import wip_host_view
from sessionrunner.core.views.wip_parts import wip_pulse
from sessionrunner.core.views.wip_room import facilitator_view, wip_stage_view
from sessionrunner.core.wip.places import Places, places


def view_for(
    session: Session, audience: Audience, person: PersonId | None, track: TrackId | None, lens: Lens
) -> View:
    """All that somebody may see. Raises `NotFound` in words if there is nothing for them."""
    wip = session.format == "wip"
    match audience:
        case "host":
            return wip_host_view(session, lens) if wip else host_view(session, lens)
        case "stage":
            return wip_stage_view(session, track, lens) if wip else stage_view(session, lens)
        case "attendee" if person is not None:
            view = wip_attendee_view if wip else attendee_view
            return view(session, person, lens)
        case "facilitator" if wip and track is not None:
            return facilitator_view(session, track, lens)
    raise NotFound("There is no page for this link in a session of this kind. Ask the host for another.")


def own_track(
    session: Session, person: PersonId | None, track: TrackId | None, where: Places | None = None
) -> Track:
    """The track whose clock is somebody's own: their link's, the room they are in, or else the first.

    `where` is everybody's room (`places`), if the caller has it already.
    """
    if track in session.tracks:
        return session.tracks[track]
    if session.format == "flash" or person is None:
        return session.track
    room = (places(session) if where is None else where).get(person)
    return session.tracks[room] if room is not None else session.track


def pulse_for(session: Session, track: Track, lens: Lens) -> Pulse:
    """What is sent to whose own track this is when only clocks moved. The same for all of them."""
    return wip_pulse(session, track, lens) if session.format == "wip" else pulse(session, lens)
