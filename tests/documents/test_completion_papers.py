"""Scores and minutes on paper say what the services say, read back from both kinds of file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from contract.training.completion.minutes import Kind
from contract.training.completion.rule import CompletionRule, rule_text
from contract.training.exact_numbers import number_text
from contract.training.rights.roles import Role
from desktop.documents.completion_papers import completion_minutes
from desktop.documents.press.pages import print_sheet
from desktop.documents.press.workbooks import write_workbook
from desktop.documents.recap_papers import recap_sheet
from desktop.documents.report_papers import report_sheet
from desktop.documents.score_papers import score_sheet
from desktop.services.attendance.marking import Entry, mark_many
from desktop.services.attendance.recap import recap_of
from desktop.services.attendance.summary import summarise
from desktop.services.classes.sessions import close_session
from desktop.services.completion.deciding import completion_report, decide
from desktop.services.completion.minutes import NewMinutes, Signer, minutes_view
from desktop.services.completion.rules import set_rule_of_class
from desktop.services.completion.scores import NewComponent, NewScore, add_component, score_table, set_scores
from desktop.services.papers.forms import class_paper
from desktop.services.papers.report import class_report
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica
from desktop.storage.tables import writer
from tests.documents.reading import cells_of, pages_of
from tests.services.laptop import Laptop

HELD = "2025-09-02"


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path)
    yield made
    made.close()


def closed(session: int, replica: Replica, moment: Moment) -> None:
    close_session(replica, session, True, moment)


def component(class_id: int, title: str, weight: int, replica: Replica, moment: Moment) -> int:
    return add_component(
        replica, NewComponent(class_id=class_id, title=title, kind="assignment", weight=weight), moment
    )


def filled(laptop: Laptop) -> int:
    """A class of 23: everybody was in the first session, all but three in the second; scores that need rounding."""
    class_id, sessions, people = laptop.class_with(23, 2)
    rule = CompletionRule(min_attendance_pct=Decimal(80), min_total=Decimal(60))
    laptop.write(lambda r, m: set_rule_of_class(r, class_id, rule_text(rule), m))
    marks = [
        Entry(session=session, person=person, status="A" if place and n in (2, 8, 14) else "H")
        for place, session in enumerate(sessions)
        for n, person in enumerate(people)
    ]
    laptop.write(lambda r, m: mark_many(r, marks, m))
    for session in sessions:
        laptop.write(partial(closed, session))
    made = [laptop.write(partial(component, class_id, *one)) for one in (("Tugas", 3333), ("Produk", 6667))]
    scores = [
        NewScore(component=one, person=person, value=6100 + 137 * n + place)
        for place, one in enumerate(made)
        for n, person in enumerate(people)
    ]
    laptop.write(lambda r, m: set_scores(r, scores, m))
    return class_id


def test_every_score_is_the_same_on_screen_on_paper_and_in_the_workbook(laptop: Laptop, tmp_path: Path) -> None:
    class_id = filled(laptop)
    paper, table = laptop.read(lambda r: class_paper(r, class_id)), laptop.read(lambda r: score_table(r, class_id))
    sheet = score_sheet(paper, table, HELD)
    print_sheet(sheet, tmp_path / "nilai.pdf")
    write_workbook(sheet, tmp_path / "nilai.xlsx")
    said = " ".join(pages_of(tmp_path / "nilai.pdf"))
    rows = [row for row in cells_of(tmp_path / "nilai.xlsx") if isinstance(row[0], float)]
    assert len(rows) == len(table.lines) == 23
    assert "Tugas (33,33%)" in said
    for line, row in zip(table.lines, rows, strict=True):
        assert line.total is not None
        values = [Fraction(str(cell)) for cell in row[2:5]]
        assert [round(value, 6) for value in values] == [
            round(value, 6) for value in (*(one.value or Fraction(0) for one in line.scored), line.total)
        ]
        figures = " ".join(number_text(one.value or Fraction(0)) for one in line.scored)
        assert f"{figures} {number_text(line.total)}" in said


def test_the_recap_has_every_mark_and_the_exact_share(laptop: Laptop, tmp_path: Path) -> None:
    class_id = filled(laptop)
    paper, recap = laptop.read(lambda r: class_paper(r, class_id)), laptop.read(lambda r: recap_of(r, class_id))
    sheet = recap_sheet(paper, recap, HELD)
    print_sheet(sheet, tmp_path / "rekap.pdf")
    write_workbook(sheet, tmp_path / "rekap.xlsx")
    rows = [
        row for row in cells_of(tmp_path / "rekap.xlsx") if isinstance(row[0], float) and str(row[1])[:5] == "Orang"
    ]
    said = " ".join(pages_of(tmp_path / "rekap.pdf"))
    for n, (line, row) in enumerate(zip(recap.lines, rows, strict=True), 1):
        absent = n in (3, 9, 15)
        assert row[2:4] == ["H", "A" if absent else "H"]
        assert row[4:9] == [1 if absent else 2, 0, 0, 1 if absent else 0, 0]
        assert row[10] == (0.5 if absent else 1)
        told = "H A 1 0 0 1 0 3/6 50,0%" if absent else "H H 2 0 0 0 0 6/6 100,0%"
        assert f"{n} {line.name} {told}" in said
    summary = laptop.read(lambda r: summarise(r, class_id))
    assert [one.attended for one in summary.people] == [line.attended for line in recap.lines]
    assert summary.total == recap.total


def test_a_recap_of_many_sessions_is_parted_and_counts_at_its_end(laptop: Laptop, tmp_path: Path) -> None:
    class_id = filled(laptop)
    paper, recap = laptop.read(lambda r: class_paper(r, class_id)), laptop.read(lambda r: recap_of(r, class_id))
    lines = tuple(replace(line, marks=line.marks * 22) for line in recap.lines[:3])
    print_sheet(recap_sheet(paper, replace(recap, sessions=recap.sessions * 22, lines=lines), HELD), tmp_path / "r.pdf")
    said = " ".join(pages_of(tmp_path / "r.pdf"))
    for words in ("Sesi 1 sampai 20", "Sesi 21 sampai 40", "Sesi 41 sampai 44"):
        assert words in said
    first, last = recap.lines[0], recap.lines[2]
    assert said.count(f"1 {first.name} " + "H " * 20) == 2
    assert f"3 {last.name} H A H A 1 0 0 1 0 3/6 50,0%" in said


def test_minutes_are_a_draft_until_they_are_signed_and_then_say_what_stands(laptop: Laptop, tmp_path: Path) -> None:
    class_id = filled(laptop)
    paper = laptop.read(lambda r: class_paper(r, class_id))
    draft = laptop.read(lambda r: completion_report(r, class_id, HELD))
    print_sheet(completion_minutes(paper, draft, None, HELD), tmp_path / "rancangan.pdf")
    assert "RANCANGAN, belum ditandatangani" in pages_of(tmp_path / "rancangan.pdf")[0]
    new = NewMinutes(
        class_id=class_id,
        kind=Kind.COMPLETION,
        held_on=HELD,
        place="Kupang",
        signers=[Signer(name="Maria Ketua", post="Ketua Panitia"), Signer(name="Yosef Saksi", post="Sekretaris")],
        number="12/BA/2025",
    )
    done = laptop.write(lambda r, m: decide(r, class_id, HELD, m, sign=new))
    assert done.minutes is not None
    report = laptop.read(lambda r: completion_report(r, class_id, HELD))
    signed = laptop.read(lambda r: minutes_view(r, done.minutes or 0))
    print_sheet(completion_minutes(paper, report, signed, HELD), tmp_path / "ba.pdf")
    said = " ".join(pages_of(tmp_path / "ba.pdf"))
    for words in (
        "Nomor 12/BA/2025",
        "Selasa tanggal dua bulan September tahun dua ribu dua puluh lima, bertempat di Kupang",
        "dengan 23 (dua puluh tiga) peserta",
        "LULUS: 20 (dua puluh) orang.",
        "TIDAK LULUS: 3 (tiga) orang.",
        "Kehadiran 50%",
        "Maria Ketua",
        "Yosef Saksi",
        signed.digest,
    ):
        assert words in said
    assert "RANCANGAN" not in said


def test_a_report_for_who_reads_less_than_the_office_says_nothing_of_money(laptop: Laptop) -> None:
    class_id, _, _ = laptop.class_with(2, 1)
    assert "K. BIAYA" in chapters(laptop, class_id)

    def demote() -> None:
        with laptop.replica.transaction() as connection:
            connection.execute(sa.update(writer).values(role=Role.FACILITATOR.value))

    laptop.call(demote)
    told = chapters(laptop, class_id)
    assert "K. KENDALA DAN SARAN" in told
    assert not [title for title in told if "BIAYA" in title]


def chapters(laptop: Laptop, class_id: int) -> list[str]:
    report = laptop.read(lambda r: class_report(r, class_id, HELD))
    return [section.title for section in report_sheet(report).sections]
