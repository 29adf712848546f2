"""Whom a programme means, by the shipped files."""

import pytest

from contract.training.enrolment.eligibility import Applicant, PassedBefore, warnings_of
from tests.contract.test_programme_file import shipped

DASAR = "Masyarakat umum"
WORKERS = "Pekerja teknis dan profesional"


@pytest.mark.parametrize(
    ("key", "position", "echelon", "fits"),
    [
        ("dla-ntt-2025", "Kepala Dinas Kesehatan", "II.a", True),
        ("dla-ntt-2025", "Plt. Kepala Dinas Kesehatan", "", True),
        ("dla-ntt-2025", "Asisten Pemerintahan", "II b", True),
        ("dla-ntt-2025", "JPT Pratama", "", True),
        ("dla-ntt-2025", "Kepala Bidang Statistik", "III.a", False),
        ("dla-ntt-2025", "Kepala Seksi Umum", "IV.a", False),
        ("dla-ntt-2025", "", "", False),
        ("gcio-kaltim-2023", "Kepala Badan Pendapatan Daerah", "II.a", True),
        ("gcio-kaltim-2023", "Kepala Bidang Aplikasi", "III.b", True),
        ("gcio-kaltim-2023", "Asisten", "II.a", False),
        ("gcio-kaltim-2023", "Kepala Seksi", "IV.a", False),
        ("logodi-jabar-2023", "Sekretaris Daerah", "II.a", True),
        ("logodi-jabar-2023", "Sekretaris Dinas", "III.a", False),
    ],
)
def test_leaders_programmes_warn_of_who_is_no_such_leader(key: str, position: str, echelon: str, fits: bool) -> None:
    file = shipped(key)
    found = warnings_of(file.eligibility, file.programme.levels, Applicant(position=position, echelon=echelon))
    assert (found == ()) is fits
    assert all("pendaftaran tetap dapat dilanjutkan" in sentence for sentence in found)


@pytest.mark.parametrize(
    ("audience", "position", "fits"),
    [(DASAR, "", True), (DASAR, "Nelayan", True), (WORKERS, "", False), (WORKERS, "Teknisi jaringan", True)],
)
def test_the_scholarship_warns_by_audience(audience: str, position: str, fits: bool) -> None:
    file = shipped("dts-manggarai-barat")
    found = warnings_of(file.eligibility, file.programme.levels, Applicant(position=position), audience=audience)
    assert (found == ()) is fits


@pytest.mark.parametrize(
    ("level", "passed", "words"),
    [
        ("dasar", (), []),
        ("menengah", ("dasar",), []),
        ("menengah", (), ["lulus jenjang dasar, padahal kelas ini jenjang menengah"]),
        ("lanjutan", ("menengah",), ["lulus jenjang dasar, padahal"]),
        ("lanjutan", (), ["dasar, menengah, padahal"]),
        ("dasar", ("dasar",), ["Sudah lulus jenjang dasar"]),
        ("lain", (), []),
    ],
)
def test_the_path_goes_through_the_levels_from_the_lowest_up(
    level: str, passed: tuple[str, ...], words: list[str]
) -> None:
    file = shipped("dts-manggarai-barat")
    found = warnings_of(
        (), file.programme.levels, Applicant(), level=level, passed=PassedBefore(levels=frozenset(passed))
    )
    assert len(found) == len(words)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))


def test_who_has_passed_the_same_training_before_is_told_once() -> None:
    before = PassedBefore(levels=frozenset({"dasar"}), trainings=("DTS 2021",))
    (said,) = warnings_of((), (), Applicant(), passed=before)
    assert said.startswith("Sudah lulus pelatihan ini sebelumnya (DTS 2021)")
    levels = shipped("dts-manggarai-barat").programme.levels
    (said,) = warnings_of((), levels, Applicant(), level="dasar", passed=before)
    assert said.startswith("Sudah lulus jenjang dasar")
