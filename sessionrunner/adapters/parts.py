"""A session's state in parts, so that a commit writes what it changed and not two thousand people.

Most of a state is its people, its plan, and the steps that lead back to earlier plans; most commits touch
none of them. These are kept beside the rest of the state, each in a row of its own. That a part has not
changed is told by its being the very same object as the one that was stored: no value is ever changed in
place.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from sessionrunner.adapters.stored import encode
from sessionrunner.core.model import Person, Session, UndoStep
from sessionrunner.core.planning.types import PersonId, Plan

PEOPLE: Final = "people"
PLAN: Final = "plan"
STEP: Final = "undo/"
"""Begins the name of a step; numbers follow that grow from each step to the next, gaps between them."""

_people_of = msgspec.json.Decoder(dict[PersonId, Person])
_plan_of: msgspec.json.Decoder[Plan | None] = msgspec.json.Decoder(Plan | None)
_step_of = msgspec.json.Decoder(UndoStep)

Parts = Mapping[str, object]


def rest_of(session: Session) -> Session:
    """The session without what is kept in parts."""
    return replace(session, people={}, plan=None, undo=())


def parts_of(session: Session, stored: Parts) -> Parts:
    """The parts by name. Steps that are `stored` keep their names there."""
    return {PEOPLE: session.people, PLAN: session.plan, **_steps(session.undo, stored)}


def changed(parts: Parts, stored: Parts) -> tuple[list[dict[str, Any]], list[str]]:
    """What to do to make `stored` into `parts`: rows to write anew, and names to take away before."""
    rows = [
        {"name": name, "value": encode(value)}
        for name, value in parts.items()
        if name not in stored or stored[name] is not value
    ]
    written = {row["name"] for row in rows}
    return rows, [name for name in stored if name in written or name not in parts]


def whole(rest: Session, rows: Iterable[tuple[str, bytes]]) -> Session:
    """The session again. Raises `msgspec.DecodeError` for what was not written by `changed`.

    A database from before there were parts has everything in the rest, and no rows.
    """
    found = dict(rows)
    if not found:
        return rest
    return replace(
        rest,
        people=_people_of.decode(found[PEOPLE]),
        plan=_plan_of.decode(found[PLAN]),
        undo=tuple(_step_of.decode(found[name]) for name in sorted(found) if name.startswith(STEP)),
    )


def _steps(steps: tuple[UndoStep, ...], stored: Parts) -> dict[str, object]:
    names = {id(value): name for name, value in stored.items() if name.startswith(STEP)}
    last = max(names.values(), default=_step_name(0))
    fresh = (_step_name(number) for number in range(_number(last) + 1, _number(last) + 1 + len(steps)))
    named = {names.get(id(step)) or next(fresh): step for step in steps}
    if list(named) == sorted(named):
        return dict(named)
    # Names must tell the order: where a new step stands before an old one, all are named anew.
    start = _number(last) + 1 + len(steps)
    return {_step_name(number): step for number, step in enumerate(steps, start)}


def _step_name(number: int) -> str:
    return f"{STEP}{number:012}"


def _number(name: str) -> int:
    return int(name.removeprefix(STEP))
