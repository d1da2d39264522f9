"""The agenda: the timed segments of a track, made from a session's settings."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.types import Surplus
from sessionrunner.core.time import Duration, Instant, after, minutes, seconds
from sessionrunner.core.wip.papers import PaperId

SegmentKind: TypeAlias = Literal[
    "gather", "brief", "move", "talk", "present", "comments", "changeover", "break", "close"
]
AtEnd: TypeAlias = Literal["advance", "hold"]
RoomKind: TypeAlias = Literal["table", "breakout", "link"]


class Segment(Frozen):
    """One stretch of a track's agenda.

    `at_end` says what happens when its time is up: `advance` runs the next segment at that very
    instant, `hold` counts overtime until somebody moves on. `round` is set for talk and the move
    before it; `slot` (counted from 1) and `paper` for what belongs to one work in progress.
    """

    kind: SegmentKind
    label: str
    duration_ms: Duration
    at_end: AtEnd
    round: int | None = None
    slot: int | None = None
    paper: PaperId | None = None


class Rooms(Frozen):
    """Where pairings meet: what kind of place, what it is called before its number, and its link.

    `template` is the address of a video room; `{code}` and `{room}` in it become the session's
    code and the room's number.
    """

    kind: RoomKind = "table"
    prefix: Annotated[str, Meta(min_length=1, max_length=40)] = "Table"
    template: Annotated[str, Meta(max_length=500)] = ""


class FlashSettings(Frozen):
    """How a flash-mentoring session runs. The defaults fill an hour to the minute.

    `threshold` is the years of experience from which somebody is a mentor. `seats` is how many
    mentees a mentor's table takes when the surplus sits in groups. `plan_for` is whether the first
    plan counts on everyone on the roster or only on who has checked in.
    """

    rounds: Annotated[int, Meta(ge=1, le=60)] = 6
    round_minutes: Annotated[int, Meta(ge=1, le=60)] | Annotated[float, Meta(ge=1, le=60)] = 8
    move_seconds: Annotated[int, Meta(ge=0, le=600)] = 30
    brief_minutes: Annotated[int, Meta(ge=0, le=120)] | Annotated[float, Meta(ge=0, le=120)] = 5
    close_minutes: Annotated[int, Meta(ge=0, le=120)] | Annotated[float, Meta(ge=0, le=120)] = 4
    threshold: Annotated[int, Meta(ge=0, le=80)] | Annotated[float, Meta(ge=0, le=80)] = 7
    surplus: Surplus = "peer"
    seats: Annotated[int, Meta(ge=1, le=20)] = 3
    seed: Annotated[int, Meta(ge=0, lt=2**31)] = 1
    at_end: AtEnd = "advance"
    rooms: Rooms = Rooms()
    plan_for: Literal["everyone", "present"] = "everyone"
    walk_ins: bool = True


def flash_agenda(settings: FlashSettings) -> tuple[Segment, ...]:
    """Gather, brief, then a move and a talk for every round, then close; empty segments left out."""
    return tuple(
        segment for segment in _flash_segments(settings) if segment.duration_ms or segment.kind == "gather"
    )


def _flash_segments(settings: FlashSettings) -> Iterator[Segment]:
    yield Segment(kind="gather", label="Gathering", duration_ms=Duration(0), at_end="hold")
    yield Segment(
        kind="brief", label="Welcome", duration_ms=minutes(settings.brief_minutes), at_end=settings.at_end
    )
    for number in range(1, settings.rounds + 1):
        label = f"Round {number} of {settings.rounds}"
        yield Segment(
            kind="move",
            label=label,
            duration_ms=seconds(settings.move_seconds),
            at_end="advance",
            round=number,
        )
        yield Segment(
            kind="talk",
            label=label,
            duration_ms=minutes(settings.round_minutes),
            at_end=settings.at_end,
            round=number,
        )
    yield Segment(
        kind="close", label="Closing", duration_ms=minutes(settings.close_minutes), at_end="advance"
    )


def first_segment_of_round(agenda: tuple[Segment, ...], number: int) -> int | None:
    """The index of the first segment of round `number` (its move, or its talk), or None."""
    return next((index for index, segment in enumerate(agenda) if segment.round == number), None)


def finish(agenda: tuple[Segment, ...], index: int, ends_at: Instant) -> Instant:
    """When the agenda is over if segment `index` ends at `ends_at` and nobody interferes.

    Where people gather again later (the next day, say), the agenda is over for now before that.
    """
    coming = takewhile(lambda segment: segment.kind != "gather", agenda[index + 1 :])
    return after(ends_at, Duration(sum(segment.duration_ms for segment in coming)))


class Proposal(Frozen):
    """Settings that fill the time there is, and how long they take in minutes."""

    rounds: int
    round_minutes: int | float
    brief_minutes: int
    close_minutes: int
    total_minutes: float


def propose(total_minutes: int, mentors: int, mentees: int, move_seconds: int = 30) -> Proposal:
    """Rounds and minutes that fill `total_minutes` with talks of 5 to 10 minutes, in half minutes.

    About a twelfth of the time goes to the welcome, and a fifteenth, with what the rounds leave, to the
    closing. There are never more rounds than it takes for everybody to meet everybody on the other side.
    A minute that a talk differs from 8 is as bad as one and a half that the rounds leave unused.
    """
    brief = max(1, min(5, total_minutes // 12))
    usable = (total_minutes - brief - max(1, min(4, total_minutes // 15))) * 60
    most = max(mentors, mentees) if mentors and mentees else 60
    fits = []
    for talk in range(5 * 60, 10 * 60 + 1, 30):
        rounds = max(1, min(most, usable // (talk + move_seconds)))
        left = usable - rounds * (talk + move_seconds)
        fits.append((left + abs(talk - 8 * 60) * 3 // 2, left, talk, rounds))
    *_, talk, rounds = min(fits)
    used = brief * 60 + rounds * (talk + move_seconds)
    close = min(15, max(0, (total_minutes * 60 - used) // 60))
    return Proposal(
        rounds=rounds,
        round_minutes=talk / 60 if talk % 60 else talk // 60,
        brief_minutes=brief,
        close_minutes=close,
        total_minutes=round((used + close * 60) / 60, 1),
    )
