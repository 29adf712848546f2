"""Photographs and papers about a row, which of them have arrived here, and their contents in pieces."""

from __future__ import annotations

from alembic.op import get_bind

revision = "schema_3"
down_revision = "schema_2_revocation"

_STEPS = (
    """CREATE TABLE attachment (
        id {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        class_group BIGINT,
        session BIGINT,
        "group" BIGINT,
        person BIGINT,
        title TEXT,
        kind TEXT,
        digest TEXT,
        size BIGINT,
        taken_at BIGINT,
        example BIGINT,
        CONSTRAINT pk_attachment PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_attachment_digest ON attachment (digest)",
    "CREATE INDEX ix_attachment_session ON attachment (session)",
    """CREATE TABLE arrival (
        attachment {key} NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        at BIGINT,
        CONSTRAINT pk_arrival PRIMARY KEY (attachment)
    ){behind}""",
    """CREATE TABLE blob (
        realm INTEGER NOT NULL,
        digest {bytes} NOT NULL,
        size BIGINT NOT NULL,
        device INTEGER NOT NULL,
        got BIGINT NOT NULL,
        moved_at BIGINT NOT NULL,
        done_at BIGINT,
        unnamed_at BIGINT,
        CONSTRAINT pk_blob PRIMARY KEY (realm, digest, size)
    )
    """,
    "CREATE INDEX ix_blob_device ON blob (device)",
    """CREATE TABLE blob_piece (
        realm INTEGER NOT NULL,
        digest {bytes} NOT NULL,
        size BIGINT NOT NULL,
        start BIGINT NOT NULL,
        content {bytes} NOT NULL,
        CONSTRAINT pk_blob_piece PRIMARY KEY (realm, digest, size, start)
    )
    """,
)


def upgrade() -> None:
    """Makes the tables; nothing that is there changes."""
    bind = get_bind()
    is_sqlite = bind.dialect.name == "sqlite"
    words = {"key": "BIGINT", "behind": "", "bytes": "BYTEA"}
    if is_sqlite:
        words = {"key": "INTEGER", "behind": " WITHOUT ROWID\n", "bytes": "BLOB"}
    for step in _STEPS:
        bind.exec_driver_sql(step.format(**words))
