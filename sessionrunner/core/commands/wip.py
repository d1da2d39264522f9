"""Commands about papers, rooms and who speaks, in works-in-progress sessions."""

from typing import Annotated, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from sessionrunner.core.commands.base import BaseCommand, Previewable, ShortText
from sessionrunner.core.model import TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.wip.papers import (
    LONGEST_ABSTRACT,
    LONGEST_COMMENT,
    LONGEST_KEYWORD,
    LONGEST_LINK,
    LONGEST_TITLE,
    MOST_KEYWORDS,
    MOST_PRESENTERS,
    PaperId,
    Wishes,
)
from sessionrunner.core.wip.settings import Overrun, Unused

Title: TypeAlias = Annotated[str, Meta(min_length=1, max_length=LONGEST_TITLE)]
Abstract: TypeAlias = Annotated[str, Meta(max_length=LONGEST_ABSTRACT)]
Link: TypeAlias = Annotated[str, Meta(max_length=LONGEST_LINK)]
Keywords: TypeAlias = Annotated[
    tuple[Annotated[str, Meta(max_length=LONGEST_KEYWORD)], ...], Meta(max_length=MOST_KEYWORDS)
]
PeopleWords: TypeAlias = Annotated[tuple[ShortText, ...], Meta(max_length=MOST_PRESENTERS)]


class RaiseHand(BaseCommand, tag="raise_hand"):
    """Somebody wants to speak. An attendee raises only their own hand.

    `paper` says on which paper, so that what a phone sends late is not taken for the next one.
    """

    person: PersonId | None = None
    paper: PaperId | None = None


class LowerHand(BaseCommand, tag="lower_hand"):
    """Somebody does not want to speak any more. An attendee lowers only their own hand."""

    person: PersonId | None = None


class CallOn(BaseCommand, tag="call_on"):
    """Give somebody the floor: whoever is first in the queue, unless `person` says who."""

    person: PersonId | None = None


class FinishSpeaking(BaseCommand, tag="finish_speaking"):
    """Whoever has the floor has finished."""


class ReorderQueue(BaseCommand, tag="reorder_queue"):
    """Put these people in front of the queue, in this order; nobody in particular if empty."""

    people: Annotated[tuple[PersonId, ...], Meta(max_length=500)]


class SkipSegment(BaseCommand, tag="skip_segment"):
    """Leave a segment out: the one that is on, unless `index` says which. A paper goes with all of its."""

    index: Annotated[int, Meta(ge=0)] | None = None


class MovePaper(BaseCommand, tag="move_paper"):
    """Present a paper later or earlier, or in another room: `before` another paper, or as the last one.

    `room` is the room to move it to, the one it is in unless given; `block` counts from 1.
    """

    paper: PaperId
    room: TrackId | None = None
    before: PaperId | None = None
    block: Annotated[int, Meta(ge=1, le=12)] | None = None


class InsertSegment(BaseCommand, tag="insert_segment"):
    """Put in a break: before segment `index`, or after the paper that is on."""

    minutes: Annotated[int, Meta(ge=1, le=240)] | Annotated[float, Meta(ge=0.5, le=240)]
    label: Annotated[str, Meta(min_length=1, max_length=60)] = "Break"
    index: Annotated[int, Meta(ge=1)] | None = None


class CatchUp(BaseCommand, tag="catch_up"):
    """Shorten what is still to come, evenly, so that the room finishes when it was planned to."""


class MessagePresenter(BaseCommand, tag="message_presenter"):
    """Show the presenter a few words; empty ones take them away."""

    text: Annotated[str, Meta(max_length=140)]


class SetPolicy(BaseCommand, tag="set_policy"):
    """Say what becomes of minutes a presenter leaves unused, or takes too many of."""

    unused: Unused | UnsetType = UNSET
    overrun: Overrun | UnsetType = UNSET


class WriteComment(BaseCommand, tag="write_comment"):
    """Write to a paper's presenters. Unless `signed`, nobody is told who wrote it, now or later."""

    paper: PaperId
    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_COMMENT)]
    signed: bool


class EnterRoom(BaseCommand, tag="enter_room"):
    """Be in a room. An attendee says it of themselves."""

    room: TrackId
    person: PersonId | None = None


class AddPaper(BaseCommand, tag="add_paper"):
    """Add a paper, people named by id, name or email address; presented last in `room`, if given."""

    title: Title
    presenters: Annotated[PeopleWords, Meta(min_length=1)]
    abstract: Abstract = ""
    keywords: Keywords = ()
    link: Link = ""
    discussants: PeopleWords = ()
    wishes: Wishes = Wishes()
    room: TrackId | None = None


class UpdatePaper(BaseCommand, tag="update_paper"):
    """Change what is known of a paper; fields left out stay as they are."""

    paper: PaperId
    title: Title | UnsetType = UNSET
    presenters: Annotated[PeopleWords, Meta(min_length=1)] | UnsetType = UNSET
    abstract: Abstract | UnsetType = UNSET
    keywords: Keywords | UnsetType = UNSET
    link: Link | UnsetType = UNSET
    discussants: PeopleWords | UnsetType = UNSET
    wishes: Wishes | UnsetType = UNSET


class RemovePaper(BaseCommand, tag="remove_paper"):
    """Take a paper out of the session."""

    paper: PaperId


class ProposeOrder(Previewable, tag="propose_order"):
    """Work out which paper is presented in which room and when, and who discusses it."""


WipCommand: TypeAlias = (
    RaiseHand
    | LowerHand
    | CallOn
    | FinishSpeaking
    | ReorderQueue
    | SkipSegment
    | MovePaper
    | InsertSegment
    | CatchUp
    | MessagePresenter
    | SetPolicy
    | WriteComment
    | EnterRoom
    | AddPaper
    | UpdatePaper
    | RemovePaper
    | ProposeOrder
)
"""What is about papers, their rooms and the comments on them."""
