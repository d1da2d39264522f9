"""Commands about people and who meets whom."""

from typing import Annotated, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from sessionrunner.core.commands.base import Avoid, Name, Previewable, Requests, ShortText, Topics, Years
from sessionrunner.core.model import Role
from sessionrunner.core.planning.types import PersonId


class AddPerson(Previewable, tag="add_person"):
    """Put somebody on the roster, checked in unless `here` is false."""

    name: Name
    email: ShortText = ""
    years: Years | None = None
    role: Role | None = None
    institution: ShortText = ""
    interests: Topics = ()
    requests: Requests = ()
    avoid: Avoid = ()
    here: bool = True


class UpdatePerson(Previewable, tag="update_person"):
    """Change what is known of somebody; fields left out stay as they are."""

    person: PersonId
    name: Name | UnsetType = UNSET
    email: ShortText | UnsetType = UNSET
    years: Years | UnsetType | None = UNSET
    role: Role | UnsetType | None = UNSET
    institution: ShortText | UnsetType = UNSET
    interests: Topics | UnsetType = UNSET
    requests: Requests | UnsetType = UNSET
    avoid: Avoid | UnsetType = UNSET


class RemovePerson(Previewable, tag="remove_person"):
    """Take somebody off the roster."""

    person: PersonId


class ErasePerson(Previewable, tag="erase_person"):
    """Forget for good all that identifies somebody: on the roster, in what happened and was answered."""

    person: PersonId


class CheckIn(Previewable, tag="check_in"):
    """Somebody is here (or back). An attendee checks in only themselves."""

    person: PersonId | None = None


class CheckOut(Previewable, tag="check_out"):
    """Somebody is not here, or has gone. An attendee checks out only themselves."""

    person: PersonId | None = None


class CheckOutMissing(Previewable, tag="check_out_missing"):
    """Everybody on the roster who has not come yet is not here. Who comes after all is let in as ever."""


class PartnerMissing(Previewable, tag="partner_missing"):
    """Nobody has come to meet this person in the round that is on. An attendee says it of themselves.

    `round` says which round is meant, so that what a phone sends late is not taken for the next one.
    """

    person: PersonId | None = None
    round: Annotated[int, Meta(ge=1)] | None = None


class Swap(Previewable, tag="swap"):
    """Two people take each other's places in one round: the running one unless `round` says so."""

    people: tuple[PersonId, PersonId]
    round: Annotated[int, Meta(ge=1)] | None = None


class Replan(Previewable, tag="replan"):
    """Draw the coming rounds anew."""


PeopleCommand: TypeAlias = (
    AddPerson
    | UpdatePerson
    | RemovePerson
    | ErasePerson
    | CheckIn
    | CheckOut
    | CheckOutMissing
    | PartnerMissing
    | Swap
    | Replan
)
"""What is about the people of a session, and whom they meet."""
