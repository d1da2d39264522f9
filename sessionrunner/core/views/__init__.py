"""What each audience may see, built up field by field from the state.

A view is all that leaves the server for one audience; nothing else does. Each is whole: whoever
has the newest view needs nothing from before it.
"""

from sessionrunner.core.views.making import attendee_view, host_view, plan_view, pulse, stage_view
from sessionrunner.core.views.shapes import AttendeeView, HostView, Lens, PlanView, Pulse, StageView, View

__all__ = [
    "AttendeeView",
    "HostView",
    "Lens",
    "PlanView",
    "Pulse",
    "StageView",
    "View",
    "attendee_view",
    "host_view",
    "plan_view",
    "pulse",
    "stage_view",
]
