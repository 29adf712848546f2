"""Partners, activities, agreements, villages and figures of a programme, added by hand; and who is eligible."""

from pathlib import Path

from tests.cli.terminal import Terminal
from tests.cli.test_programme import ROSTER

PILOT = ("--programme", "smart-city-spbe-mabar")


def test_an_agreement_with_parties_and_promises_is_written_down_and_followed(terminal: Terminal) -> None:
    terminal.ask("programme", "open", "smart-city-spbe-mabar")
    day = ("--signed-on", "2022-02-01", "--place", "Labuan Bajo")
    agreement = terminal.id("agreement", "add", *PILOT, "--object", "Piloting desa", *day)
    terminal.ask("agreement", "party", "--agreement", agreement, "--name", "Pemkab", "--post", "Bupati")
    promise = (
        "--text",
        "50 desa",
        "--measure",
        "villages",
        "--quantity",
        "50",
        "--unit",
        "desa",
        "--district",
        "53.15",
    )
    terminal.ask("agreement", "commit", "--agreement", agreement, *promise)
    terminal.ask("village", "add", *PILOT, "--name", "Golo Bilas", "--district", "53.15", "--spbe-status", "persiapan")
    found = terminal.ask("agreement", "list", *PILOT)["agreements"][-1]
    assert (found["id"], found["parties"]) == (agreement, [{"name": "Pemkab", "post": "Bupati"}])
    (told,) = found["commitments"]
    # The made-up villages of the file do not count.
    assert (told["quantity"], told["done"], told["percent"]) == (50, 1, "2,0%")
    assert len(terminal.ask("village", "list", *PILOT)["villages"]) == 4
    partner = terminal.id("partner", "add", *PILOT, "--name", "Universitas", "--role", "mitra", "--no-print")
    (shown,) = terminal.ask("partner", "list", *PILOT)["partners"]
    assert (shown["id"], shown["printed"]) == (partner, False)
    visit = ("--kind", "visit", "--title", "Kunjungan desa", "--held-on", "2022-03-01")
    terminal.ask("activity", "add", *PILOT, *visit)
    assert [one["kind"] for one in terminal.ask("activity", "list", *PILOT)["activities"]][-1] == "visit"
    terminal.ask("programme", "figure", *PILOT, "--measure", "target", "--value", "164", "--source", "Surat Bupati")
    measures = terminal.ask("programme", "figures", "smart-city-spbe-mabar")["measures"]
    assert [one["value"] for one in measures[0]["stated"]] == [None, 164]


def test_what_can_not_be_taken_is_told(terminal: Terminal) -> None:
    terminal.ask("programme", "open", "smart-city-spbe-mabar")
    for words, said in (
        (("village", "add", *PILOT, "--name", " "), "Isian desa kosong"),
        (("village", "add", *PILOT, "--name", "X", "--district", "53.99"), '"53.99" tidak dikenal'),
        (("agreement", "add", *PILOT, "--object", "X", "--signed-on", "10/12"), 'Tanggal "10/12" tidak terbaca'),
        (("agreement", "party", "--agreement", "7-9999", "--name", "X"), "Tidak ada nota kesepahaman 7-9999"),
        (("partner", "list", "--programme", "lain"), 'Tidak ada program "lain"'),
    ):
        refused = terminal.type(*words)
        assert (refused.code, said in refused.err) == (3, True), refused


def test_who_is_not_meant_is_warned_of_and_registered_all_the_same(terminal: Terminal, tmp_path: Path) -> None:
    made = terminal.ask("programme", "open", "dla-ntt-2025")
    file = tmp_path / "tamu.csv"
    file.write_text("Nama,Jabatan,Eselon\nTamu Satu,Kepala Seksi,IV.a\nTamu Dua,Kepala Dinas,II.a\n", encoding="utf-8")
    tried = terminal.ask("people", "import", str(file), "--class", made["classes"][0], "--dry-run")
    assert (tried["added"], tried["warned"], [one["row"] for one in tried["problems"]]) == (2, 1, [2])
    assert tried["problems"][0]["message"].startswith("Baris 2: Belum sesuai sasaran program")
    guest = ("--name", "Tamu Tiga", "--position", "Staf", "--class", made["classes"][0])
    added = terminal.ask("people", "add", *guest, "--lang", "en")
    assert (added["warned"], added["warnings"][0]["warnings"][0][:29]) == (1, "Not whom the programme means ")
    terminal.ask("enrolment", "reject", "--class", made["classes"][0], "--all")
    terminal.ask("people", "import", str(ROSTER), "--class", made["classes"][0])
    people = terminal.ask("programme", "check", "dla-ntt-2025", "--class", made["classes"][0])["people"]
    people = [one for one in people if one["name"] != "Tamu Tiga"]
    assert len(people) == 46
    assert not people[0]["warnings"]
    terminal.ask("people", "set", "--person", people[0]["person"], "--field", "position", "--value", "Kepala Seksi")
    terminal.ask("people", "set", "--person", people[0]["person"], "--field", "echelon", "--value", "IV.a")
    (warned,) = terminal.ask("programme", "check", "dla-ntt-2025", "--person", people[0]["person"])["people"]
    assert "Belum sesuai sasaran program" in warned["warnings"][0]
    assert terminal.type("programme", "check", "dla-ntt-2025").code == 3
