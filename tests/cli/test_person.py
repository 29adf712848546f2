"""lontar people add, show, hours, export-one, anonymise, retention, and lontar consent: the answers others build on."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl

from tests.cli.terminal import Terminal


def test_a_person_is_registered_read_copied_and_made_nameless(terminal: Terminal, tmp_path: Path) -> None:
    class_id = terminal.id("class", "create", "--title", "DLA NTT", "--office", "53")
    done = terminal.ask(
        *("people", "add", "--name", "Dr. Ani Bria, M.Si.", "--nip", "198104022005012001", "--nik", "5371014204810001"),
        *("--district", "Kab. Belu", "--class", class_id),
    )
    person, remarks = done["id"], done["remarks"]
    assert remarks == []
    refused = terminal.type("people", "add", "--name", "Beni", "--nik", "5371014204810001", "--lang", "en")
    assert (refused.code, "This NIK is of Ani Bria" in refused.err) == (3, True)

    shown = terminal.ask("people", "show", "198104022005012001")
    assert (shown["name"], shown["title_prefix"], shown["employment"], shown["national_id"]) == (
        "Ani Bria",
        "Dr.",
        "PNS",
        "5371014204810001",
    )
    assert shown["history"] == [
        {
            "class": class_id,
            "title": "DLA NTT",
            "training": None,
            "programme": None,
            "role": "participant",
            "year": None,
            "starts_on": None,
            "ends_on": None,
            "hours": 0,
            "earned": 0,
            "status": "nominated",
            "outcome": None,
            "competence": [],
            "certificates": [],
            "example": False,
        }
    ]
    assert shown["years"] == []
    assert "Dr. Ani Bria, M.Si." in terminal.type("people", "show", person).out

    terminal.ask("consent", "give", "--person", person, "--way", "paper", "--on", "1 Juli 2025")
    ended = terminal.ask("consent", "withdraw", "--person", person, "--on", "2 Juli 2025", "--lang", "en")
    assert ended["withdrawn_on"] == "2025-07-02"
    assert ended["what_follows"][0].startswith("Within 3 x 24 hours")
    assert terminal.ask("consent", "list", "--person", person)["consents"][0]["text_version"] == "1"
    assert terminal.ask("consent", "text")["text_version"] == "1"

    out = tmp_path / "ani.json"
    assert terminal.ask("people", "export-one", person, "--out", str(out))["rows"] == {
        "person": 1,
        "enrolment": 1,
        "consent": 1,
    }
    assert json.loads(out.read_text(encoding="utf-8"))["rows"]["person"][0]["national_id"] == "5371014204810001"
    assert terminal.ask("people", "export-one", person, "--out", str(tmp_path / "ani.xlsx"))["named_in"] == 0

    assert terminal.type("people", "anonymise", person, "--reason", "diminta").code == 2
    tried = terminal.ask("people", "anonymise", person, "--reason", "diminta", "--dry-run", "--lang", "en")
    assert (tried["done"], tried["stays"], tried["told"]) == (False, [], "No signed paper has the name Ani Bria in it.")
    assert terminal.ask("people", "anonymise", person, "--reason", "diminta", "--yes")["certificates_kept"] == 0
    assert terminal.ask("people", "show", person)["name"] == "Tanpa nama"
    assert terminal.ask("people", "retention") == {"retention_years": None, "source": None, "people": [], "again": []}
    book = tmp_path / "jp.xlsx"
    assert terminal.ask("people", "hours", "--year", "2025", "--out", str(book)) == {
        "file": str(book),
        "year": 2025,
        "people": 0,
        "trainings": 0,
    }
    assert terminal.type("people", "hours", "--year", "2025", "--out", str(book), "--column", "x=Y").code == 3


def test_the_list_of_people_goes_into_a_file(terminal: Terminal, tmp_path: Path) -> None:
    class_id = terminal.id("class", "create", "--title", "DLA NTT", "--office", "53")
    for name, number in (("Ani Bria", "198104022005012001"), ("Beni Leo", "197501012000031002")):
        terminal.ask("people", "add", "--name", name, "--nip", number, "--class", class_id)
    book, text = tmp_path / "orang.xlsx", tmp_path / "orang.csv"
    assert terminal.ask("people", "list", "--out", str(book)) == {"file": str(book), "rows": 2}
    assert terminal.ask("people", "list", "--search", "beni", "--out", str(text)) == {"file": str(text), "rows": 1}
    sheet = openpyxl.load_workbook(book).worksheets[0]
    assert [(sheet.cell(row, 4).value, sheet.cell(row, 6).value) for row in (2, 3)] == [
        ("Ani Bria", "198104022005012001"),
        ("Beni Leo", "197501012000031002"),
    ]
    assert sheet["F2"].data_type == "s"
    (line,) = csv.DictReader(text.read_text(encoding="utf-8-sig").splitlines())
    assert (line["Nama"], line["NIP"]) == ("Beni Leo", "197501012000031002")
    refused = terminal.type("people", "list", "--out", str(tmp_path / "orang.docx"), "--lang", "en")
    assert (refused.code, "orang.docx is no .xlsx and no .csv" in refused.err) == (3, True)
    assert terminal.ask("people", "import", str(book), "--office", "53", "--dry-run")["unchanged"] == 2
