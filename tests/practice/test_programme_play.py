"""Programmes played act by act: two of the shipped ones, and files that nobody has seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from desktop.practice.programme.play import ProgrammePlay, play_programme
from desktop.services.certificates.views import list_certificates
from desktop.services.programmes.files import read_content, shipped_files
from desktop.services.programmes.outcome import ProgrammeOutcome, programme_outcome
from tests.practice.played_laptop import PlayedLaptop

ALONE: dict[str, Any] = {
    "schema_version": 1,
    "key": "belajar-sendiri-2026",
    "programme": {"title": "Belajar Sendiri", "source": "Surat edaran"},
    "training": {"title": "Belajar Sendiri", "zone": "Asia/Jayapura", "district": "53.04"},
    "batch": {"title": "Angkatan I"},
    "classes": [
        {
            "title": "Kelas mandiri",
            "stages": [{"title": "Mandiri", "mode": "mandiri", "tasks": [{"title": "Laporan", "required": True}]}],
        }
    ],
    "rule": {"required_tasks": True},
    "payments": {"allowed": False, "why": "bukan berupa uang"},
    "certificates": {"kinds": ["training"]},
    "example": {
        "note": "contoh",
        "seed": 1,
        "tasks_done": 50,
        "people": [
            {
                "into": "Kelas mandiri",
                "count": 6,
                "nominated": 9,
                "reserves": 1,
                "withdrawals": 2,
                "districts": ["53.04", "53.05"],
                "employment": ["PPPK", "Non ASN"],
            }
        ],
    },
}
ABROAD: dict[str, Any] = {
    "schema_version": 1,
    "key": "studi-banding-2026",
    "programme": {"title": "Studi banding", "source": "Undangan"},
    "training": {"title": "Studi banding", "zone": "Europe/Amsterdam", "country": "Belanda"},
    "batch": {"title": "I"},
    "classes": [
        {
            "title": "Rombongan",
            "stages": [
                {
                    "title": "Kunjungan",
                    "sessions": [{"title": "Balai kota", "starts_at": "2026-06-02T09:30:00+02:00", "hours": 3}],
                }
            ],
        }
    ],
}
BARE: dict[str, Any] = {
    "schema_version": 1,
    "key": "tanpa-isi",
    "programme": {"title": "Tanpa isi", "source": "-"},
    "training": {"title": "Tanpa isi", "zone": "Asia/Makassar"},
    "batch": {"title": "-"},
    "classes": [{"title": "Kosong"}],
}


@pytest.fixture
def seat(tmp_path: Path, qapp: QApplication) -> Iterator[PlayedLaptop]:
    found = PlayedLaptop(tmp_path)
    yield found
    found.close()


def played(seat: PlayedLaptop, told: dict[str, Any] | str, papers: Path) -> tuple[ProgrammePlay, ProgrammeOutcome]:
    """What the playing showed, and what is read of it afterwards."""
    file = shipped_files()[told] if isinstance(told, str) else read_content(msgspec.json.encode(told), "berkas.json")
    found = play_programme(seat, file, "53", papers, lambda said: None)
    return found, seat.read(lambda r: programme_outcome(r, file.key, "2026-11-22"))


def test_a_class_that_only_learns_alone_goes_by_its_tasks_and_pays_nobody(seat: PlayedLaptop, tmp_path: Path) -> None:
    shown, found = played(seat, ALONE, tmp_path)
    (one,), (read,) = shown.classes, found.classes
    told = one.admitted
    assert (told.nominated, told.quota, told.selected, told.waiting, told.rejected) == (9, 6, 6, 1, 2)
    assert (told.given_back, told.moved_up, len(one.people)) == (2, 1, 5)
    done = {each.person: len(each.done) for each in read.progress.people}
    assert [each.outcome.value for each in read.report.judgements] == [
        "passed" if done[each.person.id] else "not_passed" for each in read.report.judgements
    ]
    assert read.report.people == 5
    passed = sum(done.values())
    assert 0 < passed < 5
    assert (one.certificates.made, one.certificates.genuine, one.certificates.refused) == (passed,) * 3
    states = {"passed": passed, "not_passed": 5 - passed, "withdrawn": 2, "rejected": 2}
    assert read.enrolments.by_state == states
    assert one.paid.why is not None
    assert "bukan berupa uang" in one.paid.why
    counted = {each.measure.value: each.counted.total for each in found.detail.figures if each.counted is not None}
    assert counted == {"target": None, "enrolled": 5, "completed": passed, "certified": 0}


def test_a_file_without_an_example_is_played_by_one_of_lontars_own_also_abroad(
    seat: PlayedLaptop, tmp_path: Path
) -> None:
    shown, found = played(seat, {**ABROAD, "certificates": {"kinds": ["training"]}}, tmp_path)
    (one,), (read,) = shown.classes, found.classes
    assert (len(one.people), read.report.people) == (8, 8)
    assert read.report.rule.min_attendance_pct == 80
    assert [session.title for session in read.recap.sessions] == ["Balai kota"]
    assert [(paper.form, paper.pages) for paper in one.papers if paper.form == "daftar-hadir"] == [("daftar-hadir", 1)]
    assert one.paid.found is not None
    assert one.paid.found.body.net == 100_000 * len(one.paid.found.body.people)
    assert one.paid.found.example
    assert found.detail.file.example is None
    # Its stage states no day: minutes and certificates are of the day of the last session, where that was held.
    assert one.held_on == "2026-06-02"
    assert {view.issued_on for view in seat.read(list_certificates)} == {"2026-06-02"}


def test_a_class_of_which_nothing_is_stated_but_its_name_is_deferred_not_failed(
    seat: PlayedLaptop, tmp_path: Path
) -> None:
    shown, found = played(seat, BARE, tmp_path)
    assert shown.classes[0].certificates.made == 0
    assert {outcome.value: n for outcome, n in found.classes[0].report.counts.items()} == {
        "passed": 0,
        "not_passed": 0,
        "deferred": 8,
    }
    nothing = {"schema_version": 1, "key": "hanya-nama", "programme": {"title": "Hanya nama", "source": "-"}}
    shown, found = played(seat, nothing, tmp_path)
    assert (shown.classes, found.classes, found.detail.trainings) == ((), (), ())


def test_the_promise_of_labuan_bajo_shows_its_progress_in_the_pilot_too(seat: PlayedLaptop, tmp_path: Path) -> None:
    shown, found = played(seat, "smart-city-spbe-mabar", tmp_path)
    assert (shown.classes, shown.beside) == ((), ("dts-manggarai-barat",))
    (agreement,) = found.detail.agreements
    (promise,) = agreement.commitments
    assert (agreement.signed_on, agreement.place) == ("2021-12-10", "Labuan Bajo")
    assert (promise.quantity, promise.done) == (20_000, 30)
    assert [one.spbe_status for one in found.detail.villages] == ["belum mulai", "persiapan", "berjalan"]
    assert [one.kind for one in found.detail.activities] == ["kick_off", "agreement"]


def test_logodi_stands_beside_the_indices_that_are_known_and_no_others(seat: PlayedLaptop, tmp_path: Path) -> None:
    _, found = played(seat, "logodi-jabar-2023", tmp_path)
    known = {one.district: one.appraisal.index for one in found.compared if one.appraisal is not None}
    assert {code: float(index) for code, index in known.items() if index is not None} == {"32.11": 3.84}
    assert [one.why for one in found.compared if one.appraisal is None] == ["belum ada data"] * 7
    before = {one.district: one.before for one in found.around if one.before is not None}
    assert list(before) == ["32.11"]
    assert all(one.after is None for one in found.around)
    assert {one.kind: one.example for one in found.detail.activities} == {"opening": True, "closing": True}
