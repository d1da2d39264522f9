"""The operator's token, kept in a file beside the database when the settings give none."""

import os
import re
import secrets
from pathlib import Path

TOKEN_BYTES = 32
_GOOD = re.compile(r"[A-Za-z0-9_-]{22,}")


class SecretFileError(Exception):
    """The file cannot be used; the message says why and what to do."""


def operator_token(path: Path) -> str:
    """The token in the file at `path`; without one, 256 new random bits that are kept there.

    Only the file's owner may read it afterwards. Raises `SecretFileError`.
    """
    if path.exists():
        return _read(path)
    try:
        return _make(path)
    except OSError as fault:
        raise SecretFileError(
            f"The operator's token cannot be kept in {path} ({fault.strerror}). "
            "Let the server write there, or set SESSIONRUNNER_OPERATOR_TOKEN yourself."
        ) from fault


def _make(path: Path) -> str:
    """A new token, in a file that is there whole or, whatever happens meanwhile, not at all."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
    ) as file:
        file.write(f"{token}\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return token


def _read(path: Path) -> str:
    try:
        token = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise SecretFileError(
            f"The operator's token in {path} cannot be read. "
            "Let the server read that file, or delete it and start again to get a new token."
        ) from fault
    if not _GOOD.fullmatch(token):
        raise SecretFileError(
            f"The file {path} should hold the operator's token and holds something else. "
            "Delete it and start again to get a new token."
        )
    _close_to_others(path)
    return token


def _close_to_others(path: Path) -> None:
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as fault:
        raise SecretFileError(
            f"Others can read the operator's token in {path}, and the server may not change that. "
            "Make the file the server's own, or delete it and start again to get a new token."
        ) from fault
