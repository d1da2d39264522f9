"""How slow the machine is just now: what must be quick may take longer on one that others use."""

import time

BURN_SECONDS = 0.2


def slowness() -> float:
    """How many times longer than on an idle machine something takes that needs the processor; at least 1."""
    began, burned = time.monotonic(), time.process_time()
    while time.process_time() - burned < BURN_SECONDS:
        pass
    return max(1.0, (time.monotonic() - began) / BURN_SECONDS)
