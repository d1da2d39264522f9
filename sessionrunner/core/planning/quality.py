"""How good given rounds are: counted from the rounds alone, whoever made them."""

from collections.abc import Mapping, Sequence

from sessionrunner.core.planning.history import NEVER, attendance
from sessionrunner.core.planning.pairs import across, avoided, pair, together
from sessionrunner.core.planning.types import PersonId, PlanRequest, Quality, Round, Side, SitOuts, Spread


def quality(
    request: PlanRequest,
    rounds: Sequence[Round],
    sides: Mapping[PersonId, Side],
    bound: int,
    requests_bound: int,
) -> Quality:
    """The numbers of the rounds; `milliseconds` is 0, for the caller to fill in."""
    pairings = [pairing for one in rounds for pairing in one.pairings]
    apart = avoided(request.participants)
    parts = attendance(rounds)
    meetings = [pair(*two) for pairing in pairings for two in across(pairing)]
    return Quality(
        meetings=len(meetings),
        repeats=len(meetings) - len(set(meetings) - request.met_before),
        avoided_met=sum(two in apart for pairing in pairings for two in together(pairing)),
        requests_met=0,
        requests_possible=requests_bound,
        sit_outs=SitOuts(
            **{
                side: _spread([len(parts.get(p, NEVER).resting) for p, own in sides.items() if own == side])
                for side in ("mentor", "mentee")
            }
        ),
        back_to_back_sit_outs=sum(parts.get(person, NEVER).back_to_back for person in sides),
        score=0,
        score_bound=bound,
        milliseconds=0,
    )


def _spread(counts: Sequence[int]) -> Spread:
    return Spread(min=min(counts, default=0), max=max(counts, default=0))
