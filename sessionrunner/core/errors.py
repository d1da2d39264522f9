"""Refusals: what is said when something cannot be done. A refusal changes nothing.

Each carries one of the stable codes of the API and a sentence for the person who sees it.
"""

from collections.abc import Iterable
from typing import ClassVar, Literal, TypeAlias

from sessionrunner.core.frozen import Frozen

ErrorCode: TypeAlias = Literal[
    "invalid",
    "unauthorized",
    "forbidden",
    "not_found",
    "stale_version",
    "rejected",
    "rate_limited",
    "too_large",
    "unavailable",
]


class Detail(Frozen):
    """One fault: the field it is in (empty for the whole) and what is wrong with it."""

    field: str
    message: str


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault of ours
    """Base of all refusals: a stable `code`, a sentence for a person, and every fault by field."""

    code: ClassVar[ErrorCode] = "rejected"

    def __init__(self, message: str, details: Iterable[Detail] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.details = tuple(details)


class Rejected(Refusal):
    """The command makes no sense now; the message says why and what to do instead."""

    code = "rejected"


class Forbidden(Refusal):
    """Whoever asks may not do this."""

    code = "forbidden"


class Unauthorized(Refusal):
    """Nobody we know is asking: the link or token is missing, wrong, or no longer valid."""

    code = "unauthorized"


class NotFound(Refusal):
    """There is no such thing."""

    code = "not_found"


class RateLimited(Refusal):
    """Too many tries in too short a time."""

    code = "rate_limited"


class TooLarge(Refusal):
    """More bytes, rows or characters than are taken."""

    code = "too_large"


class Unavailable(Refusal):
    """It would be right, but cannot be done just now through no fault of who asks."""

    code = "unavailable"


class StaleVersion(Refusal):
    """Somebody else was first: the session is no longer at the version that was seen."""

    code = "stale_version"

    def __init__(self, current: int) -> None:
        super().__init__(
            "Something changed just before you pressed. Look at what the page shows now and press again."
        )
        self.current = current


class Invalid(Refusal):
    """Fields are unknown, missing, of a wrong type or out of range; `details` names every one."""

    code = "invalid"

    def __init__(self, details: Iterable[Detail], message: str = "") -> None:
        listed = tuple(details)
        super().__init__(message or _summary(listed), listed)


def _summary(details: tuple[Detail, ...]) -> str:
    faults = "; ".join(f"{detail.field} {detail.message}".strip() for detail in details)
    return f"This could not be understood: {faults}."
