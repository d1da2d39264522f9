"""Frames made by hand are what the WebSocket protocol says, whatever their size."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessionrunner.gateway.frames import close_frame, event_frame, text_frame
from sessionrunner.gateway.limits import Allowance
from sessionrunner.gateway.options import Rate


def read_frame(frame: bytes) -> tuple[int, bytes]:
    """The opcode and payload of one whole, unmasked frame (RFC 6455, section 5.2)."""
    assert frame[0] & 0xF0 == 0x80, "final, and no extension"
    size, start = frame[1], 2
    if size == 126:
        (size,), start = struct.unpack_from("!H", frame, 2), 4
        assert size > 125, "the shortest form"
    elif size == 127:
        (size,), start = struct.unpack_from("!Q", frame, 2), 10
        assert size > 65_535, "the shortest form"
    assert len(frame) == start + size
    return frame[0] & 0x0F, frame[start:]


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
def test_every_length_has_its_form(size: int) -> None:
    """The length is written in 7, 16 or 64 bits, whichever is the shortest."""
    assert read_frame(text_frame(b"x" * size)) == (1, b"x" * size)


@given(st.text())
def test_events_carry_any_text(text: str) -> None:
    """Quotes, line breaks and every script survive in an event."""
    opcode, payload = read_frame(event_frame("view", {"text": text}))
    assert opcode == 1
    assert payload.decode().startswith('42["view",{"text":"')


def test_a_goodbye_has_its_code_and_stays_small() -> None:
    """A close frame may not be longer than 125 bytes."""
    opcode, payload = read_frame(close_frame(1012, "x" * 500))
    assert (opcode, struct.unpack_from("!H", payload)) == (8, (1012,))
    assert len(payload) == 125


def test_an_allowance_is_used_up_and_grows_again() -> None:
    """As many as the burst at once, then as many as the time that passed gives, never more than the burst."""
    allowance = Allowance(Rate(per_second=2, burst=3), now=100.0)
    assert [allowance.take(100.0) for _ in range(4)] == [True, True, True, False]
    assert [allowance.take(100.5) for _ in range(2)] == [True, False]
    assert [allowance.take(999.0) for _ in range(4)] == [True, True, True, False]
