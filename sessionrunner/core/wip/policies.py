"""What becomes of time that does not go to plan: a room's policies, and catching up.

What is conserved: where a policy says `comments`, a presentation and the comments on it take as long
together as before, so the finish stands (unless an overrun is longer than all of the comments).
Where it says `finish` or `rest`, everything after the presentation moves, and so does the finish.
"""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from sessionrunner.core import clock as clocks
from sessionrunner.core.agenda import Segment
from sessionrunner.core.clock import Clock
from sessionrunner.core.model import Track
from sessionrunner.core.time import Duration, Instant, minutes
from sessionrunner.core.wip.agenda import Agenda, end_of_presenting
from sessionrunner.core.wip.settings import Policy

SHORTEST: Final = minutes(2)
"""Catching up leaves every segment at least this long, or as long as it was if that is shorter."""
_CAN_BE_SHORTER: Final = frozenset({"present", "comments", "break"})


def before_handing_over(track: Track, now: Instant) -> Track:
    """The track just before its next segment begins at `now`, the comments' time changed by the policy."""
    return _with_comments_changed(track, clocks.remaining(track.clock, now))


def with_end_moved(track: Track, longer: Clock, now: Instant) -> Track:
    """The track with the running segment's end moved to that of `longer`, and the comments by the policy."""
    by = clocks.remaining(longer, now) - clocks.remaining(track.clock, now)
    return replace(_with_comments_changed(track, Duration(-by)), clock=longer)


def _with_comments_changed(track: Track, gained: Duration) -> Track:
    """The presenter leaves `gained` time (or takes it, when negative): the comments get or pay it.

    The presentation gets shorter or longer by what the comments get or pay, so that the paper as a whole
    takes what was planned for it: the sheets on the doors add the two up.
    """
    index = track.clock.index
    if track.policy is None or track.agenda[index].kind != "present" or gained == 0:
        return track
    goes_to = track.policy.unused if gained > 0 else track.policy.overrun
    following = track.agenda[index + 1 : index + 2]
    if goes_to != "comments" or not following or following[0].kind != "comments":
        return track
    presentation, comments = track.agenda[index], following[0]
    moved = max(-comments.duration_ms, gained)
    both = (
        replace(presentation, duration_ms=Duration(max(0, presentation.duration_ms - moved))),
        replace(comments, duration_ms=Duration(comments.duration_ms + moved)),
    )
    return replace(track, agenda=(*track.agenda[:index], *both, *track.agenda[index + 2 :]))


def with_policy(track: Track, policy: Policy) -> Track:
    """The track under another policy: what is on and what is to come follow it."""
    index = track.clock.index
    agenda = tuple(
        replace(segment, at_end=end_of_presenting(policy))
        if place >= index and segment.kind == "present"
        else segment
        for place, segment in enumerate(track.agenda)
    )
    return replace(track, policy=policy, agenda=agenda)


def behind(track: Track, expected: Instant | None) -> Duration | None:
    """How much later than planned the track will finish (negative: earlier); None while that is open."""
    if track.planned_finish_at is None or expected is None:
        return None
    return Duration(expected - track.planned_finish_at)


def shortened(track: Track, by: Duration) -> Agenda:
    """The agenda with the coming segments until the next gathering shorter by `by` in all, in proportion.

    Nothing gets shorter than `SHORTEST`; where that does not suffice, it is as short as it can be.
    """
    first = track.clock.index + 1
    gathers = (i for i, each in enumerate(track.agenda) if i >= first and each.kind == "gather")
    end = next(gathers, len(track.agenda))
    coming = track.agenda[first:end]
    cuts = _cuts([_most_cut(segment) for segment in coming], [s.duration_ms for s in coming], by)
    cut = (
        replace(segment, duration_ms=Duration(segment.duration_ms - less)) if less else segment
        for segment, less in zip(coming, cuts, strict=True)
    )
    return (*track.agenda[:first], *cut, *track.agenda[end:])


def _most_cut(segment: Segment) -> int:
    return max(0, segment.duration_ms - SHORTEST) if segment.kind in _CAN_BE_SHORTER else 0


def _cuts(most: Sequence[int], weights: Sequence[int], wanted: int) -> list[int]:
    """Whole numbers that add up to `wanted` (or to all of `most`), in proportion to the weights.

    Whoever would have to give more than they can gives all they can, and the others share the rest.
    """
    cuts, open_ = list(most), [place for place, can in enumerate(most) if can]
    wanted = min(wanted, sum(most))
    while open_:
        left = wanted - sum(cuts[place] for place in range(len(most)) if place not in open_)
        whole = sum(weights[place] for place in open_)
        too_much = [place for place in open_ if left * weights[place] > most[place] * whole]
        if not too_much:
            return _shared(cuts, open_, weights, left)
        open_ = [place for place in open_ if place not in too_much]
    return cuts


def _shared(cuts: list[int], open_: Sequence[int], weights: Sequence[int], left: int) -> list[int]:
    """`left` shared out over the open places; what rounding leaves over goes to the first ones."""
    whole = sum(weights[place] for place in open_)
    for place in open_:
        cuts[place] = left * weights[place] // whole
    short = left - sum(cuts[place] for place in open_)
    for place in open_[:short]:
        cuts[place] += 1
    return cuts
