"""The rules of a room's queue, as the session's settings and the paper that is on make them."""

from sessionrunner.core.model import Session, Track
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.wip.floor import Hand
from sessionrunner.core.wip.places import paper_on, wip_of
from sessionrunner.core.wip.queue import QueueRules, queue

NOBODY: frozenset[PersonId] = frozenset()


def queue_of(session: Session, track: Track) -> tuple[Hand, ...]:
    """The hands that are up in a room, in the order in which they should be called on."""
    wip = wip_of(session)
    floor, paper = wip.floor(track.id), paper_on(track)
    first = wip.papers[paper].discussants if paper is not None and wip.settings.discussants_first else ()
    juniors = _juniors(session, floor.waiting) if wip.settings.juniors_first else NOBODY
    return queue(floor, QueueRules(first=frozenset(first), juniors=juniors))


def is_junior(session: Session, person: PersonId) -> bool:
    """Whether somebody has fewer years of experience than the session's threshold."""
    years = session.people[person].years
    return years is not None and years < session.settings.threshold


def _juniors(session: Session, people: frozenset[PersonId]) -> frozenset[PersonId]:
    return frozenset(person for person in people if is_junior(session, person))
