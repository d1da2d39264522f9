"""A demonstration's people are a proper roster, its parts repeat, and its phones do what people do."""

import asyncio
import csv
import io
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any

import msgspec
import pytest

from sessionrunner.adapters.papers_files import read_papers
from sessionrunner.adapters.roster_files import read_roster
from sessionrunner.app import Served, serving
from sessionrunner.core.answers import JournalEntry
from sessionrunner.core.model import SessionId
from sessionrunner.core.time import seconds
from sessionrunner.core.views import Lens, pulse, stage_view
from sessionrunner.core.wip.places import room_of_paper
from sessionrunner.demo import prepare_demo, simulate, start_by_itself
from sessionrunner.demo.cast import THRESHOLD, cast, to_csv
from sessionrunner.demo.script import scripts
from sessionrunner.demo.wall import Wall
from sessionrunner.demo.workshop import papers
from sessionrunner.settings import Settings
from tests.core.builders import NOON, a_session, does, later, to_round


@pytest.mark.parametrize("count", [2, 3, 12, 31, 32, 33, 100, 1000])
def test_any_number_of_people_is_a_roster_without_a_problem(count: int) -> None:
    """Names and emails are all different, both sides have somebody, and the server's import takes them."""
    people = cast(count)
    assert len({row["name"] for row in people}) == count
    assert len({row["email"] for row in people}) == count
    mentors = [row for row in people if float(row["years"]) >= THRESHOLD]
    assert 0 < len(mentors) < count
    reading = read_roster(to_csv(people).encode(), "roster.csv")
    assert not reading.problems
    assert len(reading.entries) == count


def test_the_file_has_every_person_on_a_line() -> None:
    """What is written can be read again."""
    people = cast(32)
    assert list(csv.DictReader(io.StringIO(to_csv(people)))) == people


def test_the_same_seed_gives_the_same_parts() -> None:
    """A demonstration repeats; another seed is another demonstration."""
    emails = [row["email"] for row in cast(300)]
    assert scripts(emails, 1) == scripts(emails, 1)
    assert scripts(emails, 1) != scripts(emails, 2)


def test_a_crowd_has_every_kind_of_person() -> None:
    """Some are late, some never come, some fall silent and come back, some leave; most are just there."""
    parts = scripts([row["email"] for row in cast(300)], 1)
    assert any(part.arrives is None for part in parts)
    assert any(part.arrives for part in parts)
    assert any(part.silences for part in parts)
    assert any(part.leaves for part in parts)
    steady = [part for part in parts if part.arrives == 0 and not part.silences and part.leaves is None]
    assert len(steady) > 150
    assert all(0 < begins < ends < 1 for part in parts for begins, ends in part.silences)


def shown(wall: Wall, message: object) -> None:
    """Let the wall take a message as it comes over the wire."""
    wall.take(msgspec.json.decode(msgspec.json.encode(message)))


def test_the_wall_tells_how_far_a_session_is() -> None:
    """Nothing before the start, parts of the whole in between, all after the end."""
    session = a_session(rounds=2, brief_minutes=0, close_minutes=0, move_seconds=0, round_minutes=10)
    wall = Wall()
    assert wall.progress() == 0
    shown(wall, stage_view(session, Lens(now=NOON, pace=1, public_url="")))
    assert wall.progress() == 0
    running = to_round(session, 1)
    shown(wall, pulse(running, Lens(now=later(seconds(300)), pace=1, public_url="")))
    assert wall.progress() == pytest.approx(0.25, abs=0.01)
    shown(wall, pulse(running, Lens(now=later(seconds(700)), pace=1, public_url="")))
    assert wall.progress() == pytest.approx(0.583, abs=0.01)
    ended = does(running, "end", later(seconds(700)))
    shown(wall, pulse(ended, Lens(now=later(seconds(700)), pace=1, public_url="")))
    assert wall.progress() == 1


async def test_waiting_for_a_moment_follows_the_clock() -> None:
    """Who waits is woken by the clock that runs, or by the news that the session has ended."""
    session = a_session(rounds=2, brief_minutes=0, close_minutes=0, move_seconds=0, round_minutes=1)
    running = to_round(session, 1)
    wall = Wall()
    # Two minutes of talk at a pace of 1200 are a tenth of a second.
    shown(wall, stage_view(running, Lens(now=NOON, pace=1200, public_url="")))
    async with asyncio.timeout(10):
        await wall.until(0.5)
    assert wall.progress() >= 0.5
    paused = does(running, "pause", NOON)
    shown(wall, stage_view(paused, Lens(now=NOON, pace=1200, public_url="")))
    waiting = asyncio.create_task(wall.until(0.9))
    ended = does(paused, "end", NOON)
    shown(wall, pulse(ended, Lens(now=NOON, pace=1200, public_url="")))
    async with asyncio.timeout(10):
        await waiting


@pytest.mark.parametrize("wait", [partial(Wall.news, within=600), partial(Wall.until, moment=0.9)])
async def test_who_is_told_and_stopped_at_once_stops(
    wait: Callable[[Wall], Coroutine[Any, Any, None]],
) -> None:
    """News that come in the moment in which somebody is stopped do not keep them going."""
    running = to_round(a_session(), 1)
    wall = Wall()
    shown(wall, stage_view(running, Lens(now=NOON, pace=1, public_url="")))
    waiting = asyncio.create_task(wait(wall))
    await asyncio.sleep(0)
    shown(wall, pulse(does(running, "end", NOON), Lens(now=NOON, pace=1, public_url="")))
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_a_whole_demonstration_runs_on_the_real_server() -> None:
    """People join by themselves, the host starts, and everybody who came is seen to be there."""
    settings = Settings(host="127.0.0.1", port=0, database="sqlite:///:memory:", operator_token="o" * 40)
    async with serving(settings, pace=600) as served, asyncio.timeout(60):
        ready = await prepare_demo(served.address, served.operator_token, "flash", 8)
        stopped = asyncio.Event()
        phones = asyncio.create_task(simulate(served.address, ready, stopped))
        (runner,) = served.sessions.loaded
        expected = sum(part.arrives == 0 for part in scripts(ready.emails, 1))
        while sum(person.joined for person in runner.session.roster) < expected:  # noqa: ASYNC110
            await asyncio.sleep(0)
        stopped.set()
        phones.cancel()
        with pytest.raises(asyncio.CancelledError):
            await phones


def test_the_example_papers_are_presented_by_people_who_are_there() -> None:
    """However few people there are, there is a paper, and the server's import takes the file."""
    for count in (2, 8, 32, 100):
        people = cast(count)
        reading = read_papers(papers(people).encode(), "papers.csv")
        assert not reading.problems
        assert reading.entries
        emails = {row["email"] for row in people}
        assert all(set(entry.presenters) <= emails for entry in reading.entries)
    assert len(read_papers(papers(cast(32)).encode()).entries) == 9


async def test_works_in_progress_run_by_themselves_to_the_end() -> None:
    """Every room is facilitated, hands go up and are called on, comments are written, and all ends."""
    settings = Settings(host="127.0.0.1", port=0, database="sqlite:///:memory:", operator_token="o" * 40)
    async with serving(settings, pace=600) as served, asyncio.timeout(90):
        ready = await prepare_demo(served.address, served.operator_token, "wip", 24)
        (runner,) = served.sessions.loaded
        assert [room.name for room in ready.rooms] == [t.name for t in runner.session.tracks.values()]
        assert runner.session.wip is not None
        assert all(room_of_paper(runner.session, paper) for paper in runner.session.wip.papers)
        stopped = asyncio.Event()
        people = asyncio.create_task(simulate(served.address, ready, stopped))
        expected = sum(part.arrives == 0 for part in scripts(ready.emails, 1))
        while sum(person.joined for person in runner.session.roster) < expected:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await start_by_itself(served.address, ready, 0)
        while any(track.clock.state != "ended" for track in runner.session.tracks.values()):
            assert not people.done()
            await asyncio.sleep(0.01)
        stopped.set()
        await people
        kinds = {entry.event.__struct_config__.tag for entry in await journal(served, runner.session.id)}
        assert {"hand_raised", "called_on", "finished_speaking", "comment_written", "room_entered"} <= kinds


async def journal(served: Served, session: SessionId) -> Sequence[JournalEntry]:
    """Everything that happened."""
    return await served.sessions.world.store.journal(session)
