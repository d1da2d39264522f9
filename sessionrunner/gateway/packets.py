"""What comes in: the few packets a client may send, read strictly."""

import re
from typing import Any, Final

import msgspec
import socketio

from sessionrunner.core.errors import Detail, Invalid

_PACKET: Final = re.compile(r'0(\{.*\})?|1|2\d{0,15}\["(?!(connect|disconnect)").*\]', re.DOTALL)


class StrictJson:
    """The JSON that python-socketio reads and writes: strict and fast; it also writes our own types."""

    @staticmethod
    def loads(text: str) -> Any:
        """The value in `text`. Raises `ValueError` for what is not JSON; NaN and Infinity are not."""
        try:
            return msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError) as error:
            raise ValueError("not JSON") from error

    @staticmethod
    def dumps(value: object, **_separators: object) -> str:
        """`value` as JSON."""
        return msgspec.json.encode(value).decode()


class Packet(socketio.packet.Packet):  # type: ignore[misc]
    """A Socket.IO packet with our JSON."""

    json = StrictJson
    uses_binary_events = False


def read(text: str) -> Packet:
    """The packet in `text`. Raises `ValueError` for what no client of ours sends.

    A client connects (with or without credentials), disconnects, and sends events, though not those
    that python-socketio raises itself. There is one namespace, nothing is binary, and the server
    asks for no acknowledgements.
    """
    if _PACKET.fullmatch(text) is None:
        raise ValueError("not a packet that is known here")
    return Packet(encoded_packet=text)


class _Sync(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    t0: int | float


def parse_sync(arguments: tuple[object, ...]) -> float:
    """The client's own reading of its clock, which the acknowledgement gives back. Raises `Invalid`."""
    try:
        return msgspec.convert(sole(arguments), _Sync).t0
    except msgspec.ValidationError as error:
        raise Invalid([Detail(field="t0", message="must be a number, alone in a group like {…}")]) from error


def sole(arguments: tuple[object, ...]) -> object:
    """The one thing that an event carries. Raises `Invalid` if it is not one."""
    if len(arguments) != 1:
        raise Invalid(
            [Detail(field="", message=f"must carry one group of fields, not {len(arguments)} things")]
        )
    return arguments[0]
