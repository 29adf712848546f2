"""`lontar spbe`: from published figures of West Java to a self-assessment before and after a training."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import REGULATION, TRAINING
from desktop.app.opening import opened_with, place_of
from desktop.services.spbe.instruments import add_instrument, instruments, known_instruments
from desktop.services.writing import stated, write
from desktop.storage.edit import Change
from desktop.sync import keys
from tests.cli.terminal import PASSPHRASE, Terminal
from tests.contract.made_up_instrument import made_up
from tests.services.laptop import Laptop

JABAR = "32.11,32.10,32.08,32.05,32.04,32.09,32.74,32.73"


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path)
    yield made
    made.close()


def training_of(terminal: Terminal) -> str:
    place = place_of(terminal.directory)
    with opened_with(place, keys.unlock(place.directory, PASSPHRASE)) as profile:
        made = stated(TRAINING, title="LOGODI", year=2023)
        (dot,) = profile.write(lambda r, m: write(r, 3, [Change(TRAINING.number, made)], m)).result()
    return format_id(row_id(dot))


def stated_index(terminal: Terminal, year: int, index: str, *more: str) -> str:
    words = ("--district", "32.11", "--year", str(year), "--stated", index, "--source", "bisnis.com", *more)
    return terminal.id("spbe", "add", *words)


def test_published_figures_stand_by_year_and_beside_districts_of_which_nothing_is_known(terminal: Terminal) -> None:
    (known,) = terminal.ask("spbe", "instruments")["instruments"]
    assert (known["key"], known["indicators"], known["aspects"], known["domains"]) == ("spbe_2020", 47, 8, 4)
    stated_index(terminal, 2020, "3.81")
    stated_index(terminal, 2021, "3,52", "--predicate", "Sangat Baik")
    newest = stated_index(terminal, 2022, "3.84", "--on", "2023-05-30")
    stated_index(terminal, 2026, "4.00")
    stated_index(terminal, 2022, "4.90", "--example")

    trend = terminal.ask("spbe", "trend", "--district", "32.11")
    assert [(one["year"], one["index"], one["predicate"]) for one in trend["years"]] == [
        (2020, 3.81, "Sangat Baik"),
        (2021, 3.52, "Sangat Baik"),
        (2022, 3.84, "Sangat Baik"),
        (2026, 4.0, None),
    ]
    assert [(one["from"], one["to"], one["difference"]) for one in trend["steps"]] == [
        (2020, 2021, -0.29),
        (2021, 2022, 0.32),
        (2022, 2026, None),
    ]
    assert "tidak dibandingkan" in trend["steps"][2]["why"]
    assert len(trend["remarks"]) == 1
    assert terminal.ask("spbe", "show", newest)["source_on"] == "2023-05-30"

    beside = terminal.ask("spbe", "compare", "--districts", JABAR, "--year", "2022")["districts"]
    assert [(one["district"], one["index"], one["reference"]) for one in beside][:2] == [
        ("32.11", 3.84, True),
        ("32.10", None, False),
    ]
    assert [one["index"] for one in beside[1:]] == [None] * 7
    assert {one["why"] for one in beside[1:]} == {"belum ada data"}
    terminal.id("spbe", "add", "--district", "32.74", "--year", "2022", "--stated", "3.10", "--source", "PANRB")
    one = terminal.ask("spbe", "compare", "--districts", JABAR, "--year", "2022", "--reference", "32.11")["districts"][
        6
    ]
    assert (one["index"], one["difference"], one["predicate"]) == (3.1, -0.74, "Baik")


def test_what_cannot_be_an_index_is_refused_with_one_sentence(terminal: Terminal) -> None:
    where = ("--district", "32.11", "--year", "2022")
    for words, told in (
        ((*where, "--stated", "5.01", "--source", "S"), "skala"),
        ((*where, "--stated", "3.845", "--source", "S"), "desimal"),
        ((*where, "--stated", "3.84"), "--source"),
        ((*where, "--stated", " ", "--source", "S"), "lontar spbe assess"),
        ((*where, "--stated", "3.84", "--source", "S", "--on", "30/5"), "30/5"),
        ((*where, "--stated", "3.84", "--source", "S", "--instrument", "x"), "spbe_2020"),
        ((*where, "--stated", "3.84", "--source", "S", "--phase", "after"), "--training"),
        ((*where, "--stated", "3.84", "--source", "S", "--training", "7-99", "--phase", "after"), "7-99"),
        (("--district", "Sumedang", "--year", "2022", "--stated", "3", "--source", "S"), "Sumedang"),
        (("--district", "32.11", "--year", "22", "--stated", "3", "--source", "S"), "22"),
    ):
        said = terminal.type("spbe", "add", *words, "--json")
        assert (said.code, told in said.answer["error"]) == (3, True), said
        english = terminal.type("spbe", "add", *words, "--json", "--lang", "en").answer["error"]
        assert english != said.answer["error"]
    assert terminal.type("spbe", "assess", "--district", "32.11", "--year", "2027", "--json").code == 3
    assert terminal.ask("spbe", "list") == {"appraisals": []}
    stated_index(terminal, 2022, "3.84")
    again = terminal.type("spbe", "add", *where, "--stated", "3.84", "--source", "bisnis.com", "--json")
    assert (again.code, "sudah tercatat" in again.answer["error"]) == (3, True)


def test_a_self_assessment_has_an_index_once_it_is_whole_and_tells_what_a_training_came_before(
    terminal: Terminal, tmp_path: Path
) -> None:
    training = training_of(terminal)
    where = ("--district", "32.11", "--training", training)
    before = terminal.id("spbe", "assess", *where, "--year", "2022", "--phase", "before")
    after = terminal.id("spbe", "assess", *where, "--year", "2023", "--phase", "after")
    file = tmp_path / "penilaian.csv"
    rows = ["indicator;level;evidence", *(f"{number};3;Bukti {number}" for number in range(1, 47))]
    file.write_text("\n".join([*rows, "47;6;", "48;3;", "46;2;", "dua;3;"]), encoding="utf-8")
    said = terminal.type("spbe", "import", str(file), "--appraisal", before, "--json")
    report = said.answer
    assert (said.code, report["rows"], report["added"], report["skipped"]) == (3, 50, 46, 4)
    assert [one["row"] for one in report["problems"]] == [48, 49, 50, 51]
    partial = terminal.ask("spbe", "show", before)
    assert (partial["index"], partial["predicate"], partial["missing"]) == (None, None, 1)
    assert partial["missing_indicators"] == [47]
    assert [one["index"] for one in partial["domains"]] == [3.0, 3.0, 3.0, None]
    assert terminal.ask("spbe", "level", before, "--indicator", "47", "--level", "3")["missing"] == 0
    assert terminal.ask("spbe", "show", before)["index"] == 3.0

    file.write_text("\n".join(["Indikator,Tingkat", *(f"{number},3" for number in range(1, 48))]), encoding="utf-8")
    assert terminal.ask("spbe", "import", str(file), "--appraisal", after)["added"] == 47
    assert terminal.ask("spbe", "import", str(file), "--appraisal", after)["unchanged"] == 47
    level = ("spbe", "level", after, "--indicator", "25", "--level", "4", "--evidence", "Sertifikat pelatihan")
    assert terminal.ask(*level)["missing"] == 0
    (one,) = terminal.ask("spbe", "around", "--training", training)["districts"]
    assert (one["before"]["index"], one["after"]["index"]) == (3.0, 3.02)
    assert terminal.ask("spbe", "show", after)["exact"] == "3.015"
    assert one["step"]["difference"] == 0.02
    assert one["levels"] == [{"indicator": 25, "before": 3, "after": 4}]
    told = terminal.ask("spbe", "around", "--training", training)
    assert (told["meaning"], "bukan akibat" in told["remark"]) == ("association", True)
    assert "not an effect" in terminal.type("spbe", "around", "--training", training, "--lang", "en").out

    published = stated_index(terminal, 2022, "3.84")
    stated_index(terminal, 2021, "3.52")
    told = terminal.ask("spbe", "around", "--training", training, "--districts", "32.11,32.10")["districts"]
    assert [(one["district"], one["before"] and one["before"]["index"]) for one in told] == [
        ("32.10", None),
        ("32.11", 3.0),
    ]
    terminal.id("spbe", "add", "--district", "32.74", "--year", "2022", "--stated", "3.1", "--source", "S")
    terminal.id("spbe", "add", "--district", "32.74", "--year", "2023", "--stated", "3.3", "--source", "S")
    (city,) = terminal.ask("spbe", "around", "--training", training, "--districts", "32.74")["districts"][1:]
    assert (city["before"]["year"], city["after"]["year"], city["step"]["difference"]) == (2022, 2023, 0.2)
    for words in (("level", published, "--indicator", "1", "--level", "1"), ("show", "7-999")):
        assert terminal.type("spbe", *words, "--json").code == 3
    assert terminal.type("spbe", "import", str(tmp_path / "tidak.csv"), "--appraisal", after).code == 3


def test_an_office_adds_an_instrument_from_its_file_and_assesses_by_it(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "penerus.json"
    file.write_text(made_up(), encoding="utf-8")
    assert "2026" in terminal.type("spbe", "assess", "--district", "53.15", "--year", "2026").err
    made = terminal.id("spbe", "instrument", "add", str(file))
    assert terminal.id("spbe", "instrument", "add", str(file)) == made
    shipped, added = terminal.ask("spbe", "instrument", "list")["instruments"]
    assert (shipped["key"], shipped["id"], shipped["office"], shipped["used"]) == ("spbe_2020", None, None, True)
    assert (added["key"], added["id"], added["office"], added["first_year"]) == ("digital_2026", made, "53", 2026)
    assert terminal.ask("spbe", "instruments")["instruments"] == [shipped, added]
    assert f"digital_2026: Indeks Pemerintah Digital (rekaan), 35 indikator, 2026-, rekaan, {made}" in (
        terminal.type("spbe", "instrument", "list").out
    )
    begun = terminal.id("spbe", "assess", "--district", "53.15", "--year", "2026")
    answer = terminal.ask("spbe", "level", begun, "--indicator", "35", "--level", "6")
    assert answer["missing"] == 34
    assert terminal.ask("spbe", "show", begun)["instrument"] == "digital_2026"
    named = [one["name"] for one in terminal.ask("regulation", "list")["regulations"]]
    assert not [name for name in named if name.startswith("spbe")]


def test_an_instrument_that_cannot_be_taken_is_refused_in_a_sentence_and_nothing_is_kept(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "penerus.json"
    for content, told, in_english in (
        (made_up()[:-2], "di baris 1: bukan JSON yang utuh", "at line 1: this is no whole JSON"),
        (made_up(key="spbe_2020"), "sudah disertakan dalam Lontar", "ships with Lontar"),
        (made_up().replace('"3.1"', '"3.2"'), "berjumlah 100.1, seharusnya 100", "add up to 100.1"),
        (made_up(first_year="2026"), "di first_year: seharusnya bilangan bulat", "at first_year: it should be"),
    ):
        file.write_text(content, encoding="utf-8")
        said = terminal.type("spbe", "instrument", "add", str(file))
        assert (said.code, told in said.err) == (3, True), said
        said = terminal.type("spbe", "instrument", "add", str(file), "--lang", "en")
        assert in_english in said.err, said
    assert terminal.type("spbe", "instrument", "add", str(tmp_path / "tidak ada.json")).code == 3
    assert len(terminal.ask("spbe", "instrument", "list")["instruments"]) == 1
    file.write_text(made_up(), encoding="utf-8")
    terminal.id("spbe", "instrument", "add", str(file))
    file.write_text(made_up(title="Lain"), encoding="utf-8")
    assert "dengan isi lain" in terminal.type("spbe", "instrument", "add", str(file)).err
    forged = terminal.type("regulation", "set", "spbe_instrument.x", "{}")
    assert (forged.code, "Tidak ada ketentuan" in forged.err) == (3, True)


def test_of_two_instruments_that_laptops_added_apart_under_one_key_all_use_the_same(laptop: Laptop) -> None:
    mine = laptop.write(lambda r, m: add_instrument(r, None, made_up(title="Punya kami").encode(), m))

    def brought(author: int, text: str) -> int:
        key = RowKey(REGULATION.number, author << 32 | 4)
        row = stated(REGULATION, name="spbe_instrument.digital_2026", value=text, valid_from="2026-01-01")
        laptop.arrive(key, row)
        return key.k1

    def known() -> dict[int | None, tuple[str, bool]]:
        return {one.id: (one.instrument.title, one.is_used) for one in laptop.read(known_instruments)}

    later = brought(11, made_up(title="Punya mereka"))
    assert (known()[mine], known()[later]) == (("Punya kami", True), ("Punya mereka", False))
    earlier = brought(3, made_up(title="Yang pertama"))
    assert (known()[earlier], known()[mine]) == (("Yang pertama", True), ("Punya kami", False))
    assert [one.title for one in laptop.read(instruments)] == ["Indeks SPBE", "Yang pertama"]
    brought(2, '{"of": "a newer Lontar"}')
    assert [one.title for one in laptop.read(instruments)] == ["Indeks SPBE", "Yang pertama"]
