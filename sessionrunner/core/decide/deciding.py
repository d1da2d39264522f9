"""The one way into a session: every command passes through `decide`.

The steps are the same for all of them. May this actor do it; is the version still the one that was
seen; does it make sense in this state; the handler; the coming rounds, drawn or repaired where
needed; a step for undo; the next version.
"""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from msgspec.structs import replace

from sessionrunner.core.changes import changes
from sessionrunner.core.commands import Actor, BaseCommand, Order
from sessionrunner.core.decide import alone, clockwork, hosting, pairing, people, undoing
from sessionrunner.core.decide.aiming import aim
from sessionrunner.core.decide.decision import Decision, Draw, Drawn, Outcome, Situation
from sessionrunner.core.decide.permissions import check_permission
from sessionrunner.core.drawing import PlanNeeded, coming, needs_repair, request_for
from sessionrunner.core.errors import StaleVersion
from sessionrunner.core.events import Planned
from sessionrunner.core.model import Session
from sessionrunner.core.progress import started
from sessionrunner.core.time import Instant

Handler: TypeAlias = Callable[[Situation, Any], Outcome]

HANDLERS: Final[dict[str, Handler]] = {
    "start": clockwork.start,
    "pause": clockwork.pause,
    "resume": clockwork.resume,
    "advance": clockwork.advance,
    "extend": clockwork.extend,
    "end": clockwork.end,
    "tick": clockwork.tick,
    "undo": undoing.undo,
    "add_person": people.add_person,
    "update_person": people.update_person,
    "remove_person": people.remove_person,
    "check_in": people.check_in,
    "check_out": people.check_out,
    "join": people.join,
    "import_roster": people.import_roster,
    "partner_missing": alone.partner_missing,
    "swap": pairing.swap,
    "replan": pairing.replan,
    "repair": pairing.repair,
    "announce": hosting.announce,
    "update_settings": hosting.update_settings,
    "ask_to_join": hosting.ask_to_join,
    "answer_claim": hosting.answer_claim,
}
NOT_UNDOABLE: Final = frozenset({"undo", "tick", "repair", "join", "ask_to_join", "answer_claim"})
"""Undo takes back what a host did, never what time, a door or a phone did."""


def command_type(order: BaseCommand) -> str:
    """The type of a command as the wire and the journal name it."""
    return str(order.__struct_config__.tag)


def decide(
    session: Session, order: Order, actor: Actor, now: Instant, drawn: Drawn | None = None
) -> Decision:
    """What `order` does to `session` at `now`.

    Raises a `Refusal` if it cannot be done, and `PlanNeeded` if a plan must be made first: then
    decide again with that plan as `drawn`. In neither case has anything changed. A decision whose
    session is the very same one changed nothing either (a check-in of somebody who is here).
    """
    kind = command_type(order)
    check_permission(actor, kind)
    if order.expected_version is not None and order.expected_version != session.version:
        raise StaleVersion(session.version)
    tracks = aim(session, order, kind, actor)
    outcome = HANDLERS[kind](Situation(session=session, actor=actor, now=now, tracks=tracks), order)
    after, planned = _drawn(session, outcome, drawn, at_once=not _can_wait(kind, actor))
    if after is session and not planned:
        return Decision(session=session, events=outcome.events, warnings=outcome.warnings)
    if kind not in NOT_UNDOABLE and actor.audience != "attendee":
        after = undoing.remember(session, after, kind, now, order.track or actor.track)
    return Decision(
        session=replace(after, version=session.version + 1),
        events=outcome.events + planned,
        changes=changes(session, after),
        warnings=outcome.warnings,
    )


def _can_wait(kind: str, actor: Actor) -> bool:
    """Whether the coming rounds may be repaired a moment later, once for all who come at the same time.

    People at the door wait for nobody's plan; a host reads in the answer what their command changes.
    """
    return kind == "join" or actor.audience == "attendee"


def _drawn(
    before: Session, outcome: Outcome, drawn: Drawn | None, *, at_once: bool
) -> tuple[Session, tuple[Planned, ...]]:
    """The session after the handler with its coming rounds drawn or repaired, if they must be now."""
    after, draw = outcome.session, outcome.draw
    if after.format != "flash":
        return after, ()
    if draw is None and not started(after.track) and before.people is not after.people:
        return (replace(after, plan=None) if after.plan is not None else after), ()
    if draw is None and at_once and needs_repair(before, after):
        draw = Draw(told=coming(after), seed=after.plan.seed if after.plan else after.settings.seed)
    if draw is None:
        return after, ()
    request = request_for(after, draw.told, draw.seed)
    if drawn is None or drawn.request != request:
        raise PlanNeeded(request)
    planned = replace(after, plan=drawn.plan)
    event = Planned(
        rounds=len(drawn.plan.rounds) - len(request.held),
        changes=len(changes(before, planned)),
        repaired=bool(draw.told),
    )
    return planned, (event,)
