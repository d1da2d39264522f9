"""Reads the settings: the command line wins over the environment, and that over a config file.

Whatever is wrong is said all at once, each fault with where it stands and its mend.
"""

import difflib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

import msgspec

from sessionrunner.core.faults import plain_words
from sessionrunner.core.frozen import Frozen
from sessionrunner.settings import rules
from sessionrunner.settings.model import Settings, mend

PREFIX = "SESSIONRUNNER_"

NOT_SETTINGS = frozenset({"SESSIONRUNNER_PYTHON", "SESSIONRUNNER_CHROMIUM"})
"""Variables that start like a setting's but are for the scripts: which Python, which browser."""


class Fault(Frozen):
    """One thing wrong: with which setting ("" for a whole file), what, its mend, and where it stands."""

    setting: str
    message: str
    fix: str
    source: str

    def __str__(self) -> str:
        """The fault as a line for a person."""
        return f"{self.source}: {f'{self.setting} {self.message}'.strip()}. {self.fix}"


class BadSettings(Exception):  # noqa: N818 - the settings are at fault, not the program
    """The settings cannot be used; `faults` has everything that is wrong with them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class _Given(NamedTuple):
    """A value as somebody gave it: where, for which setting, and whether it has a type of its own."""

    source: str
    setting: str
    value: object
    typed: bool


_TYPES = get_type_hints(Settings, include_extras=True)
_PLAIN_TYPES = get_type_hints(Settings)
_RULES: Mapping[str, Callable[[Any], object]] = {
    "host": rules.host,
    "public_url": rules.public_url,
    "database": rules.database,
    "operator_token": rules.operator_token,
    "trusted_proxies": rules.trusted_proxies,
}


def load(path: Path | None, environ: Mapping[str, str], overrides: Mapping[str, object]) -> Settings:
    """The settings from the config file at `path` (None: no file), the environment, and the command line.

    `overrides` are the command line's, by setting; None there means that nothing was given.

    Raises:
        BadSettings: with every fault of all three, also of values that another one overrides.
    """
    faults: list[Fault] = []
    values: dict[str, object] = {}
    for given in (*_from_file(path, faults), *_from_environment(environ), *_from_command_line(overrides)):
        try:
            values[given.setting] = _checked(given)
        except _Wrong as wrong:
            faults.append(
                Fault(setting=given.setting, message=wrong.message, fix=wrong.fix, source=given.source)
            )
    if faults:
        raise BadSettings(tuple(faults))
    return msgspec.convert(values, Settings)


def _from_file(path: Path | None, faults: list[Fault]) -> Iterator[_Given]:
    if path is None:
        return
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        faults.append(_of_file(path, problem, "Name a file that is there and that you may read."))
    except UnicodeDecodeError:
        faults.append(_of_file(path, "is not UTF-8 text", "Save it as UTF-8 in a plain text editor."))
    except tomllib.TOMLDecodeError as error:
        problem = f"is not TOML: {str(error)[:1].lower()}{str(error)[1:]}"
        faults.append(_of_file(path, problem, 'Write one setting a line, text in quotes: host = "0.0.0.0".'))
    else:
        yield from (_Given(str(path), name, value, typed=True) for name, value in table.items())


def _of_file(path: Path, message: str, fix: str) -> Fault:
    return Fault(setting="", message=message, fix=fix, source=str(path))


def _from_environment(environ: Mapping[str, str]) -> Iterator[_Given]:
    for variable, text in sorted(environ.items()):
        if variable.startswith(PREFIX) and variable not in NOT_SETTINGS:
            setting = variable.removeprefix(PREFIX).lower()
            yield _Given(f"environment variable {variable}", setting, text, typed=False)


def _from_command_line(overrides: Mapping[str, object]) -> Iterator[_Given]:
    for setting, value in overrides.items():
        if value is not None:
            yield _Given(f"--{setting.replace('_', '-')}", setting, value, typed=False)


class _Wrong(Exception):  # noqa: N818 - the value is at fault, not the program
    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


def _checked(given: _Given) -> object:
    """The value as it is used."""
    setting, value = given.setting, given.value
    if setting not in _TYPES:
        raise _Wrong("is not a setting", _nearest(setting))
    if setting == "trusted_proxies" and isinstance(value, str) and not given.typed:
        value = [part.strip() for part in value.split(",") if part.strip()]
    try:
        converted = msgspec.convert(value, _TYPES[setting], strict=given.typed)
        return _RULES[setting](converted) if setting in _RULES else converted
    except msgspec.ValidationError as error:
        message = plain_words(str(error).partition(" - at ")[0], _PLAIN_TYPES[setting])
        raise _Wrong(message, mend(setting)) from error
    except rules.Unusable as error:
        raise _Wrong(str(error), mend(setting)) from error


def _nearest(name: str) -> str:
    near = difflib.get_close_matches(name.lower(), _TYPES, n=1)
    return f"Did you mean {near[0]}?" if near else f"Take it out. The settings are {', '.join(_TYPES)}."
