"""A payment list on paper and as a workbook: every figure is the frozen one, to the rupiah."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contract.training.payments.body import Body, Heading, corrected, frozen
from contract.training.payments.nominal import HeldSession, Payee, Presence, work_out
from contract.training.payments.rates import PayKind, Rates
from contract.training.regulations import Line
from contract.training.terbilang import terbilang
from desktop.documents.nominal_sheet import nominal_sheet, rupiah
from desktop.documents.press.pages import print_sheet
from desktop.documents.press.workbooks import write_workbook
from desktop.services.papers.forms import ClassPaper
from desktop.services.payments.nominal import NominalList
from tests.documents.reading import cells_of, pages_of

FIRST = 7 << 32
GRADES = ("IV", "III", "PPPK", "other")
RATES = {
    "rate.transport": "175000",
    "rate.daily": "110500",
    "rate.honor": "33333",
    "tax.honor.IV": "15",
    "tax.honor.III": "5",
    "tax.honor.PPPK": "2.5",
    "tax.honor.other": "0",
}
SESSIONS = tuple(
    HeldSession(id=FIRST + place, title=f"Sesi {place}", on=f"2025-07-{28 + place}", lesson_hours=250 * place)
    for place in range(1, 4)
)


def payee(number: int, attended: int) -> Payee:
    marks = tuple(
        Presence(session=session.id, status="H" if place < attended else "A", settled=True)
        for place, session in enumerate(SESSIONS)
    )
    return Payee(
        id=FIRST + 50 + number,
        name=f"Orang Nomor{number:02} Bernama Panjang Sekali, S.Sos., M.Si.",
        employee_number=f"19800101200501{1 + number % 2}{number:03}",
        grade="IV/a",
        pay_grade=GRADES[number % 4],
        presences=marks,
    )


def body_of(people: int) -> Body:
    lines = tuple(
        Line(name=name, value=value, valid_from="", programme_key="", source="", order=place)
        for place, (name, value) in enumerate(RATES.items())
    )
    heading = Heading(
        title="Daftar Nominatif Peserta",
        class_id=FIRST + 1,
        class_title="DLA NTT 2025",
        payees="participants",
        kinds=("transport", "daily", "honor"),
        made_on="2025-09-02",
    )
    rates = Rates(lines=lines)
    first = work_out([payee(n, 1 + n % 3) for n in range(1, people + 1)], SESSIONS, tuple(PayKind), rates)
    body = frozen(heading, SESSIONS, first)
    if people > 2:
        return body
    less = work_out([payee(n, 1) for n in range(1, people + 1)], SESSIONS, tuple(PayKind), rates)
    return corrected(heading, SESSIONS, less, [body], {})


def sheets(body: Body, folder: Path) -> tuple[list[str], list[list[object]]]:
    paper = ClassPaper(
        class_id=FIRST + 1,
        office="53",
        letterhead=("PEMERINTAH PROVINSI NTT", "BPSDMD"),
        address="",
        city="Kupang",
        programme="DLA",
        training="Digital Leadership Academy",
        title="DLA NTT 2025",
        dates="",
        place="Kupang",
        people=(),
        partners=(),
        chair=("Ketua Contoh", "198001012005011001", ""),
        example=True,
    )
    one = NominalList(
        id=FIRST + 99,
        class_id=FIRST + 1,
        title=body.title,
        number="900/1/DN",
        made_on=body.made_on,
        digest="ab" * 32,
        whole=True,
        corrects=None,
        reason=None,
        example=True,
        body=body,
    )
    sheet = nominal_sheet(paper, one)
    print_sheet(sheet, folder / "daftar.pdf")
    write_workbook(sheet, folder / "daftar.xlsx")
    return pages_of(folder / "daftar.pdf"), cells_of(folder / "daftar.xlsx")


AMOUNT = r"(-?[\d.]+)"
ROW = re.compile(
    r"Nomor(\d\d) Bernama Panjang Sekali, S\.Sos\., M\.Si\. NIP [\d ]+ IV/a "
    rf"(-?[\d,]+) hari {AMOUNT} (-?[\d,]+) hari {AMOUNT} (-?[\d,]+) JP {AMOUNT} {AMOUNT} {AMOUNT} {AMOUNT} (\d+)\."
)


def number(text: str) -> int:
    return int(text.replace(".", ""))


@pytest.mark.parametrize("people", [46, 2])
def test_pdf_workbook_and_frozen_list_agree_to_the_rupiah(people: int, tmp_path: Path) -> None:
    body = body_of(people)
    pages, cells = sheets(body, tmp_path)
    printed = {
        found[0]: [number(text) for text in (found[2], found[4], found[6], *found[7:10])]
        for page in pages
        for found in ROW.findall(page)
    }
    held = {
        str(row[1])[11:13]: [int(float(str(cell))) for cell in (*row[4:10:2], *row[9:12])]
        for row in cells
        if len(row) > 12 and str(row[1]).startswith("Orang Nomor") and row[0] != ""
    }
    frozen_ = {
        person.name[11:13]: [
            *(sum(line.gross for line in person.lines if line.kind == kind) for kind in body.kinds),
            *(person.gross, person.tax, person.net),
        ]
        for person in body.people
    }
    assert len(frozen_) == len(body.people) > 0
    assert printed == held == frozen_
    whole = " ".join(pages)
    for amount in (body.gross, body.tax, body.net):
        assert f"{amount:,}".replace(",", ".") in whole
    assert f"Jumlah diterima: {rupiah(body.net)}" in whole
    assert f"Terbilang: {terbilang(body.net)} rupiah" in whole
    total = next(row for row in cells if row[1] == "Jumlah")
    assert [int(float(str(cell))) for cell in total[9:12]] == [body.gross, body.tax, body.net]
    assert [f"Terbilang: {terbilang(body.net)} rupiah"] == [row[0] for row in cells if "Terbilang" in str(row[0])]
    check_form(pages)


def check_form(pages: list[str]) -> None:
    """Every page has the heading and the mark of an example; there is room to sign, and the reasons stand below."""
    rows = [page for page in pages if ROW.search(page)]
    assert all("Nama / NIP" in page and "Tanda Tangan" in page for page in rows)
    assert all("DATA CONTOH" in page for page in pages)
    whole = " ".join(pages)
    if len(rows) > 1:
        for said in ("Rp33.333 per JP, pajak 2,5%", "kode kehadirannya tidak dibayar"):
            assert said in whole
    for said in ("900/1/DN", "Bendahara,", "Ketua Contoh"):
        assert said in whole
