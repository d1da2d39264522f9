"""The one way into a session: every command passes through `decide`.

The steps are the same for all of them. May this actor do it; is the version still the one that was
seen; does it make sense in this state; the handler; the coming rounds, drawn or repaired where
needed; a step for undo; the next version.
"""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from msgspec.structs import replace

from sessionrunner.core.changes import changes, how_many
from sessionrunner.core.commands import Actor, BaseCommand, Order
from sessionrunner.core.decide import (
    alone,
    clockwork,
    erasing,
    hosting,
    pairing,
    people,
    undoing,
    wip_comments,
    wip_floor,
    wip_moving,
    wip_order,
    wip_papers,
    wip_rooms,
)
from sessionrunner.core.decide.aiming import aim
from sessionrunner.core.decide.decision import Decision, Draw, Drawn, Made, Outcome, Situation
from sessionrunner.core.decide.permissions import check_permission
from sessionrunner.core.drawing import PlanNeeded, coming, needs_repair, request_for
from sessionrunner.core.errors import StaleVersion
from sessionrunner.core.events import Event, Planned
from sessionrunner.core.model import Session
from sessionrunner.core.progress import started
from sessionrunner.core.record import noted
from sessionrunner.core.summing_up import summary
from sessionrunner.core.time import Instant
from sessionrunner.core.wip.settling import settle, turns_ended

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
    "erase_person": erasing.erase_person,
    "check_in": people.check_in,
    "check_out": people.check_out,
    "check_out_missing": people.check_out_missing,
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
    "raise_hand": wip_floor.raise_hand,
    "lower_hand": wip_floor.lower_hand,
    "call_on": wip_floor.call_on,
    "finish_speaking": wip_floor.finish_speaking,
    "reorder_queue": wip_floor.reorder_queue,
    "message_presenter": wip_floor.message_presenter,
    "enter_room": wip_rooms.enter_room,
    "skip_segment": wip_rooms.skip_segment,
    "insert_segment": wip_rooms.insert_segment,
    "catch_up": wip_rooms.catch_up,
    "set_policy": wip_rooms.set_policy,
    "move_paper": wip_moving.move_paper,
    "write_comment": wip_comments.write_comment,
    "add_paper": wip_papers.add_paper,
    "update_paper": wip_papers.update_paper,
    "remove_paper": wip_papers.remove_paper,
    "import_papers": wip_papers.import_papers,
    "propose_order": wip_order.propose_order,
}
NOT_UNDOABLE: Final = frozenset(
    {"undo", "tick", "repair", "join", "ask_to_join", "answer_claim", "erase_person"}
)
"""Undo takes back what a host did, never what time, a door or a phone did; what is erased is gone."""


def command_type(order: BaseCommand) -> str:
    """The type of a command as the wire and the journal name it."""
    return str(order.__struct_config__.tag)


def decide(session: Session, order: Order, actor: Actor, now: Instant, made: Made | None = None) -> Decision:
    """What `order` does to `session` at `now`.

    Raises a `Refusal` if it cannot be done, and `PlanNeeded` or `OrderNeeded` if a plan or a running
    order must be made first: then decide again with what was `made`. In neither case has anything
    changed. A decision whose session is the very same one changed nothing either (a check-in of somebody
    who is here).
    """
    kind = command_type(order)
    check_permission(actor, kind, session.format)
    if order.expected_version is not None and order.expected_version != session.version:
        raise StaleVersion(session.version)
    tracks = aim(session, order, kind, actor)
    situation = Situation(session=session, actor=actor, now=now, tracks=tracks, made=made)
    outcome = HANDLERS[kind](situation, order)
    after, followed = _followed_up(situation, outcome, kind)
    if after is session and not followed:
        return Decision(session=session, events=outcome.events, warnings=outcome.warnings)
    after = noted(session, after)
    if kind not in NOT_UNDOABLE and actor.audience != "attendee":
        room = tracks[0].id if session.format == "wip" and len(tracks) == 1 else None
        after = undoing.remember(session, after, kind, now=now, actor=actor, track=room)
    return Decision(
        session=replace(after, version=session.version + 1),
        events=outcome.events + followed,
        changes=changes(session, after) if order.previewable else (),
        summary=summary(session, after) if order.previewable and session.format == "flash" else None,
        warnings=outcome.warnings,
        forget=outcome.forget,
    )


def _can_wait(kind: str, actor: Actor) -> bool:
    """Whether the coming rounds may be repaired a moment later, once for all who come at the same time.

    People at the door wait for nobody's plan; a host reads in the answer what their command changes.
    """
    return kind == "join" or actor.audience == "attendee"


def _followed_up(situation: Situation, outcome: Outcome, kind: str) -> tuple[Session, tuple[Event, ...]]:
    """The session after the handler, with what follows from the command in this format."""
    before, after = situation.session, outcome.session
    if after.format == "flash":
        drawn = situation.made if isinstance(situation.made, Drawn) else None
        return _drawn(before, outcome, drawn, at_once=not _can_wait(kind, situation.actor))
    if after is before:
        return after, ()
    settled = settle(before, after, situation.now, follow_clocks=kind != "undo")
    return settled, () if kind == "undo" else turns_ended(before, settled)


def _drawn(
    before: Session, outcome: Outcome, drawn: Drawn | None, *, at_once: bool
) -> tuple[Session, tuple[Planned, ...]]:
    """The session after the handler with its coming rounds drawn or repaired, if they must be now."""
    after, draw = outcome.session, outcome.draw
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
        changes=how_many(before, planned),
        repaired=bool(draw.told),
    )
    return planned, (event,)
