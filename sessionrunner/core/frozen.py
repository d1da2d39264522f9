"""The one base of every value in the core: immutable, by keyword, closed to unknown fields."""

import msgspec


class Frozen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value: made whole, never changed, compared by content, encoded by msgspec."""
