"""What else a host does: settings, words to everybody, and who may join under a claimed name."""

from typing import Any

from msgspec import UNSET, to_builtins
from msgspec.structs import replace

from sessionrunner.core.agenda import FlashSettings, flash_agenda
from sessionrunner.core.commands import Announce, AnswerClaim, AskToJoin, UpdateSettings
from sessionrunner.core.decide.decision import Outcome, Situation, known_person
from sessionrunner.core.decide.wip_settings import changed_wip_settings
from sessionrunner.core.errors import Invalid, NotFound, Rejected
from sessionrunner.core.events import Announced, ClaimAnswered, ClaimAsked, SettingsUpdated
from sessionrunner.core.faults import convert_all
from sessionrunner.core.links import room_faults
from sessionrunner.core.model import Announcement, Claim, ClaimId, Session
from sessionrunner.core.names import tidy
from sessionrunner.core.progress import started

MOST_CLAIMS = 50
"""Waiting claims at a time: beyond that, somebody is playing with the host."""


def announce(situation: Situation, command: Announce) -> Outcome:
    """Everybody sees a sentence, or sees it no longer."""
    text = tidy(command.text)
    announcement = Announcement(text=text, at=situation.now) if text else None
    after = replace(situation.session, announcement=announcement)
    return Outcome(session=after, events=(Announced(text=text),))


def update_settings(situation: Situation, command: UpdateSettings) -> Outcome:
    """The title changes at any time, settings only before the start: people have been told the agenda."""
    session = situation.session
    title = session.title if command.title is UNSET else tidy(command.title)
    change = changed_wip_settings if session.format == "wip" else _changed_settings
    after, changed = change(session, command.settings)
    fields = ("title",) * (title != session.title) + changed
    if not fields:
        return Outcome(session=session)
    return Outcome(session=replace(after, title=title), events=(SettingsUpdated(fields=fields),))


def _changed_settings(session: Session, given: dict[str, Any]) -> tuple[Session, tuple[str, ...]]:
    settings = convert_all(to_builtins(session.settings) | given, FlashSettings)
    if faults := list(room_faults(settings.rooms)):
        raise Invalid(faults)
    if settings == session.settings:
        return session, ()
    if started(session.track):
        raise Rejected(
            "The session has started, so its settings stand. Change the running part with + and − instead."
        )
    changed = tuple(name for name in given if getattr(settings, name) != getattr(session.settings, name))
    track = replace(session.track, agenda=flash_agenda(settings))
    tracks = session.tracks | {track.id: track}
    return replace(session, settings=settings, tracks=tracks, plan=None), changed


def ask_to_join(situation: Situation, order: AskToJoin) -> Outcome:
    """The host is asked whether a second device may join under a claimed name."""
    session = situation.session
    person = known_person(session, order.person)
    waiting = [claim for claim in session.claims.values() if claim.answer == "waiting"]
    if len(waiting) >= MOST_CLAIMS:
        raise Rejected("Too many people are waiting for the host just now. Go to the host and ask.")
    claim = Claim(id=order.claim, person=person.id, asked_at=situation.now)
    after = replace(session, claims=_recent(session) | {claim.id: claim})
    return Outcome(session=after, events=(ClaimAsked(claim=claim.id, person=person.id),))


def answer_claim(situation: Situation, command: AnswerClaim) -> Outcome:
    """The second device is let in, or turned away."""
    session = situation.session
    claim = session.claims.get(command.claim)
    if claim is None:
        raise NotFound("Nobody is waiting with this request any more.")
    if claim.answer != "waiting":
        raise Rejected("This request has been answered already.")
    answered = replace(claim, answer="allowed" if command.allow else "refused")
    after = replace(session, claims=session.claims | {claim.id: answered})
    event = ClaimAnswered(claim=claim.id, person=claim.person, allowed=command.allow)
    return Outcome(session=after, events=(event,))


def _recent(session: Session) -> dict[ClaimId, Claim]:
    """The claims that still matter: those waiting, and the last few that were answered."""
    answered = [claim for claim in session.claims.values() if claim.answer != "waiting"]
    forgotten = {claim.id for claim in answered[:-MOST_CLAIMS]}
    return {claim.id: claim for claim in session.claims.values() if claim.id not in forgotten}
