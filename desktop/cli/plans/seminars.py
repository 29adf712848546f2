"""lontar plan seminar: order, score, show, minutes, print."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.completion.deciding import SIGNING
from desktop.cli.plans.planning import CLASS, GROUP, day_of
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text, told_id

_SEED = Option(
    ["--seed"], type=int, default=None, metavar="N", help=Both("undi dengan angka ini", "draw by this number")
)
_ON = Option(["--on"], default="", metavar="TANGGAL", help=Both("tanggal seminar", "date of the seminar"))


@command("order", Both("Urutan seminar.", "Sets the order of the seminar."), [CLASS, _SEED, _ON])
def order(setting: Setting, class_id: int, seed: int | None, on: str) -> None:
    """Sets who presents when: by number, or drawn."""
    from desktop.cli.opened import opened
    from desktop.services.plans.seminars import order_seminar

    with opened(setting) as profile:
        groups = profile.write(lambda r, m: order_seminar(r, class_id, m, seed=seed, on=on)).result()
    if not setting.json:
        for place, group in enumerate(groups, 1):
            click.echo(f"{place}  {id_text(group)}")
    setting.answer({"order": [id_text(group) for group in groups], "seed": seed, "on": on or None})


_SCORE = [
    GROUP,
    Option(["--examiner"], type=ID, required=True, metavar="ID", help=Both("penguji", "examiner")),
    Option(["--criterion"], required=True, metavar="K", help=Both("nomor atau nama kriteria", "number or title")),
    Option(["--value"], required=True, metavar="N", help=Both("0 sampai 100; kosong menghapus", "0 to 100")),
    Option(["--note"], default="", metavar="T", help=Both("catatan", "note")),
]


@command("score", Both("Mengisi lembar penguji.", "Fills in an examiner's sheet."), _SCORE)
def score(setting: Setting, group_id: int, examiner: int, criterion: str, value: str, note: str) -> None:
    """Writes one line of an examiner's sheet."""
    from desktop.cli.opened import opened
    from desktop.services.plans.seminars import NewScore, give_score

    new = NewScore(examiner=examiner, criterion=criterion, value=value, note=note)
    with opened(setting) as profile:
        found = profile.write(lambda r, m: give_score(r, group_id, new, m)).result()
    setting.say(f"{found.title}: tersimpan.", f"{found.title}: kept.")
    setting.answer({"group": id_text(group_id), "examiner": id_text(examiner), "criterion": found.number})


@command("show", Both("Seminar sekelas: urutan dan nilai.", "The seminar of a class."), [CLASS])
def show(setting: Setting, class_id: int) -> None:
    """The plans of a class in their order, with sheets and scores."""
    from contract.training.exact_numbers import number_text
    from desktop.cli.english import worded_sentence
    from desktop.cli.opened import opened
    from desktop.cli.plans.answers import criteria_answer, seminar_answer
    from desktop.services.plans.seminar_minutes import seminar_standing
    from desktop.services.plans.seminars import seminar_of

    with opened(setting) as profile:
        today = day_of(profile, "")
        found = profile.read(seminar_of, class_id, today).result()
        signed, changed = profile.read(seminar_standing, class_id, today).result()
    if not setting.json:
        for plan in found.plans:
            result = plan.seminar.result.score
            told = number_text(result) if result is not None else setting.word("belum ada nilai", "no score yet")
            click.echo(f"{plan.seminar.order or '-'}  {plan.group_title}  {plan.title or '-'}  {told}")
        for sentence in changed:
            click.echo(worded_sentence(sentence, setting))
    setting.answer(
        {
            "criteria": criteria_answer(found.criteria),
            "minutes": {"id": id_text(signed.id), "number": signed.number, "held_on": signed.held_on}
            if signed
            else None,
            "changed": list(changed),
            "plans": [
                {
                    "group": id_text(plan.group),
                    "group_title": plan.group_title,
                    "title": plan.title or None,
                    **seminar_answer(plan.seminar),
                }
                for plan in found.plans
            ],
        }
    )


_REASON = Option(["--reason"], default="", metavar="T", help=Both("alasan susulan", "why it is done again"))


@command(
    "minutes", Both("Menandatangani berita acara seminar.", "Signs the seminar's minutes."), [CLASS, *SIGNING, _REASON]
)
def minutes(
    setting: Setting,
    class_id: int,
    held_on: str | None,
    place: str,
    signers: tuple[str, ...],
    number: str,
    reason: str,
) -> None:
    """Freezes the examiners' sheets; done again it supplements what stands."""
    from dataclasses import replace

    from desktop.cli.completion.minutes import new_minutes, signer_of
    from desktop.cli.opened import opened
    from desktop.services.plans.seminar_minutes import sign_seminar

    with opened(setting) as profile:
        new = new_minutes(class_id, held_on or day_of(profile, ""), place, [signer_of(one) for one in signers], number)
        identifier = profile.write(lambda r, m: sign_seminar(r, replace(new, reason=reason), m)).result()
    told_id(setting, identifier, "Berita acara seminar ditandatangani", "The seminar's minutes are signed")


_OUT = Option(
    ["--out"],
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help=Both("berkas .pdf atau .xlsx", "a .pdf or .xlsx file"),
)
_PAPER = Option(["--paper"], type=click.Choice(("A4", "F4")), default="A4", help=Both("kertas", "paper"))
_PRINTS = Both("Mencetak berita acara seminar.", "Prints the seminar's minutes, or a draft of them.")


@command("print", _PRINTS, [CLASS, _OUT, _PAPER])
def print_(setting: Setting, class_id: int, out: Path, paper: str) -> None:
    """The minutes that stand, or a draft of them."""
    from desktop.cli.documents import print_form
    from desktop.cli.opened import opened
    from desktop.documents.press.sheets import Paper
    from desktop.documents.seminar_papers import seminar_minutes
    from desktop.services.papers.forms import class_paper
    from desktop.services.plans.seminar_minutes import seminar_paper

    with opened(setting) as profile:
        head = profile.read(class_paper, class_id).result()
        found = profile.read(seminar_paper, class_id, day_of(profile, "")).result()
    print_form(setting, seminar_minutes(head, found, Paper(paper)), out)


seminar = Group(
    name="seminar",
    help=Both("Seminar rencana aksi.", "Seminar of the action plans."),
    lazy={
        "order": ("desktop.cli.plans.seminars:order", Both("urutan", "order")),
        "score": ("desktop.cli.plans.seminars:score", Both("lembar penguji", "examiner's sheet")),
        "show": ("desktop.cli.plans.seminars:show", Both("urutan dan nilai", "order and scores")),
        "minutes": ("desktop.cli.plans.seminars:minutes", Both("berita acara", "minutes")),
        "print": ("desktop.cli.plans.seminars:print_", Both("cetak berita acara", "print the minutes")),
    },
)
