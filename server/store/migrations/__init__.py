"""The centre's schema through time: forward only. `versions` holds one file per step.

A file of `versions` imports nothing of ours and never changes once it was released.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa

_VERSION = "alembic_version"


@dataclass(frozen=True, slots=True)
class Steps:
    """The revisions in order, and the folder with their files."""

    names: tuple[str, ...]
    folder: Path


OURS = Steps(
    (
        "schema_1",
        "schema_1_decisions",
        "schema_1_safe",
        "schema_2",
        "schema_2_revocation",
        "schema_3",
        "schema_3_rejected",
        "schema_3_stood",
        "schema_4",
        "schema_4_papers",
    ),
    Path(__file__).parent,
)
"""A revision's number is the catalogue's schema; a step between two of them gets a letter."""


class State(StrEnum):
    """How a database stands to this program."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"
    """Made or upgraded by a newer program, or not by Lontar at all."""


def state_of(connection: sa.Connection, steps: Steps = OURS) -> State:
    """How the database stands to this program."""
    if not sa.inspect(connection).has_table(_VERSION):
        return State.EMPTY
    revision = connection.exec_driver_sql(f"SELECT version_num FROM {_VERSION}").scalar()
    if revision not in steps.names:
        return State.NEWER
    return State.CURRENT if revision == steps.names[-1] else State.OLDER


def revision_of(connection: sa.Connection) -> str:
    """The step at which the database is."""
    return str(connection.exec_driver_sql(f"SELECT version_num FROM {_VERSION}").scalar_one())


def upgrade(connection: sa.Connection, steps: Steps = OURS, to: str = "head") -> None:
    """Takes the database to a step, the newest one, within the transaction that is open: all of it or nothing."""
    # Half a second of imports, needed once in a database's life.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(steps.folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
