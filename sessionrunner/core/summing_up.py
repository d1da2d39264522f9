"""What a new plan means for everybody at a glance: `changes` counted, and how good the plan was and is."""

from collections import Counter
from typing import Final, Literal, TypeAlias

from sessionrunner.core.answers import Summary
from sessionrunner.core.changes import differs, drawn_again, others
from sessionrunner.core.drawing import Whereabouts, whereabouts
from sessionrunner.core.model import Session
from sessionrunner.core.planning.types import PersonId

What: TypeAlias = Literal["comes", "goes", "rests", "meets", "partner", "room"]

_AWAY: Final[frozenset[What]] = frozenset({"comes", "goes"})
_COMPANY: Final[tuple[What, ...]] = ("partner", "rests", "meets")


def summary(before: Session, after: Session) -> Summary:
    """The changes between the two, counted, with the quality of both plans.

    Somebody who gets another partner in one round and another room in a second counts once, as one who
    gets another partner. Who comes or goes is counted apart: others care what it means for them.
    """
    touched, rounds, turned = dict[What, set[PersonId]](), list[int](), Counter[What]()
    for old, new in drawn_again(before, after):
        found = _in_round(whereabouts(old), whereabouts(new))
        rounds += [new.round] if set(found.values()) - _AWAY else []
        turned.update(found.values())
        for person, what in found.items():
            touched.setdefault(what, set()).add(person)
    away = touched.get("comes", set()) | touched.get("goes", set())
    partners = set[PersonId]().union(*(touched.get(what, ()) for what in _COMPANY)) - away
    return Summary(
        partners=len(partners),
        rooms=len(touched.get("room", set()) - partners - away),
        rounds=tuple(rounds),
        rests=turned["rests"],
        meets=turned["meets"],
        was=before.plan.quality if before.plan else None,
        now=after.plan.quality if after.plan else None,
    )


def _in_round(was: Whereabouts, now: Whereabouts) -> dict[PersonId, What]:
    """Whose meeting in a round is another, and what becomes of it."""
    return {
        person: what
        for person in dict.fromkeys((*was, *now))
        if (what := _what(person, was, now)) is not None
    }


def _what(person: PersonId, was: Whereabouts, now: Whereabouts) -> What | None:
    if person not in was or person not in now:
        return "comes" if person in now else "goes"
    before, after = was[person], now[person]
    if not differs(before, after):
        return None
    if before is None or after is None:
        return "rests" if after is None else "meets"
    return "partner" if others(before, after) else "room"
