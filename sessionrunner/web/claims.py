"""Names that another device already holds: the host is asked, and the asker comes back for the answer.

What the asker holds is a secret of 128 random bits; the session, and so the host's page, knows only
its digest. So only the asker gets the token, not whoever can read the question.
"""

import hashlib
import secrets
from collections import OrderedDict
from typing import Final, Literal

from sessionrunner.core.commands import SERVER, AskToJoin
from sessionrunner.core.errors import NotFound, Rejected
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Claim, ClaimId, Person, Session
from sessionrunner.runtime.access import Access
from sessionrunner.runtime.ports import Grant
from sessionrunner.runtime.runner import SessionRunner
from sessionrunner.runtime.sessions import Sessions

_MOST_HANDED_OUT: Final = 1_000
_UNKNOWN: Final = "This question to the host is not known any more. Join again."


class Claimed(Rejected):
    """The name is taken, and the host has been asked; `claim` is what to ask again with."""

    def __init__(self, name: str, claim: str) -> None:
        super().__init__(
            f"Somebody has already joined as {name}. The host has been asked whether that is you;"
            " keep this page open."
        )
        self.claim = claim


class Answered(Frozen):
    """The host's answer so far; the token comes with the permission."""

    state: Literal["waiting", "refused", "allowed"]
    grant: Grant | None = None
    token: str = ""


class Claims:
    """Asks hosts, and hands out one token for every permission."""

    def __init__(self, sessions: Sessions, access: Access) -> None:
        self._sessions = sessions
        self._access = access
        # The same token again, should the first answer have been lost on its way.
        self._handed_out: OrderedDict[ClaimId, str] = OrderedDict()

    async def ask(self, runner: SessionRunner, person: Person) -> Claimed:
        """Ask the host whether another device may be `person`, and say so to the asker."""
        secret = secrets.token_urlsafe(16)
        order = AskToJoin(id=secrets.token_urlsafe(16), person=person.id, claim=_public(secret))
        await runner.submit(order, SERVER)
        return Claimed(person.name, f"{runner.session.id}.{secret}")

    async def answer(self, claim: str) -> Answered:
        """What the host has said. Raises `NotFound` for a claim that was never made."""
        session_id, _, secret = claim.rpartition(".")
        session = self._in_memory(session_id)
        asked = session.claims.get(_public(secret)) if session else None
        if session is None or asked is None:
            raise NotFound(_UNKNOWN)
        if asked.answer != "allowed":
            return Answered(state=asked.answer)
        grant = Grant(session=session.id, audience="attendee", person=asked.person)
        return Answered(state="allowed", grant=grant, token=await self._token(asked, grant))

    def _in_memory(self, session_id: str) -> Session | None:
        # Only what is loaded: an unfinished session always is, and made-up ids must cost nothing.
        sessions = (runner.session for runner in self._sessions.loaded)
        return next((session for session in sessions if session.id == session_id), None)

    async def _token(self, asked: Claim, grant: Grant) -> str:
        if asked.id not in self._handed_out:
            self._handed_out[asked.id] = await self._access.mint(grant)
            if len(self._handed_out) > _MOST_HANDED_OUT:
                self._handed_out.popitem(last=False)
        return self._handed_out[asked.id]


def _public(secret: str) -> ClaimId:
    return ClaimId(hashlib.sha256(secret.encode()).hexdigest()[:32])
