"""The photograph of a person: kept in a class of theirs, on their biodata where it is here, gone with their name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from contract.exchange.blobs import digest_of
from contract.exchange.dots import parse_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ARRIVAL, ATTACHMENT, RESULT
from desktop.services.attachments import attach, list_attachments
from desktop.services.classes.creating import create_class
from desktop.services.faults import Ambiguous, Unsuitable
from desktop.services.people.listing import enrol
from desktop.services.people.merging import merge
from desktop.services.people.personal_rights import anonymise, retention
from desktop.services.people.photographs import (
    ask_for_missing,
    photograph_of,
    photographs_of_class,
    set_photograph,
)
from desktop.services.views import NewClass
from desktop.services.writing import patch, stated, write
from desktop.storage import blobs
from desktop.storage.blobs import Name
from desktop.storage.edit import Change
from tests.attachments.photographs import paper, photograph, saved
from tests.cli.terminal import PASSPHRASE, Terminal, make_profile
from tests.documents.reading import pages_of
from tests.services.laptop import REALM, Laptop

JPEG = "image/jpeg"


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path)
    yield made
    made.close()


def keep(laptop: Laptop, person: int, content: bytes, class_id: int | None = None, kind: str = JPEG) -> int:
    return laptop.write(lambda r, m: set_photograph(r, person, class_id, content, kind, m))


def here(laptop: Laptop, class_id: int) -> dict[int, bytes | None]:
    return {one.person: one.content for one in laptop.read(lambda r: photographs_of_class(r, class_id))}


def test_a_photograph_takes_the_place_of_the_one_before_in_its_class(laptop: Laptop) -> None:
    class_id, sessions, people = laptop.class_with(2, 1)
    signed = photograph(9)
    laptop.write(lambda r, m: attach(r, sessions[0], signed, JPEG, "daftar hadir", m))
    keep(laptop, people[0], photograph(1))
    made = keep(laptop, people[0], photograph(2))
    assert here(laptop, class_id) == {people[0]: photograph(2)}
    again = keep(laptop, people[0], photograph(2))
    assert again == made
    view = laptop.read(lambda r: photograph_of(r, people[0]))
    assert view is not None
    assert (view.id, view.class_id, view.person, view.session, view.title) == (
        made,
        class_id,
        people[0],
        None,
        "Pas foto",
    )
    assert laptop.read(lambda r: photograph_of(r, people[1])) is None
    assert len(laptop.read(lambda r: list_attachments(r, class_id=class_id))) == 2


def test_of_several_classes_one_must_be_named_and_it_is_theirs(laptop: Laptop) -> None:
    first, _, people = laptop.class_with(2, 1)
    second = laptop.write(lambda r, m: create_class(r, NewClass(title="GCIO", office="53"), m))
    with pytest.raises(Unsuitable, match="tidak ada di kelas itu"):
        keep(laptop, people[0], photograph(1), second)
    laptop.write(lambda r, m: enrol(r, second, people[:1], m))
    with pytest.raises(Ambiguous, match="ada di 2 kelas"):
        keep(laptop, people[0], photograph(1))
    keep(laptop, people[0], photograph(1), first)
    keep(laptop, people[0], photograph(2), second)
    rows = laptop.read(lambda r: list_attachments(r))
    assert {(row.class_id, row.person) for row in rows} == {(first, people[0]), (second, people[0])}
    # Whoever has both classes prints the newest.
    assert here(laptop, first) == here(laptop, second) == {people[0]: photograph(2)}


def test_a_pdf_is_no_photograph_of_a_person(laptop: Laptop) -> None:
    _, _, people = laptop.class_with(1, 1)
    with pytest.raises(Unsuitable, match="harus berupa gambar"):
        keep(laptop, people[0], paper(), kind="application/pdf")
    assert laptop.read(lambda r: list_attachments(r)) == ()


def test_of_two_records_of_one_person_either_brings_the_photograph(laptop: Laptop) -> None:
    class_id, _, people = laptop.class_with(2, 1)
    other = laptop.person("Orang 01")
    keep(laptop, people[0], photograph(1))
    laptop.write(lambda r, m: merge(r, people[0], other, m))
    [content] = here(laptop, class_id).values()
    assert content == photograph(1)
    for record in (people[0], other):
        view = laptop.read(lambda r, record=record: photograph_of(r, record))  # type: ignore[misc]
        assert view is not None


def test_one_that_only_the_centre_has_is_asked_for(laptop: Laptop) -> None:
    class_id, _, people = laptop.class_with(2, 1)
    content, away = photograph(3), 11 << 32 | 4
    name = Name(REALM, digest_of(content), len(content))
    told = stated(
        ATTACHMENT,
        class_group=class_id,
        person=people[1],
        title="Pas foto",
        kind=JPEG,
        digest=name.digest.hex(),
        size=name.size,
        taken_at=1,
    )
    laptop.arrive(RowKey(ATTACHMENT.number, away), told)
    found = laptop.read(lambda r: photographs_of_class(r, class_id))
    assert [(one.person, one.content, one.elsewhere) for one in found] == [(people[1], None, False)]
    assert laptop.write(lambda r, m: ask_for_missing(r, found, m)) == 0
    laptop.arrive(RowKey(ARRIVAL.number, away), patch(ARRIVAL, at=5))
    found = laptop.read(lambda r: photographs_of_class(r, class_id))
    assert laptop.write(lambda r, m: ask_for_missing(r, found, m)) == 1
    [wanted] = [one for one in laptop.read(lambda r: blobs.of_office(r, REALM)).values() if one.wanted]
    assert wanted.name == name


def test_a_photograph_goes_with_the_name_and_none_is_kept_afterwards(laptop: Laptop) -> None:
    class_id, _, people = laptop.class_with(2, 1)
    keep(laptop, people[0], photograph(1))
    keep(laptop, people[1], photograph(2))
    decided = Change(RowKey(RESULT.number, class_id, people[0]), patch(RESULT, outcome="passed"))
    laptop.write(lambda r, m: write(r, REALM, [decided], m))
    laptop.write(lambda r, m: anonymise(r, people[0], "diminta", date(2025, 9, 1), m))
    assert here(laptop, class_id) == {people[1]: photograph(2)}
    with pytest.raises(Unsuitable, match="sudah dianonimkan"):
        keep(laptop, people[0], photograph(1))
    # One that somebody took elsewhere, and that arrives later, is named, and goes with the next time.
    later = stated(ATTACHMENT, class_group=class_id, person=people[0], kind=JPEG, digest="00" * 32, size=9)
    laptop.arrive(RowKey(ATTACHMENT.number, 11 << 32 | 9), later)
    again = laptop.read(lambda r: retention(r, None, date(2025, 9, 2))).again
    assert [due.person for due in again] == [people[0]]
    laptop.write(lambda r, m: anonymise(r, people[0], "diminta", date(2025, 9, 2), m))
    assert laptop.read(lambda r: retention(r, None, date(2025, 9, 2))).again == ()


ROSTER = "Nama,NIP,NIK\nYohanes Bria,,5371014204810001\nMaria Goreti Bano,198104022005012000,\n"


def pictures(file: Path) -> list[int]:
    """How many pictures each page has."""
    return [len(page.images) for page in PdfReader(file).pages]


def test_biodata_shows_the_photograph_that_is_here_and_a_frame_for_the_others(
    qapp: QApplication,  # it prints
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    make_profile(tmp_path / "profile")
    terminal = Terminal(tmp_path / "profile", capsys)
    class_id = terminal.id("class", "create", "--title", "DLA NTT", "--office", "53")
    saved(tmp_path, "peserta.csv", ROSTER.encode())
    terminal.ask("people", "import", str(tmp_path / "peserta.csv"), "--class", class_id)
    first, second = (one["id"] for one in terminal.ask("people", "list", "--class", class_id)["people"])
    out = tmp_path / "biodata.pdf"
    ask = ("document", "biodata", "--class", class_id, "--out", str(out))
    assert terminal.ask(*ask) == {"file": str(out), "rows": 2, "pages": 2, "photographs": 0, "missing": 0}
    assert pictures(out) == [0, 0]
    assert all("Pas foto 3 x 4" in page for page in pages_of(out))
    photo = saved(tmp_path, "wajah.jpg", photograph(1, 900, 1200))
    made = terminal.ask("people", "photo", first, str(photo))
    assert made["person"] == first
    shown = terminal.ask("people", "show", first)
    assert shown["photograph"] == {"id": made["id"], "place": "here"}
    assert terminal.ask("people", "show", second)["photograph"] is None
    assert "Pas foto: " in terminal.type("people", "show", first).out
    assert "Photograph: " in terminal.type("people", "show", first, "--lang", "en").out
    assert terminal.ask(*ask)["photographs"] == 1
    names = [one["name"] for one in terminal.ask("people", "list", "--class", class_id)["people"]]
    with_photo = next(index for index, page in enumerate(pages_of(out)) if names[0] in page)
    assert pictures(out) == [int(index == with_photo) for index in range(2)]
    told = pages_of(out)
    assert ["Pas foto 3 x 4" in page for page in told] == [index != with_photo for index in range(2)]
    assert not any("5371014204810001" in page for page in told)
    refused = terminal.type("people", "photo", first, str(saved(tmp_path, "a.pdf", paper())))
    assert (refused.code, "harus berupa gambar" in refused.err) == (3, True)
    listed = json.loads(terminal.type("attachment", "list", "--json").out)["attachments"]
    assert [(one["id"], one["person"]) for one in listed] == [(made["id"], first)]
    assert parse_id(made["id"])
