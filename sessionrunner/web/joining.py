"""How somebody comes in: by the session's code and who they are."""

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Annotated, Final, TypeAlias

from msgspec import Meta

from sessionrunner.core.codes import is_code, tidy_code
from sessionrunner.core.commands import SERVER, Join, Name, ShortText, Years
from sessionrunner.core.decide.aiming import state_of
from sessionrunner.core.decide.people import over_words
from sessionrunner.core.errors import Detail, Invalid, NotFound, Refusal, Rejected
from sessionrunner.core.events import PersonAdded
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Format, Person, Session, SessionId
from sessionrunner.core.names import find, tidy
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.roster import RosterEntry
from sessionrunner.runtime.access import Access
from sessionrunner.runtime.ports import Grant
from sessionrunner.runtime.runner import SessionRunner
from sessionrunner.runtime.sessions import Sessions
from sessionrunner.web.claims import Claims
from sessionrunner.web.familiar import FamiliarCodes
from sessionrunner.web.limits import Limit
from sessionrunner.web.roll import Rolls

_MOST_REMEMBERED: Final = 10_000
_WRONG_CODE: Final = "No session has this code. Look at the screen in the room, or ask the host."


class JoinRequest(Frozen):
    """Who wants to join what.

    `person` is the id of somebody found by name; `years` makes a walk-in of somebody who is not on
    the list, and `new` one of somebody who merely has the same name. In a works-in-progress session, where
    years may stay unknown, `walk_in` does what `years` does. `attempt` is the asker's own
    random text: the same attempt again, after an answer was lost, gets the same answer.
    """

    code: Annotated[str, Meta(max_length=40)]
    name: Name | None = None
    email: ShortText | None = None
    person: PersonId | None = None
    years: Years | None = None
    institution: ShortText = ""
    new: bool = False
    walk_in: bool = False
    attempt: Annotated[str, Meta(min_length=16, max_length=100)] | None = None


class Joined(Frozen):
    """Somebody is in: with this token, in this session, as this person."""

    token: str
    session: SessionId
    person: PersonId

    @property
    def grant(self) -> Grant:
        """What the token stands for."""
        return Grant(session=self.session, audience="attendee", person=self.person)


class _Attempt:
    """What came of an attempt to join so far; the same attempt again goes on from there, after the first."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.person: PersonId | None = None
        """Who was put on the list for it."""
        self.joined: Joined | None = None


Held: TypeAlias = Callable[[SessionId], Awaitable[Joined | None]]


class Introduction(Frozen):
    """What anybody may know of a session who has its code."""

    title: str
    format: Format
    code: str
    walk_ins: bool
    threshold: float
    over: bool


def introduction(session: Session) -> Introduction:
    """What to tell somebody about to join."""
    return Introduction(
        title=session.title,
        format=session.format,
        code=session.code,
        walk_ins=session.settings.walk_ins,
        threshold=session.settings.threshold,
        over=state_of(session) == "ended",
    )


class Joining:
    """Lets people in. Wrong codes count against whoever tries them; right ones never do."""

    def __init__(self, sessions: Sessions, access: Access, misses: Limit, most_people: int) -> None:
        self._sessions = sessions
        self._access = access
        self._misses = misses
        self._most_people = most_people
        self._attempts: OrderedDict[tuple[SessionId, str], _Attempt] = OrderedDict()
        self.familiar = FamiliarCodes()
        self.rolls = Rolls()
        self.claims = Claims(sessions, access)

    async def session(self, code: str, visitor: str) -> SessionRunner:
        """The session with this code. Raises `NotFound`, or `TooOften` after too many wrong codes."""
        tidied = tidy_code(code)
        if not is_code(tidied):
            raise NotFound(_WRONG_CODE, [Detail(field="code", message="has six letters and digits")])
        known = (visitor, tidied) in self.familiar
        if not known:
            # Before the look-up, so that of many wrong codes sent at once no more are looked up.
            self._misses.take(visitor)
        try:
            runner = await self._sessions.by_code(tidied)
        except NotFound as error:
            self.familiar.drop(visitor, tidied)
            raise NotFound(_WRONG_CODE, [Detail(field="code", message="is not known")]) from error
        if not known:
            self._misses.give_back(visitor)
            self.familiar.add(visitor, tidied)
        return runner

    async def join(self, asked: JoinRequest, visitor: str, held: Held) -> Joined:
        """Let somebody in. Raises a refusal in words that say what to do, `Claimed` if the host is asked.

        `held` tells whom the asker already is in a session: then joining again changes nothing.
        """
        runner = await self.session(asked.code, visitor)
        attempt = self._attempt(runner.session, asked)
        async with attempt.turn:
            if attempt.joined is None:
                attempt.joined = await self._join(runner, asked, visitor, held, attempt)
            return attempt.joined

    def _attempt(self, session: Session, asked: JoinRequest) -> _Attempt:
        if asked.attempt is None:
            return _Attempt()
        attempt = self._attempts.setdefault((session.id, asked.attempt), _Attempt())
        if len(self._attempts) > _MOST_REMEMBERED:
            self._attempts.popitem(last=False)
        return attempt

    async def _join(
        self, runner: SessionRunner, asked: JoinRequest, visitor: str, held: Held, attempt: _Attempt
    ) -> Joined:
        if attempt.person is None:
            person = self._person(runner.session, asked)
            if person is not None:
                already = await held(runner.session.id)
                if already is not None and already.person == person.id:
                    return already
                return await self._known(runner, person, visitor)
            attempt.person = await self._walk_in(runner, asked)
        # If this fails, the next try does not put them on the list once more.
        return await self._let_in(runner.session, attempt.person)

    def _person(self, session: Session, asked: JoinRequest) -> Person | None:
        """Who on the list is meant, or None for somebody new. Raises `Rejected` if that is not clear."""
        if asked.person is not None:
            person = session.people.get(asked.person)
            if person is None or person.removed:
                raise Rejected("This person is not on the list any more. Type your name again.")
            return person
        if not (asked.name or asked.email):
            raise Invalid([Detail(field="name", message="or email is missing")])
        if asked.new and _is_walk_in(session, asked):
            return None
        return self._by_words(session, asked)

    def _by_words(self, session: Session, asked: JoinRequest) -> Person | None:
        book = self.rolls.of(session).book
        for word in (asked.email, asked.name):
            found = find(word, book) if word else ()
            if len(found) > 1:
                raise _ambiguous([session.people[person] for person in found])
            if found:
                return session.people[found[0]]
        if not _is_walk_in(session, asked):
            raise _not_listed(session)
        return None

    async def _known(self, runner: SessionRunner, person: Person, visitor: str) -> Joined:
        if not person.joined:
            # First, so that a fault between the two leaves nobody in the session without a way to their page.
            joined = await self._let_in(runner.session, person.id)
            try:
                await runner.submit(Join(id=secrets.token_urlsafe(16), person=person.id), SERVER)
            except Rejected:
                # Another device may have been first by a hair: then this one asks the host.
                if not _has_joined(runner.session, person.id):
                    raise
            else:
                return joined
        self._misses.take(visitor)
        raise await self.claims.ask(runner, person)

    async def _walk_in(self, runner: SessionRunner, asked: JoinRequest) -> PersonId:
        if len(runner.session.roster) >= self._most_people:
            raise Rejected("This session is full. Speak to the host.")
        entry = RosterEntry(
            name=tidy(asked.name or ""),
            email=tidy(asked.email or ""),
            years=asked.years,
            institution=tidy(asked.institution),
        )
        if not entry.name:
            raise Rejected("Your name is needed too.", [Detail(field="name", message="is missing")])
        answer = await runner.submit(Join(id=secrets.token_urlsafe(16), walk_in=entry), SERVER)
        return next(event.person for event in answer.events if isinstance(event, PersonAdded))

    async def _let_in(self, session: Session, person: PersonId) -> Joined:
        grant = Grant(session=session.id, audience="attendee", person=person)
        return Joined(token=await self._access.mint(grant), session=session.id, person=person)


def _has_joined(session: Session, person: PersonId) -> bool:
    found = session.people.get(person)
    return found is not None and found.joined


def _ambiguous(people: list[Person]) -> Refusal:
    return Rejected(
        "Several people on the list are called that. Choose which one you are, or use your email address.",
        [
            Detail(field="person", message=f"{p.name}, {p.institution or 'no institution given'}")
            for p in people
        ],
    )


def _is_walk_in(session: Session, asked: JoinRequest) -> bool:
    """Whether somebody new wants to join; only flash mentoring has to know their years."""
    return asked.years is not None or (asked.walk_in and session.format == "wip")


def _not_listed(session: Session) -> Refusal:
    if state_of(session) == "ended":
        return Rejected(over_words(session), [Detail(field="name", message="is not on the list")])
    if not session.settings.walk_ins:
        return Rejected(
            "This name is not on the list. Check how it is spelled, or ask the host to put you on it.",
            [Detail(field="name", message="is not on the list")],
        )
    years = " say how many years of experience you have and" if session.format == "flash" else ""
    return Rejected(
        "This name is not on the list. Check how it is spelled; or, if you have not registered,"
        f"{years} join as somebody new.",
        [
            Detail(field="name", message="is not on the list"),
            Detail(field="years", message="is needed to join as somebody new" if years else "may be given"),
        ],
    )
