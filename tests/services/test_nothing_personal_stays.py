"""After somebody was made nameless nothing on the laptop says who it was, but what is said to stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from contract.exchange.shapes import RowKey
from contract.training.catalogue import (
    CONFLICT,
    CONSENT,
    ENROLMENT,
    PERSON,
    RESULT,
    STAFF,
)
from contract.training.people.anonymity import NAME
from desktop.services.attendance.marking import Entry, mark
from desktop.services.conflicts.listing import list_decided
from desktop.services.conflicts.views import readable
from desktop.services.exchange.digest import digest
from desktop.services.history.record_history import history_of
from desktop.services.people.personal_rights import anonymise
from desktop.services.people.photographs import set_photograph
from desktop.services.writing import patch, stated, write
from desktop.storage import news
from desktop.storage.arrivals import Arrival, take
from desktop.storage.edit import Change
from desktop.storage.trail import lines_of
from tests.services.laptop import REALM, Laptop

WORD = "Zumaruq"
"""Stands in all that is said of the person, and nowhere else."""
EDITS = {"op", "op_content", "receipt", "sealed"}
"""The signed chain of edits, of which it is said before that it keeps old values."""
TODAY = date(2025, 10, 1)


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path)
    yield made
    made.close()


def holding(laptop: Laptop, word: str) -> set[str]:
    """The tables in which a word stands, in any column, as text or packed, whatever its case."""

    def look() -> set[str]:
        connection, found = laptop.replica.connection, set()
        tables = connection.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        for table in tables:
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"').all():
                told = b"\0".join(part if isinstance(part, bytes) else str(part).encode() for part in row)
                if word.lower().encode() in told.lower():
                    found.add(table)
        return found

    return laptop.call(look)


def about(laptop: Laptop) -> tuple[int, int]:
    """A person of whom everything is said, in a class where they passed; gives both."""
    class_id, (session, *_), (person, *_) = laptop.class_with(2, 1)
    told = {
        name: f"{WORD} {name}"
        for name in ("name", "title_prefix", "title_suffix", "birth_place", "position", "work_unit", "education")
    }
    told |= {"phone": f"+62 {WORD}", "email": f"{WORD}@ntt.go.id", "affairs": WORD}
    rows = [
        Change(RowKey(PERSON.number, person), patch(PERSON, **told)),
        Change(RowKey(ENROLMENT.number, class_id, person), patch(ENROLMENT, note=f"adik {WORD}", reason=WORD)),
        Change(RowKey(RESULT.number, class_id, person), patch(RESULT, outcome="passed", reason=f"anak {WORD}")),
        Change(
            STAFF.number, stated(STAFF, class_group=class_id, role="speaker", name=WORD, position=WORD, person=person)
        ),
        Change(CONSENT.number, stated(CONSENT, person=person, given_on="2025-07-01", note=f"istri {WORD}")),
    ]
    laptop.write(lambda r, m: write(r, REALM, rows, m))
    entry = Entry(session=session, person=person, status="S", note=f"surat dokter {WORD}")
    laptop.write(lambda r, m: mark(r, entry, m))
    laptop.write(lambda r, m: set_photograph(r, person, class_id, b"\xff\xd8 picture", "image/jpeg", m))
    return class_id, person


def brought(laptop: Laptop, key: RowKey, row: dict[int, int | str | None], v: int) -> None:
    """As if the centre had sent a row, and it were told as news."""

    def work() -> None:
        with laptop.replica.transaction():
            before = news.shown_rows(laptop.replica, [key])
            take(laptop.replica, REALM, [Arrival(key, v, row)])
            news.note(laptop.replica, REALM, before, [key])

    laptop.call(work)


def test_no_table_but_the_edits_says_who_it_was(laptop: Laptop) -> None:
    _, person = about(laptop)
    assert {"person", "person_search", "enrolment", "attendance", "staff", "consent"} <= holding(laptop, WORD)
    laptop.write(lambda r, m: anonymise(r, person, "diminta", TODAY, m))
    assert holding(laptop, WORD) <= EDITS
    laptop.settle()
    assert holding(laptop, WORD) <= EDITS


def person_row(**told: int | str | None) -> dict[int, int | str | None]:
    return {PERSON.by_name[name].number: value for name, value in told.items() if value is not None}


@pytest.mark.parametrize("elsewhere", [False, True])
def test_news_and_trail_of_somebody_go_with_the_name_here_and_where_it_arrives(laptop: Laptop, elsewhere: bool) -> None:
    key = RowKey(PERSON.number, laptop.person("Orang"))
    laptop.settle()
    brought(laptop, key, person_row(name=f"{WORD} Lama", phone=f"+62 {WORD}"), 300)
    brought(laptop, key, person_row(name=f"{WORD} Baru"), 301)
    assert {"news", "trail"} <= holding(laptop, WORD)
    assert any(WORD in line.text for line in laptop.read(digest).lines)
    if elsewhere:
        brought(laptop, key, person_row(name=NAME, anonymised_on="2025-10-01"), 302)
    else:
        laptop.write(lambda r, m: anonymise(r, key.k1, "diminta", TODAY, m))
    assert not holding(laptop, WORD) & {"news", "trail", "person_search"}
    assert laptop.read(digest).lines == ()
    assert laptop.read(lambda r: lines_of(r, key)) == []


def test_a_remark_that_is_emptied_after_the_name_is_no_news_either(laptop: Laptop) -> None:
    class_id, _, (person, *_) = laptop.class_with(1, 1)
    key = RowKey(ENROLMENT.number, class_id, person)
    laptop.settle()
    brought(laptop, key, patch(ENROLMENT, status="active", note=f"adik {WORD}"), 300)
    brought(laptop, RowKey(PERSON.number, person), person_row(name=NAME, anonymised_on="2025-10-01"), 301)
    brought(laptop, key, patch(ENROLMENT, status="active"), 302)
    assert not holding(laptop, WORD) & {"news", "trail", "enrolment"}


def test_a_decided_conflict_tells_no_more_what_two_people_wrote_of_somebody(laptop: Laptop) -> None:
    person = laptop.person(f"{WORD} Satu")
    of = patch(CONFLICT, record="person", field="name", row_k1=person, row_k2=0, row_k3=0, kind="value", open=0)
    said_once = patch(CONFLICT, base=WORD, first_value=f"{WORD} A", second_value=f"{WORD} B", decided=f"{WORD} A")
    row = {**of, **said_once, **patch(CONFLICT, taken="first", resolved_at=laptop.now, scope=1)}
    laptop.arrive(RowKey(CONFLICT.number, person, 1, 2), row)
    now = laptop.now

    def said() -> str:
        return repr(laptop.read(lambda r: readable(r, list_decided(r, now))))

    assert WORD in said()
    laptop.write(lambda r, m: anonymise(r, person, "diminta", TODAY, m))
    assert "Conflict(" in said()
    assert WORD not in said()


def test_the_history_tells_that_something_was_changed_and_not_what_it_was(laptop: Laptop) -> None:
    class_id, person = about(laptop)
    keys = (RowKey(PERSON.number, person), RowKey(ENROLMENT.number, class_id, person))

    def said() -> list[str]:
        return [repr(laptop.read(lambda r, key=key: history_of(r, key).events)) for key in keys]  # type: ignore[misc]

    assert all(WORD in one for one in said())
    laptop.write(lambda r, m: anonymise(r, person, "diminta", TODAY, m))
    assert not any(WORD in one for one in said())
    assert all("…" in one for one in said())
