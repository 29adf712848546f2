"""One person: registered with all checks, read with the history, masked by role, copied, and made nameless."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from contract.exchange.dots import Dot, format_id, row_id
from contract.exchange.shapes import Record, RowKey
from contract.tables.records import Values
from contract.training.catalogue import BATCH, CERTIFICATE, CLASS_GROUP, MINUTES, PERSON, RESULT, TRAINING
from contract.training.findings import BadValue
from contract.training.people.anonymity import NAME
from contract.training.people.consent import Way
from contract.training.rights.roles import Role
from desktop.documents.hours_list import read_columns, typed_columns, write_hours
from desktop.services.attendance.marking import Entry, mark_many
from desktop.services.attendance.summary import summarise
from desktop.services.certificates.facts import of_class
from desktop.services.classes.creating import NewStage, add_stages, set_stage_hours
from desktop.services.classes.sessions import close_session
from desktop.services.classes.subjects import add_subject
from desktop.services.classes.tasks import add_task, set_done
from desktop.services.faults import Cancelled, NotAllowed, Unsuitable
from desktop.services.people.consent import give_consent, list_consents, withdraw_consent
from desktop.services.people.listing import search_people
from desktop.services.people.merging import merge
from desktop.services.people.person_history import history
from desktop.services.people.personal_rights import anonymise, everything_about, retention
from desktop.services.people.registering import Registered, register_person
from desktop.services.people.yearly_hours import year_sheet
from desktop.services.regulations import set_regulation
from desktop.services.writing import patch, stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch_row
from desktop.storage.replica import Replica
from tests.services.laptop import REALM, Laptop

TODAY = date(2025, 8, 1)
NIK = "5371014204810001"


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def viewer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    made = Laptop(tmp_path_factory.mktemp("viewer"), Role.VIEWER)
    made.arrive(RowKey(PERSON.number, 2**32 + 1), stated(PERSON, name="Ani", national_id=NIK))
    yield made
    made.close()


def registered(laptop: Laptop, **typed: str) -> Registered:
    return laptop.write(lambda r, m: register_person(r, typed, None, m, TODAY))


def held_class(laptop: Laptop, people: int = 2) -> tuple[int, list[int]]:
    """A class of 2025 with two closed sessions of 3 JP; the first person was there in both, the second in one."""
    class_id, sessions, persons = laptop.class_with(people, 2)
    training = laptop.write(lambda r, m: row_id(made(r, m, TRAINING, title="DLA", year=2025)))
    batch = laptop.write(lambda r, m: row_id(made(r, m, BATCH, training=training, title="I")))
    laptop.write(
        lambda r, m: write(r, REALM, [Change(RowKey(CLASS_GROUP.number, class_id), patch(CLASS_GROUP, batch=batch))], m)
    )
    marks = [(sessions[0], persons[0], "H"), (sessions[1], persons[0], "DL"), (sessions[0], persons[1], "H")]
    marks.append((sessions[1], persons[1], "S"))
    entries = [Entry(session=s, person=p, status=status, note="demam") for s, p, status in marks]
    laptop.write(lambda r, m: mark_many(r, entries, m))
    for session in sessions:
        laptop.write(lambda r, m, session=session: close_session(r, session, True, m))  # type: ignore[misc]
    return class_id, persons


def made(replica: Replica, moment: Moment, record: Record, **fields: int | str) -> Dot:
    return write(replica, REALM, [Change(record.number, stated(record, **fields))], moment)[0]


def test_one_person_is_registered_by_the_rules_of_every_field(laptop: Laptop) -> None:
    done = registered(
        laptop,
        name="Dr. Maria Goreti Bano, S.Sos.",
        employee_number="19810402 200501 2 001",
        national_id=NIK,
        birth_date="02-04-1981",
        sex="L",
        grade="IIIc",
        district="Kab. Belu",
        phone="81234567890",
    )
    line = laptop.read(lambda r: fetch_row(r, PERSON, done.person))
    assert line is not None
    assert (line.name, line.title_prefix, line.title_suffix) == ("Maria Goreti Bano", "Dr.", "S.Sos.")
    assert (line.employee_number, line.employment_type, line.grade, line.district) == (
        "198104022005012001",
        "PNS",
        "III/c",
        "53.04",
    )
    assert any("Jenis kelamin berbeda" in remark.sentence for remark in done.remarks)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " - "}, "tidak berhuruf"),
        ({"name": "Adi", "employee_number": "19810402"}, "NIP berisi 8 angka"),
        ({"name": "Adi", "national_id": "12"}, "NIK berisi 2 angka"),
        ({"name": "Adi", "email": "bukan surel"}, "Surel"),
        ({"name": "Adi", "shoe": "42"}, 'Isian "shoe" tidak ada'),
    ],
)
def test_a_value_that_cannot_be_read_registers_nobody(laptop: Laptop, typed: dict[str, str], sentence: str) -> None:
    before = laptop.read(lambda r: search_people(r, "", None, 0))[0]
    with pytest.raises((BadValue, Unsuitable), match=sentence):
        registered(laptop, **typed)
    assert laptop.read(lambda r: search_people(r, "", None, 0))[0] == before


def test_a_number_that_is_here_is_refused_with_its_owner_and_a_likeness_is_remarked(laptop: Laptop) -> None:
    owner = registered(laptop, name="Yosef Lalu", employee_number="197803072005011002", birth_date="07-03-1978")
    with pytest.raises(Unsuitable, match=rf"NIP ini sudah dipakai Yosef Lalu \({format_id(owner.person)}\)"):
        registered(laptop, name="Josef Lalu", employee_number="197803072005011002")
    like = registered(laptop, name="Yosef Lalu", birth_date="07-03-1978")
    assert "Mirip dengan Yosef Lalu" in like.remarks[0].sentence
    public = registered(laptop, name="Petani Satu", employment_type="umum")
    assert public.remarks == ()


def test_the_history_tells_role_hours_result_and_certificates_beside_the_duty_of_the_year(laptop: Laptop) -> None:
    class_id, people = held_class(laptop)
    key = RowKey(RESULT.number, class_id, people[0])
    laptop.write(lambda r, m: write(r, REALM, [Change(key, patch(RESULT, outcome="passed"))], m))
    laptop.write(
        lambda r, m: made(
            r,
            m,
            CERTIFICATE,
            class_group=class_id,
            person=people[0],
            kind="training",
            number="1/BPSDMD/2025",
            body="{}",
        )
    )
    found = laptop.read(lambda r: history(r, people[0]))
    (one,) = found.classes
    assert (one.training, one.role, one.year, one.hours, one.earned) == ("DLA", "participant", 2025, 600, 600)
    assert (one.outcome, one.certificates[0].number, one.starts_on) == ("passed", "1/BPSDMD/2025", "2025-07-29")
    (year,) = found.years
    assert (year.earned, year.duty.least, year.missing) == (600, 2000, 1400)
    laptop.write(lambda r, m: set_regulation(r, None, "yearly_hours.pns", "6", m, valid_from="2025-01-01"))
    assert laptop.read(lambda r: history(r, people[0])).years[0].standing.value == "met"
    assert laptop.read(lambda r: history(r, people[1])).years[0].earned == 300
    laptop.write(lambda r, m: merge(r, people[0], people[1], m))
    assert laptop.read(lambda r: history(r, people[1])).years[0].earned == 300, "the records disagree about a session"


def test_a_record_marked_present_and_one_whose_deputy_came_disagree_in_the_hours_as_in_the_recap(
    laptop: Laptop,
) -> None:
    class_id, people = held_class(laptop)
    session = laptop.read(lambda r: summarise(r, class_id)).held[0]
    came = Entry(session=session, person=people[0], status="H", deputy_name="Wakil", deputy_post="Kabid", reason="x")
    laptop.write(lambda r, m: mark_many(r, [came], m))
    laptop.write(lambda r, m: merge(r, people[0], people[1], m))
    (told,) = laptop.read(lambda r: summarise(r, class_id)).people
    assert session in told.attended.disputed
    assert laptop.read(lambda r: history(r, people[1])).years[0].earned == told.attended.attended_hours


def test_hours_of_a_self_paced_stage_are_the_same_in_history_year_workbook_and_on_the_certificate(
    laptop: Laptop, tmp_path: Path
) -> None:
    class_id, people = held_class(laptop, 3)
    new = NewStage(title="Mandiri", mode="mandiri", lesson_hours=400)
    (stage,) = laptop.write(lambda r, m: add_stages(r, class_id, [new], m))
    needed = laptop.write(lambda r, m: add_task(r, stage, "Rencana aksi", m))
    also = laptop.write(lambda r, m: add_task(r, stage, "Bacaan", m, required=False))
    laptop.write(lambda r, m: set_done(r, needed, [people[0], people[2]], m))
    laptop.write(lambda r, m: set_done(r, also, [people[1]], m))

    def read() -> list[tuple[int, int, int]]:
        sheet = {line["bare_name"]: line["hours"] for line in year_sheet(laptop.replica, "53", 2025).people}
        found = []
        for person in people:
            told = laptop.read(lambda r, person=person: history(r, person))  # type: ignore[misc]
            assert (told.classes[0].hours, told.years[0].earned) == (1000, told.classes[0].earned)
            assert told.person.name is not None
            found.append((told.classes[0].earned, int(sheet[told.person.name] or 0), told.classes[0].hours))
        return found

    assert read() == [(1000, 1000, 1000), (300, 300, 1000), (400, 400, 1000)]
    write_hours(tmp_path / "jp.xlsx", year_sheet(laptop.replica, "53", 2025), typed_columns(["name", "hours"]))
    rows = openpyxl.load_workbook(tmp_path / "jp.xlsx")["JP 2025"].iter_rows(min_row=2, values_only=True)
    assert [hours for _, hours in rows] == [10, 3, 4]
    assert laptop.read(lambda r: of_class(r, class_id)).lesson_hours == 1000
    laptop.write(lambda r, m: add_subject(r, class_id, "Kepemimpinan digital", 6, m))
    about = laptop.read(lambda r: of_class(r, class_id))
    assert (about.subjects, about.lesson_hours) == ((("Kepemimpinan digital", 600), ("Mandiri", 400)), 1000)
    # A mark in conflict, or a second record, takes the way that looks at one person.
    laptop.write(lambda r, m: merge(r, people[2], people[1], m))
    assert laptop.read(lambda r: history(r, people[2])).years[0].earned == 700
    assert {line["hours"] for line in year_sheet(laptop.replica, "53", 2025).people} == {1000, 700}
    laptop.write(lambda r, m: set_stage_hours(r, stage, None, m))
    assert laptop.read(lambda r: history(r, people[0])).years[0].earned == 600


def test_a_year_is_a_workbook_whose_columns_the_personnel_agency_chooses(laptop: Laptop, tmp_path: Path) -> None:
    _, people = held_class(laptop, 3)
    laptop.write(lambda r, m: set_regulation(r, None, "yearly_hours.pns", "6", m, valid_from="2025-01-01"))
    for one, district in zip(people, ("53", "32.11", "53.71"), strict=True):
        home = Change(RowKey(PERSON.number, one), patch(PERSON, district=district))
        laptop.write(lambda r, m, home=home: write(r, REALM, [home], m))  # type: ignore[misc]
    sheet = year_sheet(laptop.replica, "53", 2025)
    assert sorted(str(line["district"]) for line in sheet.people) == [
        *("Kabupaten Sumedang", "Kota Kupang", "Pemerintah Provinsi Nusa Tenggara Timur"),
    ]
    assert sheet.people == tuple(sorted(sheet.people, key=lambda line: str(line["name"]).casefold()))
    write_hours(tmp_path / "jp.xlsx", sheet, read_columns(None))
    book = openpyxl.load_workbook(tmp_path / "jp.xlsx")
    rows = list(book["JP 2025"].iter_rows(values_only=True))
    assert rows[0][:2] == ("NIP", "Nama")
    numbers = {line.id: line.employee_number for line in (fetched(laptop, one) for one in people)}
    own = next(row for row in rows if row[0] == numbers[people[2]])
    assert isinstance(own[0], str)
    assert own[9:11] == (0, 6)
    assert book["Riwayat 2025"].max_row == len(sheet.history) + 1
    write_hours(tmp_path / "two.xlsx", sheet, typed_columns(["employee_number=NIP BARU", "hours"]))
    typed = openpyxl.load_workbook(tmp_path / "two.xlsx")
    assert typed.sheetnames == ["JP 2025"]
    assert [cell.value for cell in typed["JP 2025"][1]] == ["NIP BARU", "hours"]
    assert python_calamine.load_workbook(tmp_path / "jp.xlsx").sheet_names == ["JP 2025", "Riwayat 2025"]
    with pytest.raises(Unsuitable, match='Kolom "nomor" tidak dikenal'):
        typed_columns(["nomor"])
    with pytest.raises(Cancelled):
        write_hours(
            tmp_path / "no.xlsx",
            year_sheet(laptop.replica, "53", 2025, lambda done, total: done > 0),
            read_columns(None),
        )
    assert not (tmp_path / "no.xlsx").exists()


def fetched(laptop: Laptop, person: int) -> Values:
    found = laptop.read(lambda r: fetch_row(r, PERSON, person))
    assert found is not None
    return found


def test_a_viewer_reads_a_masked_national_id_and_gets_no_copy(viewer: Laptop) -> None:
    _, (one,) = viewer.read(lambda r: search_people(r, "ani", None, None))
    assert one.national_id == "5371••••••••0001"
    assert viewer.read(lambda r: history(r, one.id)).person.national_id == "5371••••••••0001"
    with pytest.raises(NotAllowed):
        viewer.read(lambda r: everything_about(r, one.id))
    with pytest.raises(NotAllowed):
        viewer.write(lambda r, m: anonymise(r, one.id, "diminta", TODAY, m))


def test_consent_is_noted_with_its_text_and_a_withdrawal_says_what_follows_in_three_days(laptop: Laptop) -> None:
    person = laptop.person("Rina Baun")
    give = {"text_version": "1", "given_on": date(2025, 7, 1), "way": Way.PAPER}
    laptop.write(lambda r, m: give_consent(r, person, m, **give))  # type: ignore[arg-type]
    with pytest.raises(Unsuitable, match="belum tiba"):
        laptop.write(lambda r, m: give_consent(r, person, m, **{**give, "given_on": date(2027, 7, 1)}))  # type: ignore[arg-type]
    with pytest.raises(Unsuitable, match="mendahului"):
        laptop.write(lambda r, m: withdraw_consent(r, person, date(2025, 6, 30), "", m))
    done = laptop.write(lambda r, m: withdraw_consent(r, person, TODAY, "lewat surat", m))
    assert done.act_by == laptop.now + 72 * 3600
    assert "lontar people anonymise" in done.what[-1]
    (told,) = laptop.read(lambda r: list_consents(r, person))
    assert (told.text_version, told.way, told.withdrawn_on) == ("1", "paper", "2025-08-01")
    with pytest.raises(Unsuitable, match="tidak mempunyai persetujuan"):
        laptop.write(lambda r, m: withdraw_consent(r, person, TODAY, "", m))


def test_somebody_is_copied_whole_and_made_nameless_while_counts_and_certificates_stay(laptop: Laptop) -> None:
    class_id, people = held_class(laptop)
    person = people[0]
    laptop.write(
        lambda r, m: made(r, m, CERTIFICATE, class_group=class_id, person=person, number="9/2025", body='{"name": "x"}')
    )
    told = f'{{"people": ["{format_id(person)}"]}}'
    laptop.write(lambda r, m: made(r, m, MINUTES, class_group=class_id, body=told, digest="00", kind="completion"))
    kept = laptop.read(lambda r: everything_about(r, person))
    assert {"person", "enrolment", "attendance", "certificate"} <= kept.rows.keys()
    assert (len(kept.rows["attendance"]), len(kept.papers)) == (2, 1)
    assert kept.rows["attendance"][0]["note"] == "demam"
    with pytest.raises(Unsuitable, match="hasilnya masih terbuka di DLA NTT 2025"):
        laptop.write(lambda r, m: anonymise(r, person, "diminta", TODAY, m))
    key = RowKey(RESULT.number, class_id, person)
    laptop.write(lambda r, m: write(r, REALM, [Change(key, patch(RESULT, outcome="passed"))], m))
    with pytest.raises(Unsuitable, match="perlu alasan"):
        laptop.write(lambda r, m: anonymise(r, person, " ", TODAY, m))
    done = laptop.write(lambda r, m: anonymise(r, person, "diminta orangnya", TODAY, m))
    assert (done.certificates, done.papers) == (1, 1)
    line = fetched(laptop, person)
    assert (line.name, line.employee_number, line.anonymised_on) == (NAME, None, "2025-08-01")
    after = laptop.read(lambda r: everything_about(r, person))
    assert [row["status"] for row in after.rows["attendance"]] == ["H", "DL"]
    assert {row["note"] for row in after.rows["attendance"]} == {None}
    assert after.rows["certificate"][0]["number"] == "9/2025"
    with pytest.raises(Unsuitable, match="sudah dianonimkan"):
        laptop.write(lambda r, m: anonymise(r, person, "lagi", TODAY, m))


def test_retention_is_off_until_it_is_stated_and_lists_whom_it_concerns(laptop: Laptop) -> None:
    class_id, people = held_class(laptop)
    ended = Change(RowKey(CLASS_GROUP.number, class_id), patch(CLASS_GROUP, ends_on="2015-07-31"))
    laptop.write(lambda r, m: write(r, REALM, [ended], m))
    assert laptop.read(lambda r: retention(r, None, TODAY)).years is None
    laptop.write(lambda r, m: set_regulation(r, None, "retention_years", "10", m, source="jadwal retensi arsip"))
    found = laptop.read(lambda r: retention(r, None, TODAY))
    assert (found.years, found.source) == (10, "jadwal retensi arsip")
    assert [due.person for due in found.people] == people


def test_a_class_that_states_no_last_day_ends_with_its_last_session(laptop: Laptop) -> None:
    class_id, people = held_class(laptop)
    undated = Change(RowKey(CLASS_GROUP.number, class_id), patch(CLASS_GROUP, starts_on=None, ends_on=None))
    laptop.write(lambda r, m: write(r, REALM, [undated], m))
    laptop.write(lambda r, m: set_regulation(r, None, "retention_years", "5", m, source="jadwal retensi arsip"))
    assert not laptop.read(lambda r: retention(r, None, date(2030, 7, 1))).people
    found = laptop.read(lambda r: retention(r, None, date(2031, 1, 1)))
    assert [due.person for due in found.people] == people
    assert {due.last_on[:7] for due in found.people} == {"2025-07"}


def test_who_was_made_nameless_and_written_again_elsewhere_is_named(laptop: Laptop) -> None:
    person = laptop.person("Rina Baun")
    laptop.write(lambda r, m: anonymise(r, person, "diminta", TODAY, m))
    assert not laptop.read(lambda r: retention(r, None, TODAY)).again
    phone = Change(RowKey(PERSON.number, person), patch(PERSON, phone="+6281234567890"))
    laptop.write(lambda r, m: write(r, REALM, [phone], m))
    assert [due.person for due in laptop.read(lambda r: retention(r, None, TODAY)).again] == [person]
    laptop.write(lambda r, m: anonymise(r, person, "diminta", TODAY, m))
    assert not laptop.read(lambda r: retention(r, None, TODAY)).again
