"""Changing the settings of a works-in-progress session."""

from typing import Any, Final

from msgspec import to_builtins
from msgspec.structs import replace

from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.errors import Detail, Invalid, Rejected
from sessionrunner.core.faults import convert_all
from sessionrunner.core.model import Session, Track, TrackId
from sessionrunner.core.progress import any_started
from sessionrunner.core.wip.creating import rooms_for
from sessionrunner.core.wip.places import wip_of
from sessionrunner.core.wip.settings import WipSettings

SHARED: Final = frozenset({"threshold", "walk_ins"})
"""Settings that a works-in-progress session has in common with flash mentoring."""
AT_ANY_TIME: Final = frozenset(
    {"written", "guidelines", "discussants_first", "juniors_first", "threshold", "walk_ins"}
)
"""Settings that nobody's agenda depends on."""


def changed_wip_settings(session: Session, given: dict[str, Any]) -> tuple[Session, tuple[str, ...]]:
    """The session with other settings, and which of them changed.

    Before the start the rooms' agendas are made anew, with the papers that they had. Papers of a room
    or a block that is no more are without a place.
    """
    wip = wip_of(session)
    settings, shared = convert_wip_settings(session, given)
    changed = tuple(
        name
        for name in given
        if getattr(shared if name in SHARED else settings, name)
        != getattr(session.settings if name in SHARED else wip.settings, name)
    )
    if not changed:
        return session, ()
    after = replace(session, settings=shared, wip=replace(wip, settings=settings))
    if AT_ANY_TIME.issuperset(changed):
        return after, changed
    if any_started(session.tracks.values()):
        raise Rejected(
            "The session has started, so its times and rooms stand. Change a running part with + and −, "
            "or move papers."
        )
    rooms = session.tracks
    if "policy" in changed:
        rooms = {name: replace(track, policy=None) for name, track in rooms.items()}
    return _in_rooms(after, rooms_for(settings, rooms)), changed


def convert_wip_settings(session: Session, given: dict[str, Any]) -> tuple[WipSettings, FlashSettings]:
    """`given` on top of the session's settings. Raises `Invalid` for flash settings and names given twice."""
    flash = {name: value for name, value in given.items() if name in SHARED}
    own = {name: value for name, value in given.items() if name not in SHARED}
    shared = convert_all(to_builtins(session.settings) | flash, FlashSettings)
    settings = convert_all(to_builtins(wip_of(session).settings) | own, WipSettings)
    check_rooms(settings)
    return settings, shared


def check_rooms(settings: WipSettings) -> None:
    """Raise `Invalid` if two rooms have the same name, which nobody could tell apart."""
    twice = sorted({name for name in settings.tracks if settings.tracks.count(name) > 1})
    if twice:
        mend = "; give one of them another name"
        words = (f"has two rooms called “{name}”{mend}" for name in twice)
        raise Invalid([Detail(field="tracks", message=each) for each in words])


def _in_rooms(session: Session, tracks: dict[TrackId, Track]) -> Session:
    wip = wip_of(session)
    places = {person: room for person, room in wip.places.items() if room in tracks}
    floors = {room: floor for room, floor in wip.floors.items() if room in tracks}
    return replace(session, tracks=tracks, wip=replace(wip, places=places, floors=floors))
