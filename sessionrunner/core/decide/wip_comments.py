"""Written comments: to a paper's presenters, and to nobody else."""

from msgspec.structs import replace

from sessionrunner.core.commands import WriteComment
from sessionrunner.core.decide.decision import Outcome, Situation, meant
from sessionrunner.core.decide.wip_moving import known_paper
from sessionrunner.core.errors import Detail, Invalid, Rejected
from sessionrunner.core.events import CommentWritten
from sessionrunner.core.names import tidy
from sessionrunner.core.wip.papers import MOST_COMMENTS, Comment, CommentId
from sessionrunner.core.wip.places import wip_of


def write_comment(situation: Situation, command: WriteComment) -> Outcome:
    """Somebody writes to a paper's presenters. Of an anonymous comment nothing says who wrote it."""
    session, wip = situation.session, wip_of(situation.session)
    author = meant(situation, None)
    paper = known_paper(session, command.paper)
    _refuse_unwanted(wip.settings.written, signed=command.signed)
    if author.id in paper.presenters:
        raise Rejected("This is your own paper. What you write here would come to yourself.")
    text = tidy_lines(command.text)
    if not text:
        raise Invalid([Detail(field="text", message="must have at least 1 characters")])
    if len(wip.comments) >= MOST_COMMENTS:
        raise Rejected("This session holds no more written comments. Tell the presenters in person.")
    comment = Comment(
        id=CommentId(f"c{wip.next_comment}"),
        paper=paper.id,
        text=text,
        at=situation.now,
        author=author.id if command.signed else None,
    )
    after = replace(wip, comments=(*wip.comments, comment), next_comment=wip.next_comment + 1)
    return Outcome(session=replace(session, wip=after), events=(CommentWritten(paper=paper.id),))


def _refuse_unwanted(written: str, *, signed: bool) -> None:
    if written == "off":
        raise Rejected("Written comments are switched off in this session. Raise your hand instead.")
    if written == "signed" and not signed:
        raise Rejected("Comments are signed in this session. Send it with your name, or say it aloud.")
    if written == "anonymous" and signed:
        raise Rejected("Comments are anonymous in this session. Send it without your name.")


def tidy_lines(text: str) -> str:
    """`text` with every line tidied, and not more than one empty line between two."""
    lines = [tidy(line) for line in text.splitlines()]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip()
