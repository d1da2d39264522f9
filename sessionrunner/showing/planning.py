"""`sessionrunner plan`: the rotation plan of a roster file."""

import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sessionrunner.core.drawing import fresh_request
from sessionrunner.core.model import Session
from sessionrunner.core.planning import Plan, make_plan
from sessionrunner.core.views.making import plan_view
from sessionrunner.showing.inputs import session_from, settings_of
from sessionrunner.showing.output import err, out, print_json, print_notes
from sessionrunner.showing.plan_table import plan_tables
from sessionrunner.showing.progress import progress
from sessionrunner.showing.sentences import missing_side, quality_sentences
from sessionrunner.showing.words import counted


def stopwatch() -> int:
    """Milliseconds that have passed since some fixed moment."""
    return time.monotonic_ns() // 1_000_000


def show_plan(roster: Path, options: Mapping[str, Any], *, as_json: bool) -> None:
    """Plan for everybody on a roster and print it. Raises `BadInputError` with all there is to mend."""
    session, notes = session_from(roster, settings_of(options))
    print_notes(notes)
    with progress(f"Planning for {len(session.roster):,} people", err()):
        plan = make_plan(fresh_request(session), stopwatch)
    if as_json:
        print_json(plan_view(session, plan))
    else:
        _print_plan(session, plan)


def _print_plan(session: Session, plan: Plan) -> None:
    console, settings = out(), session.settings
    sides = Counter(plan.sides.values())
    console.print(
        f"{counted(sides['mentor'], 'mentor', 'mentors')}, {counted(sides['mentee'], 'mentee', 'mentees')}, "
        f"{counted(settings.rounds, 'round', 'rounds')}, seed {settings.seed}\n"
    )
    names = {person.id: person.name for person in session.roster}
    for table in plan_tables(plan.rounds, names, plan.sides, console.width):
        console.print(table)
        console.print()
    asked = sum(len(person.requests) for person in session.roster)
    if word := missing_side(sides["mentor"], sides["mentee"], settings.threshold):
        console.print(word)
    for sentence in quality_sentences(plan.quality, settings.surplus, asked):
        console.print(sentence)
