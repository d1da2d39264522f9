"""What is kept as JSON bytes (states, events, replies), and how it is read again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

import msgspec

from sessionrunner.core.answers import Answer, Failure, Reply
from sessionrunner.core.events import Event
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Session
from sessionrunner.runtime.ports import StoreUnavailableError

T = TypeVar("T")


class StoredReply(Frozen, omit_defaults=True):
    """Says which of the two a reply is, so that it can be read again."""

    answer: Answer | None = None
    failure: Failure | None = None

    @property
    def reply(self) -> Reply:
        """Whichever it is."""
        if self.answer is not None:
            return self.answer
        assert self.failure is not None  # one of the two is always stored
        return self.failure


encode: Final = msgspec.json.Encoder().encode
SESSION: Final = msgspec.json.Decoder(Session)
EVENT: Final[msgspec.json.Decoder[Event]] = msgspec.json.Decoder(Event)
REPLY: Final = msgspec.json.Decoder(StoredReply)


def stored(reply: Reply) -> StoredReply:
    """`reply` as it is kept."""
    return StoredReply(answer=reply) if isinstance(reply, Answer) else StoredReply(failure=reply)


def read(decoder: msgspec.json.Decoder[T], kept: bytes, session: str) -> T:
    """What `kept` says. Raises `StoreUnavailableError` if it cannot be read."""
    with readable(session):
        return decoder.decode(kept)


@contextmanager
def readable(session: str) -> Iterator[None]:
    """Raises `StoreUnavailableError` for what cannot be read, or is not there and should be."""
    try:
        yield
    except (msgspec.DecodeError, KeyError) as fault:
        raise StoreUnavailableError(
            f"What is stored of session {session} cannot be read ({fault}). It was written by another "
            "version of sessionrunner, or the file is damaged: start that version, or put a backup in place."
        ) from fault
