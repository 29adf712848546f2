"""Statements that go to the driver itself give what SQLAlchemy's own way gives, and fail as it does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
import sqlalchemy as sa

from server.store import hot
from server.store.centre import Centre, NoDatabase
from server.store.tables import grant, lease, log
from tests import ready

_SOME = (
    sa.select(lease.c.author, lease.c.chain, lease.c.got)
    .where(lease.c.author.in_(sa.bindparam("authors", expanding=True)), lease.c.realm == sa.bindparam("realm_"))
    .where(lease.c.got < 100)
    .order_by(lease.c.author)
)
_ALL = sa.select(log.c.seq, log.c.head).order_by(log.c.seq)
_STORE = sa.insert(lease)
_MOVE = sa.update(lease).where(lease.c.author == sa.bindparam("author_")).values(got=sa.bindparam("got_"))
_WRONG = sa.select(grant.c.id).where(sa.text("no_such_column = 1"))


@pytest.fixture
def centre(database_url: str) -> Iterator[Centre]:
    ready.lay(database_url)
    with closing(Centre(database_url)) as opened:
        with opened.writing() as connection:
            for author in range(1, 6):
                nothing = {"member": 1, "realm": 53, "got": 0, "at": 0, "corrected": 0}
                hot.run(connection, _STORE, author=author, chain=bytes([author, 0, 255]), **nothing)
            hot.run(connection, _MOVE, author_=4, got_=7)
        yield opened


@pytest.mark.parametrize("authors", [[], [3], [4, 1], [1, 2, 3, 4, 5, 6]])
def test_a_list_of_any_length_gives_the_same_lines(centre: Centre, authors: list[int]) -> None:
    with centre.snapshot() as connection:
        asked = {"authors": authors, "realm_": 53}
        usual = [tuple(line) for line in connection.execute(_SOME, asked)]
        assert hot.rows(connection, _SOME, **asked) == usual
        assert list(hot.each(connection, _SOME, **asked)) == usual
        assert hot.first(connection, _SOME, **asked) == (usual[0] if usual else None)
        assert hot.column(connection, _SOME, **asked) == [line[0] for line in usual]
        assert hot.scalar(connection, _SOME, **asked) == (usual[0][0] if usual else None)


def test_what_was_written_is_there_after_the_commit_and_not_after_a_failure(centre: Centre) -> None:
    def fail() -> None:
        with centre.writing() as connection:
            hot.run(connection, _MOVE, author_=5, got_=9)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with centre.snapshot() as connection:
        found = hot.rows(connection, _SOME, authors=[4, 5], realm_=53)
    assert found == [(4, bytes([4, 0, 255]), 7), (5, bytes([5, 0, 255]), 0)]


def test_a_failure_has_the_class_that_any_statement_has(centre: Centre) -> None:
    with centre.snapshot() as connection, pytest.raises(sa.exc.DBAPIError) as usual:
        connection.execute(_WRONG)
    with centre.snapshot() as connection, pytest.raises(sa.exc.DBAPIError) as told:
        hot.rows(connection, _WRONG)
    assert type(told.value) is type(usual.value)


def test_a_database_that_can_not_be_used_is_told_in_our_words(centre: Centre) -> None:
    ends = "PRAGMA query_only = 1" if centre.is_sqlite else "SELECT pg_terminate_backend(pg_backend_pid())"

    def write() -> None:
        with centre.writing() as connection:
            hot.say(connection, ends)
            hot.run(connection, _MOVE, author_=5, got_=9)

    with pytest.raises(NoDatabase):
        write()
