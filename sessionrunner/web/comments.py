"""The written comments that a presenter got, as a file that any spreadsheet opens."""

from datetime import UTC, datetime
from typing import Final

from sessionrunner.core.model import Session
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.views import received
from sessionrunner.core.wip.places import wip_of
from sessionrunner.web.spreadsheets import csv_text

HEADER: Final = ("paper", "written_at", "from", "comment")
_ANONYMOUS: Final = "anonymous"


def comments_file(session: Session, presenter: PersonId) -> str:
    """The comments on the papers of `presenter` as CSV, oldest first, times in UTC.

    No cell is taken for a formula, whatever somebody wrote: what would be one begins with an apostrophe.
    """
    papers = wip_of(session).papers
    rows = [
        (
            papers[comment.paper].title,
            datetime.fromtimestamp(comment.at / 1_000, UTC).strftime("%Y-%m-%d %H:%M:%S"),
            _ANONYMOUS if comment.author is None else comment.author,
            comment.text,
        )
        for comment in received(session, presenter)
    ]
    return csv_text((HEADER, *rows))
