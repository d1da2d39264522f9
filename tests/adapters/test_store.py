"""The SQL store on real SQLite files: what is committed can be read again, what is refused is not there."""

from asyncio import CancelledError, Event, create_task, gather, sleep, wait, wait_for
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from msgspec.structs import replace
from sqlalchemy.exc import IntegrityError

from sessionrunner.adapters.database import Database, open_database
from sessionrunner.adapters.store import finished_at
from sessionrunner.core.events import Announced
from sessionrunner.core.model import Session, SessionId, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Instant
from sessionrunner.runtime.ports import (
    AnsweredBeforeError,
    Grant,
    Kept,
    SessionSummary,
    Store,
    TokenStore,
    VersionMovedError,
)
from tests.adapters.sessions import (
    NOW,
    a_full_session,
    a_session,
    accepted,
    changed,
    ended,
    entry,
    refused,
    running,
    some_events,
)

S1 = SessionId("s1")


@pytest_asyncio.fixture(params=["file", "memory"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database of each kind."""
    url = ":memory:" if request.param == "memory" else f"sqlite:///{tmp_path / 'db.sqlite3'}"
    opened = await open_database(url)
    yield opened
    await opened.close()


async def test_a_session_comes_back_as_it_was_stored(database: Database) -> None:
    """Every part of the state survives the way to the disk and back, unset parts included."""
    session = a_full_session()
    await database.store.create(session, [entry(7)])
    assert await database.store.load(S1) == session


async def test_what_is_not_there(database: Database) -> None:
    """Unknown ids and codes are None, not an error."""
    store: Store = database.store
    assert await store.load(S1) is None
    assert await store.by_code("ABC234") is None
    assert await store.kept(S1, "host", "c1") is None
    assert await store.journal(S1) == ()
    assert await store.unfinished() == ()
    assert await store.summaries() == ()


@pytest.mark.parametrize("second", [a_session("s1", "OTHER2"), a_session("s2", "ABC234")], ids=["id", "code"])
async def test_an_id_or_a_code_is_taken_once(database: Database, second: Session) -> None:
    """A second session with the same id or the same code is refused and leaves nothing behind."""
    await database.store.create(a_session(), [entry(1)])
    with pytest.raises(VersionMovedError):
        await database.store.create(second, [entry(1)])
    assert await database.store.unfinished() == (S1,)
    assert await database.store.load(S1) == a_session()
    assert await database.store.journal(S1) == (entry(1),)


async def test_by_code(database: Database) -> None:
    """A code leads to its own session."""
    await database.store.create(a_session(), [])
    await database.store.create(a_session("s2", "XYZ789"), [])
    assert await database.store.by_code("XYZ789") == "s2"


async def test_commit_replaces_the_state_and_adds_to_the_journal(database: Database) -> None:
    """After commits the newest state is loaded, and the journal has every entry in order."""
    first = a_session()
    second, third = changed(first, "Second"), changed(changed(first, "Second"), "Third")
    await database.store.create(first, [entry(1)])
    entries = [entry(2, event) for event in some_events()]
    await database.store.commit(1, second, entries, None)
    await database.store.commit(2, third, [entry(3)], None)
    assert await database.store.load(S1) == third
    assert await database.store.journal(S1) == (entry(1), *entries, entry(3))


async def test_the_journals_of_two_sessions_are_apart(database: Database) -> None:
    """Entries are numbered and read by session."""
    for session in (a_session(), a_session("s2", "XYZ789")):
        await database.store.create(session, [entry(1)])
    await database.store.commit(1, changed(a_session(), "Other"), [entry(2)], None)
    assert await database.store.journal(SessionId("s2")) == (entry(1),)
    assert await database.store.journal(S1) == (entry(1), entry(2))


async def test_a_moved_version_refuses_the_whole_commit(database: Database) -> None:
    """A commit from an older version writes neither state nor journal nor reply."""
    first = a_session()
    second = changed(first, "Second")
    await database.store.create(first, [])
    await database.store.commit(1, second, [entry(2)], None)
    with pytest.raises(VersionMovedError):
        await database.store.commit(1, changed(first, "Too late"), [entry(2)], accepted())
    assert await database.store.load(S1) == second
    assert await database.store.journal(S1) == (entry(2),)
    assert await database.store.kept(S1, "host", "c1") is None


async def test_a_commit_to_a_session_that_is_not_there(database: Database) -> None:
    """It is refused like a moved version and makes no session."""
    with pytest.raises(VersionMovedError):
        await database.store.commit(1, changed(a_session(), "x"), [entry(2)], None)
    assert await database.store.load(S1) is None
    assert await database.store.journal(S1) == ()


@pytest.mark.parametrize("kept", [accepted(), refused()], ids=["answer", "failure"])
async def test_a_kept_reply_comes_back(database: Database, kept: Kept) -> None:
    """Answers and refusals alike are read as they were kept, for that command of that person only."""
    await database.store.create(a_session(), [])
    await database.store.create(a_session("s2", "XYZ789"), [])
    await database.store.keep(S1, kept)
    assert await database.store.kept(S1, "host", "c1") == kept.reply
    assert await database.store.kept(S1, "p1", "c1") is None
    assert await database.store.kept(S1, "host", "c2") is None
    assert await database.store.kept(SessionId("s2"), "host", "c1") is None


async def test_the_first_reply_stays(database: Database) -> None:
    """Keeping another reply to the same command changes nothing."""
    await database.store.create(a_session(), [])
    await database.store.keep(S1, refused())
    await database.store.keep(S1, accepted())
    assert await database.store.kept(S1, "host", "c1") == refused().reply


async def test_a_commit_keeps_its_reply(database: Database) -> None:
    """The reply of a command is there as soon as what it changed is."""
    await database.store.create(a_session(), [])
    await database.store.commit(1, changed(a_session(), "x"), [entry(2)], accepted())
    assert await database.store.kept(S1, "host", "c1") == accepted().reply


async def test_a_command_that_was_answered_is_not_carried_out(database: Database) -> None:
    """With a reply kept by somebody else meanwhile, the commit of that command writes nothing."""
    await database.store.create(a_session(), [])
    await database.store.keep(S1, refused())
    with pytest.raises(AnsweredBeforeError):
        await database.store.commit(1, changed(a_session(), "x"), [entry(2)], accepted())
    assert await database.store.load(S1) == a_session()
    assert await database.store.journal(S1) == ()
    assert await database.store.kept(S1, "host", "c1") == refused().reply


async def test_a_reply_needs_its_session(database: Database) -> None:
    """Keeping a reply for a session that is not there is a fault of ours and is not passed over."""
    with pytest.raises(IntegrityError):
        await database.store.keep(S1, refused())


async def test_only_sessions_that_go_on_are_unfinished(database: Database) -> None:
    """A session leaves the list when its clock has ended, and is back when the end is undone."""
    await database.store.create(a_session(), [])
    going = running(a_session())
    await database.store.commit(1, going, [], None)
    assert await database.store.unfinished() == (S1,)
    over = ended(going, Instant(NOW + 5))
    await database.store.commit(2, over, [], None)
    assert await database.store.unfinished() == ()
    assert [each.finished_at for each in await database.store.summaries()] == [NOW + 5]
    await database.store.commit(3, running(over), [], None)
    assert await database.store.unfinished() == (S1,)
    assert [each.finished_at for each in await database.store.summaries()] == [None]


def test_a_session_ends_with_its_last_track() -> None:
    """With several tracks the finish is that of the last one, and none while one goes on."""
    early, late = (ended(a_session(), Instant(NOW + at)).track for at in (1, 9))
    first, second = TrackId("a"), TrackId("b")
    going = running(a_session()).track
    assert finished_at(replace(a_session(), tracks={first: late, second: early})) == NOW + 9
    assert finished_at(replace(a_session(), tracks={first: early, second: going})) is None


async def test_summaries_are_newest_first(database: Database) -> None:
    """The operator's list begins with the session made last and shows the title it has now."""
    await database.store.create(a_session(), [])
    await database.store.create(a_session("s2", "XYZ789", Instant(NOW + 1)), [])
    await database.store.commit(1, changed(a_session(), "Renamed"), [], None)
    newer = SessionSummary(
        id=SessionId("s2"),
        title="Title of s2",
        format="flash",
        code="XYZ789",
        created_at=Instant(NOW + 1),
        finished_at=None,
    )
    older = replace(newer, id=S1, title="Renamed", code="ABC234", created_at=NOW)
    assert await database.store.summaries() == (newer, older)


async def test_commits_at_the_same_time_on_one_database(database: Database) -> None:
    """Of twenty commits from the same version exactly one is written, whole."""
    await database.store.create(a_session(), [])

    async def attempt(number: int) -> bool:
        after = changed(a_session(), f"by {number}")
        mine = entry(2, Announced(text=str(number)))
        try:
            await database.store.commit(1, after, [mine], accepted(f"c{number}"))
        except VersionMovedError:
            return False
        return True

    won = [number for number, done in enumerate(await gather(*map(attempt, range(20)))) if done]
    assert len(won) == 1
    stored = await database.store.load(S1)
    assert stored is not None
    assert stored.title == f"by {won[0]}"
    assert await database.store.journal(S1) == (entry(2, Announced(text=str(won[0]))),)
    kept = [await database.store.kept(S1, "host", f"c{number}") for number in range(20)]
    assert [number for number, reply in enumerate(kept) if reply] == won


async def test_an_abandoned_write_leaves_nothing(database: Database) -> None:
    """A write transaction that is cancelled half way is not there, and the next one works."""
    await database.store.create(a_session(), [entry(1)])
    for version in range(1, 10):
        half_way = Event()
        task = create_task(_half(database, half_way))
        await wait_for(half_way.wait(), 5)
        task.cancel()
        with pytest.raises(CancelledError):
            await task
        assert len(await database.store.journal(S1)) == version
        after = replace(a_session(), version=version + 1)
        await database.store.commit(version, after, [entry(version + 1)], None)


async def _half(database: Database, half_way: Event) -> None:
    async with database.engines.writing() as connection:
        await connection.exec_driver_sql("DELETE FROM journal")
        half_way.set()
        await Event().wait()


async def test_a_commit_cancelled_at_any_moment_is_whole_or_not_there(database: Database) -> None:
    """Wherever a commit is cut off, the state and the journal agree, and the next commit works."""
    await database.store.create(a_session(), [entry(1)])
    version = 1
    for turns in range(40):
        after = replace(a_session(), version=version + 1)
        task = create_task(database.store.commit(version, after, [entry(version + 1)], None))
        for _ in range(turns):
            await sleep(0)
        task.cancel()
        await wait([task])
        stored = await database.store.load(S1)
        assert stored is not None
        assert stored.version in {version, version + 1}
        version = stored.version
        assert await database.store.journal(S1) == tuple(entry(each) for each in range(1, version + 1))


async def test_tokens_are_found_by_digest(database: Database) -> None:
    """A digest stands for the grant it was added with, others for nothing."""
    tokens: TokenStore = database.tokens
    await database.store.create(a_session(), [])
    person = Grant(session=S1, audience="attendee", person=PersonId("p1"))
    room = Grant(session=S1, audience="facilitator", track=TrackId("room-a"))
    await tokens.add(b"\x00one", person, NOW)
    await tokens.add(b"\x00two", room, NOW)
    assert await tokens.find(b"\x00one") == person
    assert await tokens.find(b"\x00two") == room
    assert await tokens.find(b"\x00on") is None


async def test_many_look_up_their_tokens_at_once(database: Database) -> None:
    """A thousand phones that come back together each get their own grant, also if some give up."""
    await database.store.create(a_session(), [])
    grants = {
        bytes([number]): Grant(session=S1, audience="attendee", person=PersonId(f"p{number}"))
        for number in range(100)
    }
    for digest, grant in grants.items():
        await database.tokens.add(digest, grant, NOW)
    asked = [bytes([number % 110]) for number in range(1000)]
    tasks = [create_task(database.tokens.find(digest)) for digest in asked]
    await sleep(0)
    for task in tasks[::7]:
        task.cancel()
    found = await gather(*tasks, return_exceptions=True)
    for number, (digest, answer) in enumerate(zip(asked, found, strict=True)):
        if number % 7:
            assert answer == grants.get(digest)
        else:
            assert isinstance(answer, CancelledError)


async def test_a_token_asked_for_after_its_revocation_is_not_found(database: Database) -> None:
    """Who asks after a revocation is not answered by a query that began before it."""
    await database.store.create(a_session(), [])
    grant = Grant(session=S1, audience="host")
    for number in range(50):
        digest = bytes([number])
        await database.tokens.add(digest, grant, NOW)
        early = create_task(database.tokens.find(digest))
        revoked = await database.tokens.revoke(grant, NOW)
        assert revoked == 1
        assert await database.tokens.find(digest) is None
        await early


async def test_revoking_takes_exactly_one_grant(database: Database) -> None:
    """Every token of a grant but the one to keep is revoked, once; other grants are untouched."""
    tokens = database.tokens
    await database.store.create(a_session(), [])
    await database.store.create(a_session("s2", "XYZ789"), [])
    host = Grant(session=S1, audience="host")
    others = {
        b"stage": replace(host, audience="stage"),
        b"person": replace(host, person=PersonId("p1")),
        b"track": replace(host, track=TrackId("a")),
        b"session": replace(host, session=SessionId("s2")),
    }
    for digest in (b"a", b"b", b"c"):
        await tokens.add(digest, host, NOW)
    for digest, grant in others.items():
        await tokens.add(digest, grant, NOW)
    assert await tokens.revoke(host, NOW, keep=b"b") == 2
    assert [await tokens.find(digest) for digest in (b"a", b"b", b"c")] == [None, host, None]
    assert await tokens.revoke(host, NOW) == 1
    assert await tokens.revoke(host, NOW) == 0
    assert await tokens.find(b"b") is None
    assert {digest: await tokens.find(digest) for digest in others} == others
