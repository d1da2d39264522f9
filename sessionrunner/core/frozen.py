"""The one base of every value in the core: immutable, by keyword, closed to unknown fields."""

from typing import dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class _FrozenMeta(msgspec.StructMeta):
    """Tells type checkers what `Frozen` passes on to its subclasses."""


class Frozen(msgspec.Struct, metaclass=_FrozenMeta, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value: made whole, never changed, compared by content, encoded by msgspec."""
