"""Many phones in one process, as cheap as Python can make them: one epoll, the protocol by hand.

Used by the benchmarks that need a crowd, up to 10,000 of them. A phone speaks Socket.IO over a WebSocket
(or, for servers to compare with, only listens on a bare one), offers to inflate as every browser does,
answers pings, asks for the time, and notes what it was told when. Nothing here waits but in `Crowd.turn`.
"""

import gc
import heapq
import json
import math
import resource
import select
import socket
import time
import zlib
from collections import deque
from collections.abc import Callable, Sequence

from benchmarks.frames import first_frame, masked_text

READ_AT_ONCE = 1 << 18
EVENTS_AT_ONCE = 512
DEFLATE_TAIL = b"\x00\x00\xff\xff"
"""What a sender leaves away at the end of each message (RFC 7692, section 7.2.2)."""


def allow_many_sockets() -> None:
    """Raise this process's limit on open files as far as it may go."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


class Crowd:
    """All phones, their one poll and their timers; `heard` is called with each message of each phone."""

    def __init__(self) -> None:
        gc.disable()  # it would stop every phone at once, which no real phone does to another
        self.heard: Callable[[Phone, bytes], None] = _nothing
        self.lost: Callable[[Phone], None] = _nobody
        self.opened: Callable[[Phone], None] = _nobody
        self._poll = select.epoll()
        self._by_descriptor: dict[int, Phone] = {}
        self._timers: dict[int, list[Callable[[], None]]] = {}
        self._due: list[int] = []
        self._afterwards: deque[Callable[[], None]] = deque()

    def at(self, when: float, call: Callable[[], None]) -> None:
        """Call `call` at `when` (monotonic seconds), or as browsers do at the next whole millisecond."""
        due = math.ceil(when * 1000)
        if due not in self._timers:
            self._timers[due] = []
            heapq.heappush(self._due, due)
        self._timers[due].append(call)

    def afterwards(self, call: Callable[[], None]) -> None:
        """Call `call` once nothing is due any more: what real phones would do each on its own."""
        self._afterwards.append(call)

    def turn(self, patience: float = 1.0) -> None:
        """Handle what has come and what is due; waits at most `patience` seconds for something to come."""
        wait = patience
        if self._due:
            wait = max(0.0, min(patience, self._due[0] / 1000 - time.monotonic()))
        for descriptor, event in self._poll.poll(wait, EVENTS_AT_ONCE):
            phone = self._by_descriptor.get(descriptor)
            if phone is not None:
                phone.stirred(event)
        self._ring()
        while self._afterwards and not self._ring():
            self._afterwards.popleft()()

    def _ring(self) -> bool:
        """Call what is due; answers whether anything was."""
        rang = False
        while self._due and self._due[0] <= time.monotonic() * 1000:
            rang = True
            for call in self._timers.pop(heapq.heappop(self._due)):
                call()
        return rang

    def until(self, settled: Callable[[], bool], patience: float = 60.0) -> None:
        """Turn until `settled`. Raises `TimeoutError` after `patience` seconds."""
        give_up = time.monotonic() + patience
        while not settled():
            if time.monotonic() > give_up:
                raise TimeoutError("the phones wait for something that does not come")
            self.turn(0.05)

    def idle(self, seconds: float) -> None:
        """Go on for `seconds`."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.turn(left)

    def gather(
        self, address: tuple[str, int], path: str, tokens: Sequence[str | None], at_once: int = 50
    ) -> "list[Phone]":
        """Connect a phone for every token, `at_once` at a time, and wait until all are let in."""
        everybody = [Phone(self, address, path, token) for token in tokens]
        self.let_in(everybody, at_once)
        return everybody

    def let_in(self, phones: "Sequence[Phone]", at_once: int = 50) -> None:
        """Connect these phones, `at_once` at a time, and wait until all are let in."""
        waiting = deque(phones)
        coming: list[Phone] = []
        while waiting or coming:
            while waiting and len(coming) < at_once:
                coming.append(waiting.popleft())
                coming[-1].connect()
            self.turn(0.05)
            coming = [phone for phone in coming if not phone.let_in]

    def watch(self, phone: "Phone", descriptor: int) -> None:
        """Look after a phone's socket, which is being connected."""
        self._by_descriptor[descriptor] = phone
        self._poll.register(descriptor, select.EPOLLIN | select.EPOLLOUT)

    def connected(self, descriptor: int) -> None:
        """From now on only what can be read counts."""
        self._poll.modify(descriptor, select.EPOLLIN)

    def forget(self, descriptor: int) -> None:
        """Look after this socket no more."""
        self._poll.unregister(descriptor)
        del self._by_descriptor[descriptor]

    def close(self) -> None:
        """Hang every phone up."""
        for phone in tuple(self._by_descriptor.values()):
            phone.hang_up()
        self._poll.close()


class Phone:
    """One connection. With `token` it speaks Socket.IO, without one it only listens."""

    __slots__ = (
        "_address",
        "_asked",
        "_buffer",
        "_crowd",
        "_descriptor",
        "_inflator",
        "_path",
        "_shaken",
        "_socket",
        "_token",
        "answers",
        "let_in",
        "note",
    )

    def __init__(self, crowd: Crowd, address: tuple[str, int], path: str, token: str | None) -> None:
        self._crowd = crowd
        self._address = address
        self._path = path
        self._token = token
        self._socket: socket.socket | None = None
        self._descriptor = -1
        self._buffer = b""
        self._inflator: zlib._Decompress | None = None
        self._shaken = False
        self._asked = 0
        self.let_in = False
        self.answers: dict[int, Callable[[bytes], None]] = {}
        self.note: object = None
        """Whatever a benchmark wants to know of this phone."""

    def connect(self) -> None:
        """Begin to connect (again)."""
        self._buffer, self._shaken, self.let_in, self._inflator = b"", False, False, None
        self.answers.clear()
        self._socket = opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        opened.settimeout(0.0)
        opened.connect_ex(self._address)
        self._descriptor = opened.fileno()
        self._crowd.watch(self, self._descriptor)

    def say(self, text: str) -> None:
        """Send a text."""
        if self._socket is not None:
            self._socket.send(masked_text(text))

    def ask(self, event: str, payload: object, answered: Callable[[bytes], None]) -> None:
        """Emit an event; `answered` is called with its acknowledgement."""
        self._asked += 1
        self.answers[self._asked] = answered
        self.say(f"42{self._asked}" + json.dumps([event, payload], separators=(",", ":")))

    def hang_up(self) -> None:
        """Close without a word, as a phone does that is switched off."""
        if self._socket is not None:
            self._crowd.forget(self._descriptor)
            self._socket.close()
            self._socket = None
            self.let_in = False

    @property
    def open(self) -> bool:
        """Whether it has a connection, or is getting one."""
        return self._socket is not None

    def stirred(self, event: int) -> None:
        """Something has come, or the connection stands or has ended."""
        if event & select.EPOLLOUT and not event & (select.EPOLLERR | select.EPOLLHUP):
            self._crowd.connected(self._descriptor)
            self._send_raw(self._hello())
            return
        assert self._socket is not None, "a socket is forgotten before it is closed"
        try:
            data = self._socket.recv(READ_AT_ONCE)
        except OSError:
            data = b""
        if not data:
            self.hang_up()
            self._crowd.lost(self)
            return
        self._take_in(self._buffer + data if self._buffer else data)

    def _hello(self) -> bytes:
        host, port = self._address
        return (
            f"GET {self._path} HTTP/1.1\r\nHost: {host}:{port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        ).encode()

    def _send_raw(self, data: bytes) -> None:
        assert self._socket is not None, "it has just become connected"
        self._socket.send(data)

    def _take_in(self, data: bytes) -> None:
        if not self._shaken:
            end = data.find(b"\r\n\r\n")
            if end < 0:
                self._buffer = data
                return
            if not data.startswith(b"HTTP/1.1 101"):
                raise ConnectionError(data[:200].decode(errors="replace"))
            data = data[end + 4 :]
            self._shaken = True
            if self._token is None:
                self.let_in = True
        while (found := first_frame(data)) is not None:
            message, deflated, size = found
            data = data[size:]
            if deflated:
                message = self._inflated(message)
            self._crowd.heard(self, message)
            if self._token is not None:
                self._obey(message)
        self._buffer = data

    def _inflated(self, message: bytes) -> bytes:
        if self._inflator is None:
            self._inflator = zlib.decompressobj(-zlib.MAX_WBITS)
        return self._inflator.decompress(message + DEFLATE_TAIL)

    def _obey(self, message: bytes) -> None:
        if message.startswith(b"42"):
            return
        if message == b"2":
            self.say("3")
        elif message.startswith(b"43"):
            number, _, rest = message[2:].partition(b"[")
            self.answers.pop(int(number))(rest[:-1])
        elif message.startswith(b"0"):
            self.say("40" + json.dumps({"token": self._token}))
        elif message.startswith(b"40"):
            self.let_in = True
            self._crowd.opened(self)
        elif message.startswith(b"44"):
            raise ConnectionError(message.decode())


def _nothing(_phone: Phone, _message: bytes) -> None:
    pass


def _nobody(_phone: Phone) -> None:
    pass
