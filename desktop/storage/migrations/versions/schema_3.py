"""Photographs and papers about a row, which of them have arrived at the centre, and their contents in pieces."""

from __future__ import annotations

from alembic.op import get_bind

revision = "schema_3"
down_revision = "schema_2_news"

_STEPS = (
    """CREATE TABLE attachment (
        id INTEGER NOT NULL,
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
        attachment INTEGER NOT NULL,
        realm INTEGER NOT NULL,
        v BIGINT NOT NULL,
        gone BIGINT,
        at BIGINT,
        CONSTRAINT pk_arrival PRIMARY KEY (attachment)
    ) WITHOUT ROWID
    """,
    """CREATE TABLE blob (
        realm INTEGER NOT NULL,
        digest BLOB NOT NULL,
        size INTEGER NOT NULL,
        attachment INTEGER NOT NULL,
        own INTEGER NOT NULL,
        since INTEGER NOT NULL,
        got INTEGER DEFAULT '0' NOT NULL,
        wanted INTEGER DEFAULT '0' NOT NULL,
        up INTEGER DEFAULT '0' NOT NULL,
        sent_at INTEGER,
        refused TEXT,
        CONSTRAINT pk_blob PRIMARY KEY (realm, digest, size)
    )
    """,
    """CREATE TABLE blob_piece (
        realm INTEGER NOT NULL,
        digest BLOB NOT NULL,
        size INTEGER NOT NULL,
        start INTEGER NOT NULL,
        content BLOB NOT NULL,
        CONSTRAINT pk_blob_piece PRIMARY KEY (realm, digest, size, start)
    )
    """,
)


def upgrade() -> None:
    """Makes the tables; nothing that is there changes."""
    for step in _STEPS:
        get_bind().exec_driver_sql(step)
