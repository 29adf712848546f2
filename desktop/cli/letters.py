"""lontar document: letters and lists about a class, and cards with its names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.cli.commands import Option, command
from desktop.cli.days import today
from desktop.cli.documents import CLASS, NOBODY, ON, OUT, PAPER, print_form
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from desktop.services.papers.letters import ClassLetter

_ALL = [CLASS, ON, OUT, PAPER]


@command("schedule", Both("Jadwal kelas.", "The schedule of a class."), _ALL)
def schedule(setting: Setting, class_id: int, on: str | None, out: Path, paper: str) -> None:
    """Sessions by start, and tasks of stages without any."""
    from desktop.documents.class_letters import schedule_sheet
    from desktop.documents.press.sheets import Paper

    print_form(setting, schedule_sheet(_letter(setting, class_id, on), Paper(paper)), out)


@command("call", Both("Surat pemanggilan peserta.", "The letter that calls people to a class."), _ALL)
def call(setting: Setting, class_id: int, on: str | None, out: Path, paper: str) -> None:
    """Whoever holds a place stands in its annex."""
    from desktop.documents.class_letters import call_letter
    from desktop.documents.press.sheets import Paper

    print_form(setting, call_letter(_calling(setting, class_id, on), Paper(paper)), out)


@command("decree", Both("Lampiran keputusan penetapan peserta.", "The annex of the decree."), _ALL)
def decree(setting: Setting, class_id: int, on: str | None, out: Path, paper: str) -> None:
    """Whoever holds a place, with rank and post."""
    from desktop.documents.class_letters import decree_annex
    from desktop.documents.press.sheets import Paper

    print_form(setting, decree_annex(_calling(setting, class_id, on), Paper(paper)), out)


def _letter(setting: Setting, class_id: int, on: str | None) -> ClassLetter:
    from desktop.cli.opened import opened
    from desktop.services.papers.letters import class_letter

    with opened(setting) as profile:
        return profile.read(class_letter, class_id, on or today().isoformat()).result()


def _calling(setting: Setting, class_id: int, on: str | None) -> ClassLetter:
    """The same where people are named. Raises Unsuitable while there are none."""
    from desktop.services.faults import Unsuitable

    found = _letter(setting, class_id, on)
    if not found.paper.people:
        raise Unsuitable(NOBODY)
    return found


_KIND = Option(
    ["--kind"],
    type=click.Choice(("training", "competence", "attended")),
    default="training",
    help=Both("jenis sertifikat", "kind of certificate"),
)


@command("receipt", Both("Tanda terima sertifikat.", "Who has received a certificate."), [*_ALL, _KIND])
def receipt(setting: Setting, class_id: int, on: str | None, out: Path, paper: str, kind: str) -> None:
    """A line to sign for each certificate that holds."""
    from contract.training.certificates.kinds import State
    from desktop.cli.opened import opened
    from desktop.documents.class_letters import receipt_list
    from desktop.documents.press.sheets import Paper
    from desktop.services.certificates.views import list_certificates
    from desktop.services.faults import Unsuitable
    from desktop.services.papers.forms import class_paper

    with opened(setting) as profile:
        head = profile.read(class_paper, class_id).result()
        views = profile.read(list_certificates, None, class_id).result()
    found = [one for one in views if one.kind == kind and one.status == State.ISSUED.value]
    if not found:
        raise Unsuitable("Belum ada sertifikat jenis ini di kelas ini; terbitkan dahulu: lontar certificate issue.")
    print_form(setting, receipt_list(head, found, on or today().isoformat(), Paper(paper)), out)


@command("handover", Both("Berita acara serah terima.", "Minutes of a handing over."), [CLASS, OUT, PAPER])
def handover(setting: Setting, class_id: int, out: Path, paper: str) -> None:
    """The last that were signed for the class."""
    from contract.training.completion.minutes import Kind
    from desktop.cli.opened import opened
    from desktop.documents.class_letters import handover_minutes
    from desktop.documents.press.sheets import Paper
    from desktop.services.completion.minutes import list_minutes
    from desktop.services.faults import Unsuitable
    from desktop.services.papers.forms import class_paper

    with opened(setting) as profile:
        head = profile.read(class_paper, class_id).result()
        signed = [one for one in profile.read(list_minutes, class_id).result() if one.kind == Kind.HANDOVER.value]
    if not signed:
        raise Unsuitable(
            "Kelas ini belum punya berita acara serah terima; buat dahulu: lontar minutes sign --kind handover."
        )
    print_form(setting, handover_minutes(head, signed[-1], Paper(paper)), out)


_CARD = Option(
    ["--kind"],
    type=click.Choice(("name", "desk")),
    default="name",
    help=Both("kartu nama atau kartu meja", "cards to wear, or for tables"),
)


@command("cards", Both("Kartu nama atau kartu meja peserta.", "Cards with the names of a class."), [CLASS, OUT, _CARD])
def cards(setting: Setting, class_id: int, out: Path, kind: str) -> None:
    """Eight cards on a sheet, or one to be folded."""
    from desktop.cli.opened import opened
    from desktop.documents.name_cards import CardKind, print_cards
    from desktop.services.faults import Unsuitable
    from desktop.services.papers.forms import class_paper

    with opened(setting) as profile:
        head = profile.read(class_paper, class_id).result()
    if not head.people:
        raise Unsuitable(NOBODY)
    pages, rows = print_cards(head, CardKind(kind), out), len(head.people)
    setting.say(f"{out.name}: {pages} halaman, {rows} kartu.", f"{out.name}: {pages} pages, {rows} cards.")
    setting.answer({"file": str(out), "rows": rows, "pages": pages})
