"""What goes out: Socket.IO messages as whole WebSocket frames, made once and written to many.

A server's frames are not masked (RFC 6455, section 5.1), so the same bytes are right for everybody.
"""

import struct

import msgspec

_TEXT = 0x81  # final fragment, opcode 1
_CLOSE = 0x88  # final fragment, opcode 8
_ONE_BYTE_LENGTH = 126
_TWO_BYTE_LENGTH = 65_536
_MOST_CONTROL_BYTES = 125


def _frame(first_byte: int, *payload: bytes) -> bytes:
    size = sum(map(len, payload))
    if size < _ONE_BYTE_LENGTH:
        head = struct.pack("!BB", first_byte, size)
    elif size < _TWO_BYTE_LENGTH:
        head = struct.pack("!BBH", first_byte, 126, size)
    else:
        head = struct.pack("!BBQ", first_byte, 127, size)
    return b"".join((head, *payload))


def text_frame(payload: bytes) -> bytes:
    """One text message; `payload` is UTF-8."""
    return _frame(_TEXT, payload)


def close_frame(code: int, reason: str) -> bytes:
    """The last message of a connection, with its status code (RFC 6455, section 7.4)."""
    return _frame(_CLOSE, struct.pack("!H", code) + reason.encode()[: _MOST_CONTROL_BYTES - 2])


def event_frame(event: str, payload: object) -> bytes:
    """A Socket.IO event that carries `payload`, as an Engine.IO message."""
    return json_frame(event, msgspec.json.encode(payload))


def json_frame(event: str, payload: bytes) -> bytes:
    """A Socket.IO event whose `payload` is JSON already."""
    return _frame(_TEXT, b'42["%b",' % event.encode(), payload, b"]")


def answer_frame(number: int, payload: object) -> bytes:
    """The acknowledgement of the event that its sender gave this number."""
    return text_frame(b"43%d[" % number + msgspec.json.encode(payload) + b"]")


def open_frame(sid: str, ping_every: float, pong_within: float, most_message_bytes: int) -> bytes:
    """The Engine.IO handshake: the connection's id, and how long either side waits for a sign of life."""
    handshake = {
        "sid": sid,
        "upgrades": [],
        "pingInterval": round(ping_every * 1000),
        "pingTimeout": round(pong_within * 1000),
        "maxPayload": most_message_bytes,
    }
    return text_frame(b"0" + msgspec.json.encode(handshake))


PING = text_frame(b"2")
DISCONNECTED = text_frame(b"41")
"""Tells a Socket.IO client that it was let go on purpose, so that it does not knock again at once."""
