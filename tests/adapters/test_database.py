"""Opening a database: where it is, who may read it, its schema, and the files that are refused."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from sessionrunner.adapters.database import DatabaseRefusedError, database_path, open_database
from sessionrunner.adapters.schema import SCHEMA_VERSION_TABLE, metadata
from sessionrunner.runtime.ports import StoreUnavailableError
from tests.adapters.sessions import a_session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "with space & ümlaut.sqlite3"


async def test_only_the_owner_reads_the_files(path: Path) -> None:
    """The database and the files SQLite puts beside it have mode 600."""
    database = await open_database(f"sqlite:///{path}")
    await database.store.create(a_session(), [])
    modes = {each.name: each.stat().st_mode & 0o777 for each in path.parent.iterdir()}
    await database.close()
    assert modes == {f"{path.name}{end}": 0o600 for end in ("", "-wal", "-shm")}


async def test_commits_wait_for_the_disk(path: Path) -> None:
    """The writing connection writes ahead, syncs fully and checks foreign keys."""
    database = await open_database(f"sqlite:///{path}")
    async with database.engines.writing() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys")
        answers = [(await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one() for name in names]
    await database.close()
    assert answers == ["wal", 2, 1]


async def test_the_migrations_make_the_tables_we_use(path: Path) -> None:
    """Migrated from nothing, the schema is the one the stores are written for."""

    def differences(connection: Connection) -> list[object]:
        options = {"version_table": SCHEMA_VERSION_TABLE}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))

    database = await open_database(f"sqlite:///{path}")
    async with database.engines.writing() as connection:
        found = await connection.run_sync(differences)
        await connection.exec_driver_sql("ALTER TABLE sessions ADD COLUMN extra INTEGER")
        noticed = await connection.run_sync(differences)
    await database.close()
    assert found == []
    assert len(noticed) == 1


async def test_opening_again_changes_nothing(path: Path) -> None:
    """Migrations that were applied are not applied again."""
    for _ in range(2):
        await (await open_database(f"sqlite:///{path}")).close()
    before = schema(path)
    await (await open_database(f"sqlite:///{path}")).close()
    assert schema(path) == before


async def test_a_newer_schema_is_refused(path: Path) -> None:
    """A file written by a newer program is refused with the mend, and left as it is."""
    await (await open_database(f"sqlite:///{path}")).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"UPDATE {SCHEMA_VERSION_TABLE} SET version_num = 'v9'")  # noqa: S608 - our own name
    before = schema(path)
    with pytest.raises(DatabaseRefusedError, match=r"newer sessionrunner than this one\. Install the newer"):
        await open_database(f"sqlite:///{path}")
    assert schema(path) == before


async def test_the_data_of_another_program_is_refused(path: Path) -> None:
    """A database that is not ours gets no tables of ours."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE sessions (x)")
    before = schema(path)
    with pytest.raises(DatabaseRefusedError, match=r"another program\. Name another file"):
        await open_database(f"sqlite:///{path}")
    assert schema(path) == before


async def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    """A text file is refused in words and keeps its text."""
    text = "name,years\nAda,12\n" * 100
    write(path, text)
    with pytest.raises(DatabaseRefusedError, match=r"not a database\. Name another file"):
        await open_database(f"sqlite:///{path}")
    assert read(path) == text


async def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """The folder is not made silently: a slip in the path would hide the data somewhere."""
    with pytest.raises(DatabaseRefusedError, match=r"no folder .*nowhere\. Make that folder"):
        await open_database(f"sqlite:///{tmp_path / 'nowhere' / 'db.sqlite3'}")
    assert names(tmp_path) == []


async def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    """A folder's name is refused in words."""
    with pytest.raises(DatabaseRefusedError, match="cannot be opened for writing"):
        await open_database(f"sqlite:///{tmp_path}")


async def test_opening_while_another_program_writes(path: Path) -> None:
    """A new file held by another program for longer than our patience is refused for now."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreUnavailableError, match="Another program is holding the database"):
            await open_database(f"sqlite:///{path}", patience=0.05)
        other.execute("ROLLBACK")
    await (await open_database(f"sqlite:///{path}")).close()


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:///sessions.sqlite3", Path("sessions.sqlite3")),
        ("sqlite:////srv/data/s.sqlite3", Path("/srv/data/s.sqlite3")),
        ("sqlite:///C:/data/s.sqlite3", Path("C:/data/s.sqlite3")),
        (":memory:", None),
        ("sqlite:///:memory:", None),
    ],
)
def test_addresses(url: str, file: Path | None) -> None:
    """The address names a file relative to here, from the root of the disk, or none in memory."""
    assert database_path(url) == file


@pytest.mark.parametrize(
    "url",
    [
        "",
        "sessions.sqlite3",
        "sqlite://",
        "sqlite:///",
        "sqlite://host/file",
        "sqlite:///f?mode=ro",
        "http://x",
    ],
)
def test_addresses_that_are_refused(url: str) -> None:
    """Whatever is no SQLite file is refused with an example of what is."""
    with pytest.raises(DatabaseRefusedError, match=r"like sqlite:///sessions\.sqlite3"):
        database_path(url)


def test_a_password_is_not_repeated() -> None:
    """The address of another database may hold a password, which must not reach the log."""
    with pytest.raises(DatabaseRefusedError) as refusal:
        database_path("postgresql://me:secret@db/x")
    assert "secret" not in str(refusal.value)


async def test_a_damaged_file_is_refused(path: Path) -> None:
    """Rubbish in place of the pages is called damage, with the advice to take a backup."""
    database = await open_database(f"sqlite:///{path}")
    await database.store.create(a_session(), [])
    await database.close()
    damage(path)
    with pytest.raises(DatabaseRefusedError, match=r"The database file is damaged.*backup"):
        await open_database(f"sqlite:///{path}")


def damage(path: Path) -> None:
    """Write over everything but the header."""
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"rubbish " * 4096)


def write(path: Path, text: str) -> None:
    """Put `text` into a file."""
    path.write_text(text)


def read(path: Path) -> str:
    """What is in a text file."""
    return path.read_text()


def names(path: Path) -> list[str]:
    """What is in a folder."""
    return [each.name for each in path.iterdir()]


def schema(path: Path) -> list[object]:
    """What is in the file: its tables and the version they are at."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        if any(name == SCHEMA_VERSION_TABLE for name, _ in tables):
            tables += connection.execute(f"SELECT * FROM {SCHEMA_VERSION_TABLE}").fetchall()  # noqa: S608 - our own name
        return tables
