"""How far a track has come in rounds, as its clock and agenda say."""

from collections.abc import Iterable

from sessionrunner.core.agenda import finish
from sessionrunner.core.clock import remaining
from sessionrunner.core.model import Track
from sessionrunner.core.time import Duration, Instant, after


def started(track: Track) -> bool:
    """Whether the gathering is over."""
    return track.clock.state != "waiting"


def any_started(tracks: Iterable[Track]) -> bool:
    """Whether the gathering is over anywhere."""
    return any(started(track) for track in tracks)


def held_rounds(track: Track) -> int:
    """How many rounds stand fast: over, running, or already being walked to."""
    if not started(track):
        return 0
    passed = track.agenda[: track.clock.index + 1]
    return max((segment.round for segment in passed if segment.round is not None), default=0)


def begun_rounds(track: Track) -> frozenset[int]:
    """The rounds whose talk has begun, whether it is over or not."""
    if not started(track):
        return frozenset()
    passed = track.agenda[: track.clock.index + 1]
    return frozenset(each.round for each in passed if each.kind == "talk" and each.round is not None)


def running_round(track: Track) -> int | None:
    """The round that is on, or being walked to, at this moment."""
    if track.clock.state in ("waiting", "ended"):
        return None
    return track.agenda[track.clock.index].round


def expected_finish(track: Track, now: Instant) -> Instant | None:
    """When the track will be over if nobody interferes; None while people gather, and after its end."""
    if track.clock.state in ("waiting", "ended") or track.agenda[track.clock.index].kind == "gather":
        return None
    left = max(Duration(0), remaining(track.clock, now))
    return finish(track.agenda, track.clock.index, after(now, left))
