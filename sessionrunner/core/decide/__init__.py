"""Decides what a command does: a new session and what happened, or a refusal that changes nothing."""

from sessionrunner.core.decide.deciding import decide
from sessionrunner.core.decide.decision import Decision, Drawn

__all__ = ["Decision", "Drawn", "decide"]
