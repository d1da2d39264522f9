"""The settings of a works-in-progress session."""

from typing import Annotated, Final, Literal, TypeAlias

from msgspec import Meta

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.wip.papers import TimeOfDay

Minutes: TypeAlias = Annotated[int, Meta(ge=0, le=240)] | Annotated[float, Meta(ge=0, le=240)]
RoomName: TypeAlias = Annotated[str, Meta(min_length=1, max_length=60)]
Unused: TypeAlias = Literal["comments", "finish"]
Overrun: TypeAlias = Literal["comments", "rest"]
WrittenComments: TypeAlias = Literal["off", "signed", "anonymous", "choice"]

MOST_ROOMS: Final = 30

GUIDELINES: Final = (
    "Say what you found most interesting before what you would change. "
    "Ask questions; they help more than verdicts. "
    "One point at a time, so that others get their turn. "
    "Comment on the paper that is there, not on the one you would have written."
)


class Policy(Frozen):
    """What a room does with time that does not go to plan.

    `unused` is where the minutes go that a presenter leaves: to the comments on the same paper, or to
    an earlier finish. `overrun` is what pays for a presenter's extra minutes: the comments on the same
    paper (their time is cut, the finish stands), or the rest (everything after it moves).
    """

    unused: Unused = "comments"
    overrun: Overrun = "comments"


class Block(Frozen):
    """A stretch of time in which papers are presented, in every room alike.

    `starts` is the time of day on the venue's clock, if it is known; `minutes` is how long it lasts.
    """

    day: Annotated[int, Meta(ge=1, le=31)] = 1
    starts: TimeOfDay | None = None
    minutes: Annotated[int, Meta(ge=10, le=720)] = 95


class WipSettings(Frozen):
    """How a works-in-progress session runs. The defaults hold three papers a room.

    `tracks` are the rooms' names. `discussants` is how many discussants the running order finds for
    a paper that names none. `written` says whether people may write to presenters, and under which
    name: `choice` leaves it to who writes. `discussants_first` and `juniors_first` are rules of the
    queue; who is junior the session's `threshold` of years says.
    """

    present_minutes: Annotated[int, Meta(ge=1, le=120)] | Annotated[float, Meta(ge=1, le=120)] = 15
    comment_minutes: Minutes = 15
    changeover_minutes: Minutes = 2
    close_minutes: Minutes = 1
    tracks: Annotated[tuple[RoomName, ...], Meta(min_length=1, max_length=MOST_ROOMS)] = ("Room 1",)
    blocks: Annotated[tuple[Block, ...], Meta(min_length=1, max_length=12)] = (Block(),)
    discussants: Annotated[int, Meta(ge=0, le=5)] = 0
    written: WrittenComments = "choice"
    discussants_first: bool = False
    juniors_first: bool = False
    guidelines: Annotated[str, Meta(max_length=2_000)] = GUIDELINES
    policy: Policy = Policy()
