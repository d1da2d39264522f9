"""Commands about the floor of a room: who speaks next, who has finished, what the presenter is told."""

from msgspec.structs import replace

from sessionrunner.core import clock as clocks
from sessionrunner.core.commands import (
    CallOn,
    FinishSpeaking,
    LowerHand,
    MessagePresenter,
    RaiseHand,
    ReorderQueue,
)
from sessionrunner.core.decide.decision import Outcome, Situation, known_person, meant
from sessionrunner.core.errors import Rejected
from sessionrunner.core.events import (
    CalledOn,
    Event,
    HandLowered,
    HandRaised,
    PresenterMessaged,
    QueueReordered,
)
from sessionrunner.core.model import Person, Session, Track, TrackId
from sessionrunner.core.names import tidy
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Duration, Instant
from sessionrunner.core.wip import floor as floors
from sessionrunner.core.wip.floor import Floor, Message
from sessionrunner.core.wip.papers import PaperId
from sessionrunner.core.wip.places import paper_on, room_of, wip_of
from sessionrunner.core.wip.queue import suggestion
from sessionrunner.core.wip.rules import queue_of


def raise_hand(situation: Situation, command: RaiseHand) -> Outcome:
    """Somebody in the room wants to speak."""
    track, session = situation.track, situation.session
    on = _paper_on(track)
    if command.paper not in {None, on}:
        raise Rejected("That paper is over meanwhile. Raise your hand again to speak on the one that is on.")
    person = _in_this_room(session, track, meant(situation, command.person))
    floor = wip_of(session).floor(track.id)
    if floor.speaking is not None and floor.speaking.person == person.id:
        raise Rejected(
            "It is your turn already." if situation.actor.person else f"{person.name} has the floor."
        )
    return _with_floor(
        _placed(session, track, person.id),
        track.id,
        floors.raise_hand(floor, person.id, situation.now),
        HandRaised(track=track.id, person=person.id),
    )


def lower_hand(situation: Situation, command: LowerHand) -> Outcome:
    """Somebody does not want to speak any more."""
    track, session = situation.track, situation.session
    person = meant(situation, command.person)
    lowered = floors.lower_hands(wip_of(session).floor(track.id), {person.id})
    return _with_floor(session, track.id, lowered, HandLowered(track=track.id, person=person.id))


def call_on(situation: Situation, command: CallOn) -> Outcome:
    """Somebody has the floor; whoever had it has finished."""
    track, session, now = situation.track, situation.session, situation.now
    _paper_on(track)
    floor = wip_of(session).floor(track.id)
    queue = queue_of(session, track)
    if command.person is None and not queue:
        raise Rejected("Nobody’s hand is up. Choose somebody by name, or go on.")
    chosen = command.person or queue[0].person
    person = _in_this_room(session, track, known_person(session, chosen))
    if floor.speaking is not None and floor.speaking.person == person.id:
        return Outcome(session=session)
    waiting = len(floor.waiting | {person.id})
    suggested = suggestion(time_for_comments(track, now), waiting)
    runs = track.clock.state != "paused"
    called = floors.call_on(floor, person.id, now, suggested, runs=runs)
    event = CalledOn(track=track.id, person=person.id, suggested_ms=suggested)
    return _with_floor(_placed(session, track, person.id), track.id, called, event)


def finish_speaking(situation: Situation, _: FinishSpeaking) -> Outcome:
    """Whoever has the floor has finished."""
    track, session = situation.track, situation.session
    floor = wip_of(session).floor(track.id)
    if floor.speaking is None:
        raise Rejected("Nobody has the floor just now.")
    return _with_floor(session, track.id, floors.finish_speaking(floor, situation.now))


def reorder_queue(situation: Situation, command: ReorderQueue) -> Outcome:
    """The facilitator says who is next; the rules order those behind."""
    track, session = situation.track, situation.session
    floor = wip_of(session).floor(track.id)
    first = tuple(dict.fromkeys(command.people))
    for person in first:
        if person not in floor.waiting:
            name = known_person(session, person).name
            raise Rejected(f"{name}’s hand is not up (any more). Look at the queue as it is now.")
    event = QueueReordered(track=track.id, people=first)
    return _with_floor(
        session, track.id, replace(floor, first=first) if first != floor.first else floor, event
    )


def message_presenter(situation: Situation, command: MessagePresenter) -> Outcome:
    """The presenter reads a few words on the room's display; empty ones take them away."""
    text = tidy(command.text)
    message = Message(text=text, at=situation.now) if text else None
    session, events = situation.session, list[Event]()
    for track in situation.tracks:
        floor = wip_of(session).floor(track.id)
        if message is not None or floor.message is not None:
            told = PresenterMessaged(track=track.id, text=text)
            outcome = _with_floor(session, track.id, replace(floor, message=message), told)
            session, events = outcome.session, [*events, *outcome.events]
    return Outcome(session=session, events=tuple(events))


def time_for_comments(track: Track, now: Instant) -> Duration:
    """What is left for comments on the paper that is on."""
    index = track.clock.index
    if track.agenda[index].kind == "comments":
        return Duration(max(0, clocks.remaining(track.clock, now)))
    coming = track.agenda[index + 1 : index + 2]
    return coming[0].duration_ms if coming and coming[0].kind == "comments" else Duration(0)


def _paper_on(track: Track) -> PaperId:
    paper = paper_on(track)
    if paper is None:
        raise Rejected("No paper is on just now. Hands can be raised once the next one begins.")
    return paper


def _in_this_room(session: Session, track: Track, person: Person) -> Person:
    if person.attendance == "gone":
        raise Rejected(f"{person.name} is marked as not here. Check them in first.")
    room = room_of(session, person.id)
    if room is not None and room != track.id:
        raise Rejected(f"{person.name} is in {session.tracks[room].name}, not in {track.name}.")
    return person


def _placed(session: Session, track: Track, person: PersonId) -> Session:
    """Whoever speaks in a room is in it, and stays there until they say otherwise."""
    wip = wip_of(session)
    if wip.places.get(person) == track.id:
        return session
    return replace(session, wip=replace(wip, places=wip.places | {person: track.id}))


def _with_floor(session: Session, room: TrackId, floor: Floor, *events: Event) -> Outcome:
    wip = wip_of(session)
    if floor is wip.floor(room) or floor == wip.floor(room):
        return Outcome(session=session)
    after = replace(session, wip=replace(wip, floors=wip.floors | {room: floor}))
    return Outcome(session=after, events=events)
