"""The command line."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn, TypeAlias

import typer
from rich.console import Console

from sessionrunner.settings import BadSettings, Settings, load

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    help="Runs live flash-mentoring and works-in-progress sessions.",
)
complaints = Console(stderr=True, highlight=False, soft_wrap=True)

USER_CAN_MEND = 2

Config: TypeAlias = Annotated[
    Path | None, typer.Option("--config", help="A config file; see config.example.toml.")
]
Host: TypeAlias = Annotated[str | None, typer.Option(help="The address to listen on.")]
Port: TypeAlias = Annotated[str | None, typer.Option(help="The port to listen on; 0 takes any.")]
DatabaseUrl: TypeAlias = Annotated[
    str | None, typer.Option("--database", help="Like sqlite:///sessions.sqlite3.")
]


@app.callback(invoke_without_command=True)
def default(
    context: typer.Context,
    config: Config = None,
    host: Host = None,
    port: Port = None,
    database: DatabaseUrl = None,
) -> None:
    """Serve, unless another command is named."""
    if context.invoked_subcommand is None:
        serve(config, host, port, database)
    elif any(option is not None for option in (config, host, port, database)):
        raise typer.BadParameter(
            f"Options go behind the command, as in: sessionrunner {context.invoked_subcommand} --help"
        )


@app.command()
def serve(config: Config = None, host: Host = None, port: Port = None, database: DatabaseUrl = None) -> None:
    """Serve sessions; prints where to host and where to join."""
    from sessionrunner.serving import serve_until_stopped  # noqa: PLC0415 - the server takes a second to load

    settings = _settings(config, host=host, port=port, database=database)
    _run(lambda: serve_until_stopped(settings))


@app.command()
def demo(  # noqa: PLR0917 - typer gives them by name
    format_: Annotated[Literal["flash", "wip"], typer.Option("--format", help="What to show.")] = "flash",
    people: Annotated[int, typer.Option(min=2, max=1_000, help="How many simulated people.")] = 32,
    pace: Annotated[float, typer.Option(min=0.1, max=600, help="How much faster than real time.")] = 1.0,
    config: Config = None,
    host: Host = None,
    port: Port = None,
    database: DatabaseUrl = None,
) -> None:
    """Serve a ready session with simulated phones that join, rotate, go silent and come back."""
    from sessionrunner.serving import demonstrate  # noqa: PLC0415 - as above

    settings = _settings(config, host=host, port=port, database=database)
    _run(lambda: demonstrate(settings, format_, people, pace))


@app.command("check-config")
def check_config(file: Annotated[Path, typer.Argument(help="The config file.")]) -> None:
    """Name every fault of a config file, or say ok."""
    try:
        load(file, {}, {})
    except BadSettings as bad:
        _refuse(str(bad))
    sys.stdout.write("ok\n")


Roster: TypeAlias = Annotated[Path, typer.Argument(help="The roster: CSV or XLSX, one person a row.")]
Rounds: TypeAlias = Annotated[int | None, typer.Option(help="How many rounds, 1 to 60; 6 unless given.")]
Seed: TypeAlias = Annotated[
    int | None, typer.Option(help="What chance starts from; the same gives the same.")
]
Surplus: TypeAlias = Annotated[
    Literal["peer", "group", "sit_out"] | None,
    typer.Option(help="What the larger side's rest does: meet each other, sit in groups, or rest."),
]
Seats: TypeAlias = Annotated[int | None, typer.Option(help="Mentees at a mentor's table, with groups.")]
Threshold: TypeAlias = Annotated[float | None, typer.Option(help="Years from which somebody is a mentor.")]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]


@app.command()
def plan(
    roster: Roster,
    *,
    rounds: Rounds = None,
    seed: Seed = None,
    surplus: Surplus = None,
    seats: Seats = None,
    threshold: Threshold = None,
    as_json: AsJson = False,
) -> None:
    """The rotation plan of a roster file: who meets whom in which round, and how good that is."""
    from sessionrunner.showing.planning import show_plan  # noqa: PLC0415 - as above

    options = {"rounds": rounds, "seed": seed, "surplus": surplus, "seats": seats, "threshold": threshold}
    _show(lambda: show_plan(roster, options, as_json=as_json))


@app.command()
def rehearse(
    roster: Annotated[Path, typer.Argument(help="A roster, or a file of papers: CSV or XLSX.")],
    *,
    trace: Annotated[
        Path | None,
        typer.Option(help="Who arrives and leaves when: JSON lines. Drawn from the seed without."),
    ] = None,
    rounds: Rounds = None,
    round_minutes: Annotated[float | None, typer.Option(help="Minutes of a round's talk, 1 to 60.")] = None,
    seed: Seed = None,
    surplus: Surplus = None,
    seats: Seats = None,
    threshold: Threshold = None,
    move_seconds: Annotated[int | None, typer.Option(help="Seconds to find the next room.")] = None,
    rooms: Annotated[int | None, typer.Option(min=1, max=30, help="Papers: how many rooms.")] = None,
    minutes: Annotated[
        int | None, typer.Option(min=10, max=720, help="Papers: minutes that there are, 95 unless given.")
    ] = None,
    starts: Annotated[str | None, typer.Option(help="Papers: when it starts, like 14:00.")] = None,
    days: Annotated[
        int | None, typer.Option(min=1, max=12, help="Papers: on how many days, each as long as --minutes.")
    ] = None,
    block: Annotated[
        list[str] | None,
        typer.Option(help="Papers: a block of time as DAY,HH:MM,MINUTES; once for each there is."),
    ] = None,
    present_minutes: Annotated[float | None, typer.Option(help="Papers: minutes to present one.")] = None,
    comment_minutes: Annotated[float | None, typer.Option(help="Papers: minutes of comments.")] = None,
    changeover_minutes: Annotated[float | None, typer.Option(help="Papers: minutes between two.")] = None,
    discussants: Annotated[int | None, typer.Option(help="Papers: how many discussants each has.")] = None,
    overrun: Annotated[
        Literal["comments", "rest"] | None, typer.Option(help="Papers: what pays for an overrun.")
    ] = None,
    overrun_minutes: Annotated[
        float | None, typer.Option(help="Papers: by how much presenters overrun at most, 4 unless given.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """A whole session in virtual time, of a roster or of papers, and what came of it."""
    from sessionrunner.showing.rehearsing import show_any_rehearsal  # noqa: PLC0415 - as above

    of_people: dict[str, Any] = {
        "rounds": rounds,
        "round_minutes": round_minutes,
        "surplus": surplus,
        "seats": seats,
    }
    of_people |= {"threshold": threshold, "move_seconds": move_seconds, "trace": trace}
    of_papers: dict[str, Any] = {
        "rooms": rooms,
        "minutes": minutes,
        "starts": starts,
        "days": days,
        "block": block or None,
        "present_minutes": present_minutes,
    }
    of_papers |= {"comment_minutes": comment_minutes, "changeover_minutes": changeover_minutes}
    of_papers |= {"discussants": discussants, "overrun": overrun, "overrun_minutes": overrun_minutes}
    _show(lambda: show_any_rehearsal(roster, seed, of_people, of_papers, as_json=as_json))


def _show(command: Callable[[], None]) -> None:
    from sessionrunner.showing.inputs import BadInputError  # noqa: PLC0415 - as above

    try:
        command()
    except BadInputError as bad:
        _refuse(str(bad))


def _settings(config: Path | None, **overrides: str | None) -> Settings:
    try:
        return load(config, os.environ, overrides)
    except BadSettings as bad:
        _refuse(str(bad))


def _refuse(message: str) -> NoReturn:
    complaints.print(message, markup=False)
    raise typer.Exit(USER_CAN_MEND)


def _run(main: Callable[[], Any]) -> None:
    from sessionrunner.serving import UserCanMend  # noqa: PLC0415 - as above

    try:
        asyncio.run(main())
    except UserCanMend as error:
        _refuse(str(error))
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


def main() -> None:
    """The program."""
    with suppress(AttributeError):  # no such signal on Windows
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    app()


if __name__ == "__main__":
    main()
