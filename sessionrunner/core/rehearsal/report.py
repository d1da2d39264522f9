"""A rehearsal's outcome, in the shape in which it leaves the program."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from msgspec.structs import asdict, replace

from sessionrunner.core.drawing import participants
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Session, side_of
from sessionrunner.core.planning.history import NEVER, attendance
from sessionrunner.core.planning.pairs import across
from sessionrunner.core.planning.types import PersonId, Quality, Round, Side
from sessionrunner.core.rehearsal.movements import Movement, Stay, stays
from sessionrunner.core.rehearsal.running import MakePlan, Run, Stretch, Watch, run
from sessionrunner.core.rehearsal.talk import Meeting, talk
from sessionrunner.core.rehearsal.trace import TraceLine, as_line
from sessionrunner.core.time import Duration, Instant

_FOR_RUNNING: Final = 0.9
"""The share of the work that running is, the bound being the rest: good enough for a progress bar."""


class RehearsedRound(Round):
    """A round as it was held, and when its talk was, in milliseconds from the planned start."""

    starts_ms: Duration
    ends_ms: Duration


class Presence(Frozen):
    """A stretch of time that somebody was there, in milliseconds from the planned start."""

    starts_ms: Duration
    ends_ms: Duration


class RehearsedPerson(Frozen):
    """Somebody in a rehearsal.

    `sit_outs` are the rounds they were planned for without a meeting across the sides, `repeats`
    their meetings with somebody they had met before, `there` when they were there.
    """

    id: PersonId
    name: str
    side: Side
    sit_outs: int
    repeats: int
    there: tuple[Presence, ...]


class Rehearsal(Frozen):
    """What happened in a rehearsal.

    `talk_ms` is how long each person was in meetings across the sides. `talked_ms` adds those
    meetings up, each pair once; `most_ms` is proven: no planner could have reached more, even had
    it known who would come and go when. `share` (in JSON `yield`) is the one over the other.
    `meetings` are those meetings from when to when: where people were put together anew in mid-round,
    the round itself shows only whom they met last.
    `trace` is who came and went, in the terms of a trace with ids for names.
    """

    seed: int
    people: tuple[RehearsedPerson, ...]
    rounds: tuple[RehearsedRound, ...]
    quality: Quality
    talk_ms: dict[PersonId, Duration]
    talked_ms: Duration
    most_ms: Duration
    share: float = msgspec.field(name="yield")
    meetings: tuple[Meeting, ...]
    plans: int
    trace: tuple[TraceLine, ...]


def _unwatched(_: float) -> None:
    """Nobody looks at the progress."""


def rehearse(
    session: Session, movements: Sequence[Movement], make_plan: MakePlan, watch: Watch = _unwatched
) -> Rehearsal:
    """Run a waiting session, on whose roster nobody is checked in, against `movements`.

    The first plan counts on whoever is there at the start. `movements` are in the order of time and
    `watch` is told how far things are. Raises `Rejected` when there are too few people to start.
    """
    from sessionrunner.core.rehearsal.most import most_talk, windows  # noqa: PLC0415 - loads the solver

    session = replace(session, settings=replace(session.settings, plan_for="present"))
    there = stays([person.id for person in session.roster], movements)
    done = run(session, movements, there, make_plan, lambda share: watch(_FOR_RUNNING * share))
    heard = talk(done.stretches)
    settings = session.settings
    most = most_talk(
        participants(replace(session, settings=replace(settings, plan_for="everyone"))),
        there,
        windows(done.stretches),
        settings.seats if settings.surplus == "group" else 1,
        lambda share: watch(_FOR_RUNNING + (1 - _FOR_RUNNING) * share),
    )
    plan = done.session.plan
    assert plan is not None  # starting draws one
    return Rehearsal(
        seed=plan.seed,
        people=_people(done, there),
        rounds=tuple(_timed(one, done.stretches) for one in plan.rounds),
        quality=plan.quality,
        talk_ms={person.id: heard.by_person.get(person.id, Duration(0)) for person in session.roster},
        talked_ms=heard.total,
        meetings=heard.meetings,
        most_ms=most,
        share=heard.total / most if most else 1.0,
        plans=done.plans,
        trace=tuple(map(as_line, movements)),
    )


def _timed(round_: Round, stretches: Sequence[Stretch]) -> RehearsedRound:
    own = [stretch for stretch in stretches if stretch.round == round_.round]
    return RehearsedRound(**asdict(round_), starts_ms=Duration(own[0].start), ends_ms=Duration(own[-1].end))


def _people(done: Run, there: Mapping[PersonId, tuple[Stay, ...]]) -> tuple[RehearsedPerson, ...]:
    session = done.session
    rounds = session.plan.rounds if session.plan else ()
    parts, again = attendance(rounds), _repeats(rounds)
    over = max((stretch.end for stretch in done.stretches), default=Instant(0))
    return tuple(
        RehearsedPerson(
            id=person.id,
            name=person.name,
            side=done.sides.get(person.id) or side_of(person, session.settings.threshold, session.plan),
            sit_outs=len(parts.get(person.id, NEVER).resting),
            repeats=again[person.id],
            there=tuple(
                Presence(starts_ms=Duration(stay.start), ends_ms=Duration(min(stay.end, over)))
                for stay in there[person.id]
                if stay.start < over
            ),
        )
        for person in session.roster
    )


def _repeats(rounds: Sequence[Round]) -> Counter[PersonId]:
    """For everybody, their meetings across the sides with somebody they had met in an earlier round."""
    met: set[tuple[PersonId, PersonId]] = set()
    again: Counter[PersonId] = Counter()
    for one in rounds:
        for two in (two for pairing in one.pairings for two in across(pairing)):
            if two in met:
                again.update(two)
            met.add(two)
    return again
