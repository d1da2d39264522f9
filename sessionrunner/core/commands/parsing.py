"""All commands there are, and how one is read."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.commands.base import Actor, BaseCommand
from sessionrunner.core.commands.inside import InsideOrder
from sessionrunner.core.commands.people import PeopleCommand
from sessionrunner.core.commands.running import RunningCommand, UpdateSettings
from sessionrunner.core.commands.wip import WipCommand, WriteComment
from sessionrunner.core.errors import Detail, Invalid
from sessionrunner.core.faults import convert_all
from sessionrunner.core.wip.settings import WipSettings

ANONYMOUS = "anonymous"
"""Who gave a command that nobody is to know the author of."""

Command: TypeAlias = RunningCommand | PeopleCommand | WipCommand
Order: TypeAlias = Command | InsideOrder

COMMANDS: dict[str, type[BaseCommand]] = {str(kind.__struct_config__.tag): kind for kind in Command.__args__}
"""Every command that may come over the wire, by its type."""


def parse_command(data: object) -> Command:
    """The command in `data`, as decoded from JSON.

    Raises `Invalid` naming every fault: an unknown type, unknown or missing fields, wrong types and
    values out of range.
    """
    if not isinstance(data, dict):
        raise Invalid([Detail(field="", message="must be a group of fields, like {…}")])
    kind = COMMANDS.get(str(data.get("type")))
    if kind is None:
        known = ", ".join(sorted(COMMANDS))
        raise Invalid([Detail(field="type", message=f"must be one of {known}")])
    settings = data.get("settings") if kind is UpdateSettings else None
    faults = list(_settings_faults(settings)) if isinstance(settings, dict) else []
    try:
        command = convert_all(data, kind)
    except Invalid as error:
        raise Invalid((*error.details, *faults)) from error
    if faults:
        raise Invalid(faults)
    return command  # type: ignore[return-value]


def _settings_faults(settings: dict[str, Any]) -> Iterator[Detail]:
    """What keeps these from being settings of some session; of which format is decided later."""
    wip = {name: value for name, value in settings.items() if name in WipSettings.__struct_fields__}
    others = {name: value for name, value in settings.items() if name not in wip}
    for given, kind in ((others, FlashSettings), (wip, WipSettings)):
        try:
            convert_all(given, kind)
        except Invalid as error:
            for each in error.details:
                yield Detail(field=f"settings.{each.field}", message=each.message)


def name_for_record(actor: Actor, order: BaseCommand) -> str:
    """Under which name a command is kept on record: its actor's, or nobody's where it is anonymous."""
    if isinstance(order, WriteComment) and not order.signed:
        return ANONYMOUS
    return actor.by
