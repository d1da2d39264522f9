"""What each audience may see, built up field by field from the state.

A view is all that leaves the server for one audience; nothing else does. Each is whole: whoever
has the newest view needs nothing from before it.
"""

from sessionrunner.core.views.choosing import own_track, pulse_for, view_for
from sessionrunner.core.views.making import attendee_view, host_view, plan_view, pulse, stage_view
from sessionrunner.core.views.phones import Phones
from sessionrunner.core.views.shapes import AttendeeView, HostView, Lens, PlanView, Pulse, StageView, View
from sessionrunner.core.views.wip_attendee import received, wip_attendee_view
from sessionrunner.core.views.wip_host import wip_host_view
from sessionrunner.core.views.wip_room import facilitator_view, wip_stage_view
from sessionrunner.core.views.wip_shapes import (
    FacilitatorView,
    WipAttendeeView,
    WipHostView,
    WipPulse,
    WipStageView,
)

__all__ = [
    "AttendeeView",
    "FacilitatorView",
    "HostView",
    "Lens",
    "Phones",
    "PlanView",
    "Pulse",
    "StageView",
    "View",
    "WipAttendeeView",
    "WipHostView",
    "WipPulse",
    "WipStageView",
    "attendee_view",
    "facilitator_view",
    "host_view",
    "own_track",
    "plan_view",
    "pulse",
    "pulse_for",
    "received",
    "stage_view",
    "view_for",
    "wip_attendee_view",
    "wip_host_view",
    "wip_stage_view",
]
