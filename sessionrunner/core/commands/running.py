"""Commands that steer a session of either format."""

from typing import Annotated, Any, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from sessionrunner.core.commands.base import BaseCommand, Name
from sessionrunner.core.model import ClaimId


class Start(BaseCommand, tag="start"):
    """End the gathering and run the next segment."""


class Pause(BaseCommand, tag="pause"):
    """Stop the clock; what is left of the segment is kept."""


class Resume(BaseCommand, tag="resume"):
    """Let the clock run on."""


class Advance(BaseCommand, tag="advance"):
    """Run the next segment now."""


class Extend(BaseCommand, tag="extend"):
    """Give the running segment more time, or less."""

    seconds: Annotated[int, Meta(ge=-3600, le=3600)]


class Undo(BaseCommand, tag="undo"):
    """Take back the last command that has not been taken back."""


class End(BaseCommand, tag="end"):
    """End the session now."""


class Announce(BaseCommand, tag="announce"):
    """Show a sentence on every page; an empty one takes it away."""

    text: Annotated[str, Meta(max_length=280)]


class UpdateSettings(BaseCommand, tag="update_settings"):
    """Change the title, or settings of a session that has not started."""

    title: Name | UnsetType = UNSET
    settings: dict[str, Any] = {}


class AnswerClaim(BaseCommand, tag="answer_claim"):
    """Let in, or turn away, a second device that wants to join under a claimed name."""

    claim: ClaimId
    allow: bool


RunningCommand: TypeAlias = (
    Start | Pause | Resume | Advance | Extend | Undo | End | Announce | UpdateSettings | AnswerClaim
)
"""What runs a session."""
