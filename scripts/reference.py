"""Writes docs/reference.md: the states, commands, events and errors, read from the code that defines them.

Run it after changing any of them; a test fails while the page and the code differ.
"""

import inspect
import typing
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from sessionrunner.core import errors
from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.commands import COMMANDS, BaseCommand
from sessionrunner.core.events import BaseEvent, Event
from sessionrunner.core.transitions import CLOCK_TRANSITIONS, OTHER_COMMANDS, makes_sense
from sessionrunner.core.wip.settings import WipSettings

PAGE = Path(__file__).parent.parent / "docs" / "reference.md"
STATES = tuple(CLOCK_TRANSITIONS)


INTRODUCTION = """\
# Reference: states, commands, events, errors

Made by `scripts/reference.py` from the code; not to be edited by hand.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *_clock(), *_commands(), *_journal(), *_refusals()])


def _clock() -> Iterator[str]:
    yield "## States of the clock\n"
    yield from _diagram()
    yield "\nWhat leaves the clock alone, and in which states it makes sense:\n"
    yield from _table(("command", *STATES), _elsewhere())


def _commands() -> Iterator[str]:
    yield "\n## Commands\n"
    yield "Every command has a `type` and a unique `id`, and may have `expected_version` and `track`.\n"
    yield from _table(("type", "fields", "does"), _structs(COMMANDS.values(), BaseCommand))
    yield "\n## Settings of a flash session\n"
    yield from _table(("setting", "default"), _settings(FlashSettings))
    yield "\n## Settings of a works-in-progress session\n"
    yield "Beside these, `threshold` and `walk_ins`.\n"
    yield from _table(("setting", "default"), _settings(WipSettings))


def _journal() -> Iterator[str]:
    yield "\n## Events\n"
    yield "What the journal holds, beside `version`, `at` and `by`.\n"
    yield from _table(("type", "fields", "means"), _structs(typing.get_args(Event), BaseEvent))


def _refusals() -> Iterator[str]:
    yield "\n## Errors\n"
    yield from _table(("code", "means"), _errors())
    yield ""


def _diagram() -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield "    [*] --> waiting"
    for state, commands in CLOCK_TRANSITIONS.items():
        targets = {target for reached in commands.values() for target in reached}
        for target in sorted(targets, key=STATES.index):
            causes = [command for command, reached in commands.items() if target in reached]
            yield f"    {state} --> {target}: {', '.join(causes)}"
    yield "    ended --> [*]"
    yield "```"


def _elsewhere() -> Iterator[tuple[str, ...]]:
    for command in OTHER_COMMANDS:
        yield (f"`{command}`", *("yes" if makes_sense(state, command) else "" for state in STATES))


def _structs(kinds: Iterable[type[msgspec.Struct]], base: type) -> Iterator[tuple[str, ...]]:
    common = set(getattr(base, "__struct_fields__", ()))
    for kind in kinds:
        own = [field for field in msgspec.structs.fields(kind) if field.name not in common]
        names = ", ".join(f"`{field.encode_name}`{'' if field.required else '?'}" for field in own)
        yield f"`{kind.__struct_config__.tag}`", names, _first_line(kind)


def _settings(kind: type[msgspec.Struct]) -> Iterator[tuple[str, ...]]:
    for field in msgspec.structs.fields(kind):
        default = "required" if field.required else f"`{msgspec.json.encode(_default(field)).decode()}`"
        yield f"`{field.encode_name}`", default


def _default(field: msgspec.structs.FieldInfo) -> object:
    return field.default if field.default is not msgspec.NODEFAULT else field.default_factory()


def _errors() -> Iterator[tuple[str, ...]]:
    kinds = {kind.code: kind for _, kind in inspect.getmembers(errors, inspect.isclass) if _is_refusal(kind)}
    for code in typing.get_args(errors.ErrorCode):
        yield f"`{code}`", _first_line(kinds[code])


def _is_refusal(kind: type) -> typing.TypeGuard[type[errors.Refusal]]:
    return issubclass(kind, errors.Refusal) and kind is not errors.Refusal


def _first_line(kind: type) -> str:
    return " ".join((inspect.getdoc(kind) or "").split("\n\n")[0].split())


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
