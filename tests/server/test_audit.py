"""`lontar-server audit`: the log judged again gives every row, and whatever somebody changed past it is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from server.store.opening import open_centre
from server.sync import audit as audits
from tests.roads.centre import Centre
from tests.server.busy_office import BusyOffice, busy_office
from tests.server.test_program import answer, ask


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[BusyOffice]:
    with busy_office(database_url, tmp_path) as made:
        yield made


def findings(served: Centre) -> audits.Findings:
    with closing(open_centre(served.database)) as store:
        return audits.audit(store)


def changed(served: Centre, *statements: str) -> None:
    """Somebody changes the database past Lontar."""
    with served.writing() as connection:
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount == 1, statement


def test_a_day_with_every_kind_of_fate_is_reproduced_while_the_centre_serves(office: BusyOffice) -> None:
    fates = office.served.status().fates
    assert set(fates) == {"ok", "lost", "rejected", "held"}
    assert office.served.status().conflicts > 3
    told = answer("audit", "--database", office.served.database)
    assert told == {"ok": True, "ops": sum(fates.values()) + 1, "rows": told["rows"]}
    assert told["rows"] == sum(sum(office.served.status(code).rows.values()) for code in ("53", "53.71"))
    office.adi.mark(office.lesson, "IIII")
    office.adi.sync()
    assert answer("audit", "--database", office.served.database)["ops"] == told["ops"] + 4


SPOILT = {
    "a row's field": (
        "UPDATE attendance SET status = 'A' WHERE person = {first}",
        ("attendance", "status", "A", "H"),
    ),
    "a row's version": ("UPDATE person SET v = v + 1 WHERE id = {first}", ("person", "v", ..., ...)),
    "a row removed": ("DELETE FROM enrolment WHERE person = {first}", ("enrolment", None, None, ...)),
    "a row added": (
        "INSERT INTO attendance (session, person, realm, v, status) VALUES ({session}, 5, 5300, 3, 'H')",
        ("attendance", None, ..., None),
    ),
    "a row of another office": ("UPDATE person SET realm = 5371 WHERE id = {first}", ("person", "realm", 5371, 5300)),
    "an op's patch": (
        "UPDATE op SET patch = chain WHERE author = {author} AND n = 2",
        ("op", "patch", ..., ...),
    ),
    "an op's fate": ("UPDATE op SET fate = 'lost' WHERE author = {author} AND n = 3", ("op", "fate", "lost", "ok")),
    "an op's reason": (
        "UPDATE op SET reason = 'x' WHERE author = {author} AND n = 3",
        ("op", "reason", "x", ""),
    ),
    "an op's time": (
        "UPDATE op SET corrected = corrected - 9 WHERE author = {author} AND n = 3",
        ("log", "head", ..., ...),
    ),
    "an op's base": (
        "UPDATE op SET base = 99 WHERE author = {author} AND n = 3",
        ("op", "base", 99, 0),
    ),
    "when an op came": (
        "UPDATE op SET received = received + 1 WHERE author = {author} AND n = 3",
        ("op", "received", ..., ...),
    ),
    "an op removed": ("DELETE FROM op WHERE author = {author} AND n = 3", ("op", None, None, ...)),
    "an op put before its time": (
        "UPDATE op SET seq = -4 WHERE author = {author} AND n = 3",
        ("log", None, None, ...),
    ),
    "an op put after the end": (
        "UPDATE op SET seq = 4000000000000 WHERE author = {author} AND n = 3",
        ("log", None, None, ...),
    ),
    "a line of the log": ("UPDATE log SET head = epoch_head WHERE realm = 5300 AND seq = 4", ("log", "head", ..., ...)),
    "a line of the log removed": ("DELETE FROM log WHERE realm = 5300 AND seq = 4", ("log", None, None, ...)),
    "the time in the log": ("UPDATE log SET at = at - 1 WHERE realm = 5300 AND seq = 4", ("log", "at", ..., ...)),
    "the clock": ("UPDATE realm SET seq = seq + 1 WHERE number = 5300", ("realm", "seq", ..., ...)),
    "a segment's bytes": (
        "UPDATE segment SET body = signature WHERE author = {author} AND n0 = 1",
        ("segment", "signature", ..., None),
    ),
    "a segment removed": ("DELETE FROM segment WHERE author = {author} AND n0 = 1", ("segment", None, None, ...)),
    "what is held of an author": (
        "UPDATE lease SET got = got - 1 WHERE author = {author}",
        ("lease", "got", ..., ...),
    ),
    "a line of the feed": (
        "UPDATE feed SET seq = seq - 1 WHERE tbl = 12 AND k2 = {first}",
        ("feed", "seq", ..., ...),
    ),
    "a line of the feed removed": (
        "DELETE FROM feed WHERE tbl = 8 AND k1 = {first} AND home = 0",
        ("feed", None, None, ...),
    ),
}


@pytest.mark.parametrize("sqlite", [True])
def test_whatever_is_changed_past_lontar_is_named(sqlite: bool, sqlite_url: str, tmp_path: Path) -> None:
    """Each on the same database, put right again afterwards by the file's copy."""
    with busy_office(sqlite_url, tmp_path) as office:
        lesson = office.lesson
        author = lesson.class_id >> 32
    served, file = office.served, Path(sqlite_url.removeprefix("sqlite:///"))
    clean = file.read_bytes()
    names = {"first": lesson.persons[0], "session": lesson.session, "author": author}
    for what, (statement, expected) in SPOILT.items():
        told = statement.format(**names).replace("epoch_head", "(SELECT head FROM log WHERE realm = 5300 AND seq = 0)")
        changed(served, told)
        found = findings(served)
        named = [(one.table, one.field, one.stored, one.replayed) for one in found.differences]
        fits = [
            all(wanted in (..., have) for wanted, have in zip(expected, one, strict=True))
            and (expected[2] is not ... or one[2] is not None)
            for one in named
        ]
        assert any(fits), (what, named)
        assert len(named) == 1 or what.startswith(("an op", "a line of the log", "a seg", "what is")), (what, named)
        file.write_bytes(clean)
    assert findings(served).ok


def test_a_changed_row_is_told_with_its_name_and_both_values(office: BusyOffice) -> None:
    lesson = office.lesson
    changed(office.served, f"UPDATE attendance SET status = 'A' WHERE person = {lesson.persons[0]}")
    done = ask("audit", "--database", office.served.database, "--json")
    assert done.returncode == 1
    key = "/".join(f"{part >> 32}-{part & 0xFFFFFFFF}" for part in (lesson.session, lesson.persons[0]))
    named = f'"table":"attendance","key":"{key}","field":"status","stored":"A","replayed":"H"'
    assert done.stdout.startswith('{"ok":false,')
    assert named in done.stdout
    assert (
        f"attendance {key} status: tersimpan A, seharusnya H"
        in ask("audit", "--database", office.served.database).stdout
    )
