"""How many files, and so connections, this process may have open."""

import sys

import structlog

log = structlog.get_logger(__name__)

WANTED = 65_536
"""More than the sockets that the gateway takes in; systems start programs with 256 or 1,024."""


def allow_many_connections() -> int | None:
    """Raise the limit as far as it may go; answers what it is now, None where there is no such limit."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - there is none on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(hard, WANTED)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError) as error:  # macOS may allow less than it says
        log.warning("few connections are possible", most=soft, reason=str(error))
        return soft
    return wanted
