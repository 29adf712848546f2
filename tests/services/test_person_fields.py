"""One field of a person, typed by hand and read by its rule."""

from datetime import date

import pytest

from contract.training.catalogue import PERSON
from contract.training.findings import BadValue
from desktop.services.exchange.status import sync_state
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.people.person_fields import set_field
from desktop.storage.queries.lines import fetch_row
from tests.services.laptop import Laptop

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("employee_number", "'19860926 201505 1 001", "198609262015051001"),
        ("national_id", "5371012609860001", "5371012609860001"),
        ("district", "Kab. TTS", "53.02"),
        ("sex", "perempuan", "P"),
        ("birth_date", "26 September 1986", "1986-09-26"),
        ("employment_type", "p3k", "PPPK"),
        ("grade", "IIIc", "III/c"),
        ("phone", "0812-3456-7890", "+6281234567890"),
        ("agency", "  Dinas   Kesehatan ", "Dinas Kesehatan"),
        ("example", "ya", 1),
        ("example", "tidak", 0),
        ("agency", "", None),
        ("echelon", "Eselon II.A", "II.a"),
        ("echelon", "JPT Pratama", "JPT Pratama"),
    ],
)
def test_a_field_is_kept_in_its_one_form(laptop: Laptop, field: str, typed: str, value: str | int | None) -> None:
    person = laptop.person("Maria Nalle", agency="Bappeda")
    laptop.write(lambda r, m: set_field(r, person, field, typed, m, TODAY))
    before = laptop.read(sync_state).pending
    laptop.write(lambda r, m: set_field(r, person, field, typed, m, TODAY))
    assert laptop.read(sync_state).pending == before
    line = laptop.read(lambda r: fetch_row(r, PERSON, person))
    assert getattr(line, field) == value


@pytest.mark.parametrize(
    ("field", "typed", "kind"),
    [
        ("employee_number", "123", BadValue),
        ("district", "Atlantis", BadValue),
        ("birth_date", "32-13-1980", BadValue),
        ("birth_date", "22-11-2026", BadValue),
        ("name", "42", Unsuitable),
        ("example", "mungkin", Unsuitable),
        ("agency", "x" * 501, Unsuitable),
        ("warna", "biru", Unsuitable),
        ("gone", "1", Unsuitable),
    ],
)
def test_what_no_rule_can_read_is_refused_and_nothing_written(
    laptop: Laptop, field: str, typed: str, kind: type[Exception]
) -> None:
    person = laptop.person("Maria Nalle")
    with pytest.raises(kind):
        laptop.write(lambda r, m: set_field(r, person, field, typed, m, TODAY))
    assert laptop.read(sync_state).pending == 1


def test_an_example_number_is_kept_with_a_remark(laptop: Laptop) -> None:
    person = laptop.person("Maria Nalle")
    remarks = laptop.write(lambda r, m: set_field(r, person, "employee_number", "198609262015051000", m, TODAY))
    assert [remark.code for remark in remarks] == ["example_number"]
    with pytest.raises(NotHere):
        laptop.write(lambda r, m: set_field(r, 99, "agency", "X", m, TODAY))


def test_a_number_that_somebody_else_has_is_refused_by_name_and_their_own_is_not(laptop: Laptop) -> None:
    nip = "198609262015051001"
    laptop.person("Maria Nalle", employee_number=nip, birth_date="1986-09-26")
    other = laptop.person("Yosef Bere", employee_number="199001012015051002", sex="P")
    with pytest.raises(Unsuitable, match="Maria Nalle"):
        laptop.write(lambda r, m: set_field(r, other, "employee_number", nip, m, TODAY))
    remarks = laptop.write(lambda r, m: set_field(r, other, "employee_number", "199001012015051002", m, TODAY))
    assert [remark.code for remark in remarks] == ["sex_differs"]


def test_what_contradicts_the_numbers_is_remarked_and_nobody_nameless_is_named_again(laptop: Laptop) -> None:
    person = laptop.person("Maria Nalle", employee_number="198609262015052001")
    remarks = laptop.write(lambda r, m: set_field(r, person, "birth_date", "27-9-1986", m, TODAY))
    assert [remark.code for remark in remarks] == ["birth_date_differs"]
    gone = laptop.person("Tanpa nama", anonymised_on="2026-01-01")
    with pytest.raises(Unsuitable, match="dianonimkan"):
        laptop.write(lambda r, m: set_field(r, gone, "name", "Warga", m, TODAY))
