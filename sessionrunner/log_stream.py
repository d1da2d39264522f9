"""Where log lines go."""

import sys
from typing import TextIO


class LogStream:
    """Standard error, which may be a file on a disk that is full, or a terminal that is gone.

    What cannot be written there is lost: a log must not stop what it tells about. (A session that cannot
    be saved would otherwise not even be able to say so to the host.)
    """

    def write(self, text: str) -> int:
        """Write, if it can be written."""
        try:
            return self._stream.write(text)
        except (OSError, ValueError):  # a ValueError comes from a stream that is closed
            return len(text)

    def flush(self) -> None:
        """Let what was written go on its way."""
        try:
            self._stream.flush()
        except (OSError, ValueError):
            return

    @property
    def _stream(self) -> TextIO:
        return sys.stderr
