"""What papers that are presented together have in common."""

from collections import Counter

from sessionrunner.core.model import Session
from sessionrunner.core.names import fold
from sessionrunner.core.wip.agenda import blocks_of
from sessionrunner.core.wip.papers import PaperId
from sessionrunner.core.wip.places import wip_of


def keywords_in_common(session: Session) -> dict[PaperId, tuple[str, ...]]:
    """Of every paper that has a place: its keywords that another paper of the same room and block has, too.

    As they are written in that paper; small and capital letters and spaces make no difference.
    """
    papers = wip_of(session).papers
    found = dict[PaperId, tuple[str, ...]]()
    for track in session.tracks.values():
        for units in blocks_of(track.agenda):
            together = [papers[unit] for unit in units if isinstance(unit, str)]
            having = Counter(word for paper in together for word in set(map(fold, paper.keywords)))
            for paper in together:
                found[paper.id] = tuple(word for word in paper.keywords if having[fold(word)] > 1)
    return found
