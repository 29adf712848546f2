"""A whole programme, played with a real centre and read again on a second laptop; its completion counted again."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Terminal


def test_the_dla_goes_from_the_call_to_43_certificates_and_is_read_alike_elsewhere(
    bare: Terminal, tmp_path: Path
) -> None:
    told = bare.ask("programme", "run", "dla-ntt-2025", "--example", "--threshold", "80", "--out", str(tmp_path))
    assert (told["office"], told["same_on_second_laptop"]) == ("53", True)
    assert told["sync"]["laptops"]["difference"] is told["sync"]["centre"]["difference"] is None
    assert told["sync"]["laptops"]["rows"] > 1000
    stated = {one["measure"]: [each["value"] for each in one["stated"]] for one in told["measures"]}
    assert stated == {"target": [None], "enrolled": [46], "completed": [43], "certified": [None]}
    counted = {one["measure"]: (one["counted"]["total"], one["counted"]["example"]) for one in told["measures"]}
    assert counted == {"target": (None, True), "enrolled": (46, True), "completed": (43, True), "certified": (0, True)}
    (training,) = told["trainings"]
    assert (training["state"], training["call_on"]) == ("reported", "2025-06-25")
    (one,), (way,) = told["classes"], told["played"]["classes"]
    admitted = way["admission"]
    assert (admitted["nominated"], admitted["selected"], admitted["moved_up"], admitted["rejected"]) == (52, 46, 2, 2)
    assert len(admitted["warned"]) == 4
    left = {"reserve": 2, "rejected": 2, "withdrawn": 2}
    assert one["enrolment"]["by_status"] == {"passed": 43, "not_passed": 3, **left}
    papers = {"made": 43, "verified": 43, "altered_refused": 43}
    assert (one["certificates"], way["certificate_papers"]) == (papers, {**papers, "refused": None})
    assert "sudah dibekukan" in way["frozen"]
    assert [each["kind"] for each in one["minutes"]] == ["seminar", "completion"]
    check_recount(one)
    check_plans(told)
    (paid,) = one["nominal"]
    assert (paid["people"], paid["intact"], paid["example"]) == (46, True, True)
    assert len(list((tmp_path / "kelas-1" / "sertifikat").glob("*.pdf"))) == 43
    forms = {each["form"] for each in way["documents"]}
    assert {"surat-pemanggilan", "lampiran-sk", "daftar-hadir", "rekap-kehadiran", "berita-acara-kelulusan"} <= forms
    assert {"berita-acara-seminar", "daftar-nominatif", "laporan-penyelenggaraan", "ringkasan"} <= forms


def check_recount(one: dict[str, Any]) -> None:
    """Counts everybody again from marks, tasks and scores alone, by the rule as docs/completion_rule.md puts it."""
    thresholds = {each["threshold"]: each["passed"] for each in one["thresholds"]}
    assert thresholds == {least: sum(passes(one, each, least) for each in one["completion"]) for least in (70, 80, 90)}
    assert thresholds[80] == 43
    for each in one["completion"]:
        assert (each["outcome"] == "passed") == passes(one, each, 80)
        assert bool(each["reasons"]) == (each["outcome"] != "passed")
        assert each["status"] == each["outcome"]


def passes(one: dict[str, Any], person: dict[str, Any], least: int) -> bool:
    """80 % of lesson hours (H, DL), every stage, every required task, the weighted total 70 by the best attempts."""
    sessions = {each["id"]: each for each in one["sessions"]}
    there = [key for key, mark in person["marks"].items() if counts(mark)]
    hours = sum(sessions[key]["hours"] for key in there)
    enough = Fraction(hours, sum(each["hours"] for each in one["sessions"])) >= Fraction(least, 100)
    stages = {sessions[key]["stage"] for key in there} == {each["stage"] for each in one["sessions"]}
    tasks = {each["title"] for each in one["tasks"] if each["required"]} <= set(person["tasks_done"])
    weights = {each["id"]: each for each in one["components"]}
    best = {each["component"]: max(each["attempts"].values(), default=0) for each in person["scores"]}
    least_each = all(best[key] >= (each["minimum"] or 0) for key, each in weights.items())
    total = sum(Fraction(str(best[key])) * Fraction(str(each["weight"])) for key, each in weights.items())
    return enough and stages and tasks and least_each and total >= Fraction(7000)


def counts(mark: dict[str, Any]) -> bool:
    """Who was present themselves, or on duty elsewhere; a deputy is not them."""
    return mark["status"] == "DL" or (mark["status"] == "H" and not mark["deputy"])


def check_plans(told: dict[str, Any]) -> None:
    """Nine plans, each with sheets whose mean is the score of the seminar's component, and followed to a year."""
    plans, (one,) = told["plans"], told["classes"]
    assert sorted(one["seminar"]["order"]) == sorted(plan["group"] for plan in plans)
    assert (len(plans), sum(one["plan_lights"].values())) == (9, 9)
    assert {plan["light"]["colour"] for plan in plans} <= one["plan_lights"].keys()
    assert any(plan["quick_win"] for plan in plans)
    assert any(plan["indicators"] == [25] for plan in plans)
    for plan in plans:
        assert len(plan["seminar"]["sheets"]) == 2
        mean = sum((Fraction(str(sheet["total"])) for sheet in plan["seminar"]["sheets"]), Fraction()) / 2
        assert abs(mean - Fraction(str(plan["seminar"]["score"]))) < Fraction(1, 100)
        assert (len(plan["milestones"]), len(plan["coaching"])) == (3, 2)
    given = {plan["seminar"]["score"] for plan in plans}
    seminar = next(each["id"] for each in one["components"] if each["kind"] == "seminar")
    scored = {score["value"] for each in one["completion"] for score in each["scores"] if score["component"] == seminar}
    assert scored == given
    assert {report["days"] for plan in plans for report in plan["follow_ups"] if report["reported"]} == {60, 365}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'{"schema_version": 1,\n"key": }', "di baris 2: bukan JSON yang utuh"),
        (json.dumps({"schema_version": 1, "key": "x", "programme": {"title": "X"}}).encode(), "di programme: isian"),
    ],
)
def test_a_bad_file_is_one_sentence_with_its_place_and_nothing_is_played(
    bare: Terminal, tmp_path: Path, content: bytes, place: str
) -> None:
    file = tmp_path / "rusak.json"
    file.write_bytes(content)
    said = bare.type("programme", "run", str(file), "--example", "--out", str(tmp_path / "kertas"))
    assert (said.code, len(said.err.splitlines()), said.out) == (3, 1, "")
    assert place in said.err
    assert not (tmp_path / "kertas").exists()
    assert bare.type("programme", "run", "lain", "--example").code == 3
    assert bare.type("programme", "run", str(tmp_path / "tidak-ada.json"), "--example").code == 3
