"""The tables, in no dialect: the migrations make them, the stores use them.

Instants are integers (milliseconds since the epoch): SQLite would drop a time zone, and nobody has
to convert. What only the core understands (a state, an event, a reply) is kept as JSON bytes.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

SCHEMA_VERSION_TABLE = "sessionrunner_schema"
"""Names the migration that was applied last; a name of our own tells our files from others'."""

metadata = MetaData()


def _session_id(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "session_id",
        String,
        ForeignKey("sessions.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )


sessions = Table(
    "sessions",
    metadata,
    Column("id", String, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("format", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("finished_at", BigInteger),
)

parts = Table(
    "parts",
    metadata,
    _session_id(primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    _session_id(primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", String, nullable=False),
    Column("event", LargeBinary, nullable=False),
)

replies = Table(
    "replies",
    metadata,
    _session_id(primary_key=True),
    Column("actor", String, primary_key=True),
    Column("command_id", String, primary_key=True),
    Column("reply", LargeBinary, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    _session_id(),
    Column("audience", String, nullable=False),
    Column("person_id", String),
    Column("track_id", String),
    Column("created_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Index("ix_tokens_session", "session_id", "audience", "person_id"),
)
