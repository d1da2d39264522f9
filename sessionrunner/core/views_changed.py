"""Whose view differs between two states: told from the state, without making any view."""

from collections.abc import Mapping

from sessionrunner.core.drawing import Whereabouts, whereabouts_in
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Person, Session, TrackId, Wip
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.wip.places import Places, places, told_presenters, wip_of

NOBODY: frozenset[PersonId] = frozenset()


class Affected(Frozen):
    """Whose view changed in content: everybody's, these people's, the stage's, the host's.

    `tracks` are the rooms whose facilitators and displays see something else, if not all do. `clock`
    says that a clock moved; whoever is not affected otherwise needs only a pulse.
    """

    everyone: bool
    people: frozenset[PersonId]
    stage: bool
    host: bool
    clock: bool
    tracks: frozenset[TrackId] = frozenset()


def affected(before: Session | None, after: Session) -> Affected:
    """Whose view changed from `before` to `after`; everything did if there was no `before`."""
    if before is None or _shared(before) != _shared(after):
        return Affected(everyone=True, people=NOBODY, stage=True, host=True, clock=True)
    touched = _touched_people(before, after)
    if after.format == "wip":
        return _affected_rooms(before, after, touched)
    moved = _moved_people(before, after)
    return Affected(
        everyone=False,
        people=touched | moved | _partners_of(_seen_differently(before, after, touched), after),
        stage=bool(moved) or any(_name(before, person) != _name(after, person) for person in touched),
        host=True,
        clock=before.tracks is not after.tracks,
    )


def _shared(session: Session) -> tuple[object, ...]:
    """What stands in everybody's view, the clock aside."""
    agendas = tuple((track.name, track.agenda) for track in session.tracks.values())
    wip = (session.wip.papers, session.wip.settings) if session.wip else ()
    return (session.title, session.code, session.announcement, session.settings.rooms, agendas, wip)


def _affected_rooms(before: Session, after: Session, touched: frozenset[PersonId]) -> Affected:
    """Whose view changed in a works-in-progress session, where everybody sees their own room."""
    was, now = wip_of(before), wip_of(after)
    places_before, places_after = places(before), places(after)
    moved = _differing(places_before, places_after)
    seen = _seen_differently(before, after, touched) | _came(before, after, touched)
    left_or_entered = {
        where.get(person) for person in moved | seen for where in (places_before, places_after)
    }
    talking = {name for name in after.tracks if was.floor(name) != now.floor(name)}
    changed = {name for name, track in after.tracks.items() if before.tracks.get(name) is not track}
    listening = {person for person, room in places_after.items() if room in talking}
    on_paper = any(seen & paper.people for paper in now.papers.values())
    return Affected(
        everyone=on_paper,
        people=touched | moved | listening | _written_to(was, now) | _told(before, after),
        stage=on_paper,
        host=True,
        clock=before.tracks is not after.tracks,
        tracks=frozenset(room for room in left_or_entered | talking | changed if room is not None),
    )


def _differing(before: Places, after: Places) -> frozenset[PersonId]:
    everybody = before.keys() | after.keys()
    return frozenset(person for person in everybody if before.get(person) != after.get(person))


def _written_to(was: Wip, now: Wip) -> frozenset[PersonId]:
    """The presenters who have got a comment."""
    papers = (now.papers.get(comment.paper) for comment in now.comments[len(was.comments) :])
    return frozenset(person for paper in papers if paper is not None for person in paper.presenters)


def _told(before: Session, after: Session) -> frozenset[PersonId]:
    """The presenters who are told something else, wherever they are."""
    return frozenset(
        person
        for room in after.tracks
        if wip_of(before).floor(room).message != wip_of(after).floor(room).message
        for session in (before, after)
        for person in told_presenters(session, session.tracks[room])
    )


def _touched_people(before: Session, after: Session) -> frozenset[PersonId]:
    if before.people is after.people:
        return NOBODY
    everybody = before.people.keys() | after.people.keys()
    return frozenset(p for p in everybody if before.people.get(p) is not after.people.get(p))


def _moved_people(before: Session, after: Session) -> frozenset[PersonId]:
    """Those whose meetings differ."""
    if before.plan is after.plan:
        return NOBODY
    old, new = _rounds(before), _rounds(after)
    moved = set[PersonId]()
    for number in old.keys() | new.keys():
        was, now = old.get(number, {}), new.get(number, {})
        everybody = was.keys() | now.keys()
        moved |= {p for p in everybody - moved if was.get(p, ()) != now.get(p, ())}
    return frozenset(moved)


def _rounds(session: Session) -> Mapping[int, Whereabouts]:
    return whereabouts_in(session.plan) if session.plan else {}


def _came(before: Session, after: Session, touched: frozenset[PersonId]) -> frozenset[PersonId]:
    """Those who were only expected before, or are again: whoever facilitates their room sees it."""
    return frozenset(
        person
        for person in touched
        if _attendance(before.people.get(person)) != _attendance(after.people.get(person))
    )


def _attendance(person: Person | None) -> str | None:
    return person.attendance if person else None


def _seen_differently(before: Session, after: Session, touched: frozenset[PersonId]) -> frozenset[PersonId]:
    """Those of whom a partner sees something else than before."""
    return frozenset(
        person
        for person in touched
        if _to_partners(before.people.get(person)) != _to_partners(after.people.get(person))
    )


def _to_partners(person: Person | None) -> tuple[object, ...]:
    if person is None:
        return ()
    away = person.attendance == "gone"
    return (person.name, person.institution, person.interests, person.role, person.years, away)


def _partners_of(people: frozenset[PersonId], session: Session) -> frozenset[PersonId]:
    if not people or session.plan is None:
        return NOBODY
    pairings = (pairing for round_ in session.plan.rounds for pairing in round_.pairings)
    return frozenset(other for each in pairings if people & set(each.people) for other in each.people)


def _name(session: Session, person: PersonId) -> str | None:
    return session.people[person].name if person in session.people else None
