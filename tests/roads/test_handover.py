"""The hand-over shelf: what left a laptop with a change of rights is counted there, and what waited still goes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from contract.exchange.dots import format_id
from contract.training.catalogue import ATTENDANCE
from desktop.services.exchange.digest import digest
from desktop.services.exchange.handover import sentence, shelf
from tests.roads.centre import Centre
from tests.roads.laptop import Laptop, laptop
from tests.server.test_program import answer


@pytest.fixture
def database_url(usual_database_url: str) -> str:
    """What is tried here does not touch how the centre keeps its rows."""
    return usual_database_url


def told(here: Laptop) -> list[str]:
    return [sentence(one) for one in here.call(shelf, here.replica)]


def test_a_class_that_left_is_told_with_its_counts_and_unsent_work_still_goes(served: Centre, tmp_path: Path) -> None:
    with laptop(tmp_path, "adi") as office, laptop(tmp_path, "citra") as citra:
        office.join(served.url, served.code("Adi"))
        first, second = office.open_class(people=5), office.open_class(people=2)
        office.mark(first, "HHI")
        office.sync()
        rights = ("--database", served.database, "--office", "53")
        citra.join(served.url, served.code("Citra", role="facilitator", class_id=format_id(first.class_id)))
        citra.sync()
        assert told(citra) == []
        grants = {one["person"]: one["grants"] for one in answer("user", "list", *rights)["users"]}
        citra.mark(first, "S")
        time.sleep(1)  # a right that ends in the very second of a mark does not cover it
        more = ("--person", "Citra", "--role", "facilitator", "--class")
        answer("user", "grant", *rights, *more, format_id(second.class_id))
        answer("user", "withdraw", *rights, "--grant", str(grants["Citra"][0]["id"]))
        citra.sync()
        left = 'Kelas "DLA NTT" tidak lagi di laptop ini: 5 peserta, 1 sesi, 3 presensi.'
        assert [text.removesuffix(" 1 isian yang belum terkirim tetap dikirim.") for text in told(citra)] == [left]
        assert citra.status().pending == 0
        assert sorted(row["status"] for row in served.dump(ATTENDANCE.name)) == ["H", "I", "S"]
        assert citra.rows(ATTENDANCE) == []
        (line,) = citra.call(digest, citra.replica).lines
        assert (line.text, line.can_undo) == (told(citra)[0], False)
        answer("user", "grant", *rights, *more, format_id(first.class_id))
        citra.sync()
        assert told(citra) == []
        assert len(citra.rows(ATTENDANCE)) == 3
