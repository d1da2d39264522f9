"""`sessionrunner rehearse`: a whole session in virtual time, against a trace or against chance."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sessionrunner.adapters.papers_files import is_papers
from sessionrunner.core.decide.clockwork import FEWEST_PEOPLE
from sessionrunner.core.planning import Plan, PlanRequest, make_plan
from sessionrunner.core.rehearsal import Chances, movements_for, rehearse
from sessionrunner.showing.inputs import (
    BadInputError,
    file_bytes,
    movements_from,
    session_from,
    settings_of,
)
from sessionrunner.showing.output import err, out, print_json, print_notes
from sessionrunner.showing.papers import show_papers
from sessionrunner.showing.planning import stopwatch
from sessionrunner.showing.progress import progress
from sessionrunner.showing.rehearsal_chart import print_rehearsal

WITHOUT_CEREMONY: Final = {"brief_minutes": 0, "close_minutes": 0}
"""A rehearsal begins with the first round: second 0 is when people are told where to go."""


def show_any_rehearsal(
    file: Path, seed: int | None, of_people: Mapping[str, Any], of_papers: Mapping[str, Any], *, as_json: bool
) -> None:
    """Rehearse whatever the file lists: people, or papers.

    Raises `BadInputError` with all there is to mend, and for options that belong to the other kind.
    """
    papers = is_papers(file_bytes(file), file.name)
    own, others = (of_papers, of_people) if papers else (of_people, of_papers)
    what, other = ("papers", "a roster") if papers else ("people", "a file of papers")
    wrong = [f"--{name.replace('_', '-')}" for name, value in others.items() if value is not None]
    if wrong:
        raise BadInputError(
            f"{option} is for {other}, and {file} lists {what}. Leave it out." for option in wrong
        )
    if papers:
        show_papers(file, {**own, "seed": seed}, as_json=as_json)
    else:
        options = {name: value for name, value in own.items() if name != "trace"}
        show_rehearsal(file, own["trace"], {**options, "seed": seed}, as_json=as_json)


def show_rehearsal(roster: Path, trace: Path | None, options: Mapping[str, Any], *, as_json: bool) -> None:
    """Rehearse a roster and print what happened. Raises `BadInputError` with all there is to mend."""
    session, notes = session_from(roster, settings_of({**WITHOUT_CEREMONY, **options}))
    if len(session.roster) < FEWEST_PEOPLE:
        raise BadInputError([f"{roster} lists only one person. Write at least two people into it."])
    movements = movements_for(session, Chances()) if trace is None else movements_from(trace, session)
    origin = (
        f"drawn from seed {session.settings.seed}, as no trace was given" if trace is None else str(trace)
    )
    print_notes(notes)
    with progress(f"Rehearsing with {len(session.roster):,} people", err()) as watch:
        rehearsal = rehearse(session, movements, _plan, watch)
    if as_json:
        print_json(rehearsal)
    else:
        print_rehearsal(out(), rehearsal, session.settings, origin)


def _plan(request: PlanRequest) -> Plan:
    return make_plan(request, stopwatch)
