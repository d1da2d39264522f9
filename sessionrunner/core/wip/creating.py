"""A works-in-progress session as it is set up: its rooms, with nothing in them yet."""

from sessionrunner.core.clock import Clock
from sessionrunner.core.model import Track, TrackId
from sessionrunner.core.wip.agenda import blocks_of, wip_agenda
from sessionrunner.core.wip.settings import WipSettings


def rooms_for(settings: WipSettings, rooms: dict[TrackId, Track] | None = None) -> dict[TrackId, Track]:
    """A track for every room of the settings, as `t1`, `t2`…; the papers of `rooms` that stay are kept."""
    known = rooms or {}
    return {
        room: _track(room, name, settings, known.get(room))
        for number, name in enumerate(settings.tracks, 1)
        for room in (TrackId(f"t{number}"),)
    }


def _track(room: TrackId, name: str, settings: WipSettings, known: Track | None) -> Track:
    policy = known.policy if known is not None and known.policy is not None else settings.policy
    blocks = blocks_of(known.agenda) if known is not None else ()
    agenda = wip_agenda(settings, blocks, policy)
    return Track(id=room, name=name, agenda=agenda, clock=Clock(), policy=policy)
