"""The operator's token: made once, kept for its owner only, and never guessed from a bad file."""

import errno
import os
from pathlib import Path

import pytest

from sessionrunner.adapters.secrets_file import SecretFileError, operator_token


def test_it_is_made_once(tmp_path: Path) -> None:
    """The second start reads the token of the first; another file has another token."""
    first = operator_token(tmp_path / "token")
    assert operator_token(tmp_path / "token") == first
    assert operator_token(tmp_path / "other") != first


def test_it_has_256_bits_and_one_reader(tmp_path: Path) -> None:
    """43 characters of base64 hold 256 bits; the file has mode 600."""
    assert len(operator_token(tmp_path / "token")) == 43
    assert (tmp_path / "token").stat().st_mode & 0o777 == 0o600


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    """A token somebody wrote by hand with common permissions is kept, and kept private."""
    path = tmp_path / "token"
    path.write_text(f"{'x' * 30}\n")
    path.chmod(0o644)
    assert operator_token(path) == "x" * 30
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"short\n", b"with a space in it and long enough", b"\xff" * 40])
def test_a_file_with_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    """A short or strange token protects nothing: it is refused with the mend, and left as it is."""
    path = tmp_path / "token"
    path.write_bytes(content)
    with pytest.raises(SecretFileError, match=r"elete it and start again to get a new token\."):
        operator_token(path)
    assert path.read_bytes() == content


def test_a_file_that_could_not_be_finished_is_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk nothing is left that the next start would take for a token, and that start makes one."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "token"
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(SecretFileError, match="No space left on device"):
            operator_token(path)
    assert not path.exists()
    assert operator_token(path) == operator_token(path)
    assert [each.name for each in tmp_path.iterdir()] == ["token"]


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("read_text", "Let the server read that file, or delete it"),
        ("chmod", "Make the file the server's own, or delete it"),
    ],
)
def test_a_file_of_somebody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, words: str
) -> None:
    """One that may not be read, or not be closed to others, is refused with the mends."""

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = tmp_path / "token"
    path.write_text(f"{'x' * 30}\n")
    path.chmod(0o644)
    monkeypatch.setattr(Path, method, denied)
    with pytest.raises(SecretFileError, match=words):
        operator_token(path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Where nothing can be kept, the other way to give a token is named."""
    with pytest.raises(SecretFileError, match="set SESSIONRUNNER_OPERATOR_TOKEN yourself"):
        operator_token(tmp_path / "nowhere" / "token")


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    """A folder of that name is refused in words."""
    with pytest.raises(SecretFileError, match="cannot be read"):
        operator_token(tmp_path)
