"""Erasing somebody for good, which is more than taking them off the roster and cannot be undone."""

from msgspec.structs import replace

from sessionrunner.core.commands import ErasePerson
from sessionrunner.core.decide.alone import leaves
from sessionrunner.core.decide.decision import Outcome, Situation
from sessionrunner.core.errors import NotFound, Rejected
from sessionrunner.core.events import PersonErased
from sessionrunner.core.forgetting import forget, is_erased


def erase_person(situation: Situation, command: ErasePerson) -> Outcome:
    """All that identifies somebody goes, whether they are on the roster or were taken off it before.

    Rounds that were held keep their place in them, without a name.
    """
    session = situation.session
    person = session.people.get(command.person)
    if person is None:
        raise NotFound("There is no such person in this session.")
    if is_erased(person):
        raise Rejected("This person has been erased already.")
    after, gone = forget(session, person)
    event = PersonErased(person=person.id)
    if person.removed:
        return Outcome(session=after, events=(event,), forget=gone)
    return replace(leaves(after, event), forget=gone)
