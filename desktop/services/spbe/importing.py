"""A self-assessment from a table: indicator, level, evidence. A row that is refused stops no other."""

from __future__ import annotations

from pathlib import Path

from contract.tables import spbe as queries
from desktop.services.faults import Unsuitable
from desktop.services.plain_tables import PlainRow, read_plain_table
from desktop.services.spbe.appraising import appraisal_line, assessed, check_level, level_change
from desktop.services.views import Problem, RosterReport, Severity
from desktop.services.writing import write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_HEADINGS = {
    "indicator": ("indicator", "indikator", "nomor indikator", "no", "nomor"),
    "level": ("level", "tingkat", "tingkat kematangan", "nilai"),
    "evidence": ("evidence", "bukti", "bukti dukung", "penjelasan"),
}
_NEEDED = ("indicator", "level")
_MOST_EVIDENCE = 10_000


def import_levels(
    replica: Replica, appraisal_id: int, file: Path, moment: Moment, *, dry_run: bool = False
) -> RosterReport:
    """Sets what the table says and the assessment does not. added: levels that were missing; updated: changed ones."""
    rows = read_plain_table(file, _HEADINGS, _NEEDED, "penilaian mandiri SPBE")
    problems: list[Problem] = []
    changes: list[Change] = []
    added = 0
    with replica.transaction():
        line = appraisal_line(replica, appraisal_id)
        instrument = assessed(replica, line)
        held = {one.indicator: one for one in fetch(replica, queries.levels_of(records, [appraisal_id]))}
        seen: dict[int, int] = {}
        for row in rows:
            try:
                indicator, level = _number(row, "indicator", "indikator"), _number(row, "level", "tingkat")
                check_level(instrument, indicator, level)
                _check_row(row, indicator, seen)
            except Unsuitable as fault:
                problems.append(_problem(row, str(fault)))
                continue
            evidence = row.cells["evidence"] or None
            old = held.get(indicator)
            if old is None or old.level != level or evidence not in (None, old.evidence):
                added += old is None
                changes.append(level_change(appraisal_id, indicator, level, evidence))
        if changes and not dry_run:
            write(replica, line.realm, changes, moment)
    return RosterReport(
        file=file.name,
        rows=len(rows),
        added=added,
        updated=len(changes) - added,
        unchanged=len(rows) - len(changes) - len(problems),
        skipped=len(problems),
        problems=tuple(problems),
        dry_run=dry_run,
    )


def _number(row: PlainRow, column: str, word: str) -> int:
    text = row.cells[column]
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Unsuitable(f'Nomor {word} "{text}" tidak terbaca; tulis bilangan bulat.')
    return int(text)


def _check_row(row: PlainRow, indicator: int, seen: dict[int, int]) -> None:
    """One level an indicator: the first row decides."""
    if len(row.cells["evidence"]) > _MOST_EVIDENCE:
        raise Unsuitable(f"Bukti dukung paling banyak {_MOST_EVIDENCE} huruf; ringkaskan.")
    earlier = seen.setdefault(indicator, row.number)
    if earlier != row.number:
        raise Unsuitable(f"Indikator {indicator} sudah ada di baris {earlier}; hapus salah satu baris.")


def _problem(row: PlainRow, sentence: str) -> Problem:
    message = f"Baris {row.number}: {sentence}"
    return Problem(row=row.number, column="", severity=Severity.ERROR, message=message)
