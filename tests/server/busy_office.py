"""An office in which everything has happened that the judge knows: a centre's database for backups and audits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contract.exchange.dots import format_id
from contract.exchange.shapes import GONE, RowKey
from contract.training.catalogue import ATTENDANCE, ENROLMENT, GROUP, PERSON, PROGRAMME
from desktop.storage.edit import Change
from tests.roads.centre import Centre, centre
from tests.roads.laptop import Laptop, Lesson, laptop, patch_of


class BusyOffice:
    """The centre, serving, and its laptops: two organisers and somebody of one class."""

    def __init__(self, served: Centre, folder: Path, adi: Laptop, beni: Laptop, citra: Laptop) -> None:
        self.served, self.folder = served, folder
        self.adi, self.beni, self.citra = adi, beni, citra
        self.lesson: Lesson
        self._day()

    def _day(self) -> None:
        served, adi, beni, citra = self.served, self.adi, self.beni, self.citra
        adi.join(served.url, served.code("Adi"))
        beni.join(served.url, served.code("Beni"))
        lesson = self.lesson = adi.open_class(people=8)
        adi.sync()
        citra.join(served.url, served.code("Citra", "facilitator", class_id=format_id(lesson.class_id)))
        for each in (beni, citra):
            each.sync()
        adi.mark(lesson, "HHHHHHHH")
        beni.mark(lesson, "HHSSHHHH")
        citra.mark(lesson, "HHHIIHHH")
        adi.new(PERSON, name="Kembar Satu", employee_number="198501012010011001")
        beni.new(PERSON, name="Kembar Dua", employee_number="198501012010011001")
        citra.new(PROGRAMME, title="Bukan haknya")
        group = adi.new(GROUP, class_group=lesson.class_id, title="Kelompok 1", plan="satu\ndua\ntiga")
        for each in (adi, beni, citra, adi):
            each.sync()
        beni.edit(Change(RowKey(GROUP.number, group), patch_of(GROUP, plan="satu\ndua dari Beni\ntiga")))
        adi.edit(Change(RowKey(GROUP.number, group), patch_of(GROUP, plan="satu\ndua dari Adi\ntiga")))
        last = lesson.persons[-1]
        beni.edit(Change(RowKey(ENROLMENT.number, lesson.class_id, last), {GONE: 1}))
        adi.edit(Change(RowKey(ENROLMENT.number, lesson.class_id, last), patch_of(ENROLMENT, note="tetap ikut")))
        adi.edit(Change(RowKey(PERSON.number, lesson.persons[0]), patch_of(PERSON, phone="0811", position="Analis")))
        citra.edit(Change(RowKey(ATTENDANCE.number, lesson.session, 77), patch_of(ATTENDANCE, status="H")))
        for each in (citra, beni, adi, beni, citra):
            each.sync()


@contextmanager
def busy_office(database: str, folder: Path) -> Iterator[BusyOffice]:
    """The office at the end of such a day, still serving; it must have no fault of its own to log."""
    with (
        centre(database, folder, "53", "53.71") as served,
        laptop(folder, "adi") as adi,
        laptop(folder, "beni") as beni,
        laptop(folder, "citra") as citra,
    ):
        yield BusyOffice(served, folder, adi, beni, citra)
    assert served.errors == ""
