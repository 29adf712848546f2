"""Programmes on the command line: added, opened, and their figures beside their sources."""

import json
from pathlib import Path

from tests.cli.terminal import Terminal
from tests.contract.test_programme_file import SIXTH

ROSTER = Path(__file__).parent.parent / "roster" / "roster_dla_ntt.xlsx"


def test_the_dla_is_opened_with_all_that_its_file_says(terminal: Terminal) -> None:
    made = terminal.ask("programme", "open", "dla-ntt-2025", "--office", "53")
    assert made["rows"] == {
        "training": 1,
        "batch": 1,
        "class_group": 1,
        "subject": 5,
        "stage": 3,
        "session": 6,
        "task": 2,
        "component": 5,
        "staff": 8,
    }
    shown = terminal.ask("programme", "show", "dla-ntt-2025")
    (training,) = shown["trainings"]
    assert (training["id"], training["state"], training["district"]) == (made["training"], "draft", "53")
    assert training["rule"]["min_attendance_pct"] == 80
    assert [(one["name"], one["role"], one["printed"]) for one in shown["partners"]] == [
        ("Amazon Web Services (AWS)", "mitra strategis", True),
        ("Asosiasi Pemimpin Digital Indonesia (APDI)", "mitra strategis", True),
    ]
    detail = terminal.ask("class", "show", made["classes"][0])
    assert [stage["title"] for stage in detail["stages"]] == [
        *("Pelatihan daring", "Pembelajaran mandiri", "Pendampingan dan seminar rencana aksi")
    ]
    assert [one["starts_at"] for one in detail["sessions"]][:1] == ["2025-07-25T08:00:00+08:00"]
    again = terminal.ask("programme", "open", "dla-ntt-2025", "--office", "53", "--stated-only")
    assert (again["programme"], again["rows"]) == (
        made["programme"],
        {"training": 1, "batch": 1, "class_group": 1, "stage": 3},
    )
    assert len(terminal.ask("programme", "show", "dla-ntt-2025")["partners"]) == 2


def test_stated_figures_stand_beside_what_is_counted_and_nothing_is_invented(terminal: Terminal) -> None:
    terminal.ask("programme", "open", "dla-ntt-2025", "--office", "53")
    class_id = terminal.ask("class", "list")["classes"][0]["id"]
    terminal.ask("people", "import", str(ROSTER), "--class", class_id)
    measures = {one["measure"]: one for one in terminal.ask("programme", "figures", "dla-ntt-2025")["measures"]}
    stated = {name: [each["value"] for each in one["stated"]] for name, one in measures.items()}
    assert stated == {"target": [None], "enrolled": [46], "completed": [43], "certified": [None]}
    assert all(
        each["source"] and each["source_on"] == "2025-09-02" for one in measures.values() for each in one["stated"]
    )
    counted = measures["enrolled"]["counted"]
    assert counted["total"] == 46
    assert sum(one["people"] for one in counted["by"]["sex"]) == 46
    assert (measures["target"]["counted"]["total"], measures["completed"]["counted"]["total"]) == (None, 0)
    said = terminal.type("programme", "figures", "dla-ntt-2025")
    assert "tidak disebut" in said.out
    assert "46 (2025, Pemerintah Provinsi Nusa Tenggara Timur): BPSDM Komdigi" in said.out


def test_the_memorandum_of_labuan_bajo_shows_how_far_its_promise_has_come(terminal: Terminal) -> None:
    made = terminal.ask("programme", "open", "dts-manggarai-barat", "--office", "53")
    assert len(made["classes"]) == 3
    told = terminal.ask("programme", "figures", "dts-manggarai-barat")
    targets = [(one["value"], one["year"], one["source_on"]) for one in told["measures"][0]["stated"]]
    assert targets == [(20_000, 2021, "2021-12-10"), (20_000, 2022, None), (5000, None, "2021-12-10")]
    (agreement,) = told["agreements"]
    assert (agreement["signed_on"], agreement["place"]) == ("2021-12-10", "Labuan Bajo")
    assert [one["name"] for one in agreement["parties"]] == [
        *("Balitbang SDM Kominfo", "Pemerintah Kabupaten Manggarai Barat")
    ]
    (promise,) = agreement["commitments"]
    assert (promise["quantity"], promise["done"], promise["percent"]) == (20_000, 0, "0,0%")
    terminal.ask("people", "import", str(ROSTER), "--class", made["classes"][0])
    (promise,) = terminal.ask("programme", "figures", "dts-manggarai-barat")["agreements"][0]["commitments"]
    assert (promise["done"], promise["share"], promise["percent"]) == (46, 0.0023, "0,2%")
    levels = terminal.ask("programme", "figures", "dts-manggarai-barat")["measures"][1]["counted"]["by"]
    assert levels["level"] == [{"value": "dasar", "people": 46}]
    assert levels["audience"] == [{"value": "Masyarakat umum", "people": 46}]


def test_a_sixth_programme_is_added_from_its_file_and_opened_elsewhere(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "bimtek.json"
    file.write_text(json.dumps(SIXTH), encoding="utf-8")
    added = terminal.ask("programme", "add", str(file), "--office", "53")
    assert terminal.ask("programme", "add", str(file), "--office", "53") == added
    place = ("--district", "53.04", "--starts-on", "2027-05-03")
    made = terminal.ask("programme", "open", "bimtek-desa-2026", *place)
    (training,) = terminal.ask("programme", "show", "bimtek-desa-2026")["trainings"]
    assert (training["title"], training["zone"], training["starts_on"]) == (
        *("Bimtek, Kabupaten Belu", "Asia/Makassar", "2027-05-03"),
    )
    sessions = terminal.ask("session", "list", "--class", made["classes"][0])["sessions"]
    assert [one["starts_at"] for one in sessions] == ["2027-05-03T08:00:00+08:00"]
    for day in ("9999-12-30", "0001-01-01"):
        refused = terminal.type("programme", "open", "bimtek-desa-2026", "--starts-on", day)
        assert (refused.code, "tahun yang tidak mungkin" in refused.err) == (3, True)
    told = terminal.type("programme", "figures", "bimtek-desa-2026", "--lang", "en").out
    assert ("not stated" in told, "tidak disebut" in told) == (True, False)
    file.write_text(json.dumps({**SIXTH, "batch": None}), encoding="utf-8")
    refused = terminal.type("programme", "add", str(file))
    assert refused.code == 3
    assert refused.err.endswith(", di classes: kelas memerlukan pelatihan dan angkatan; isi training dan batch.\n")


def test_a_pilot_is_a_programme_without_a_training(terminal: Terminal) -> None:
    made = terminal.ask("programme", "open", "smart-city-spbe-mabar")
    assert (made["training"], made["classes"]) == (None, [])
    shown = terminal.ask("programme", "show", "smart-city-spbe-mabar")
    assert [one["kind"] for one in shown["activities"]] == ["kick_off", "agreement"]
    assert all(one["example"] for one in shown["villages"])
    values = {one["measure"]: [each["value"] for each in one["stated"]] for one in shown["measures"]}
    assert (values["pilot_villages"], values["planned_villages"], values["target"]) == ([164], [50], [None])


def test_logodi_is_held_in_korea_on_its_own_clock(terminal: Terminal) -> None:
    made = terminal.ask("programme", "open", "logodi-jabar-2023")
    (training,) = terminal.ask("programme", "show", "logodi-jabar-2023")["trainings"]
    assert (training["country"], training["zone"]) == ("Republik Korea", "Asia/Seoul")
    first = terminal.ask("session", "list", "--class", made["classes"][0])["sessions"][0]
    assert first["starts_at"] in ("2023-05-29T09:00:00+09:00", "2023-05-29T08:00:00+08:00")
    measures = terminal.ask("programme", "figures", "logodi-jabar-2023")["measures"]
    assert [one["value"] for each in measures for one in each["stated"]] == [None, 8, None, None]
