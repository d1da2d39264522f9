"""What each simulated person does and when, drawn from a seed."""

from collections.abc import Sequence
from random import Random

from sessionrunner.core.frozen import Frozen

LATE = 0.10
ABSENT = 0.06
LEAVES_EARLY = 0.08
FALLS_SILENT = 0.25


class Script(Frozen):
    """One person's part. Moments are parts of the session: 0 is its start and 1 its end.

    `arrives` is None for somebody who never comes, and 0 for somebody who joins while people gather;
    `dawdles` is how many seconds they take then. In a silence the phone is not connected.
    """

    email: str
    arrives: float | None
    dawdles: float
    silences: tuple[tuple[float, float], ...] = ()
    leaves: float | None = None


def scripts(emails: Sequence[str], seed: int) -> tuple[Script, ...]:
    """A part for everybody; the same seed gives the same parts, whoever else is there."""
    return tuple(_script(email, Random(f"{seed} {email}"), len(emails)) for email in emails)  # noqa: S311


def _script(email: str, chance: Random, crowd: int) -> Script:
    dawdles = chance.uniform(0.5, 5 + crowd / 10)
    fate = chance.random()
    if fate < ABSENT:
        return Script(email=email, arrives=None, dawdles=dawdles)
    if fate < ABSENT + LATE:
        return Script(email=email, arrives=chance.uniform(0.02, 0.4), dawdles=0.0)
    leaves = chance.uniform(0.6, 0.95) if fate > 1 - LEAVES_EARLY else None
    return Script(email=email, arrives=0.0, dawdles=dawdles, silences=_silences(chance), leaves=leaves)


def _silences(chance: Random) -> tuple[tuple[float, float], ...]:
    if chance.random() >= FALLS_SILENT:
        return ()
    begins = chance.uniform(0.05, 0.5)
    return ((begins, begins + chance.uniform(0.01, 0.08)),)
