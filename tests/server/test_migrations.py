"""Both schemas through time: what the steps make is what the program expects, and nothing newer is touched."""

from __future__ import annotations

import re
import shutil
import sqlite3
import stat
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from contract.faults import OwnFault
from desktop.storage import migrations as replica_migrations
from desktop.storage.database import Database
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.storage.tables import metadata as replica_metadata
from server.store import migrations, opening
from server.store.centre import Centre
from server.store.tables import metadata

KEY = bytes(32)
STEP = '''
"""One more table, as a later program would make it."""
from alembic.op import get_bind
revision = "schema_9"
down_revision = "LAST"
def upgrade():
    get_bind().exec_driver_sql("CREATE TABLE later (x INTEGER)")
'''


def steps_with_one_more(folder: Path, ours: migrations.Steps | replica_migrations.Steps) -> Path:
    """A copy of a folder of migrations with one more step in it."""
    copy = folder / "migrations"
    shutil.copytree(ours.folder, copy)
    (copy / "versions" / "schema_9.py").write_text(STEP.replace("LAST", ours.names[-1]))
    return copy


def shape(connection: sa.Connection) -> dict[str, str]:
    """Every table and index by its name, as SQLite keeps it."""
    lines = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: re.sub(r"\s+", " ", sql) for name, sql in lines if not name.startswith(("alembic", "sqlite_"))}


def shape_on_postgres(connection: sa.Connection) -> list[tuple[object, ...]]:
    """Every column, constraint and index, as PostgreSQL knows them."""
    queries = (
        """SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default
        FROM information_schema.columns WHERE table_schema = 'public'""",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid <> 0",
    )
    lines = [tuple(line) for query in queries for line in connection.exec_driver_sql(query)]
    return sorted((line for line in lines if not str(line[0]).startswith(("alembic", "pg_", "information"))), key=repr)


def test_the_steps_of_the_centre_make_what_its_tables_say_on_sqlite(sqlite_url: str) -> None:
    with closing(opening.create_centre(sqlite_url)) as made, closing(Centre("sqlite://")) as said:
        said.create_tables()
        with made.snapshot() as one, said.snapshot() as other:
            assert shape(one) == shape(other)
            assert migrations.state_of(one) is migrations.State.CURRENT


def test_the_steps_of_the_centre_make_what_its_tables_say_on_postgresql(postgres_url: str) -> None:
    with closing(opening.create_centre(postgres_url)) as made:
        with made.snapshot() as connection:
            migrated = shape_on_postgres(connection)
        with made.writing() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
            metadata.create_all(connection)
        with made.snapshot() as connection:
            assert migrated == shape_on_postgres(connection)


def test_the_steps_of_the_replica_make_what_its_tables_say(tmp_path: Path) -> None:
    made, said = Database(tmp_path / "replica.db", KEY), Database(None)
    try:
        assert made.call(lambda: shape(made.connection)).result() == shape(said.connection)
        assert set(replica_metadata.tables) <= set(shape(said.connection))
    finally:
        made.close()
        said.close()


def test_a_start_on_a_replica_that_is_up_to_date_loads_no_alembic_and_is_quick(tmp_path: Path) -> None:
    Database(tmp_path / "replica.db", KEY).close()
    times = []
    for _ in range(5):
        began = time.process_time()
        Database(tmp_path / "replica.db", KEY).close()
        times.append(time.process_time() - began)
    assert min(times) < 0.1


def test_a_newer_centre_is_left_alone(database_url: str) -> None:
    with closing(opening.create_centre(database_url)) as made, made.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'schema_99'")
    for opened in (opening.open_centre, opening.create_centre):
        with pytest.raises(opening.NewerDatabase, match="lebih baru"):
            opened(database_url)


def test_a_newer_replica_is_left_alone(tmp_path: Path) -> None:
    made = Database(tmp_path / "replica.db", KEY)
    made.call(lambda: made.connection.exec_driver_sql("PRAGMA user_version = 99")).result()
    made.close()
    before = (tmp_path / "replica.db").read_bytes()
    with pytest.raises(replica_migrations.NewerReplica, match="lebih baru"):
        Database(tmp_path / "replica.db", KEY)
    assert (tmp_path / "replica.db").read_bytes() == before


def test_an_older_centre_is_copied_first_then_upgraded(sqlite_url: str, tmp_path: Path) -> None:
    opening.create_centre(sqlite_url).close()
    later = migrations.Steps((*migrations.OURS.names, "schema_9"), steps_with_one_more(tmp_path, migrations.OURS))
    with closing(opening.open_centre(sqlite_url, later)) as centre, centre.snapshot() as connection:
        assert migrations.state_of(connection, later) is migrations.State.CURRENT
        assert "later" in shape(connection)
    copy = tmp_path / "central.db.before-schema_9"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("SELECT version_num FROM alembic_version").fetchone() == (migrations.OURS.names[-1],)
    with pytest.raises(opening.NewerDatabase):
        opening.open_centre(sqlite_url)


def test_an_older_replica_is_copied_first_then_upgraded_and_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "replica.db"
    made = Database(path, KEY)
    made.call(remember, Replica(made), "kept", "here").result()
    made.close()
    ours = replica_migrations.OURS
    later = replica_migrations.Steps((*ours.names, "schema_9"), steps_with_one_more(tmp_path, ours))
    upgraded = Database(path, KEY, steps=later)
    try:
        assert upgraded.call(recall, Replica(upgraded), "kept").result() == "here"
        assert "later" in upgraded.call(lambda: shape(upgraded.connection)).result()
    finally:
        upgraded.close()
    copy = tmp_path / "replica.db.before-schema_9"
    old = Database(copy, KEY)
    assert old.call(recall, Replica(old), "kept").result() == "here"
    old.close()
    assert b"kept" not in copy.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_an_upgrade_that_fails_leaves_the_replica_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "replica.db"
    Database(path, KEY).close()
    ours = replica_migrations.OURS
    folder = steps_with_one_more(tmp_path, ours)
    with (folder / "versions" / "schema_9.py").open("a") as step:
        step.write('    get_bind().exec_driver_sql("CREATE TABLE later (x)")\n')
    for _ in range(2):
        with pytest.raises(OwnFault):
            Database(path, KEY, steps=replica_migrations.Steps((*ours.names, "schema_9"), folder))
    usual = Database(path, KEY)
    assert "later" not in usual.call(lambda: shape(usual.connection)).result()
    usual.close()
