"""A session that exists, tried out: as it might go if it started now, by chance."""

from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Session
from sessionrunner.core.rehearsal.beginning import as_if_new
from sessionrunner.core.rehearsal.chance import Chances, Share, draw_movements
from sessionrunner.core.rehearsal.movements import Movement
from sessionrunner.core.rehearsal.report import Rehearsal, rehearse
from sessionrunner.core.rehearsal.running import MakePlan
from sessionrunner.core.time import Duration


class Trial(Frozen):
    """What somebody wants to try: which shares come late, never come and leave early, and a seed.

    Without a seed it is the session's own, from which its first plan is drawn as well.
    """

    seed: Annotated[int, Meta(ge=0, lt=2**31)] | None = None
    late_share: Share = Chances().late_share
    absent_share: Share = Chances().absent_share
    leaving_share: Share = Chances().leaving_share


def try_out(session: Session, trial: Trial, make_plan: MakePlan) -> Rehearsal:
    """Rehearse a session's people and settings from the start, whatever it has come to.

    Raises `Rejected` when there are too few people to start.
    """
    seed = session.settings.seed if trial.seed is None else trial.seed
    fresh = as_if_new(session, replace(session.settings, seed=seed))
    chances = Chances(
        late_share=trial.late_share, absent_share=trial.absent_share, leaving_share=trial.leaving_share
    )
    return rehearse(fresh, movements_for(fresh, chances), make_plan)


def movements_for(session: Session, chances: Chances) -> tuple[Movement, ...]:
    """Comings and goings of a session's people within its agenda, drawn from its seed."""
    length = Duration(sum(segment.duration_ms for segment in session.track.agenda))
    return draw_movements([person.id for person in session.roster], session.settings.seed, chances, length)
