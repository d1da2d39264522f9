"""The one base of every value in the core: immutable, by keyword, closed to unknown fields."""

from typing import Any, dataclass_transform

import msgspec


class _KeywordOnly(msgspec.StructMeta):
    """Makes the fields of every subclass keyword-only, which msgspec does not pass on by itself."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **config: Any) -> type:
        return super().__new__(cls, name, bases, namespace, **({"kw_only": True} | config))


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Frozen(msgspec.Struct, metaclass=_KeywordOnly, frozen=True, forbid_unknown_fields=True, gc=False):
    """A value: made whole, never changed, compared by content, encoded by msgspec.

    A value is made of older values, so there are no cycles in it: the garbage collector is spared
    the walk through thousands of people, which would hold every phone up now and then.

    The decorator only repeats for type checkers what subclasses inherit.
    """
