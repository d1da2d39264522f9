"""How long people talked across the sides, counted from the talks as they went."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.rehearsal.running import Stretch
from sessionrunner.core.time import Duration


class Talk(Frozen):
    """Time spent in meetings across the sides while both people were there.

    `by_person` is how long each person was in such a meeting. `meetings` adds up the meetings
    themselves: each mentor-mentee pair once, so a mentor with three mentees counts three times.
    """

    by_person: Mapping[PersonId, Duration]
    meetings: Duration


def talk(stretches: Iterable[Stretch]) -> Talk:
    """What was talked in the stretches; who never talked is not in the answer."""
    by_person: Counter[PersonId] = Counter()
    meetings = 0
    for stretch in stretches:
        length = stretch.end - stretch.start
        for pairing in stretch.pairings:
            mentor, *mentees = pairing.people
            listening = [mentee for mentee in mentees if mentee in stretch.present]
            if pairing.kind != "peer" and mentor in stretch.present and listening:
                by_person.update(dict.fromkeys((mentor, *listening), length))
                meetings += length * len(listening)
    return Talk(
        by_person={person: Duration(total) for person, total in by_person.items()},
        meetings=Duration(meetings),
    )
