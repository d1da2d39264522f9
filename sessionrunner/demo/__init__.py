"""A session to look at: made, filled and attended by simulated people, through the public interfaces only."""

from sessionrunner.demo.ready import Ready, prepare_demo, start_by_itself
from sessionrunner.demo.simulation import simulate

__all__ = ["Ready", "prepare_demo", "simulate", "start_by_itself"]
