"""The replica's schema through time: forward only. `versions` holds one file per step.

A file of `versions` imports nothing of ours and never changes once it was released. SQLite's user_version counts the
steps taken, so that a start need not load alembic to see that there is nothing to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa

from contract.faults import WorldFault


@dataclass(frozen=True, slots=True)
class Steps:
    """The revisions in order, and the folder with their files."""

    names: tuple[str, ...]
    folder: Path


OURS = Steps(
    (
        "schema_1",
        "schema_1_decisions",
        "schema_1_stick",
        "schema_2",
        "schema_2_proofs",
        "schema_2_moved",
        "schema_2_news",
        "schema_3",
        "schema_3_hub",
        "schema_3_torn",
        "schema_3_first_copy",
        "schema_3_lost",
        "schema_3_hands",
        "schema_3_wanted",
        "schema_4",
        "schema_4_papers",
        "schema_4_acts",
        "schema_4_narrow",
        "schema_4_trail",
    ),
    Path(__file__).parent,
)
"""A revision's number is the catalogue's schema; a step between two of them gets a letter."""


class NewerReplica(WorldFault):
    """The replica was made or upgraded by a newer program; nothing was touched."""


class State(StrEnum):
    """How a replica stands to this program."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"


def state_of(connection: sa.Connection, steps: Steps = OURS) -> State:
    """How the replica stands to this program. Raises NewerReplica."""
    taken = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if taken > len(steps.names):
        raise NewerReplica(
            "Data di profil ini dibuat oleh Lontar yang lebih baru. Pasang versi terbaru; jangan hapus apa pun."
        )
    if taken == len(steps.names):
        return State.CURRENT
    return State.OLDER if taken else State.EMPTY


def upgrade(connection: sa.Connection, steps: Steps = OURS) -> None:
    """Takes the replica to the newest step, within the transaction that is open: all of it or nothing."""
    # Half a second of imports, needed once in a profile's life.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(steps.folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA user_version = {len(steps.names)}")


def back_up(connection: sa.Connection, path: Path, steps: Steps = OURS) -> Path:
    """A copy beside the replica before an upgrade, encrypted with the same key; gives its place. Not in a transaction.

    One that is there stays: an upgrade that was cut off is tried again on the same data.
    """
    taken = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    copy = path.with_name(f"{path.name}.before-{steps.names[taken]}")
    if not copy.exists():
        unfinished = copy.with_name(copy.name + ".new")
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        connection.exec_driver_sql("VACUUM INTO ?", (str(unfinished),))
        unfinished.rename(copy)
    return copy
