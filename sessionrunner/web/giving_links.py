"""Who may be given a link to a session, and the links that a new one comes with."""

from typing import Any

from sessionrunner.core.errors import Detail, Invalid, Rejected
from sessionrunner.core.model import Audience, Session, Track, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.runtime.access import Access
from sessionrunner.runtime.ports import Grant
from sessionrunner.web.links import enter_url, join_url


def granted(
    session: Session, audience: Audience, track: TrackId | None = None, person: PersonId | None = None
) -> Grant:
    """What a link for `audience` stands for.

    Only facilitators and displays have a room (`track`), and only in sessions of works in progress:
    a facilitator always, a stage where it is one room's display. Raises `Invalid` or `Rejected`.
    """
    if audience == "facilitator" and session.format != "wip":
        raise Rejected("Flash mentoring has no rooms that are facilitated. Give a link for another host.")
    if track is None and audience == "facilitator":
        raise Invalid([Detail(field="track", message="is missing: name the room, like t1")])
    if track is not None and audience not in {"facilitator", "stage"}:
        raise Invalid([Detail(field="track", message="goes with the audience facilitator or stage only")])
    if track is not None and (session.format != "wip" or track not in session.tracks):
        raise Invalid([Detail(field="track", message="is not a room of this session")])
    return Grant(session=session.id, audience=audience, track=track, person=person)


async def first_links(session: Session, access: Access, own: str, shared: str) -> dict[str, Any]:
    """What making a session is answered with: its links and the tokens they carry.

    `own` is the address by which the asker reaches this server, `shared` the one for other people.
    """
    host = await access.mint(granted(session, "host"))
    stage = await access.mint(granted(session, "stage"))
    body: dict[str, Any] = {
        "id": session.id,
        "code": session.code,
        "version": session.version,
        "links": {
            "host": enter_url(own, host),
            "stage": enter_url(shared, stage),
            "join": join_url(shared, session.code),
        },
        "tokens": {"host": host, "stage": stage},
    }
    if session.format == "wip":
        tracks = session.tracks.values()
        body["facilitators"] = [await _of_room(session, "facilitator", t, access, shared) for t in tracks]
        body["displays"] = [await _of_room(session, "stage", t, access, shared) for t in tracks]
    return body


async def _of_room(
    session: Session, audience: Audience, track: Track, access: Access, base: str
) -> dict[str, str]:
    token = await access.mint(granted(session, audience, track.id))
    return {"track": track.id, "name": track.name, "link": enter_url(base, token), "token": token}
