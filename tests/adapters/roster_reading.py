"""What a roster's reading comes to: the people, or the refusal."""

import pytest

from sessionrunner.adapters.roster_files import read_roster
from sessionrunner.core.roster import Reading, UnreadableRoster


def names(reading: Reading) -> list[str]:
    """Who was read, provided nothing was wrong."""
    assert reading.problems == ()
    return [entry.name for entry in reading.entries]


def refused(data: bytes, filename: str = "") -> UnreadableRoster:
    """The refusal of a file, which must have words and a mend."""
    with pytest.raises(UnreadableRoster) as caught:
        read_roster(data, filename)
    assert caught.value.message.endswith(".")
    assert caught.value.fix.endswith(".")
    return caught.value
