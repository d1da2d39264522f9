"""How good a plan is, in sentences, with the proven bound beside what was reached."""

from collections.abc import Iterator

from sessionrunner.core.planning import Quality, Side, Spread, Surplus
from sessionrunner.showing.words import between, counted


def quality_sentences(quality: Quality, surplus: Surplus, asked: int) -> Iterator[str]:
    """The most telling first. `asked` is how many requests people wrote; `surplus` what the rest does."""
    yield _repeats(quality)
    if quality.avoided_met:
        apart = counted(quality.avoided_met, "pair that should", "pairs that should")
        yield f"{apart} be kept apart meet."
    yield from _rests(quality, surplus)
    if quality.back_to_back_sit_outs:
        often = counted(quality.back_to_back_sit_outs, "time", "times")
        yield f"{often.capitalize()}, somebody rests two rounds in a row."
    yield from _requests(quality, asked)
    yield from _score(quality)


def _repeats(quality: Quality) -> str:
    if not quality.meetings:
        return "Nobody meets anybody of the other side."
    if not quality.repeats:
        return "Nobody meets twice."
    return (
        f"{counted(quality.repeats, 'meeting is', 'meetings are')} with somebody met before; "
        f"{counted(quality.meetings - quality.repeats, 'is', 'are')} new."
    )


def _rests(quality: Quality, surplus: Surplus) -> Iterator[str]:
    spread = quality.sit_outs
    if quality.meetings and not spread.mentor.max and not spread.mentee.max:
        yield "Everybody has a partner of the other side in every round."
    yield from _rest("mentor", spread.mentor, surplus)
    yield from _rest("mentee", spread.mentee, surplus)


def _rest(side: Side, spread: Spread, surplus: Surplus) -> Iterator[str]:
    if not spread.max:
        return
    often, other = between(spread.min, spread.max), "mentee" if side == "mentor" else "mentor"
    if surplus == "peer":
        yield f"Each {side} is without a {other} {often}, and meets another {side} then if one is free."
    else:
        yield f"Each {side} rests {often}."


def _requests(quality: Quality, asked: int) -> Iterator[str]:
    met, possible = quality.requests_met, quality.requests_possible
    if not asked:
        return
    if met == asked:
        yield "The one request is met." if asked == 1 else f"All {asked} requests are met."
        return
    most = f"{possible} is the most possible" if met >= possible else f"at most {possible} would be possible"
    yield f"{met} of {asked} requests met; {most}."


def _score(quality: Quality) -> Iterator[str]:
    if not quality.score_bound:
        return
    if quality.score >= quality.score_bound:
        yield "Proven: no plan for these people serves their wishes and shared interests better."
    elif quality.score >= quality.fair_bound:
        yield "Proven: no plan that is as fair serves their wishes and shared interests better."
    else:
        share = 100 * quality.score // quality.fair_bound
        yield f"Wishes and shared interests are served to {share} % of a bound that no fair plan can pass."


def missing_side(mentors: int, mentees: int, threshold: float) -> str | None:
    """A word about a roster on which nobody can meet across the sides, if it is one."""
    if mentors and mentees:
        return None
    if not mentors:
        return (
            f"Nobody is a mentor: nobody has {threshold:g} or more years, or the role. --threshold lowers it."
        )
    return (
        f"Nobody is a mentee: everybody has {threshold:g} or more years, or the role. --threshold raises it."
    )
