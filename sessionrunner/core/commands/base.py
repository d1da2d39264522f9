"""What every command has, and the values that several kinds of commands carry."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from msgspec import Meta

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.model import Audience, TrackId
from sessionrunner.core.planning.types import PersonId

CommandId: TypeAlias = Annotated[str, Meta(min_length=1, max_length=100)]
ShortText: TypeAlias = Annotated[str, Meta(max_length=200)]
Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
Years: TypeAlias = Annotated[float, Meta(ge=0, le=100)]
Topics: TypeAlias = Annotated[tuple[Annotated[str, Meta(max_length=100)], ...], Meta(max_length=50)]
Requests: TypeAlias = Annotated[tuple[ShortText, ...], Meta(max_length=3)]
Avoid: TypeAlias = Annotated[tuple[ShortText, ...], Meta(max_length=100)]


class Actor(Frozen):
    """Who gives a command: an audience, and which person or track of it where that matters.

    The server gives some commands itself, `behalf` says for whom if not of its own accord.
    """

    audience: Audience | Literal["server"]
    person: PersonId | None = None
    track: TrackId | None = None
    behalf: Audience | None = None

    @property
    def by(self) -> str:
        """How the journal names the actor."""
        return self.person or (
            f"{self.audience}:{self.track}" if self.track else self.behalf or self.audience
        )


SERVER = Actor(audience="server")
FOR_THE_HOST = Actor(audience="server", behalf="host")
"""A host brought a file, and the server has read it."""


class BaseCommand(Frozen, tag_field="type"):
    """What every command carries: a unique id, and the version it was decided on, if that matters."""

    id: CommandId
    expected_version: int | None = None
    track: TrackId | None = None

    previewable: ClassVar[bool] = False


class Previewable(BaseCommand):
    """A command that can also be asked what it would change; then nothing is done."""

    preview: bool = False

    previewable: ClassVar[bool] = True
