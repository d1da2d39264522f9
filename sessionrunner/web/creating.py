"""What a new session is asked for: read from what was sent, or refused with every fault named."""

import secrets
from collections.abc import Collection, Mapping
from typing import Any, Final, TypeVar

import msgspec

from sessionrunner.core.agenda import FlashSettings, Rooms
from sessionrunner.core.commands import Name
from sessionrunner.core.decide.wip_settings import SHARED, check_rooms
from sessionrunner.core.errors import Detail, Invalid
from sessionrunner.core.faults import convert_all
from sessionrunner.core.frozen import Frozen
from sessionrunner.core.links import room_faults
from sessionrunner.core.model import Format
from sessionrunner.core.names import tidy
from sessionrunner.core.wip.settings import WipSettings
from sessionrunner.runtime.sessions import NewSession

T = TypeVar("T", bound=msgspec.Struct)

_OF_FLASH: Final = frozenset(FlashSettings.__struct_fields__)
_OF_WIP: Final = frozenset(WipSettings.__struct_fields__) | SHARED


class _Head(Frozen):
    format: Format
    title: Name


def new_session(data: Mapping[str, Any]) -> NewSession:
    """What `data` asks for. Raises `Invalid` naming every fault, of the head and of the settings."""
    faults: list[Detail] = []
    head = _part(data, _Head, _Head.__struct_fields__, faults)
    if head is not None and not tidy(head.title):
        faults.append(Detail(field="title", message="must have at least 1 characters"))
    is_wip = data.get("format") == "wip"
    known = _OF_WIP if is_wip else _OF_FLASH
    shared = _part({"seed": secrets.randbelow(2**31), **data}, FlashSettings, _OF_FLASH & known, faults)
    wip = _wip(data, faults) if is_wip else None
    rooms = shared.rooms if shared is not None else _rooms_alone(data)
    faults += room_faults(rooms) if rooms is not None else ()
    faults += [
        Detail(field=str(field), message="is not a field that is known here")
        for field in data
        if field not in known.union(_Head.__struct_fields__)
    ]
    if faults or head is None or shared is None:
        raise Invalid(faults)
    return NewSession(format=head.format, title=tidy(head.title), settings=shared, wip=wip)


def _rooms_alone(data: Mapping[str, Any]) -> Rooms | None:
    """The rooms where something else is wrong; None if they are, which is said already."""
    settings = _part(data, FlashSettings, {"rooms"}, [])
    return settings.rooms if settings is not None else None


def _wip(data: Mapping[str, Any], faults: list[Detail]) -> WipSettings | None:
    settings = _part(data, WipSettings, WipSettings.__struct_fields__, faults)
    if settings is None:
        return None
    tidied = msgspec.structs.replace(settings, tracks=tuple(map(tidy, settings.tracks)))
    faults += [Detail(field="tracks", message="has a room without a name")] * (not all(tidied.tracks))
    try:
        check_rooms(tidied)
    except Invalid as error:
        faults.extend(error.details)
    return tidied


def _part(data: Mapping[str, Any], kind: type[T], fields: Collection[str], faults: list[Detail]) -> T | None:
    """What `data` says of `fields`, as a `kind`; None, with more faults, if that cannot be."""
    given = {name: data[name] for name in kind.__struct_fields__ if name in data and name in fields}
    try:
        return convert_all(given, kind)
    except Invalid as error:
        faults.extend(error.details)
        return None
