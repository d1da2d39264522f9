"""Makes the views from the state."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from sessionrunner.core.agenda import Rooms, Segment
from sessionrunner.core.clock import Agenda
from sessionrunner.core.decide.decision import known_person
from sessionrunner.core.decide.permissions import MAY
from sessionrunner.core.drawing import placed, whereabouts_in
from sessionrunner.core.errors import NotFound
from sessionrunner.core.links import is_web_address
from sessionrunner.core.model import Person, Session, Track, side_of
from sessionrunner.core.planning.types import Pairing, PersonId, Plan, Round, Side
from sessionrunner.core.progress import begun_rounds, expected_finish, held_rounds, running_round
from sessionrunner.core.remembered import remembered
from sessionrunner.core.time import Duration
from sessionrunner.core.transitions import fits_format, makes_sense
from sessionrunner.core.views.shapes import (
    AttendeeView,
    ClockView,
    HostPerson,
    HostRound,
    HostView,
    Lens,
    Me,
    Meeting,
    Partner,
    Place,
    PlanPerson,
    PlanView,
    Pulse,
    ReportView,
    SegmentView,
    SessionHead,
    StageRoom,
    StageRound,
    StageView,
    WaitingClaim,
)

_NUMBER = re.compile(r"\d+$")


def pulse(session: Session, lens: Lens) -> Pulse:
    """What is sent when only the clock moved."""
    return Pulse(version=session.version, server_now=lens.now, clock=clock_view(session.track))


def clock_view(track: Track) -> ClockView:
    """The clock with its segment."""
    clock = track.clock
    return ClockView(
        state=clock.state,
        index=clock.index,
        segment=_segment(track.agenda[clock.index]),
        started_at=clock.started_at,
        ends_at=clock.ends_at,
        remaining_ms=clock.remaining_ms,
    )


def attendee_view(session: Session, person_id: PersonId, lens: Lens) -> AttendeeView:
    """What one attendee sees: their own itinerary. Raises `NotFound` if they are not on the roster."""
    person = known_person(session, person_id)
    return AttendeeView(**common(session, lens), **own(session, person, _itinerary(session, person_id)))


def own(session: Session, person: Person, itinerary: tuple[Meeting, ...]) -> dict[str, Any]:
    """The fields of an attendee's view that are this person's own."""
    return {
        "me": me_of(session, person),
        "room_kind": session.settings.rooms.kind,
        "itinerary": itinerary,
    }


def me_of(session: Session, person: Person) -> Me:
    """Who an attendee is, to themselves."""
    return Me(id=person.id, name=person.name, role=_side(session, person), attendance=person.attendance)


def _itinerary(session: Session, person: PersonId) -> tuple[Meeting, ...]:
    """What somebody does in every round they are part of, in order."""
    return tuple(_meeting(session, person, *met) for met in rounds_of(session, person))


def rounds_of(session: Session, person: PersonId) -> list[tuple[int, Pairing | None]]:
    """The rounds that somebody is part of, in order, with their pairings; None where they sit out."""
    if session.plan is None:
        return []
    found = whereabouts_in(session.plan).items()
    return [(number, where[person]) for number, where in found if person in where]


def stage_view(session: Session, lens: Lens) -> StageView:
    """What hangs on the wall: names and rooms, nothing else about anybody."""
    plan = session.plan
    return StageView(
        **common(session, lens),
        join_url=_join_url(session, lens),
        rounds=tuple(_stage_round(session, each) for each in plan.rounds) if plan else (),
    )


def host_view(session: Session, lens: Lens) -> HostView:
    """Everything the host works with."""
    track = session.track
    return HostView(
        **common(session, lens),
        join_url=_join_url(session, lens),
        settings=session.settings,
        people=_host_people(session.people, session.plan, session.settings.threshold),
        former={person.id: person.name for person in session.people.values() if person.removed},
        rounds=_host_rounds(session),
        quality=session.plan.quality if session.plan else None,
        claims=tuple(
            WaitingClaim(id=claim.id, person=claim.person, asked_at=claim.asked_at)
            for claim in session.claims.values()
            if claim.answer == "waiting"
        ),
        reports=tuple(
            ReportView(person=report.person, missing=report.missing, at=report.at)
            for report in session.reports
            if report.round == running_round(track)
        ),
        undo=session.undo[-1].type if session.undo else None,
        undo_added_ms=session.undo[-1].added_ms if session.undo else Duration(0),
        allowed=tuple(sorted(command for command in MAY["host"] if _allowed(session, command))),
        planned_finish_at=track.planned_finish_at,
        expected_finish_at=expected_finish(track, lens.now),
    )


def plan_view(session: Session, plan: Plan | None = None) -> PlanView:
    """The plan, rounds already held included. Raises `NotFound` while there is none."""
    plan = plan or session.plan
    if plan is None:
        raise NotFound("There is no plan yet. It is drawn when you press Start.")
    in_it = {person for each in plan.rounds for person in placed(each)}
    named = [person for person in session.people.values() if person.id in in_it]
    return PlanView(
        seed=plan.seed,
        people=tuple(PlanPerson(id=p.id, name=p.name, side=_side(session, p)) for p in named),
        rounds=plan.rounds,
        quality=plan.quality,
    )


def common(session: Session, lens: Lens) -> dict[str, Any]:
    """The fields of every view."""
    return {
        "version": session.version,
        "server_now": lens.now,
        "clock": clock_view(session.track),
        "pace": lens.pace,
        "session": SessionHead(id=session.id, title=session.title, format=session.format, code=session.code),
        "agenda": _agenda(session.track.agenda),
        "announcement": session.announcement,
    }


@remembered(8)
def _agenda(agenda: Agenda) -> tuple[SegmentView, ...]:
    """The agenda as it is shown. Remembered, because it stands in every phone's view."""
    return tuple(_segment(segment) for segment in agenda)


def _segment(segment: Segment) -> SegmentView:
    return SegmentView(
        kind=segment.kind,
        label=segment.label,
        round=segment.round,
        slot=segment.slot,
        duration_ms=segment.duration_ms,
        at_end=segment.at_end,
    )


def _meeting(session: Session, person: PersonId, number: int, pairing: Pairing | None) -> Meeting:
    if pairing is None:
        return Meeting(round=number, kind="sit_out", room=None, partners=())
    met = tuple(partner_of(session, other) for other in pairing.people if other != person)
    return Meeting(round=number, kind=pairing.kind, room=place_of(session, pairing.room), partners=met)


def partner_of(session: Session, person_id: PersonId) -> Partner:
    """Somebody as whoever meets them sees them."""
    person = session.people[person_id]
    return Partner(
        name=person.name,
        role=_side(session, person),
        institution=person.institution,
        interests=person.interests,
        away=person.attendance == "gone",
    )


def place_of(session: Session, room: str) -> Place:
    """A room as whoever meets there sees it."""
    return Place(name=room, link=room_link(session.settings.rooms, session.code, room))


def room_link(rooms: Rooms, code: str, room: str) -> str | None:
    """The address of a video room: the host's template with the code and the room's number put in."""
    if rooms.kind != "link" or not is_web_address(rooms.template):
        return None
    number = _NUMBER.search(room)
    return rooms.template.replace("{code}", code).replace("{room}", number[0] if number else room)


def _stage_round(session: Session, round_: Round) -> StageRound:
    names = session.people
    return StageRound(
        round=round_.round,
        rooms=tuple(
            StageRoom(room=each.room, kind=each.kind, people=tuple(names[p].name for p in each.people))
            for each in round_.pairings
        ),
        sitting_out=tuple(names[person].name for person in round_.sitting_out),
    )


def _host_people(
    people: Mapping[PersonId, Person], plan: Plan | None, threshold: float
) -> tuple[HostPerson, ...]:
    """Everybody on the roster."""
    rests = _sit_outs(plan)
    return tuple(
        _host_person(person, side_of(person, threshold, plan), rests[person.id])
        for person in people.values()
        if not person.removed
    )


def _host_person(person: Person, side: Side, sit_outs: int) -> HostPerson:
    return HostPerson(
        id=person.id,
        name=person.name,
        side=side,
        role=person.role,
        years=person.years,
        email=person.email,
        institution=person.institution,
        interests=person.interests,
        requests=person.requests,
        avoid=person.avoid,
        attendance=person.attendance,
        joined=person.joined,
        walk_in=person.walk_in,
        sit_outs=sit_outs,
    )


def _sit_outs(plan: Plan | None) -> Counter[PersonId]:
    """Rounds without a meeting across the sides, for everybody in the plan."""
    rests = Counter[PersonId]()
    for round_ in plan.rounds if plan else ():
        rests.update(round_.sitting_out)
        rests.update(
            person for pairing in round_.pairings if pairing.kind == "peer" for person in pairing.people
        )
    return rests


def _host_rounds(session: Session) -> tuple[HostRound, ...]:
    if session.plan is None:
        return ()
    fixed, running = range(1, held_rounds(session.track) + 1), running_round(session.track)
    over = begun_rounds(session.track) if session.track.clock.state == "ended" else fixed
    return tuple(
        HostRound(
            round=each.round,
            state="running" if each.round == running else "held" if each.round in over else "coming",
            pairings=each.pairings,
            sitting_out=each.sitting_out,
            absent=session.absent.get(each.round, ()),
        )
        for each in session.plan.rounds
    )


def _allowed(session: Session, command: str) -> bool:
    if command == "undo":
        return bool(session.undo)
    return fits_format(session.format, command) and makes_sense(session.track.clock.state, command)


def _side(session: Session, person: Person) -> Side:
    return side_of(person, session.settings.threshold, session.plan)


def _join_url(session: Session, lens: Lens) -> str:
    return f"{lens.public_url}/j/{session.code}"
