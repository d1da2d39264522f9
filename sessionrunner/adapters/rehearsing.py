"""The program that rehearses for a server: an order comes in, the rehearsal goes out.

Run as `python -m sessionrunner.adapters.rehearsing SECONDS`, with the order on standard input.
"""

import os
import signal
import sys
import time
from typing import Final

import msgspec

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Session
from sessionrunner.core.planning import Plan, PlanRequest, make_plan
from sessionrunner.core.rehearsal import Trial, try_out

_POLITENESS: Final = 10
"""How far the rehearsal stands back from the server, as `nice` counts."""


class RehearsalOrder(Frozen):
    """A session to be rehearsed, and how."""

    session: Session
    trial: Trial


def main(patience: float) -> None:
    """Rehearse what standard input orders; end by ourselves should the server be gone by then."""
    if hasattr(os, "nice"):
        os.nice(_POLITENESS)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, patience)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches us too; the server decides
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=RehearsalOrder)
    sys.stdout.buffer.write(msgspec.json.encode(try_out(order.session, order.trial, _plan)))


def _plan(request: PlanRequest) -> Plan:
    return make_plan(request, lambda: time.monotonic_ns() // 1_000_000)


if __name__ == "__main__":
    main(float(sys.argv[1]))
