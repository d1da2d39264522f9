"""Turns loose data into closed types, naming every fault at once in plain words.

msgspec stops at the first fault it meets. A person mending a file or a form wants to see all of
them, so a struct is converted field by field and the faults are gathered.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from sessionrunner.core.errors import Detail, Invalid

T = TypeVar("T")

_TYPE_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "int | float": "a number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "a group of fields",
    "null": "nothing",
}
_EXPECTED_TYPE = re.compile(r"Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`")
_RANGE = re.compile(r"Expected `(?P<what>[^`]+)` (?P<sign>>=|<=|>|<) (?P<limit>[-\d.]+)")
_LENGTH = re.compile(r"Expected `(?P<what>[^`]+)` of length (?P<sign>>=|<=|)\s?(?P<limit>\d+)")
_CHOICE = re.compile(r"Invalid enum value (?P<value>.+?)(?: - at .*)?$")
_WHERE = re.compile(r" - at `(?P<path>[^`]*)`$")
_SIGNS = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than", "": "exactly"}


def convert_all(data: object, into: type[T]) -> T:
    """`data` as an `into`, a msgspec struct.

    Raises `Invalid` with one detail for every unknown field, missing field, wrong type and value
    out of range, in the order of the fields.
    """
    if not isinstance(data, Mapping):
        raise Invalid([Detail(field="", message="must be a group of fields, like {…}")])
    faults = _faults(data, into)
    if faults:
        raise Invalid(faults)
    try:
        return msgspec.convert(data, into)
    except msgspec.ValidationError as error:
        raise Invalid([_detail("", into, error)]) from error


def _faults(data: Mapping[str, Any], into: type) -> list[Detail]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(into)}
    tag = into.__struct_config__.tag_field  # type: ignore[attr-defined]
    unknown = [name for name in data if name not in fields and name != tag]
    found = [Detail(field=str(name), message="is not a field that is known here") for name in unknown]
    for name, field in fields.items():
        if name not in data:
            if field.required:
                found.append(Detail(field=name, message="is missing"))
            continue
        found += _field_faults(name, data[name], field.type)
    return found


def _field_faults(name: str, value: object, wanted: Any) -> list[Detail]:
    if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct) and isinstance(value, Mapping):
        inner = _faults(value, wanted)
        return [Detail(field=f"{name}.{fault.field}", message=fault.message) for fault in inner]
    try:
        msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        return [_detail(name, wanted, error)]
    return []


def _detail(name: str, wanted: Any, error: msgspec.ValidationError) -> Detail:
    text = str(error)
    where = _WHERE.search(text)
    path = where["path"].removeprefix("$").replace("[...]", "") if where else ""
    return Detail(field=f"{name}{path}".lstrip("."), message=plain_words(_WHERE.sub("", text), wanted))


def plain_words(text: str, wanted: Any = None) -> str:
    """What msgspec says in `text`, as somebody who knows no programming would say it."""
    if match := _LENGTH.match(text):
        kind = "characters" if match["what"] == "str" else "entries"
        return f"must have {_SIGNS[match['sign']]} {match['limit']} {kind}"
    if match := _RANGE.match(text):
        return f"must be {_SIGNS[match['sign']]} {match['limit'].removesuffix('.0')}"
    if match := _EXPECTED_TYPE.match(text):
        kinds = [kind for kind in match["wanted"].split(" | ") if kind != "null"]
        wanted_words = _TYPE_WORDS.get(" | ".join(kinds)) or " or ".join(_TYPE_WORDS.get(k, k) for k in kinds)
        return f"must be {wanted_words}"
    if _CHOICE.match(text):
        return f"must be one of {', '.join(_choices(wanted))}" if wanted else "is not one of the choices"
    return text[:1].lower() + text[1:]


def _choices(wanted: Any) -> list[str]:
    info = msgspec.inspect.type_info(wanted)
    options = info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)
    return [
        str(value)
        for option in options
        if isinstance(option, msgspec.inspect.LiteralType)
        for value in option.values
    ]
