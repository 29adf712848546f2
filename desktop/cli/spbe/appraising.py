"""lontar spbe: add, assess, level, import, show, list, trend, around, compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract.training.spbe.index import NOT_EFFECT, Phase, printed
from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text, told_id

if TYPE_CHECKING:
    from desktop.services.spbe.appraising import Appraisal, NewAppraisal

BAD_INPUT = 3
_DISTRICT = Option(["--district"], required=True, metavar="CODE", help=Both("kode wilayah", "code of a government"))
_YEAR = Option(["--year"], type=int, required=True, metavar="Y", help=Both("tahun penilaian", "year"))
_INSTRUMENT = Option(
    ["--instrument"],
    default="",
    metavar="KEY",
    help=Both("instrumen, bila bukan yang tahun itu", "instrument, if not that year's"),
)
_TRAINING = Option(
    ["--training"], type=ID, default=None, metavar="ID", help=Both("tentang pelatihan ini", "about this training")
)
_PHASE = Option(
    ["--phase"],
    type=click.Choice([phase.value for phase in Phase]),
    default=None,
    help=Both("sebelum atau sesudah pelatihan", "before or after the training"),
)
_EXAMPLE = Option(["--example"], is_flag=True, help=Both("data contoh", "example data"))
_OFFICE = Option(["--office"], default=None, metavar="CODE", help=Both("kantor", "office"))
_WHOSE = [_DISTRICT, _YEAR, _INSTRUMENT, _TRAINING, _PHASE, _EXAMPLE, _OFFICE]
_APPRAISAL = click.Argument(["appraisal_id"], type=ID, metavar="ID")


_ADD = [
    *_WHOSE,
    Option(["--stated"], required=True, metavar="N", help=Both("indeks, misalnya 3,84", "index, as 3.84")),
    Option(["--predicate"], default="", metavar="T", help=Both("predikat menurut sumber", "predicate in the source")),
    Option(["--source"], default="", metavar="T", help=Both("sumber", "source")),
    Option(["--on", "source_on"], default="", metavar="D", help=Both("tanggal sumber", "date of the source")),
]


@command("add", Both("Mencatat indeks yang diumumkan.", "Writes a published index down."), _ADD)
def add(setting: Setting, office: str | None, phase: str | None, **told: Any) -> None:
    """A published index with its source."""
    from desktop.services.faults import Unsuitable
    from desktop.services.spbe.appraising import NewAppraisal

    if not told["stated"].strip():
        raise Unsuitable("Indeks yang diumumkan kosong; tulis misalnya 3,84, atau mulai lontar spbe assess.")
    _made(setting, NewAppraisal(phase=phase or "", **told), office, ("Indeks tercatat", "Index saved"))


@command("assess", Both("Memulai penilaian mandiri.", "Begins a self-assessment."), _WHOSE)
def assess(setting: Setting, office: str | None, phase: str | None, **told: Any) -> None:
    """A self-assessment without any level yet."""
    from desktop.services.spbe.appraising import NewAppraisal

    words = ("Penilaian mandiri dimulai", "Self-assessment begun")
    _made(setting, NewAppraisal(phase=phase or "", **told), office, words)


def _made(setting: Setting, new: NewAppraisal, office: str | None, words: tuple[str, str]) -> None:
    from desktop.cli.opened import opened
    from desktop.services.spbe.appraising import add_appraisal

    with opened(setting) as profile:
        identifier = profile.write(lambda replica, moment: add_appraisal(replica, new, moment, office)).result()
    told_id(setting, identifier, *words)


_LEVEL = [
    _APPRAISAL,
    Option(["--indicator"], type=int, required=True, metavar="N", help=Both("nomor indikator", "indicator")),
    Option(["--level"], type=int, required=True, metavar="N", help=Both("tingkat, 1 sampai 5", "level, 1 to 5")),
    Option(["--evidence"], default=None, metavar="T", help=Both("bukti dukung", "evidence")),
]


@command("level", Both("Mengisi tingkat satu indikator.", "Sets the level of an indicator."), _LEVEL)
def level(setting: Setting, appraisal_id: int, indicator: int, level: int, evidence: str | None) -> None:
    """One indicator; answers how many are still missing."""
    from desktop.cli.opened import opened
    from desktop.services.spbe.appraising import set_level, show_appraisal

    with opened(setting) as profile:
        profile.write(lambda r, m: set_level(r, appraisal_id, indicator, level, m, evidence)).result()
        found = profile.read(show_appraisal, appraisal_id).result()
    missing = len(found.worked.missing) if found.worked is not None else 0
    setting.say(f"Tersimpan; {missing} indikator belum diisi.", f"Saved; {missing} indicators still missing.")
    setting.answer({"id": id_text(appraisal_id), "indicator": indicator, "level": level, "missing": missing})


_IMPORT = [
    click.Argument(["file"], type=click.Path(path_type=Path, dir_okay=False), metavar="FILE"),
    Option(["--appraisal", "appraisal_id"], type=ID, required=True, metavar="ID", help=Both("penilaian", "appraisal")),
    Option(["--dry-run"], is_flag=True, help=Both("hanya periksa, tidak menyimpan", "only check, save nothing")),
]


@command("import", Both("Mengisi penilaian dari berkas.", "Reads levels from a file."), _IMPORT)
def import_(setting: Setting, file: Path, appraisal_id: int, dry_run: bool) -> None:
    """Columns indicator, level, evidence; exit code 3 when rows were left out."""
    from desktop.cli.opened import opened
    from desktop.cli.people.listing import report_answer, tell_report
    from desktop.services.spbe.importing import import_levels

    with opened(setting) as profile:
        report = profile.write(lambda r, m: import_levels(r, appraisal_id, file, m, dry_run=dry_run)).result()
    tell_report(setting, report)
    setting.answer(report_answer(setting, report))
    if report.skipped:
        click.get_current_context().exit(BAD_INPUT)


@command("show", Both("Satu penilaian seutuhnya.", "One appraisal, whole."), [_APPRAISAL])
def show(setting: Setting, appraisal_id: int) -> None:
    """Index by domain and aspect, levels, and what is missing."""
    from desktop.cli.opened import opened
    from desktop.cli.spbe.answers import appraisal_answer
    from desktop.services.spbe.appraising import show_appraisal

    with opened(setting) as profile:
        found = profile.read(show_appraisal, appraisal_id).result()
    _tell(setting, found)
    for part in (*found.worked.domains, *found.worked.aspects) if found.worked is not None else ():
        told = printed(part.index) if part.index is not None else "-"
        setting.say(f"  {told}  {part.section.title}", f"  {told}  {part.section.title}")
    setting.answer(appraisal_answer(found, whole=True))


@command("list", Both("Penilaian yang tercatat.", "The appraisals that are here."))
def list_(setting: Setting) -> None:
    """All of them, by district and year."""
    from desktop.cli.opened import opened
    from desktop.cli.spbe.answers import appraisal_answer
    from desktop.services.spbe.appraising import appraisals_of

    with opened(setting) as profile:
        found = profile.read(appraisals_of).result()
    for one in found:
        _tell(setting, one)
    setting.answer({"appraisals": [appraisal_answer(one) for one in found]})


@command("trend", Both("Indeks satu daerah tiap tahun.", "The index of one district by year."), [_DISTRICT])
def trend(setting: Setting, district: str) -> None:
    """By year, and the difference between years that compare."""
    from desktop.cli.opened import opened
    from desktop.cli.spbe.answers import trend_answer
    from desktop.services.spbe.views import trend as found_of

    with opened(setting) as profile:
        found = profile.read(found_of, district).result()
    for one in found.appraisals:
        _tell(setting, one)
    for step in found.steps:
        told = printed(step.difference) if step.difference is not None else step.why
        setting.say(
            f"{step.first.year} - {step.second.year}: {told}", f"{step.first.year} - {step.second.year}: {told}"
        )
    setting.answer(trend_answer(setting, found))


_OF_TRAINING = [
    Option(["--training"], type=ID, required=True, metavar="ID", help=Both("pelatihan", "training")),
    Option(["--districts"], default="", metavar="CODES", help=Both("juga angka yang diumumkan", "published ones too")),
]


@command("around", Both("Sebelum dan sesudah pelatihan.", "Before and after a training."), _OF_TRAINING)
def around(setting: Setting, training: int, districts: str) -> None:
    """The indices that name the training: an association, not an effect."""
    from desktop.cli.english import worded_sentence
    from desktop.cli.opened import opened
    from desktop.cli.spbe.answers import around_answer
    from desktop.services.spbe.views import around as found_of

    with opened(setting) as profile:
        found = profile.read(found_of, training, districts.replace(",", " ").split()).result()
    for one in found:
        for appraisal in (one.before, one.after):
            if appraisal is not None:
                _tell(setting, appraisal)
    setting.say(NOT_EFFECT, worded_sentence(NOT_EFFECT, setting))
    setting.answer(around_answer(setting, found))


_COMPARE = [
    Option(["--districts"], required=True, metavar="CODES", help=Both("kode, dipisah koma", "codes with commas")),
    Option(["--year"], type=int, default=None, metavar="Y", help=Both("hanya tahun ini", "this year only")),
    Option(["--reference"], default="", metavar="CODE", help=Both("rujukan; tanpa ini yang tertinggi", "reference")),
]


@command("compare", Both("Beberapa daerah berdampingan.", "Districts beside each other."), _COMPARE)
def compare(setting: Setting, districts: str, year: int | None, reference: str) -> None:
    """The newest index of each; null where nothing is known."""
    from desktop.cli.opened import opened
    from desktop.cli.spbe.answers import compared_answer
    from desktop.services.spbe.views import compare as found_of

    codes = districts.replace(",", " ").split()
    with opened(setting) as profile:
        found = profile.read(found_of, codes, year, reference).result()
    for one in found:
        if one.appraisal is not None:
            _tell(setting, one.appraisal)
        else:
            setting.say(f"{one.district}: belum ada data", f"{one.district}: no figure yet")
    setting.answer(compared_answer(setting, found))


def _tell(setting: Setting, one: Appraisal) -> None:
    missing = len(one.worked.missing) if one.worked is not None else 0
    index = printed(one.index) if one.index is not None else ""
    marked = setting.word(" (data contoh)", " (example)") if one.example else ""
    told = f"{index} {one.predicate or ''}".strip()
    head = f"{id_text(one.id)}  {one.district}  {one.year or '-'}  {one.instrument_key or '-'}{marked}: "
    setting.say(
        head + (told or f"{missing} indikator belum diisi"), head + (told or f"{missing} indicators still missing")
    )


spbe = Group(
    name="spbe",
    help=Both("Indeks SPBE daerah.", "SPBE indices of governments."),
    lazy={
        "instruments": ("desktop.cli.spbe.instruments:list_", Both("instrumen", "instruments")),
        "instrument": (
            "desktop.cli.spbe.instruments:instrument",
            Both("instrumen: tambah, daftar", "instruments: add, list"),
        ),
        "add": ("desktop.cli.spbe.appraising:add", Both("catat indeks yang diumumkan", "write a published index down")),
        "assess": ("desktop.cli.spbe.appraising:assess", Both("mulai penilaian mandiri", "begin a self-assessment")),
        "level": ("desktop.cli.spbe.appraising:level", Both("isi satu indikator", "set one indicator")),
        "import": ("desktop.cli.spbe.appraising:import_", Both("isi dari berkas", "read from a file")),
        "show": ("desktop.cli.spbe.appraising:show", Both("satu penilaian", "one appraisal")),
        "list": ("desktop.cli.spbe.appraising:list_", Both("semua penilaian", "all appraisals")),
        "trend": ("desktop.cli.spbe.appraising:trend", Both("menurut tahun", "by year")),
        "around": (
            "desktop.cli.spbe.appraising:around",
            Both("sebelum dan sesudah pelatihan", "before and after a training"),
        ),
        "compare": ("desktop.cli.spbe.appraising:compare", Both("beberapa daerah", "several districts")),
    },
)
