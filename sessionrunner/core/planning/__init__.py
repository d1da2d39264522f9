"""Who meets whom: the rotation plan, its repair, its quality and its bound."""

from sessionrunner.core.planning.entry import make_plan, measure, remeasure
from sessionrunner.core.planning.types import (
    Pairing,
    PairingKind,
    Participant,
    PersonId,
    Plan,
    PlanRequest,
    Quality,
    Round,
    Side,
    SitOuts,
    Spread,
    Surplus,
)

__all__ = [
    "Pairing",
    "PairingKind",
    "Participant",
    "PersonId",
    "Plan",
    "PlanRequest",
    "Quality",
    "Round",
    "Side",
    "SitOuts",
    "Spread",
    "Surplus",
    "make_plan",
    "measure",
    "remeasure",
]
