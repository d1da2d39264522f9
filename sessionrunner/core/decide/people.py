"""Commands about who is on the roster and who is here."""

from typing import Any, Final

from msgspec import UNSET
from msgspec.structs import replace

from sessionrunner.core.commands import (
    AddPerson,
    CheckIn,
    CheckOut,
    CheckOutMissing,
    ImportRoster,
    Join,
    RemovePerson,
    UpdatePerson,
)
from sessionrunner.core.decide.aiming import state_of
from sessionrunner.core.decide.alone import arrives, leaves
from sessionrunner.core.decide.decision import Outcome, Situation, known_person, meant
from sessionrunner.core.errors import Detail, Invalid, NotFound, Rejected
from sessionrunner.core.events import (
    CheckedIn,
    CheckedOut,
    Event,
    Joined,
    MissingCheckedOut,
    PersonAdded,
    PersonRemoved,
    PersonUpdated,
    RosterImported,
)
from sessionrunner.core.model import Attendance, Person, Session
from sessionrunner.core.names import address_book, fold, resolve, tidy
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.progress import any_started
from sessionrunner.core.roster import RosterEntry
from sessionrunner.core.wip.places import presents

MOST_PEOPLE: Final = 5_000
_KNOWN_FIELDS: Final = (
    "name", "email", "years", "role", "institution", "interests", "requests", "avoid",
)  # fmt: skip


def add_person(situation: Situation, command: AddPerson) -> Outcome:
    """Somebody is put on the roster."""
    session = situation.session
    known = _tidied({field: getattr(command, field) for field in _KNOWN_FIELDS})
    _check(session, known, but=None)
    person = Person(
        id=_next_id(session), attendance="here" if command.here else "expected", walk_in=True, **known
    )
    added = Outcome(
        session=_added(session, [person]),
        events=(PersonAdded(person=person.id, name=person.name, walk_in=True),),
    )
    return arrives(added, person.id, situation.now) if command.here else added


def update_person(situation: Situation, command: UpdatePerson) -> Outcome:
    """What is known of somebody is corrected."""
    session = situation.session
    person = known_person(session, command.person)
    given = {field: getattr(command, field) for field in _KNOWN_FIELDS}
    known = _tidied({field: value for field, value in given.items() if value is not UNSET})
    after = replace(person, **known)
    _check(session, {field: getattr(after, field) for field in _KNOWN_FIELDS}, but=person.id)
    fields = tuple(field for field in known if getattr(after, field) != getattr(person, field))
    if not fields:
        return Outcome(session=session)
    return Outcome(session=_with(session, after), events=(PersonUpdated(person=person.id, fields=fields),))


def remove_person(situation: Situation, command: RemovePerson) -> Outcome:
    """Somebody is taken off the roster; rounds that were held still name them."""
    person = known_person(situation.session, command.person)
    gone = _with(situation.session, replace(person, attendance="gone", removed=True))
    return leaves(gone, PersonRemoved(person=person.id))


def check_in(situation: Situation, command: CheckIn) -> Outcome:
    """Somebody is here."""
    person = meant(situation, command.person)
    outcome = _attends(situation.session, person, "here", CheckedIn(person=person.id))
    return arrives(outcome, person.id, situation.now)


def check_out(situation: Situation, command: CheckOut) -> Outcome:
    """Somebody is not here any more, or never came."""
    person = meant(situation, command.person)
    outcome = _attends(situation.session, person, "gone", CheckedOut(person=person.id))
    return leaves(outcome.session, *outcome.events)


def check_out_missing(situation: Situation, _: CheckOutMissing) -> Outcome:
    """Everybody who has not come is not here: one step, so that one undo takes all of it back."""
    session = situation.session
    missing = {
        person.id: replace(person, attendance="gone")
        for person in session.roster
        if person.attendance == "expected"
    }
    if not missing:
        raise Rejected("Nobody is missing: everybody on the list is here or has gone.")
    after = replace(session, people=session.people | missing)
    return leaves(after, MissingCheckedOut(people=tuple(missing)))


def join(situation: Situation, order: Join) -> Outcome:
    """A device takes a name on the roster that none has taken yet, or a walk-in's."""
    session = situation.session
    if state_of(session) == "ended":
        return _comes_to_read(session, order.person)
    if order.walk_in is not None:
        return _walk_in(situation, order.walk_in)
    if order.person is None:
        raise NotFound("Say who you are: your name or your email address.")
    person = known_person(session, order.person)
    _refuse_if_taken(person)
    here = replace(person, joined=True, attendance="here")
    events = (Joined(person=here.id), CheckedIn(person=here.id))
    return arrives(Outcome(session=_with(session, here), events=events), here.id, situation.now)


def _comes_to_read(session: Session, wanted: PersonId | None) -> Outcome:
    """After the end who presents a paper still joins, for the comments; whether they were there stands."""
    if wanted is None or not presents(session, wanted):
        raise Rejected(over_words(session))
    person = known_person(session, wanted)
    _refuse_if_taken(person)
    reads = replace(person, joined=True)
    return Outcome(session=_with(session, reads), events=(Joined(person=reads.id),))


def over_words(session: Session) -> str:
    """What is said to somebody who would join after the end, and why."""
    if session.format == "flash":
        return "This session is over, so there is nothing left to join."
    return (
        "This session is over. Only those who present a paper can still join, to read what was written to"
        " them: type your name as it stands in the programme, or ask the host."
    )


def _refuse_if_taken(person: Person) -> None:
    if person.joined:
        raise Rejected(f"Somebody has already joined as {person.name}.")


def import_roster(situation: Situation, order: ImportRoster) -> Outcome:
    """The people of a file are put on the roster, or replace those who are on it.

    Whoever is on it already, by email or else by name and institution, keeps their id, their phone
    and whether they are here. Nobody is replaced once the session has started.
    """
    session = situation.session
    if order.mode == "replace" and any_started(session.tracks.values()):
        raise Rejected(
            "The session has started, so the roster cannot be replaced. Add the people of the file instead."
        )
    taken = {_identity(person.email, person.name, person.institution): person for person in session.roster}
    kept, new = dict[PersonId, Person](), list[Person]()
    number = session.next_person
    for entry in order.entries:
        known = _of(entry)
        person = taken.get(_identity(entry.email, entry.name, entry.institution))
        if person is not None:
            kept[person.id] = replace(person, **known)
        else:
            new.append(Person(id=PersonId(f"p{number}"), **known))
            number += 1
    people = session.people | kept if order.mode == "add" else _without(session, kept)
    after = replace(session, people=people | {person.id: person for person in new}, next_person=number)
    if len(after.roster) > MOST_PEOPLE:
        raise Rejected(f"That would make {len(after.roster)} people; a session takes at most {MOST_PEOPLE}.")
    return Outcome(session=after, events=(RosterImported(mode=order.mode, people=len(order.entries)),))


def _without(session: Session, kept: dict[PersonId, Person]) -> dict[PersonId, Person]:
    removed = (
        replace(p, removed=True, attendance="gone") for p in session.people.values() if p.id not in kept
    )
    return {person.id: person for person in (*removed, *kept.values())}


def _identity(email: str, name: str, institution: str) -> tuple[str, ...]:
    return (fold(email),) if email else (fold(name), fold(institution))


def _of(entry: RosterEntry) -> dict[str, Any]:
    """What an entry says of a person: all but the row it stood in."""
    return {field: getattr(entry, field) for field in _KNOWN_FIELDS}


def _attends(session: Session, person: Person, attendance: Attendance, event: Event) -> Outcome:
    if person.attendance == attendance:
        return Outcome(session=session)
    return Outcome(session=_with(session, replace(person, attendance=attendance)), events=(event,))


def _walk_in(situation: Situation, entry: RosterEntry) -> Outcome:
    session = situation.session
    if not session.settings.walk_ins:
        raise Rejected("This session is for people on the list. Ask the host to put you on it.")
    _check(session, _of(entry), but=None)
    person = Person(id=_next_id(session), attendance="here", joined=True, walk_in=True, **_of(entry))
    added = PersonAdded(person=person.id, name=person.name, walk_in=True)
    joined = Outcome(session=_added(session, [person]), events=(added, Joined(person=person.id)))
    return arrives(joined, person.id, situation.now)


def _check(session: Session, known: dict[str, Any], but: PersonId | None) -> None:
    """Raise `Invalid` with every fault of what is `known` of somebody (of `but`, if there already)."""
    others = [person for person in session.roster if person.id != but]
    if len(others) >= MOST_PEOPLE:
        raise Rejected(f"A session takes at most {MOST_PEOPLE} people.")
    book = address_book(others)
    faults = list[Detail]()
    if not known["name"]:
        faults.append(Detail(field="name", message="is missing"))
    if known["email"] and fold(str(known["email"])) in book.by_email:
        faults.append(Detail(field="email", message="belongs to somebody who is on the roster already"))
    if session.format == "flash" and known["years"] is None and known["role"] is None:
        faults.append(
            Detail(field="years", message="is needed to tell mentors from mentees, unless there is a role")
        )
    for field in ("requests", "avoid"):
        faults += [
            Detail(
                field=field, message=f"names “{word}”, which several people are called; use the email address"
            )
            for word in resolve(known[field], book).ambiguous
        ]
    if faults:
        raise Invalid(faults)


def _tidied(known: dict[str, Any]) -> dict[str, Any]:
    return {field: _tidy(value) for field, value in known.items()}


def _tidy(value: object) -> object:
    if isinstance(value, str):
        return tidy(value)
    return tuple(word for word in map(tidy, value) if word) if isinstance(value, tuple) else value


def _next_id(session: Session) -> PersonId:
    return PersonId(f"p{session.next_person}")


def _with(session: Session, person: Person) -> Session:
    return replace(session, people=session.people | {person.id: person})


def _added(session: Session, people: list[Person]) -> Session:
    return replace(
        session,
        people=session.people | {person.id: person for person in people},
        next_person=session.next_person + len(people),
    )
