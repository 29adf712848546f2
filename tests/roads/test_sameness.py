"""A row that differs from the centre's is found in the next round and put right, whoever looks at whatever part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.exchange.dots import format_id
from contract.training.catalogue import ATTENDANCE, PERSON
from desktop.storage import sameness
from tests.roads.centre import Centre, centre
from tests.roads.laptop import Laptop, everything, laptop

SPOILT = {
    "a field": "UPDATE attendance SET status = 'A' WHERE person = {first}",
    "a version": "UPDATE person SET v = v + 7 WHERE id = {first}",
    "a row gone": "DELETE FROM enrolment WHERE person = {first}",
    "a row too many": "INSERT INTO attendance (session, person, realm, v, status) VALUES ({session}, 5, 5300, 1, 'H')",
    "a row of another office": "UPDATE person SET realm = 5371 WHERE id = {first}",
    "everything": "DELETE FROM person",
}


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(database_url, tmp_path, "53", "53.71") as made:
        yield made


def spoil(one: Laptop, statement: str) -> None:
    def work() -> None:
        with one.replica.transaction() as connection:
            assert connection.exec_driver_sql(statement).rowcount

    one.call(work)


def test_whatever_was_changed_on_a_laptop_is_found_in_one_talk_and_put_right(served: Centre, tmp_path: Path) -> None:
    with laptop(tmp_path, "adi") as adi, laptop(tmp_path, "citra") as citra:
        adi.join(served.url, served.code("Adi"))
        adi.join(served.url, served.code("Adi", office="53.71"))
        lesson = adi.open_class(people=250)
        adi.mark(lesson, ["H"] * 250)
        adi.sync()
        citra.join(served.url, served.code("Citra", "facilitator", class_id=format_id(lesson.class_id)))
        citra.sync()
        names = {"first": lesson.persons[0], "session": lesson.session}
        for one in (adi, citra):
            one.sync()
            right, quiet = everything(one.rows), one.sync()
            assert quiet.requests == 1
            for what, statement in SPOILT.items():
                if one is citra and "5371" in statement:
                    continue
                spoil(one, statement.format(**names))
                healed = one.sync()
                assert everything(one.rows) == right, what
                assert healed.requests <= 3
            assert one.sync().bytes_down == quiet.bytes_down
            assert [rows for _, _, rows in one.call(sameness.mendings, one.replica)].count(1) >= 4
        assert served.errors.count("differs from office 5300") >= 10
        private = {row["phone"] for row in citra.rows(PERSON)}
        assert private == {None}


def test_an_edit_on_a_spoilt_row_is_kept_and_the_rest_is_put_right(served: Centre, tmp_path: Path) -> None:
    with laptop(tmp_path, "adi") as adi:
        adi.join(served.url, served.code("Adi"))
        lesson = adi.open_class(people=4)
        adi.mark(lesson, "HHHH")
        adi.sync()
        spoil(adi, "UPDATE attendance SET note = 'palsu'")
        adi.mark(lesson, "S")
        adi.sync()
        adi.sync()
        assert everything(adi.rows) == served.everything()
        assert adi.marks() == ["S", "H", "H", "H"]
        assert {row["note"] for row in served.dump(ATTENDANCE.name)} == {None}


def test_a_row_changed_at_the_centre_behind_its_back_is_found_in_the_next_round(served: Centre, tmp_path: Path) -> None:
    with laptop(tmp_path, "adi") as adi:
        adi.join(served.url, served.code("Adi"))
        lesson = adi.open_class(people=4)
        adi.mark(lesson, "HHHH")
        adi.sync()
        quiet = adi.sync()
        for status in ("A", "H"):
            with served.writing() as connection:
                changed = f"UPDATE attendance SET status = '{status}' WHERE person = {lesson.persons[0]}"
                assert connection.exec_driver_sql(changed).rowcount == 1
            adi.sync()
            assert everything(adi.rows) == served.everything()
            assert adi.marks() == [status, "H", "H", "H"]
        assert adi.sync().bytes_down == quiet.bytes_down
    assert served.errors.count("differs from office 5300") == 2
