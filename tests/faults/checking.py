"""What must be true afterwards, whatever went wrong meanwhile."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from tests.faults.clients import Acknowledged, History

Entry = dict[str, Any]


def check_nothing_lost(histories: Iterable[History], journal: Sequence[Entry]) -> None:
    """Every command that was done is in the journal once, as it was acknowledged; refused ones are not.

    An acknowledged version belongs to one command only: nobody's click was overwritten by another's.
    """
    by_version = defaultdict(list)
    for entry in journal:
        event = {name: value for name, value in entry.items() if name not in {"version", "at", "by"}}
        by_version[entry["version"]].append(event)
    owners: dict[int, Acknowledged] = {}
    for history in histories:
        for given in history.acknowledged:
            if not given.done or not given.answer["events"]:
                continue
            version = given.answer["version"]
            assert by_version[version] == given.answer["events"], (version, given)
            assert owners.setdefault(version, given).fields["id"] == given.fields["id"], (version, given)
    check_each_once(histories, journal)


def check_each_once(histories: Iterable[History], journal: Sequence[Entry]) -> None:
    """Every announcement, whose text nobody else used, was made once if it was done, and else never.

    A command that was sent twice was answered the same twice.
    """
    said = Counter(entry["text"] for entry in journal if entry["type"] == "announced")
    answered: dict[str, Acknowledged] = {}
    for history in histories:
        for given in history.acknowledged:
            if given.type == "announce":
                first = answered.setdefault(given.fields["text"], given)
                assert first.answer == given.answer
    assert said == Counter(text for text, given in answered.items() if given.done)


def check_versions_only_grow(histories: Iterable[History]) -> None:
    """No client was told anything older than what it knew, not even after the server was started again."""
    for history in histories:
        assert history.versions == sorted(history.versions), history.name


def check_nobody_in_two_rooms(histories: Iterable[History]) -> None:
    """In no version of the plan is a person in two rooms of a round, and partners know of each other."""
    itineraries: dict[int, dict[str, Any]] = defaultdict(dict)
    for history in histories:
        for view in history.views:
            if view["audience"] == "host":
                _check_plan(view)
            elif view["audience"] == "attendee":
                itineraries[view["version"]][view["me"]["name"]] = view["itinerary"]
    for version, told in itineraries.items():
        _check_partners(version, told)


def _check_plan(view: dict[str, Any]) -> None:
    for held in view["rounds"]:
        people = Counter(person for pairing in held["pairings"] for person in pairing["people"])
        people.update(held["sitting_out"])
        assert set(people.values()) <= {1}, (view["version"], held)
        rooms = Counter(pairing["room"] for pairing in held["pairings"])
        assert set(rooms.values()) <= {1}, (view["version"], held)


def _check_partners(version: int, told: dict[str, list[dict[str, Any]]]) -> None:
    """`told` has the itineraries that phones were shown at one version, by name."""
    meetings = {
        (name, meeting["round"]): meeting for name, itinerary in told.items() for meeting in itinerary
    }
    for (name, number), meeting in meetings.items():
        for partner in meeting["partners"]:
            theirs = meetings.get((partner["name"], number))
            if theirs is not None:
                assert theirs["room"] == meeting["room"], (version, name, partner)
                assert name in {each["name"] for each in theirs["partners"]}, (version, name, partner)
