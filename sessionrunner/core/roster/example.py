"""A small roster to start from, with the columns that are read: made here, so that it always fits them."""

from typing import Final, TypeAlias, get_args

from sessionrunner.core.roster.columns import ACCEPTED
from sessionrunner.core.roster.types import Field

Row: TypeAlias = tuple[str, ...]

_PEOPLE: Final[tuple[dict[Field, str], ...]] = (
    {
        "name": "Maria Santos",
        "email": "maria.santos@example.edu",
        "years": "12",
        "institution": "Lakeside Law School",
        "interests": "Property; Housing policy",
    },
    {
        "name": "Ben Carter",
        "email": "ben.carter@example.edu",
        "years": "3",
        "institution": "Hillcrest University",
        "interests": "Tax law; Property",
        "requests": "Maria Santos",
    },
    {
        "name": "Aiko Tanaka",
        "email": "aiko.tanaka@example.edu",
        "years": "1.5",
        "institution": "Lakeside Law School",
        "interests": "Immigration",
        "avoid": "maria.santos@example.edu",
    },
    {
        "name": "Tom Okafor",
        "email": "tom.okafor@example.edu",
        "years": "8",
        "role": "either",
        "institution": "Riverside College",
        "interests": "Tax law",
    },
)
_OF_PAIRS: Final[frozenset[Field]] = frozenset({"years", "role", "requests", "avoid"})


def example(*, sides: bool) -> tuple[Row, ...]:
    """The header and some rows; `sides` as for reading: without, nothing that is about pairs."""
    fields = tuple(field for field in get_args(Field) if sides or field not in _OF_PAIRS)
    header = tuple(ACCEPTED[field][0] for field in fields)
    return (header, *(tuple(person.get(field, "") for field in fields) for person in _PEOPLE))
