"""What the gateway needs of the running sessions."""

from typing import Protocol

from sessionrunner.core.answers import Answer
from sessionrunner.core.commands import Actor, Order
from sessionrunner.core.model import Session, SessionId


class Runner(Protocol):
    """One running session."""

    @property
    def session(self) -> Session:
        """Its state as last committed."""
        ...

    async def submit(self, order: Order, actor: Actor) -> Answer:
        """Carry a command out. Raises `Refusal`, or `Refused` if it was refused before."""
        ...


class Runners(Protocol):
    """All sessions."""

    async def get(self, session: SessionId) -> Runner:
        """The session's runner. Raises `NotFound`, or `Unavailable` if it cannot be read just now."""
        ...
