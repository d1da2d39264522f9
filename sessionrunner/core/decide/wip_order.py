"""The running order, proposed by the program."""

from msgspec.structs import replace

from sessionrunner.core.commands import ProposeOrder
from sessionrunner.core.decide.decision import Arranged, Outcome, Situation
from sessionrunner.core.errors import Rejected
from sessionrunner.core.events import OrderProposed
from sessionrunner.core.model import Session, Track
from sessionrunner.core.running_order.asking import order_request
from sessionrunner.core.running_order.types import OrderNeeded, RunningOrder
from sessionrunner.core.wip.agenda import wip_agenda
from sessionrunner.core.wip.places import wip_of
from sessionrunner.core.wip.settings import Policy


def propose_order(situation: Situation, _: ProposeOrder) -> Outcome:
    """Every paper gets its room and its time, as far as they fit; breaks that were put in go."""
    session = situation.session
    if not wip_of(session).papers:
        raise Rejected("There is no paper yet. Import a file of papers, or add them one by one.")
    request = order_request(session)
    if not isinstance(situation.made, Arranged) or situation.made.request != request:
        raise OrderNeeded(request)
    order = situation.made.order
    event = OrderProposed(order=order.order, left_out=tuple(each.paper for each in order.left_out))
    notes = (*(each.why for each in order.left_out), *order.notes)
    return Outcome(session=with_order(session, order), events=(event,), warnings=notes)


def with_order(session: Session, order: RunningOrder) -> Session:
    """The session with its papers in this order, and with the discussants that were found."""
    wip = wip_of(session)
    papers = wip.papers | {
        paper: replace(wip.papers[paper], discussants=(*wip.papers[paper].discussants, *people))
        for paper, people in order.discussants.items()
    }
    tracks = {track.id: _in_order(session, track, order) for track in session.tracks.values()}
    return replace(session, tracks=tracks, wip=replace(wip, papers=papers))


def _in_order(session: Session, track: Track, order: RunningOrder) -> Track:
    blocks = order.order.get(track.id, ())
    return replace(track, agenda=wip_agenda(wip_of(session).settings, blocks, track.policy or Policy()))
