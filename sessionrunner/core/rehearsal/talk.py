"""How long people talked across the sides, counted from the talks as they went."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec.structs import replace

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.pairs import across
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.rehearsal.running import Stretch
from sessionrunner.core.time import Duration

_Place: TypeAlias = tuple[int, str, PersonId, PersonId]


class Meeting(Frozen):
    """A mentor and a mentee talking, from and until so many milliseconds after the planned start."""

    round: int
    room: str
    mentor: PersonId
    mentee: PersonId
    starts_ms: Duration
    ends_ms: Duration


class Talk(Frozen):
    """Time spent in meetings across the sides while both people were there.

    `by_person` is how long each person was in such a meeting. `total` adds up the meetings
    themselves: each mentor-mentee pair once, so a mentor with three mentees counts three times.
    `meetings` are these, in the order in which they began.
    """

    by_person: Mapping[PersonId, Duration]
    total: Duration
    meetings: tuple[Meeting, ...]


def talk(stretches: Iterable[Stretch]) -> Talk:
    """What was talked in the stretches, which follow each other in time."""
    by_person: Counter[PersonId] = Counter()
    meetings: dict[_Place, list[Meeting]] = {}
    for stretch in stretches:
        for pairing in stretch.pairings:
            pairs = [two for two in across(pairing) if stretch.present.issuperset(two)]
            talking = {person for two in pairs for person in two}
            by_person.update(dict.fromkeys(talking, stretch.end - stretch.start))
            for mentor, mentee in pairs:
                _go_on(meetings, _meeting(stretch, pairing.room, mentor, mentee))
    in_order = sorted(
        (meeting for parts in meetings.values() for meeting in parts), key=lambda meeting: meeting.starts_ms
    )
    return Talk(
        by_person={person: Duration(total) for person, total in by_person.items()},
        total=Duration(sum(meeting.ends_ms - meeting.starts_ms for meeting in in_order)),
        meetings=tuple(in_order),
    )


def _meeting(stretch: Stretch, room: str, mentor: PersonId, mentee: PersonId) -> Meeting:
    return Meeting(
        round=stretch.round,
        room=room,
        mentor=mentor,
        mentee=mentee,
        starts_ms=Duration(stretch.start),
        ends_ms=Duration(stretch.end),
    )


def _go_on(meetings: dict[_Place, list[Meeting]], meeting: Meeting) -> None:
    """Add a meeting, to the one before it if that is only interrupted by what others do."""
    known = meetings.setdefault((meeting.round, meeting.room, meeting.mentor, meeting.mentee), [])
    if known and known[-1].ends_ms == meeting.starts_ms:
        known[-1] = replace(known[-1], ends_ms=meeting.ends_ms)
    else:
        known.append(meeting)
