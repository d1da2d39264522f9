"""How a phone behaves, as the page does: it asks for the time, keeps the newest clock, turns by itself."""

import random
import re
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from benchmarks.phones import Crowd, Phone
from benchmarks.served import Served

MEASURES_ON_CONNECTING = 4
MEASURE_EVERY_SECONDS = 2.8
"""A page that is seen asks that often; one in a pocket does not. So this is the most there can be."""
WRONG_BY_SECONDS = 3_600.0
DRIFT = 1e-4
"""How much worse a measurement gets with time, as in static/js/clock.js."""
NO_DIFFERENCE_SECONDS = 0.0001
_VERSION = re.compile(rb'"version":(\d+)')


Turned = Callable[["Attendee", int, float], None]
"""Called with who turned, the instant at which they should have, and what their own clock showed."""


def version_in(message: bytes) -> int:
    """The version that a view or a pulse is of."""
    found = _VERSION.search(message)
    assert found is not None, "every view and pulse has a version"
    return int(found[1])


class Attendee:
    """What one phone knows. Its own clock is wrong by up to an hour, and it looks at no other."""

    def __init__(self, crowd: Crowd, phone: Phone, turned: "Turned") -> None:
        self.phone = phone
        self.wrong_by = random.uniform(-1, 1) * WRONG_BY_SECONDS * 1000
        self.version = 0
        self.views = 0
        self._crowd = crowd
        self._turned = turned
        self._anchor: tuple[float, float, float] | None = None
        self._clock: dict[str, Any] = {}
        self._agenda: list[dict[str, Any]] = []
        self._aim_at = (0, 0.0)
        self._pace = 1.0
        self._connections = 0
        phone.note = self

    def let_in(self) -> None:
        """It is connected: it measures the server's clock a few times, then now and then."""
        self._connections += 1
        self._measure(MEASURES_ON_CONNECTING)

    def heard(self, message: bytes) -> None:
        """A view or a pulse has come."""
        if message.startswith(b'42["view"'):
            view = msgspec.json.decode(message[2:])[1]
            self.views += 1
            self._agenda, self._pace = view["agenda"], view["pace"]
        elif message.startswith(b'42["pulse"'):
            view = msgspec.json.decode(message[2:])[1]
        else:
            return
        if view["version"] >= self.version:
            self.version, self._clock = view["version"], view["clock"]
            self._aim()

    def now(self) -> float:
        """Its own clock, in milliseconds."""
        return time.monotonic() * 1000 + self.wrong_by

    def believes(self, own: float) -> float:
        """What the server's clock shows when its own shows `own`, as far as it knows."""
        assert self._anchor is not None, "it measures before it turns"
        at, server, _ = self._anchor
        return server + (own - at) * self._pace

    @property
    def left(self) -> float:
        """What it believes is left of the segment, in milliseconds."""
        return float(self._clock["ends_at"]) - self.believes(self.now())

    @property
    def measured(self) -> bool:
        """Whether it knows the server's clock."""
        return self._anchor is not None

    def _measure(self, more: int) -> None:
        asked = self.now()

        def answered(answer: bytes) -> None:
            now = self.now()
            found = ((asked + now) / 2, float(msgspec.json.decode(answer)["t1"]), (now - asked) / 2)
            if self._anchor is None or found[2] <= self._anchor[2] + (now - self._anchor[0]) * DRIFT:
                self._anchor = found
                self._aim()
            if more > 1:
                self._measure(more - 1)
            else:
                pause = MEASURE_EVERY_SECONDS * random.uniform(0.9, 1.1)
                self._crowd.at(time.monotonic() + pause, partial(self._measure_again, self._connections))

        self.phone.ask("sync", {"t0": asked}, answered)

    def _measure_again(self, connection: int) -> None:
        if self.phone.let_in and connection == self._connections:
            self._measure(1)

    def _aim(self) -> None:
        """Set a timer for the end of the segment; those that were set before count no more."""
        ends_at = self._clock.get("ends_at")
        if self._anchor is None or ends_at is None or self._clock["state"] != "running":
            self._aim_at = (0, 0.0)
            return
        due = time.monotonic() + (ends_at - self.believes(self.now())) / 1000 / self._pace
        if self._aim_at[0] == ends_at and abs(self._aim_at[1] - due) < NO_DIFFERENCE_SECONDS:
            return
        self._aim_at = aim = (ends_at, due)
        self._crowd.at(due, partial(self._turn, aim))

    def _turn(self, aim: tuple[int, float]) -> None:
        if aim is self._aim_at:
            self._crowd.afterwards(partial(self._go_on, aim[0], self.now()))

    def _go_on(self, ends_at: int, own: float) -> None:
        self._turned(self, ends_at, own)
        if self._clock.get("ends_at") != ends_at:
            return  # the server's word for the same turn has come already
        index = self._clock["index"] + 1
        if self._clock["segment"]["at_end"] == "hold" or index >= len(self._agenda):
            self._clock = self._clock | {"state": "over", "ends_at": None}
            return
        segment = self._agenda[index]
        ends = ends_at + segment["duration_ms"]
        self._clock = self._clock | {
            "index": index,
            "segment": segment,
            "started_at": ends_at,
            "ends_at": ends,
        }
        self._aim()


def attend(crowd: Crowd, served: Served, turned: Turned, at_once: int = 50) -> list[Attendee]:
    """Let everybody in who has a token, and wait until all know the server's clock."""

    def opened(phone: Phone) -> None:
        if isinstance(phone.note, Attendee):
            phone.note.let_in()

    def heard(phone: Phone, message: bytes) -> None:
        if isinstance(phone.note, Attendee):
            phone.note.heard(message)

    crowd.opened, crowd.heard = opened, heard
    phones = [Phone(crowd, served.address, served.path, token) for token in served.hello["tokens"]]
    everybody = [Attendee(crowd, phone, turned) for phone in phones]
    crowd.let_in(phones, at_once)
    crowd.until(lambda: all(attendee.measured for attendee in everybody))
    return everybody
