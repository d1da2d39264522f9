"""The floor of a room: who has raised a hand, who speaks, and for how long everybody has spoken.

Like the clock's, every operation takes the instant at which it happens and returns a new value.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Duration, Instant, between, plus


class Hand(Frozen):
    """Somebody who wants to speak, since an instant."""

    person: PersonId
    raised_at: Instant


class Speaking(Frozen):
    """Whose turn it is. `since` is when their clock last began to run, None while the room is paused.

    `before_ms` is how long this turn had lasted by then. `suggested_ms` is what was suggested to them.
    """

    person: PersonId
    since: Instant | None
    before_ms: Duration = Duration(0)
    suggested_ms: Duration = Duration(0)


class Message(Frozen):
    """What the facilitator tells the presenter."""

    text: str
    at: Instant


class Floor(Frozen):
    """The state of a room's discussion.

    `hands` are in the order in which they were raised; `first` are those whom the facilitator put in
    front, in that order. `heard` are those who spoke on the paper that is on. `spoken` is everybody's
    total in this room, without the turn that is on.
    """

    hands: tuple[Hand, ...] = ()
    first: tuple[PersonId, ...] = ()
    speaking: Speaking | None = None
    heard: tuple[PersonId, ...] = ()
    spoken: dict[PersonId, Duration] = {}
    message: Message | None = None

    @property
    def waiting(self) -> frozenset[PersonId]:
        """Everybody whose hand is up."""
        return frozenset(hand.person for hand in self.hands)


def raise_hand(floor: Floor, person: PersonId, now: Instant) -> Floor:
    """`person` wants to speak; a hand that is up already keeps its place."""
    if person in floor.waiting:
        return floor
    return replace(floor, hands=(*floor.hands, Hand(person=person, raised_at=now)))


def lower_hands(floor: Floor, people: Iterable[PersonId]) -> Floor:
    """Nobody of `people` waits any more."""
    gone = frozenset(people) & floor.waiting
    if not gone:
        return floor
    return replace(
        floor,
        hands=tuple(hand for hand in floor.hands if hand.person not in gone),
        first=tuple(person for person in floor.first if person not in gone),
    )


def turn(speaking: Speaking, now: Instant) -> Duration:
    """How long a turn has lasted by `now`."""
    since = Duration(0) if speaking.since is None else between(speaking.since, now)
    return plus(speaking.before_ms, Duration(max(0, since)))


def finish_speaking(floor: Floor, now: Instant) -> Floor:
    """The turn that is on, if one is, is over; its time counts."""
    if floor.speaking is None:
        return floor
    person = floor.speaking.person
    total = plus(floor.spoken.get(person, Duration(0)), turn(floor.speaking, now))
    return replace(floor, speaking=None, spoken=floor.spoken | {person: total})


def call_on(floor: Floor, person: PersonId, now: Instant, suggested: Duration, *, runs: bool) -> Floor:
    """`person` has the floor; their clock stands still unless the room's `runs`."""
    free = lower_hands(finish_speaking(floor, now), {person})
    heard = free.heard if person in free.heard else (*free.heard, person)
    speaking = Speaking(person=person, since=now if runs else None, suggested_ms=suggested)
    return replace(free, speaking=speaking, heard=heard)


def hold_still(floor: Floor, now: Instant) -> Floor:
    """The speaking clock stops, because the room's has."""
    if floor.speaking is None or floor.speaking.since is None:
        return floor
    still = replace(floor.speaking, since=None, before_ms=turn(floor.speaking, now))
    return replace(floor, speaking=still)


def go_on(floor: Floor, now: Instant) -> Floor:
    """The speaking clock runs on, because the room's does."""
    if floor.speaking is None or floor.speaking.since is not None:
        return floor
    return replace(floor, speaking=replace(floor.speaking, since=now))


def clear(floor: Floor, now: Instant) -> Floor:
    """The paper is over: the turn ends, hands go down, and on the next one everybody is unheard."""
    return replace(finish_speaking(floor, now), hands=(), first=(), heard=())
