"""lontar programme run: a whole programme, played by its example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.cli.commands import Option, command
from desktop.cli.programmes.files import KEY
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from decimal import Decimal

    from contract.training.programmes.file import ProgrammeFile
    from desktop.practice.programme.run import ProgrammeRun
    from desktop.services.programmes.outcome import ClassOutcome

_OPTIONS = [
    KEY,
    Option(["--example"], is_flag=True, required=True, help=Both("dengan data contoh berkasnya", "by its example")),
    Option(
        ["--threshold"],
        type=click.IntRange(0, 100),
        default=None,
        metavar="N",
        help=Both("ambang kehadiran, persen", "least attendance, percent"),
    ),
    Option(
        ["--out"],
        type=click.Path(path_type=Path, file_okay=False),
        default=None,
        metavar="DIR",
        help=Both("map tempat formulir disimpan", "folder in which the printed forms stay"),
    ),
]


@command("run", Both("Memainkan seluruh program.", "Plays a whole programme."), _OPTIONS)
def run(setting: Setting, key: str, example: bool, threshold: int | None, out: Path | None) -> None:
    """KUNCI: a shipped programme, or the file of another. On a fresh laptop with a fresh centre, read again on a
    second laptop; nothing of this profile is touched.
    """
    from decimal import Decimal

    from desktop.cli.programmes.run_answers import run_answer
    from desktop.practice.programme.run import run_programme

    file = _file(key)
    least = Decimal(threshold) if threshold is not None else None
    found = run_programme(file, least, lambda said: setting.progress(said, said), out)
    if not setting.json:
        for one in found.first.classes:
            _tell(setting, one, found)
    setting.answer(run_answer(setting, found, _plain(least)))


def _plain(threshold: Decimal | None) -> int | None:
    return int(threshold) if threshold is not None else None


def _file(key: str) -> ProgrammeFile:
    """A shipped programme by its key, or a file by its place."""
    from desktop.services.faults import NotHere
    from desktop.services.programmes.files import read_content, shipped_files

    shipped = shipped_files()
    if key in shipped:
        return shipped[key]
    file = Path(key)
    if file.suffix.casefold() != ".json" and not file.is_file():
        known = ", ".join(shipped)
        raise NotHere(
            f'Tidak ada program bawaan "{key}". Yang tersedia: {known}. Program lain disebut dengan berkasnya (.json).'
        )
    try:
        content = file.read_bytes()
    except OSError as error:
        raise NotHere(f"Berkas {key} tidak ada atau tidak dapat dibaca; periksa namanya.") from error
    return read_content(content, file.name)


def _tell(setting: Setting, one: ClassOutcome, found: ProgrammeRun) -> None:
    from contract.training.completion.rule import Outcome
    from desktop.services.programmes.outcome import reasons

    report = one.report
    passed = report.counts[Outcome.PASSED]
    setting.say(
        f"{report.class_title}: {passed} dari {report.people} lulus [data contoh]",
        f"{report.class_title}: {passed} of {report.people} passed [example data]",
    )
    for each in report.judgements:
        if each.outcome is not Outcome.PASSED:
            click.echo(f"  {each.person.name}: {'; '.join(reasons(each))}")
    papers = one.certificates
    setting.say(
        f"  {papers.made} sertifikat, {papers.genuine} asli, {papers.refused} ditolak bila satu huruf diubah",
        f"  {papers.made} certificates, {papers.genuine} genuine, {papers.refused} refused with one sign altered",
    )
    played = next((each for each in found.played.classes if each.class_id == report.class_id), None)
    if played is not None:
        setting.say(f"  {len(played.papers)} formulir dicetak", f"  {len(played.papers)} forms printed")
        if played.paid.why:
            setting.say(f"  {played.paid.why}", f"  {played.paid.why}")
