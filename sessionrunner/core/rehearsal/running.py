"""Runs a session in virtual time: the real `decide`, a clock that jumps from instant to instant."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from sessionrunner.core import clock as clocks
from sessionrunner.core.agenda import finish
from sessionrunner.core.commands import SERVER, Actor, Advance, CheckIn, CheckOut, Order, Repair, Start, Tick
from sessionrunner.core.decide import Drawn, decide
from sessionrunner.core.drawing import PlanNeeded, unplaced
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Session
from sessionrunner.core.planning.types import Pairing, PersonId, Plan, PlanRequest, Side
from sessionrunner.core.rehearsal.beginning import PLANNED_START
from sessionrunner.core.rehearsal.movements import Movement, Stay
from sessionrunner.core.time import Instant

MakePlan: TypeAlias = Callable[[PlanRequest], Plan]
Watch: TypeAlias = Callable[[float], None]
"""Told again and again which share of the work is done, from 0 to 1."""

_HOST = Actor(audience="host")


class Stretch(Frozen):
    """A part of a round's talk in which nothing changed: its pairings and who was there."""

    round: int
    start: Instant
    end: Instant
    pairings: tuple[Pairing, ...]
    present: frozenset[PersonId]


class Run(Frozen):
    """A session that was run to its end: the state it ended in, and its talks bit by bit.

    `sides` is the side of everybody who was ever planned for; `plans` how many plans were made.
    """

    session: Session
    stretches: tuple[Stretch, ...]
    sides: dict[PersonId, Side]
    plans: int


def run(
    session: Session,
    movements: Sequence[Movement],
    there: Mapping[PersonId, Sequence[Stay]],
    make_plan: MakePlan,
    watch: Watch,
) -> Run:
    """Start a waiting `session` at the planned start and run it until its agenda ends.

    Whoever is there at the start is checked in before it, everybody else checks in and out at
    their instant, as their phones would. What happens at the same instant as a deadline happens
    just before it. Where the agenda holds at the end of a segment, the host moves on at once.
    """
    return _Runner(session, there, make_plan).run(movements, watch)


class _Runner:
    def __init__(
        self, session: Session, there: Mapping[PersonId, Sequence[Stay]], make_plan: MakePlan
    ) -> None:
        self._session = session
        self._make_plan = make_plan
        self._now = PLANNED_START
        self._present = frozenset(
            person for person, stays in there.items() if any(stay.start <= self._now for stay in stays)
        )
        self._stretches: list[Stretch] = []
        self._sides: dict[PersonId, Side] = {}
        self._plans = 0
        self._given = 0

    def run(self, movements: Sequence[Movement], watch: Watch) -> Run:
        for person in self._session.roster:
            if person.id in self._present:
                self._check(person.id, CheckIn(id=self._next_id(), person=person.id))
        self._give(Start(id=self._next_id()), _HOST)
        length = max(1, self._finish() - PLANNED_START)
        coming = [movement for movement in reversed(movements) if movement.at > PLANNED_START]
        while self._session.track.clock.state != "ended":
            self._step(coming)
            watch(min(1.0, (self._now - PLANNED_START) / length))
        return Run(
            session=self._session,
            stretches=tuple(self._stretches),
            sides=self._sides,
            plans=self._plans,
        )

    def _step(self, coming: list[Movement]) -> None:
        """Go to the next instant at which anything happens; `coming` has the next movement last."""
        due = clocks.deadline(self._session.track.clock)
        if due is None:
            self._give(Advance(id=self._next_id()), _HOST)
        elif coming and coming[-1].at <= due:
            self._move(movement := coming.pop())
            if not (coming and coming[-1].at == movement.at):
                self._repair()
        else:
            self._pass_until(due)
            self._give(Tick(id=self._next_id()), SERVER)

    def _move(self, movement: Movement) -> None:
        self._pass_until(Instant(movement.at))
        if movement.event == "arrive":
            self._present |= {movement.person}
            self._check(movement.person, CheckIn(id=self._next_id(), person=movement.person))
        else:
            self._present -= {movement.person}
            self._check(movement.person, CheckOut(id=self._next_id(), person=movement.person))

    def _repair(self) -> None:
        """The server's own order once people have come or gone: all of one instant are placed together."""
        if unplaced(self._session):
            self._give(Repair(id=self._next_id()), SERVER)

    def _check(self, person: PersonId, order: CheckIn | CheckOut) -> None:
        self._give(order, Actor(audience="attendee", person=person))

    def _pass_until(self, to: Instant) -> None:
        """Let time pass, and keep what was talked in it."""
        plan, track = self._session.plan, self._session.track
        segment = track.agenda[track.clock.index]
        if segment.kind == "talk" and segment.round is not None and plan is not None and to > self._now:
            self._stretches.append(
                Stretch(
                    round=segment.round,
                    start=self._now,
                    end=to,
                    pairings=plan.rounds[segment.round - 1].pairings,
                    present=self._present,
                )
            )
        self._now = to

    def _give(self, order: Order, actor: Actor) -> None:
        drawn: Drawn | None = None
        while True:
            try:
                self._session = decide(self._session, order, actor, self._now, drawn).session
                break
            except PlanNeeded as needed:
                drawn = Drawn(request=needed.request, plan=self._make_plan(needed.request))
                self._plans += 1
        if self._session.plan is not None:
            self._sides |= self._session.plan.sides

    def _finish(self) -> Instant:
        track = self._session.track
        assert track.clock.ends_at is not None  # it has just been started
        return finish(track.agenda, track.clock.index, track.clock.ends_at)

    def _next_id(self) -> str:
        self._given += 1
        return f"rehearsal-{self._given}"
