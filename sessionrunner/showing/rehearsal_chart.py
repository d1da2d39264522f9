"""A rehearsal for a terminal: who came and went, what it was worth, and a bar for everybody."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table

from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.planning import Side
from sessionrunner.core.rehearsal import Rehearsal, RehearsedPerson
from sessionrunner.core.time import MINUTE, Duration
from sessionrunner.showing.words import between, counted, listed

_BAR: Final = 20
_MOST_NAMES: Final = 6
_EIGHTHS: Final = " ▏▎▍▌▋▊▉"
_SIDES: Final[tuple[Side, ...]] = ("mentor", "mentee")


def print_rehearsal(console: Console, rehearsal: Rehearsal, settings: FlashSettings, origin: str) -> None:
    """Everything a host wants to know; `origin` says where the comings and goings are from."""
    for line in (
        *_summary(rehearsal, settings),
        "",
        f"Who came and went ({origin}):",
        *_moved(rehearsal),
        "",
    ):
        console.print(line)
    console.print(_chart(rehearsal, ascii_only=console.options.ascii_only))
    console.print()
    for line in _verdict(rehearsal):
        console.print(line)


def _summary(rehearsal: Rehearsal, settings: FlashSettings) -> Iterator[str]:
    sides = [counted(len(_of(rehearsal, side)), side, f"{side}s") for side in _SIDES]
    yield (
        f"{' and '.join(sides)}, {counted(settings.rounds, 'round', 'rounds')} of "
        f"{settings.round_minutes:g} minutes with {settings.move_seconds} seconds to move, "
        f"seed {settings.seed}"
    )


def _of(rehearsal: Rehearsal, side: Side) -> list[RehearsedPerson]:
    return [person for person in rehearsal.people if person.side == side]


def _moved(rehearsal: Rehearsal) -> Iterator[str]:
    over = rehearsal.rounds[-1].ends_ms
    absent = [one for one in rehearsal.people if not one.there]
    late = [one for one in rehearsal.people if one.there and one.there[0].starts_ms > 0]
    leaving = [one for one in rehearsal.people if one.there and one.there[-1].ends_ms < over]
    returning = [one for one in rehearsal.people if len(one.there) > 1]
    groups = (("came late", late), ("never came", absent), ("left early", leaving), ("came back", returning))
    for what, people in groups:
        if people:
            yield f"  {len(people)} {what}: {listed([one.name for one in people], _MOST_NAMES)}"
    if not (absent or late or leaving or returning):
        yield "  Everybody was there from the start to the end."


def _chart(rehearsal: Rehearsal, *, ascii_only: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("", min_width=12, max_width=22, overflow="fold")
    table.add_column("There", no_wrap=True)
    table.add_column("Sat out", justify="right", no_wrap=True)
    table.add_column("Repeats", justify="right", no_wrap=True)
    table.add_column("Minutes", justify="right", no_wrap=True)
    table.add_column("with the other side", no_wrap=True, min_width=_BAR)
    most, over = max(rehearsal.talk_ms.values(), default=0), rehearsal.rounds[-1].ends_ms
    for side in _SIDES:
        people = _of(rehearsal, side)
        if people:
            table.add_row(f"{side.capitalize()}s", style="bold")
        for number, one in enumerate(people, 1):
            talked = rehearsal.talk_ms[one.id]
            table.add_row(
                one.name,
                _there(one, over),
                str(one.sit_outs),
                str(one.repeats),
                f"{talked / MINUTE:.1f}",
                bar(talked, most, ascii_only=ascii_only),
                end_section=number == len(people),
            )
    return table


def bar(value: int, most: int, *, ascii_only: bool) -> str:
    """A bar as long as `value` is beside `most`, in eighths of a character where these can be shown."""
    eighths = round(8 * _BAR * value / most) if most else 0
    if ascii_only:
        return "#" * round(eighths / 8)
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def _there(person: RehearsedPerson, over: Duration) -> str:
    if not person.there:
        return "never"
    return "\n".join(_stretch(one.starts_ms, one.ends_ms, over) for one in person.there)


def _stretch(starts: Duration, ends: Duration, over: Duration) -> str:
    if starts <= 0 and ends >= over:
        return "all along"
    if starts <= 0:
        return f"until {_clock(ends)}"
    return f"from {_clock(starts)}" if ends >= over else f"{_clock(starts)}-{_clock(ends)}"


def _clock(at: Duration) -> str:
    minutes, rest = divmod(at, MINUTE)
    return f"{minutes}:{rest // 1000:02d}"


def _verdict(rehearsal: Rehearsal) -> Iterator[str]:
    over = rehearsal.rounds[-1].ends_ms
    for side in _SIDES:
        steady = [one for one in _of(rehearsal, side) if _all_along(one, over)]
        if steady:
            yield _steady(side, [one.sit_outs for one in steady])
    repeats = rehearsal.quality.repeats
    yield f"{counted(repeats, 'meeting was', 'meetings were')} a repeat." if repeats else "Nobody met twice."
    yield (
        f"Yield {100 * rehearsal.share:.1f} %: people met across the sides for "
        f"{rehearsal.talked_ms / MINUTE:,.0f} minutes in all; even a planner who knew beforehand who comes "
        f"and goes could not have reached more than {rehearsal.most_ms / MINUTE:,.0f}."
    )


def _steady(side: Side, sit_outs: Sequence[int]) -> str:
    other = "mentee" if side == "mentor" else "mentor"
    if not max(sit_outs):
        return f"{side.capitalize()}s who were there all along had a {other} in every round."
    often = between(min(sit_outs), max(sit_outs))
    return f"{side.capitalize()}s who were there all along were without a {other} {often}."


def _all_along(person: RehearsedPerson, over: Duration) -> bool:
    return [(one.starts_ms, one.ends_ms) for one in person.there] == [(0, over)]
