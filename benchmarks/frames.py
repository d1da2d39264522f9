"""WebSocket frames as a client writes and reads them (RFC 6455, section 5.2), for the benchmarks' phones."""

import struct

TEXT = 0x1
DEFLATED = 0x40
"""The bit that says so (RFC 7692, section 6)."""

_MASK = bytes(4)


def masked_text(text: str) -> bytes:
    """A text frame from a client, masked with zeros."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return bytes((0x81, 0x80 | size)) + _MASK + payload
    if size < 65_536:
        return struct.pack("!BBH", 0x81, 0x80 | 126, size) + _MASK + payload
    return struct.pack("!BBQ", 0x81, 0x80 | 127, size) + _MASK + payload


def first_frame(data: bytes) -> tuple[bytes, bool, int] | None:
    """The first frame's payload (empty unless it is text), whether it is deflated, and the frame's size.

    None while not all of it is there.
    """
    if len(data) < 2:
        return None
    size, start = data[1], 2
    if size == 126:
        if len(data) < 4:
            return None
        (size,), start = struct.unpack_from("!H", data, 2), 4
    elif size == 127:
        if len(data) < 10:
            return None
        (size,), start = struct.unpack_from("!Q", data, 2), 10
    end = start + size
    if len(data) < end:
        return None
    return (data[start:end] if data[0] & 0x0F == TEXT else b""), bool(data[0] & DEFLATED), end
