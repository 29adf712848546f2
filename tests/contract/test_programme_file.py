"""Programme files: the shipped five, a sixth that nobody has seen, and what is said of one that can't be taken."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import msgspec
import pytest

import resources
from contract.training.programmes import example_draws
from contract.training.programmes.file import ProgrammeFile, file_text
from contract.training.programmes.reading import BadProgramme, read_programme
from desktop.services.programmes.districts import known_districts
from desktop.services.sentences import in_english

KEYS = ["dla-ntt-2025", "dts-manggarai-barat", "gcio-kaltim-2023", "logodi-jabar-2023", "smart-city-spbe-mabar"]
SIXTH: dict[str, Any] = {
    "schema_version": 1,
    "key": "bimtek-desa-2026",
    "programme": {"title": "Bimtek Desa Digital", "source": "Surat undangan", "levels": ["satu", "dua"]},
    "training": {"title": "Bimtek", "zone": "Asia/Jayapura", "district": "91.01", "starts_on": "2026-03-02"},
    "batch": {"title": "Angkatan I", "number": 1},
    "classes": [
        {
            "title": "Kelas A",
            "level": "satu",
            "stages": [
                {
                    "title": "Tatap muka",
                    "starts_on": "2026-03-02",
                    "ends_on": "2026-03-03",
                    "sessions": [
                        {"title": "Sesi 1", "starts_at": "2026-03-02T08:00:00+09:00", "hours": 2.5, "subject": "Dasar"}
                    ],
                    "tasks": [{"title": "Laporan", "required": True}],
                }
            ],
            "subjects": [{"title": "Dasar", "hours": 2.5}],
            "components": [{"title": "Ujian", "weight": 33.34}, {"title": "Tugas", "weight": 66.66}],
        }
    ],
    "rule": {"min_attendance_pct": 85, "required_stages": ["Tatap muka"], "required_tasks": ["Laporan"]},
    "figures": [{"measure": "target", "value": 40, "source": "Surat undangan", "source_on": "2026-02-01"}],
}


ACTIVITY = {"kind": "visit", "title": "Kunjungan", "zone": "Mars/Olympus"}


def made_up(**people: Any) -> dict[str, Any]:
    """An example of one class, with something of its people set."""
    group = {"into": "Kelas A", "count": 5, "districts": ["53"], "employment": ["PNS"], **people}
    return {"note": "contoh", "seed": 1, "people": [group]}


def shipped(key: str) -> ProgrammeFile:
    return read(resources.path(f"programmes/{key}.json").read_bytes(), f"{key}.json")


def read(content: bytes, name: str = "program.json") -> ProgrammeFile:
    return read_programme(content, name, known_districts())


def changed(path: str, value: object) -> bytes:
    """The sixth file with one entry set; a value of ... takes it out."""
    file = copy.deepcopy(SIXTH)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = file
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return msgspec.json.encode(file)


@pytest.mark.parametrize("key", KEYS)
def test_a_shipped_programme_is_read_and_comes_back_from_its_own_text(key: str) -> None:
    file = shipped(key)
    assert file.key == key
    assert read(file_text(file).encode()) == file


def test_a_sixth_programme_is_read_as_the_shipped_ones_are() -> None:
    file = read(msgspec.json.encode(SIXTH))
    assert (file.key, file.classes[0].stages[0].sessions[0].hours) == ("bimtek-desa-2026", 2.5)
    assert read(b"\xef\xbb\xbf" + msgspec.json.encode(SIXTH)) == file


@pytest.mark.parametrize(
    ("path", "value", "where", "what"),
    [
        ("training.title", 3, "training.title", "seharusnya teks, bukan bilangan bulat"),
        ("training.title", "", "training.title", "tidak boleh kosong"),
        ("training.zone", "WIT", "training.zone", "Asia/Makassar"),
        ("training.zone", "Asia/Makasar", "training.zone", '"Asia/Makasar" tidak dikenal'),
        ("classes.0.stages.0.zone", "Asia/Atlantis", "classes[0].stages[0].zone", "Asia/Jayapura"),
        ("activities", [ACTIVITY], "activities[0].zone", "Asia/Seoul"),
        ("training.district", "5315", "training.district", "kode Kemendagri"),
        ("training.district", "53.99", "training.district", "tidak dikenal"),
        ("training.starts_on", "2026-13-01", "training.starts_on", "tanggal atau waktu tidak terbaca"),
        ("training.ends_on", "2026-03-01", "training.ends_on", "mendahului"),
        ("training.titel", "x", "training", '"titel" tidak dikenal'),
        ("programme.source", ..., "programme", '"source" belum ada'),
        ("key", "Bimtek Desa", "key", "dla-ntt-2025"),
        ("schema_version", 2, "schema_version", "nilai 2 tidak dikenal"),
        ("figures.0.measure", "sasaran", "figures[0].measure", "docs/programme.md"),
        ("figures.0.value", -1, "figures[0].value", "paling sedikit 0"),
        ("figures.0.value", "40", "figures[0].value", "bilangan bulat"),
        ("figures.0.level", "tiga", "figures[0].level", "programme.levels"),
        ("classes.0.stages.0.sessions.0.starts_at", "2026-03-02T08:00:00", "sessions[0].starts_at", "tanggal atau"),
        ("classes.0.stages.0.sessions.0.starts_at", "2026-03-04T08:00:00+09:00", "starts_at", "di luar tahapnya"),
        ("classes.0.stages.0.sessions.0.subject", "Lain", "sessions[0].subject", "tidak ada di subjects"),
        ("classes.0.components.0.weight", 30, "classes[0].components", "96.66"),
        ("classes.0.components.1.title", "Ujian", "classes[0].components[1]", "dua kali"),
        ("batch", None, "classes", "angkatan"),
        ("rule.required_stages", ["Lain"], "rule.required_stages[0]", "samakan ejaannya"),
        ("rule.min_attendance_pct", 120, "rule", "0 sampai 100"),
        ("classes.0.stages.0.mode", "mandri", "stages[0].mode", '"mandri" tidak dikenal'),
        ("classes.0.stages.0.sessions.0.mode", "zoom", "sessions[0].mode", '"zoom" tidak dikenal'),
        ("classes.0.components.0.kind", "ujian", "components[0].kind", "pre_test"),
        ("classes.0.staff", [{"role": "tamu"}], "classes[0].staff[0].role", "committee_head"),
        ("example", made_up(employment=["PNS", "ASN"]), "example.people[0].employment[1]", '"ASN"'),
        ("example", made_up(grades=["III/c", "V/z"]), "example.people[0].grades[1]", "V/z"),
        ("example", made_up(echelons=["II"]), "example.people[0].echelons[0]", "II.a"),
        ("example", made_up(districts=["53.99"]), "example.people[0].districts[0]", "tidak dikenal"),
        ("example", made_up(nominated=3), "example.people[0].nominated", "lebih kecil daripada count (5)"),
        ("example", made_up(into="Kelas B"), "example.people[0].into", "samakan ejaannya"),
        ("example", {**made_up(), "criteria": "Mutu"}, "example.criteria", "tidak berbobot"),
        ("example", {**made_up(), "plans": [{"title": "R", "indicators": ["dua"]}]}, "plans[0].indicators[0]", "SPBE"),
        ("words", {"Q": "Mangkir"}, "di words: nilai 'Q'", "tidak dikenal"),
        ("classes.0.stages.0.mode", "mandri", "classes[0].stages[0].mode", '"mandri" tidak dikenal'),
        ("classes.0.groups", {"count": 2, "by": ["sex", "zodiac"]}, "classes[0].groups.by[1]", '"zodiac"'),
    ],
)
def test_what_is_wrong_is_told_with_its_place_in_the_file(path: str, value: object, where: str, what: str) -> None:
    with pytest.raises(BadProgramme) as refused:
        read(changed(path, value))
    sentence = str(refused.value)
    assert sentence.startswith('Berkas program "program.json", di ')
    assert where in sentence
    assert what in sentence
    assert in_english(sentence).startswith('Programme file "program.json", at ')
    assert not any(f" {word} " in f" {in_english(sentence)} " for word in ("tidak", "seharusnya", "bukan", "tambahkan"))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"key":\n"a",,}', b"{" * 5000, b"x" * 200_000])
def test_what_is_no_programme_at_all_is_told_too(content: bytes) -> None:
    with pytest.raises(BadProgramme, match="Berkas program"):
        read(content)


def test_several_problems_are_counted_and_all_kept() -> None:
    file = copy.deepcopy(SIXTH)
    file["training"]["level"] = file["classes"][0]["level"] = "tiga"
    with pytest.raises(BadProgramme, match=r"\(dan 1 hal lain\)") as refused:
        read(msgspec.json.encode(file))
    assert [problem.where for problem in refused.value.problems] == ["training.level", "classes[0].level"]


def test_the_documented_schema_is_the_one_that_is_read() -> None:
    documented = Path(resources.__file__).parent.parent / "docs" / "programme.schema.json"
    assert msgspec.json.decode(documented.read_bytes()) == msgspec.json.decode(
        msgspec.json.encode(msgspec.json.schema(ProgrammeFile))
    )


def test_every_stated_figure_has_a_source_and_what_nobody_stated_is_null() -> None:
    told = {
        key: [(one.measure, one.value, one.year) for one in shipped(key).figures if one.measure != "planned_villages"]
        for key in KEYS
    }
    assert told["dla-ntt-2025"] == [
        *(("target", None, 2025), ("enrolled", 46, 2025), ("completed", 43, 2025), ("certified", None, 2025))
    ]
    assert [value for measure, value, _ in told["dts-manggarai-barat"] if measure == "target"] == [20_000, 20_000, 5000]
    assert {value for _, value, _ in told["gcio-kaltim-2023"]} == {None}
    assert ("enrolled", 8, 2023) in told["logodi-jabar-2023"]
    assert all(one.source for key in KEYS for one in shipped(key).figures)


def test_draws_hang_on_the_seed_and_on_places_alone() -> None:
    file = shipped("dla-ntt-2025")
    assert file.example is not None
    title = file.classes[0].title
    sessions = [session.title for stage in file.classes[0].stages for session in stage.sessions]
    marks = [[example_draws.mark(file.example, title, session, place) for place in range(46)] for session in sessions]
    codes = [code for row in marks for code in row]
    assert {"H", "A", "I", "S", "DL"} == set(codes)
    assert 0.85 < codes.count("H") / len(codes) < 0.95
    assert len({tuple(row) for row in marks}) == len(marks)
    numbers = [example_draws.employee_number(file.example.people[0], place, place) for place in range(46)]
    assert len(set(numbers)) == 46
    assert all(number and number.endswith("000") for number in numbers)
