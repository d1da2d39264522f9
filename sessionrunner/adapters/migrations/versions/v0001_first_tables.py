"""The first tables: sessions, their journal, kept replies, tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "sessions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("code", sa.String, nullable=False, unique=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("format", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("finished_at", sa.BigInteger),
    )
    op.create_table(
        "journal",
        _session_id(primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("event", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "replies",
        _session_id(primary_key=True),
        sa.Column("actor", sa.String, primary_key=True),
        sa.Column("command_id", sa.String, primary_key=True),
        sa.Column("reply", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "tokens",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        _session_id(primary_key=False),
        sa.Column("audience", sa.String, nullable=False),
        sa.Column("person_id", sa.String),
        sa.Column("track_id", sa.String),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("revoked_at", sa.BigInteger),
    )
    op.create_index("ix_tokens_session", "tokens", ["session_id", "audience", "person_id"])


def _session_id(*, primary_key: bool) -> sa.Column[str]:
    return sa.Column(
        "session_id",
        sa.String,
        sa.ForeignKey("sessions.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )
