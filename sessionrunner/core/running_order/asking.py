"""From a session to what its running order is asked."""

from sessionrunner.core.model import Session
from sessionrunner.core.names import fold
from sessionrunner.core.running_order.types import Discussant, OrderPaper, OrderRequest, OrderRoom
from sessionrunner.core.time import Duration, minutes
from sessionrunner.core.wip.papers import Paper
from sessionrunner.core.wip.places import wip_of


def order_request(session: Session) -> OrderRequest:
    """What to ask so that the order suits the session as it is now.

    Everybody on the roster who is not gone can be asked to discuss, and whoever presents a paper, too,
    knows what it is about.
    """
    wip = wip_of(session)
    settings = wip.settings
    topics = {
        person: frozenset(fold(word) for paper in wip.papers.values() if person in paper.presenters
                          for word in paper.keywords)
        for person in session.people
    }  # fmt: skip
    return OrderRequest(
        papers=tuple(_asked(paper) for paper in wip.papers.values()),
        rooms=tuple(OrderRoom(id=track.id, name=track.name) for track in session.tracks.values()),
        blocks=settings.blocks,
        slot_ms=Duration(minutes(settings.present_minutes) + minutes(settings.comment_minutes)),
        changeover_ms=minutes(settings.changeover_minutes),
        close_ms=minutes(settings.close_minutes),
        wanted=settings.discussants,
        candidates=tuple(
            Discussant(id=person.id, interests=frozenset(map(fold, person.interests)) | topics[person.id])
            for person in session.roster
            if person.attendance != "gone"
        ),
        names={person.id: person.name for person in session.roster},
    )


def _asked(paper: Paper) -> OrderPaper:
    return OrderPaper(
        id=paper.id,
        title=paper.title,
        presenters=paper.presenters,
        discussants=paper.discussants,
        keywords=frozenset(map(fold, paper.keywords)),
        wishes=paper.wishes,
    )
