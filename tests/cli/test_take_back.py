"""`lontar certificate take-back`: certificates exported, signed elsewhere, and taken back with what is said of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from contract.exchange.dots import format_id
from desktop.services.certificates.issuing import Wanted, issue_certificates
from desktop.storage.database import Database
from desktop.storage.profile import open_profile
from desktop.storage.replica import Replica
from desktop.sync import keys
from tests.cli.terminal import PASSPHRASE, Terminal
from tests.documents.test_signed_certificates import signed
from tests.services.issuing import decide, pin_office, reserve, sign, teach
from tests.services.laptop import START, Laptop


class OfProfile(Laptop):
    """The laptop whose profile the terminal works on."""

    def __init__(self, directory: Path) -> None:
        place = open_profile(directory)
        self.database = Database(place.replica, keys.unlock(place.directory, PASSPHRASE))
        self.replica = Replica(self.database)
        self.now = START - 3600


def issued_class(directory: Path) -> str:
    """A class of two with a certificate each; gives its id."""
    laptop = OfProfile(directory)
    try:
        pin_office(laptop)
        class_id, _, people = laptop.class_with(2, 1)
        teach(laptop, class_id, ("Transformasi digital", 900))
        sign(laptop)
        decide(laptop, class_id, dict.fromkeys(people, "passed"))
        reserve(laptop, 20, 41)
        made = laptop.write(lambda r, m: issue_certificates(r, Wanted(class_id=class_id, unit="BPSDMD"), m))
        assert len(made.made) == 2
        return format_id(class_id)
    finally:
        laptop.close()


def test_what_is_taken_back_is_told_with_what_was_not_checked_of_it(
    qapp: QApplication, terminal: Terminal, tmp_path: Path
) -> None:
    class_id, out, back = issued_class(terminal.directory), tmp_path / "keluar", tmp_path / "kembali"
    files = terminal.ask("certificate", "export", "--class", class_id, "--out", str(out))["files"]
    back.mkdir()
    first, second = (Path(one["file"]).read_bytes() for one in files)
    (back / "a.pdf").write_bytes(signed(first))
    (back / "b.pdf").write_bytes(second)
    (back / "c.pdf").write_bytes(signed(second, emptied=1))
    said = terminal.type("certificate", "take-back", str(back), "--json")
    [taken] = said.answer["taken"]
    assert (said.code, taken["file"], taken["number"]) == (3, "a.pdf", files[0]["number"])
    assert taken["signature"] == "Berisi tanda tangan digital; keabsahannya tidak diperiksa."
    told = {one["file"]: one["problem"] for one in said.answer["problems"]}
    assert told.keys() == {"b.pdf", "c.pdf"}
    assert told["b.pdf"].startswith("PDF ini tidak berisi tanda tangan digital")
    assert told["c.pdf"].startswith("Isi halaman PDF ini diubah: ada halaman yang lain")
    again = terminal.type("certificate", "take-back", str(back), "--lang", "en")
    assert f"{files[0]['number']}  Orang 01: It holds a digital signature; whether that is valid was not" in again.out
    assert "The pages of this PDF were changed: a page is another one than was issued." in again.err
