"""The mark of safe work: told once a backup is proven, withdrawn when the history that it names is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.storage import proofs
from tests.roads.centre import Centre, centre
from tests.roads.laptop import Laptop, laptop
from tests.server.test_program import answer


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(sqlite_url, tmp_path, "53") as made:
        yield made
    assert made.errors == ""


def safe(adi: Laptop) -> int | None:
    marks = adi.call(proofs.safe_marks, adi.replica)
    return marks[5300][0] if marks else None


def test_a_laptop_is_told_up_to_where_a_backup_holds_its_work_and_only_once(served: Centre, tmp_path: Path) -> None:
    with laptop(tmp_path, "adi") as adi:
        adi.join(served.url, served.code("Adi"))
        lesson = adi.open_class(people=3)
        adi.sync()
        assert safe(adi) is None
        quiet = adi.sync()
        file = answer("backup", "--database", served.database, str(tmp_path))["file"]
        held = served.status().seq
        told = adi.sync()
        assert (safe(adi), told.bytes_down - quiet.bytes_down < 30) == (held, True)
        assert told.bytes_down > quiet.bytes_down
        assert adi.sync().bytes_down == quiet.bytes_down
        adi.mark(lesson, "HHH")
        adi.sync()
        assert served.status().seq > held == safe(adi)
        answer("backup", "--database", served.database, str(tmp_path))
        adi.sync()
        assert safe(adi) == served.status().seq
        served.stop()
        answer("restore", "--database", served.database, file, "--yes")
        served.start()
        adi.sync()
        assert safe(adi) == held
