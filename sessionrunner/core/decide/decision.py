"""What handlers of commands are given and what they give back."""

from typing import TypeAlias

from sessionrunner.core.answers import Change, Summary
from sessionrunner.core.commands import Actor
from sessionrunner.core.errors import Detail, Forbidden, Invalid, NotFound
from sessionrunner.core.events import Event
from sessionrunner.core.forgetting import Forgotten
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Person, Session, Track
from sessionrunner.core.planning.types import PersonId, Plan, PlanRequest, Round
from sessionrunner.core.running_order.types import OrderRequest, RunningOrder
from sessionrunner.core.time import Instant


class Drawn(Frozen):
    """A plan that was made for exactly this request."""

    request: PlanRequest
    plan: Plan


class Arranged(Frozen):
    """A running order that was made for exactly this request."""

    request: OrderRequest
    order: RunningOrder


Made: TypeAlias = Drawn | Arranged
"""What can take so long to make that it is not made inside a decision."""


class Situation(Frozen):
    """What a command is decided on: the session as it is, who asks, the instant.

    `tracks` are those whose clocks a clock command moves, and the one that any other command names.
    `made` is what had to be made first, if anything.
    """

    session: Session
    actor: Actor
    now: Instant
    tracks: tuple[Track, ...] = ()
    made: Made | None = None

    @property
    def track(self) -> Track:
        """The one track of a command about one room."""
        return self.tracks[0]


class Draw(Frozen):
    """A handler's wish to have the coming rounds drawn: with what people were `told`, from `seed`."""

    told: tuple[Round, ...]
    seed: int


class Outcome(Frozen):
    """What a handler made of a command.

    `draw` is set when it wants the coming rounds drawn whatever else happened; otherwise they are
    repaired only if the people no longer fit them. `forget` is set when somebody is erased.
    """

    session: Session
    events: tuple[Event, ...] = ()
    warnings: tuple[str, ...] = ()
    draw: Draw | None = None
    forget: Forgotten | None = None


class Decision(Frozen):
    """A command's effect: the session after it, what happened, and what that means for people.

    `changes` are put into words, and counted in `summary`, only for commands that can be previewed in a
    session with rounds. `forget` is what must be erased from all that was kept before, together with
    storing the session.
    """

    session: Session
    events: tuple[Event, ...]
    changes: tuple[Change, ...] = ()
    summary: Summary | None = None
    warnings: tuple[str, ...] = ()
    forget: Forgotten | None = None


def known_person(session: Session, person: PersonId) -> Person:
    """Somebody on the roster. Raises `NotFound` in words if there is no such person (any more)."""
    found = session.people.get(person)
    if found is None or found.removed:
        raise NotFound("This person is not on the roster any more.")
    return found


def meant(situation: Situation, person: PersonId | None) -> Person:
    """Whom a command is about: an attendee speaks only of themselves, a host names somebody."""
    own = situation.actor.person
    if own is not None and person not in {None, own}:
        raise Forbidden("You can say this only of yourself. Ask the host.")
    if person is None and own is None:
        raise Invalid([Detail(field="person", message="is missing")])
    return known_person(situation.session, person or own or PersonId(""))
