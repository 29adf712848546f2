"""A frozen payment list as a form: who gets what, the total in words, room to sign, and whom it leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from contract.training.indonesian_dates import format_date
from contract.training.payments.body import Body, BodyLeftOut, BodyLine, BodyPerson
from contract.training.payments.nominal import HUNDREDTHS, Why
from contract.training.payments.rates import PayKind, Rounding, Unit
from contract.training.people.employee_number import group_employee_number
from contract.training.terbilang import rupiah_words
from desktop.documents.attendance_papers import chair_of, head_of, subtitles_of
from desktop.documents.press.sheets import Align, Cell, Column, Paper, Sheet, Signature, Table, plain, whole
from desktop.services.papers.forms import ClassPaper
from desktop.services.payments.nominal import NominalList

_DOTS = "." * 34
_DIGEST_SHOWN = 16


def nominal_sheet(paper: ClassPaper, one: NominalList, size: Paper = Paper.A4) -> Sheet:
    """Daftar nominatif or daftar selisih, as it was frozen."""
    body = one.body
    facts = [
        ("Nomor", one.number or ""),
        ("Tanggal", _date(body.made_on)),
        ("Alasan", body.reason),
        *((f"Tarif {PayKind(kind).label.lower()}", _rates(body, kind)) for kind in body.kinds),
        ("Pembulatan", _rounding(body)),
        ("Sidik isi", f"{one.digest[:_DIGEST_SHOWN]}..."),
    ]
    tables = [_people(body)]
    if body.left_out:
        tables.append(_left_out(body))
    return Sheet(
        letterhead=head_of(paper),
        title=body.title,
        subtitles=subtitles_of(paper),
        facts=tuple((label, value) for label, value in facts if value),
        tables=tuple(tables),
        closing=(f"Jumlah diterima: {rupiah(body.net)}", f"Terbilang: {rupiah_words(body.net)}"),
        signed_at=paper.signed_at(body.made_on),
        signatures=(Signature(above=("Bendahara,",), name=_DOTS), chair_of(paper)),
        landscape=True,
        paper=size,
        example=one.example,
    )


def rupiah(amount: int) -> str:
    """ "Rp1.500.000", "-Rp75.000"."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def _people(body: Body) -> Table:
    kinds = [PayKind(kind) for kind in body.kinds]
    columns = [Column("No", 0.7, Align.CENTRE), Column("Nama / NIP", 5), Column("Gol.", 1, Align.CENTRE)]
    for kind in kinds:
        columns += [Column("Satuan", 1.3), Column(f"{kind.label} (Rp)", 1.9, Align.RIGHT)]
    columns += [Column(f"{word} (Rp)", 1.9, Align.RIGHT) for word in ("Jumlah", "Pajak", "Diterima")]
    columns.append(Column("Tanda Tangan", 2.8))
    rows = [_row(number, person, kinds) for number, person in enumerate(body.people, 1)]
    return Table(columns=tuple(columns), rows=(*rows, _total(body, kinds)), tall=True)


def _row(number: int, person: BodyPerson, kinds: Iterable[PayKind]) -> tuple[Cell, ...]:
    named = (
        f"{person.name}\nNIP {group_employee_number(person.employee_number)}" if person.employee_number else person.name
    )
    cells = [Cell(str(number), number, Align.CENTRE), *plain(named, person.grade)]
    for kind in kinds:
        lines = [line for line in person.lines if line.kind == kind]
        cells += [Cell(_units(lines)), whole(sum(line.gross for line in lines))]
    cells += [whole(person.gross), whole(person.tax), whole(person.net)]
    return (*cells, Cell(f"{number}.", align=Align.LEFT if number % 2 else Align.MIDDLE))


def _units(lines: Iterable[BodyLine]) -> str:
    """ "3 hari", "2,5 JP"."""
    by_unit: dict[str, int] = {}
    for line in lines:
        by_unit[line.unit] = by_unit.get(line.unit, 0) + line.units
    return ", ".join(f"{_decimal(units)} {Unit(unit).label}" for unit, units in by_unit.items())


def _decimal(hundredths: int) -> str:
    told = f"{float(Fraction(hundredths, HUNDREDTHS)):.2f}".rstrip("0").rstrip(".")
    return told.replace(".", ",")


def _total(body: Body, kinds: Iterable[PayKind]) -> tuple[Cell, ...]:
    cells = [Cell(""), Cell("Jumlah", bold=True), Cell("")]
    for kind in kinds:
        amount = sum(line.gross for person in body.people for line in person.lines if line.kind == kind)
        cells += [Cell(""), whole(amount)]
    return (*cells, whole(body.gross), whole(body.tax), whole(body.net), Cell(""))


def _rates(body: Body, kind: str) -> str:
    """Every rate and tax of a kind that stands in the list."""
    told: dict[str, None] = {}
    for person in body.people:
        for line in person.lines:
            if line.kind == kind and line.rate is not None:
                tax = f", pajak {line.tax_percent.replace('.', ',')}%" if line.tax_percent else ""
                told[f"{rupiah(line.rate)} per {Unit(line.unit).label}{tax}"] = None
    return "; ".join(told)


def _rounding(body: Body) -> str:
    told = ", ".join(Rounding(one).label for one in body.rounding)
    return f"bagian rupiah {told}, tiap baris" if told else ""


def _left_out(body: Body) -> Table:
    columns = (Column("Nama", 4), Column("Yang tidak dibayarkan", 5), Column("Alasan", 4))
    rows = tuple(plain(one.name, _what(body, one), Why(one.why).label) for one in body.left_out)
    return Table(columns=columns, rows=rows, caption="Yang tidak dibayarkan dan alasannya")


def _what(body: Body, one: BodyLeftOut) -> str:
    if one.sessions:
        return ", ".join(f"{body.sessions[place].title} ({_date(body.sessions[place].on)})" for place in one.sessions)
    return PayKind(one.kind).label if one.kind else "semua"


def _date(day: str) -> str:
    return format_date(date.fromisoformat(day)) if day else "tanpa tanggal"
