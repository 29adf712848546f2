"""lontar people twins, merge, unmerge, distinct: the answers that others build on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

ROSTER = """Nama,NIP,Tanggal Lahir,No HP
Yohanes Bria,,07-03-1978,
Johanis Bria,,07-03-1978,
Yohana Bria,,07-03-1978,
Maria Goreti Bano,198104022005012000,02-04-1981,081234567890
Maria G. Bano,198104022005021000,,
Petrus Tefa,,10-10-1973,
"""


@pytest.fixture
def class_id(terminal: Terminal, tmp_path: Path) -> str:
    made = terminal.id("class", "create", "--title", "DLA NTT", "--office", "53")
    file = tmp_path / "peserta.csv"
    file.write_text(ROSTER, encoding="utf-8")
    assert terminal.ask("people", "import", str(file), "--class", made)["added"] == 6
    return made


def people(terminal: Terminal, *words: str) -> dict[str, str]:
    return {person["name"]: person["id"] for person in terminal.ask("people", "list", *words)["people"]}


def test_pairs_are_answered_with_both_records_the_reasons_and_a_verdict(terminal: Terminal, class_id: str) -> None:
    for answer in (terminal.ask("people", "twins"), terminal.ask("people", "twins", "--class", class_id)):
        told = {(pair["first"]["name"], pair["second"]["name"]): pair for pair in answer["pairs"]}
        assert set(told) == {("Yohanes Bria", "Johanis Bria"), ("Maria Goreti Bano", "Maria G. Bano")}
        yohanes = told["Yohanes Bria", "Johanis Bria"]
        assert yohanes["reasons"] == ["birth_date", "spelling"]
        assert yohanes["why"] == ["tanggal lahir sama", "nama sama, ejaan berbeda"]
        assert yohanes["verdict"] == "likely"
        assert {"id", "name", "employee_number", "national_id", "birth_date", "phone"} <= set(yohanes["first"])
    assert len(terminal.ask("people", "twins", "--limit", "1")["pairs"]) == 1


def test_two_records_are_merged_and_parted_again(terminal: Terminal, class_id: str) -> None:
    known = people(terminal)
    keep, other = known["Yohanes Bria"], known["Johanis Bria"]
    assert terminal.ask("people", "merge", keep, other) == {"id": keep}
    assert len(terminal.ask("people", "twins")["pairs"]) == 1
    assert terminal.ask("people", "list")["total"] == 5
    assert people(terminal, "--search", "Johanis") == {"Yohanes Bria": keep}
    assert terminal.ask("class", "show", class_id)["counts"]["people"] == 5
    assert terminal.type("--json", "people", "merge", keep, other).code != 0
    assert terminal.ask("people", "unmerge", other) == {"id": other}
    assert people(terminal) == known
    assert terminal.ask("class", "show", class_id)["counts"]["people"] == 6


def test_two_who_are_told_apart_are_not_listed_again(terminal: Terminal, class_id: str) -> None:
    known = people(terminal, "--class", class_id)
    assert terminal.ask("people", "distinct", known["Yohanes Bria"], known["Johanis Bria"]) == {
        "id": known["Yohanes Bria"]
    }
    assert len(terminal.ask("people", "twins")["pairs"]) == 1


def test_people_are_named_by_id_or_nip_and_nobody_else_is_merged(terminal: Terminal, class_id: str) -> None:
    known = people(terminal, "--class", class_id)
    assert terminal.ask("people", "merge", "198104022005012000", "198104022005021000") == {
        "id": known["Maria Goreti Bano"]
    }
    assert terminal.type("people", "merge", "7-999999", known["Petrus Tefa"]).code == 3
